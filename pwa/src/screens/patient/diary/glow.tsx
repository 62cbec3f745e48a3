import { strongest, type DiaryDay } from "../../../domain/diary-days";
import { shortWeekday } from "../../../i18n/dates";
import { Link } from "../../../ui";
import { dayDescription } from "./day-text";

interface GlowProps {
  readonly date: string;
  /** The day of healing. */
  readonly number: number;
  readonly day: DiaryDay | undefined;
  readonly isToday: boolean;
  readonly isOpen: boolean;
  readonly href: string;
}

/** One day of the strip: a soft disc that is warmer and larger the stronger the day's symptoms were; hollow without an entry. */
export function Glow({ date, number, day, isToday, isOpen, href }: GlowProps) {
  const classes = ["glow", day ? `glow--${strongest(day.scores)?.score ?? "plain"}` : "glow--empty", isToday && "glow--today", isOpen && "glow--open"];
  return (
    <Link
      class={classes.filter(Boolean).join(" ")}
      href={href}
      {...(isOpen ? { "aria-current": "page" as const } : isToday ? { "aria-current": "date" as const } : {})}
    >
      <span class="unseen">{dayDescription(date, number, day)}</span>
      <Inside date={date} />
      {day?.hasFinding && <span class="glow__mark" />}
    </Link>
  );
}

/** A day before the treatment or in the future: it cannot be opened. */
export function NoGlow({ date }: { date: string }) {
  return (
    <span class="glow glow--none" aria-hidden="true">
      <Inside date={date} />
    </span>
  );
}

function Inside({ date }: { date: string }) {
  return (
    <>
      <span class="glow__weekday" aria-hidden="true">{shortWeekday(Date.parse(date), "UTC")}</span>
      <span class="glow__disc" aria-hidden="true">
        <span class="glow__date">{Number(date.slice(8))}</span>
      </span>
    </>
  );
}
