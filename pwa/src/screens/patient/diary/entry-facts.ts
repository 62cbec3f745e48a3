/** An entry as labelled facts, to show what an edit has changed. */

import { reportsIn } from "../../../domain/reports";
import type { Entry, Treatment } from "../../../domain/diary";
import { signsGoneIn } from "../../../domain/signs-gone";
import { SKIN_STATES, SYMPTOMS } from "../../../domain/vocabulary";
import { t } from "../../../i18n";
import { dateAndTime } from "../../../i18n/dates";
import { areaLabel, scoreLabel, symptomLabel } from "../../labels";
import { reportText } from "../act-labels";

/** A fact that differs between two versions; undefined on the side that does not have it. */
export interface Change {
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Facts = ReadonlyMap<string, string>;

/** What of an entry can be compared: its time, and what was answered. */
export type Version = Pick<Entry, "occurred_at" | "document">;

/** The facts of `after` that `before` does not have or has otherwise, and those that it no longer has. Without `before`, all facts. */
export function changesBetween(before: Version | undefined, after: Version, treatment: Treatment): readonly Change[] {
  const [old, recent] = [before ? factsOf(before, treatment) : new Map<string, string>(), factsOf(after, treatment)];
  const labels = [...new Set([...recent.keys(), ...old.keys()])];
  return labels.map((label) => ({ label, before: old.get(label), after: recent.get(label) })).filter((change) => change.before !== change.after);
}

function factsOf({ occurred_at, document }: Version, { timeline }: Treatment): Facts {
  const { scores, signs, states, products, activities, note, question } = document;
  const rules = timeline.windows.map(({ rule }) => rule);
  const reports = reportsIn(document).map((reported) => reportText(reported, rules));
  const facts: readonly (readonly [string, string])[] = [
    [t("patient.versions.time"), dateAndTime(occurred_at)],
    ...SYMPTOMS.flatMap((symptom) => {
      const score = scores[symptom];
      return score === undefined ? [] : [[symptomLabel(symptom), scoreLabel(score)] as const];
    }),
    ...signs.map(({ sign, area }) => [symptomLabel(sign), area === null ? t("patient.state.yes") : areaLabel(area)] as const),
    ...signsGoneIn(document).map((sign) => [symptomLabel(sign), t("patient.state.sign.gone")] as const),
    ...SKIN_STATES.flatMap((state) => {
      const answer = states[state];
      return answer === undefined ? [] : [[t(`patient.state.${state}`), t(answer ? "patient.state.yes" : "patient.state.no")] as const];
    }),
    [t("patient.diary.used"), [...products, ...activities].join(", ")],
    [t("patient.versions.reports"), reports.join(", ")],
    [t("patient.check-in.note"), note],
    [t("patient.diary.question"), question],
  ];
  return new Map(facts.filter(([, text]) => text !== ""));
}
