/** Which of the current treatments a question is about, and how they are told apart. */

import { timelinesOf, type Treatment } from "../../../domain/diary";
import { openFindings } from "../../../domain/findings-to-report";
import type { Question } from "../../../domain/questions";
import type { ReplyTo } from "../../../domain/replies";
import type { TopicTree } from "../../../domain/topics";
import { locale, t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { entriesOf, statesIn } from "../../../state/diary";
import { repliesAbout } from "../../../state/replies";
import { areaLabel, midSentence } from "../../labels";

const FACE: readonly string[] = ["full-face", "forehead", "under-eye", "eyes", "nose", "cheeks", "upper-lip", "chin", "jaw"];
const AREA = "area:";

/**
 * What to ask: all current treatments, or those of the area that the question names, and for each also a safety
 * correction to its sheet that waits for the patient. Names are empty if there is nothing to tell apart.
 */
export function askedOf(question: Question, treatments: readonly [Treatment, ...Treatment[]], tree: TopicTree): readonly [ReplyTo, ...ReplyTo[]] {
  const asked = treatmentsAt(areasIn(question), treatments);
  const [first, ...others] = asked.flatMap((treatment) => timelinesOf(treatment).map((timeline) => ({ treatment, timeline })));
  const to = ({ treatment, timeline }: Version): ReplyTo => ({
    ...{ timeline, tree, states: statesIn({ id: treatment.id, timeline }) },
    findings: openFindings(timeline, entriesOf(treatment.id), repliesAbout(treatment.id)),
    name: [asked.length > 1 ? treatmentName(treatment) : "", versionName(treatment, timeline)].filter(Boolean).join(", "),
  });
  return first ? [to(first), ...others.map(to)] : [to({ treatment: treatments[0], timeline: treatments[0].timeline })];
}

/** One of the versions of a sheet that count for a treatment. */
interface Version {
  readonly treatment: Treatment;
  readonly timeline: Treatment["timeline"];
}

/** "Version 2 (safety correction)"; empty if only one version counts. */
function versionName({ correction }: Treatment, timeline: Treatment["timeline"]): string {
  if (!correction) return "";
  return t(timeline === correction.timeline ? "answer.version.correction" : "answer.version", { version: timeline.sheet.version });
}

/** The treatment that a part of the reply is about. */
export function treatmentNamed(name: string, timeline: Treatment["timeline"], treatments: readonly [Treatment, ...Treatment[]]): Treatment {
  const sameSheet = treatments.find((each) => each.timeline.treated_at === timeline.treated_at && each.timeline.sheet.id === timeline.sheet.id);
  return treatments.find((each) => name !== "" && treatmentName(each) === name) ?? sameSheet ?? treatments[0];
}

function areasIn({ conditions }: Question): readonly string[] {
  return conditions.filter((condition) => condition.startsWith(AREA)).map((condition) => condition.slice(AREA.length));
}

function treatmentsAt(areas: readonly string[], treatments: readonly [Treatment, ...Treatment[]]): readonly [Treatment, ...Treatment[]] {
  const [first, ...others] = treatments.filter(({ applied }) => applied.areas.some(({ area }) => areas.some((asked) => isPartOf(asked, area))));
  return first ? [first, ...others] : treatments;
}

function isPartOf(asked: string, area: string): boolean {
  return asked === area || (FACE.includes(asked) && FACE.includes(area) && [asked, area].includes("full-face"));
}

/** "Neck and chest, 14 November" */
export function treatmentName({ applied, treated_at, time_zone }: Treatment): string {
  const day = dayAndMonth(treated_at, time_zone);
  const areas = applied.areas.map(({ area }, place) => (place > 0 ? midSentence(areaLabel(area)) : areaLabel(area)));
  if (!areas.length) return t("answer.treatment-of", { day });
  return t("answer.treatment-at", { areas: new Intl.ListFormat(locale.value).format(areas), day });
}
