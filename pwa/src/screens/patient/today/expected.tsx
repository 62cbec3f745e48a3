import { isOtherCue } from "../../../domain/check-in";
import { expectedNow, hoursShown, type Expected as Line } from "../../../domain/expected-now";
import { HOUR, hoursSince } from "../../../domain/dates";
import { timelinesOf, type Treatment } from "../../../domain/diary";
import type { TimelineRule } from "../../../domain/timeline";
import type { TodayItem } from "../../../domain/today";
import type { SkinCue } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { answerTimes, now } from "../../../state/clock";
import { me } from "../../../state/auth-session";
import { dayText } from "../format";
import { symptomLabel } from "../../labels";

const MOST = 6;

interface ExpectedProps {
  readonly treatment: Treatment;
  readonly items: readonly TodayItem[];
  readonly onRule: (rule: TimelineRule) => void;
}

/** What the sheet expects of the skin now: one small band per symptom, with a mark at this moment. It forbids nothing. */
export function Expected({ treatment, items, onRule }: ExpectedProps) {
  const { timeline } = treatment;
  const cues = (me()?.skin_cues ?? []) as SkinCue[];
  const lines = expectedNow(timelinesOf(treatment), items, answerTimes.value).filter(({ symptom }) => !isOtherCue(symptom, cues));
  if (!lines.length) return null;
  const hours = hoursShown(timeline, lines);
  const at = Math.min(1, hoursSince(timeline.treated_at, now.value) / hours);
  return (
    <section class="stack-s">
      <h2 class="today__head">{t("patient.board.expect")}</h2>
      <ul class="expected">
        {lines.slice(0, MOST).map((line) => (
          <li key={line.symptom}>
            <button type="button" class="expected__line" onClick={() => onRule(line.rule)}>
              <strong>{symptomLabel(line.symptom)}</strong>
              <Band line={line} hours={hours} at={at} />
              <span class="soft small">{untilText(line, timeline.treated_at)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Band({ line: { from, until }, hours, at }: { line: Line; hours: number; at: number }) {
  const [start, end] = [from / hours, Math.min(1, (until ?? hours) / hours)];
  return (
    <svg class="expected__band" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="expected__track" x="0" y="2" width="100" height="4" />
      <rect class={until === null ? "expected__open" : "expected__fill"} x={start * 100} y="2" width={Math.max(2, (end - start) * 100)} height="4" />
      <rect class="expected__now" x={Math.min(98.5, at * 100)} y="0" width="1.5" height="8" />
    </svg>
  );
}

function untilText({ until }: Line, treatedAt: string): string {
  if (until === null) return t("patient.board.no-end");
  return t("patient.until.plain", { when: dayText(Date.parse(treatedAt) + until * HOUR) });
}
