import { Arc } from "../../../ui";
import { sureMoment } from "../../../domain/bounds";
import { HOUR } from "../../../domain/dates";
import type { Treatment } from "../../../domain/diary";
import { speaksOfSymptom } from "../../../domain/symptoms";
import type { Timeline } from "../../../domain/timeline";
import type { Today } from "../../../domain/today";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { inText, sinceText, whenText } from "../format";
import { titleOf } from "../sheet-language";

const WEEK = 7 * 24;
const LONGEST = 14 * 24;

/** The arc: hours and days since the treatment, as progress towards settled skin. */
export function Hours({ treatment, view }: { treatment: Treatment; view: Today }) {
  const total = resolvedHours(treatment.timeline);
  const passed = (now.value - Date.parse(treatment.treated_at)) / HOUR;
  if (passed < 0) return <Before at={Date.parse(treatment.treated_at)} />;
  const young = view.hours < 48;
  const day = t("patient.today.day", { day: view.day });
  return (
    <div class="today__hours">
      <Arc ratio={passed / total} marks={marksOf(treatment.timeline, total)} big={young ? sinceText(view.hours) : day}>
        <span class="today__day">{young ? day : sinceText(view.hours)}</span>
        <span class="soft small">{t("patient.today.after")}</span>
      </Arc>
      <p class="today__sheet">{t("patient.today.sheet", { sheet: titleOf(treatment) })}</p>
    </div>
  );
}

function Before({ at }: { at: number }) {
  return (
    <Arc ratio={0} big={inText(at)}>
      <span class="soft">{t("patient.today.before", { when: whenText(at) })}</span>
    </Arc>
  );
}

/** Hours until the sheet expects the skin to have settled, at most two weeks; one week if it does not say. */
function resolvedHours(timeline: Timeline): number {
  const expected = timeline.windows.filter(({ rule }) => rule.verb === "expect" && speaksOfSymptom(rule.topics));
  const ends = expected.flatMap(({ closes }) => sureMoment(closes, {}) ?? []);
  return ends.length ? Math.min(LONGEST, (Math.max(...ends) - Date.parse(timeline.treated_at)) / HOUR) : WEEK;
}

function marksOf(timeline: Timeline, total: number): readonly number[] {
  const start = Date.parse(timeline.treated_at);
  const freed = timeline.milestones.filter((milestone) => milestone.kind === "allowed" || milestone.kind === "over");
  const ratios = freed.map((milestone) => (Date.parse(milestone.at) - start) / HOUR / total);
  return [...new Set(ratios.filter((ratio) => ratio > 0 && ratio < 1))];
}
