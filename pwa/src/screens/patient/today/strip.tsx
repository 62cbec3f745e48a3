import { courseProgress, isBetweenTreatments } from "../../../domain/course-progress";
import { dayOfHealing, HOUR } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { Arc } from "../../../ui";
import { inText, sinceText, whenText } from "../format";
import { NextChange } from "./next-change";

/** From then on the day says enough. */
const YOUNG_HOURS = 48;

/** Where the treatment is in the course of its sheet: the arc, the day, the hours of the first two days, and what changes next. */
export function Strip({ treatment, hasFinding }: { treatment: Treatment; hasFinding: boolean }) {
  const { timeline } = treatment;
  const treatedAt = Date.parse(treatment.treated_at);
  if (now.value < treatedAt) return <Before at={treatedAt} />;
  const hours = Math.floor((now.value - treatedAt) / HOUR);
  const day = dayOfHealing(treatment.treated_at, now.value, timeline.time_zone, timeline.day_one);
  const isOver = isBetweenTreatments(timeline, now.value, states.value);
  return (
    <section class="strip">
      <Arc ratio={courseProgress(timeline, now.value, states.value, hasFinding) ?? 0}>
        <strong class="strip__day">{t("patient.today.day", { day })}</strong>
        {hours < YOUNG_HOURS && <span class="small">{sinceText(hours)}</span>}
      </Arc>
      <div class="strip__words">
        {isOver ? <p class="strip__state">{t("patient.today.between")}</p> : <NextChange treatment={treatment} />}
      </div>
    </section>
  );
}

function Before({ at }: { at: number }) {
  return (
    <section class="strip">
      <Arc ratio={0} />
      <div class="strip__words">
        <p class="strip__state">{inText(at)}</p>
        <p class="soft">{t("patient.today.before", { when: whenText(at) })}</p>
      </div>
    </section>
  );
}
