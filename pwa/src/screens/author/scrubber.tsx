import { useId } from "preact/hooks";
import type { Timeline } from "../../domain/timeline";
import { t } from "../../i18n";
import { Icon } from "../../ui";
import { dateLabel, hourLabel, lastHour } from "./course-hours";

interface ScrubberProps {
  readonly timeline: Timeline;
  readonly hour: number;
  /** The hours at which something changes. */
  readonly changes: readonly number[];
  readonly onHour: (hour: number) => void;
}

const DAY = 24;

/** The hour of the course that is shown: a slider with hours for the arrow keys, days for Page Up and Page Down, and jumps to the changes. */
export function Scrubber({ timeline, hour, changes, onHour }: ScrubberProps) {
  const id = useId();
  const last = lastHour(timeline);
  const go = (to: number): void => onHour(Math.min(last, Math.max(0, to)));
  const label = hourLabel(timeline, hour);
  return (
    <div class="scrubber">
      <label class="scrubber__now" for={id}>
        <span class="unseen">{t("practitioner.preview.moment-shown")}</span> {label}
        <small class="soft">{dateLabel(timeline, hour)}</small>
      </label>
      <div class="scrubber__line">
        <Jump icon="back" label={t("practitioner.preview.previous")} to={changes.findLast((at) => at < hour) ?? (hour > 0 ? 0 : undefined)} onJump={go} />
        <span class="scrubber__track">
          <input
            id={id}
            type="range"
            min={0}
            max={last}
            value={hour}
            aria-valuetext={label}
            onInput={(event) => go(Number(event.currentTarget.value))}
            onKeyDown={(event) => {
              if (event.key !== "PageUp" && event.key !== "PageDown") return;
              event.preventDefault();
              go(hour + (event.key === "PageUp" ? DAY : -DAY));
            }}
          />
          <Marks changes={changes} last={last} />
        </span>
        <Jump icon="next" label={t("practitioner.preview.next")} to={changes.find((at) => at > hour)} onJump={go} />
      </div>
    </div>
  );
}

interface JumpProps {
  readonly icon: "back" | "next";
  readonly label: string;
  readonly to: number | undefined;
  readonly onJump: (hour: number) => void;
}

function Jump({ icon, label, to, onJump }: JumpProps) {
  return (
    <button type="button" class="button button--plain" aria-label={label} title={label} disabled={to === undefined} onClick={() => to !== undefined && onJump(to)}>
      <Icon name={icon} />
    </button>
  );
}

/** Where something changes, below the slider. */
function Marks({ changes, last }: { changes: readonly number[]; last: number }) {
  return (
    <svg class="scrubber__marks" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
      {changes.map((at) => <path key={at} d={`M${(at / last) * 1000} 0v8`} />)}
    </svg>
  );
}
