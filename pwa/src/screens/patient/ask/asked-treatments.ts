/** Which of the current treatments a question is about, and how they are told apart. */

import type { Treatment } from "../../../domain/diary";
import type { Question } from "../../../domain/questions";
import type { ReplyTo } from "../../../domain/replies";
import type { TopicTree } from "../../../domain/topics";
import { extendedTree } from "../../../domain/topics-extended";
import { locale, t } from "../../../i18n";
import { dayAndMonth } from "../../../i18n/dates";
import { statesIn } from "../../../state/diary";
import { areaLabel, midSentence } from "../../labels";

const FACE: readonly string[] = ["full-face", "forehead", "under-eye", "eyes", "nose", "cheeks", "upper-lip", "chin", "jaw"];
const AREA = "area:";

/** The tree with the own topics of all these sheets. */
export function treeOf(treatments: readonly Treatment[], tree: TopicTree): TopicTree {
  return treatments.reduce((extended, { timeline }) => extendedTree(extended, timeline.topics), tree);
}

/** What to ask: all current treatments, or those of the area that the question names. Names are empty if there is one. */
export function askedOf(question: Question, treatments: readonly [Treatment, ...Treatment[]], tree: TopicTree): readonly [ReplyTo, ...ReplyTo[]] {
  const [first, ...others] = treatmentsAt(areasIn(question), treatments);
  const to = (treatment: Treatment): ReplyTo => ({
    ...{ timeline: treatment.timeline, tree, states: statesIn(treatment) },
    name: others.length ? treatmentName(treatment) : "",
  });
  return [to(first), ...others.map(to)];
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
