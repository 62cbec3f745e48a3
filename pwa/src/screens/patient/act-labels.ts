/** How acts and duties are named where the patient reports them. */

import type { Reported } from "../../domain/reports";
import type { TimelineRule } from "../../domain/timeline";
import { t } from "../../i18n";
import { actName, actSentence } from "../act-names";
import { plainWords } from "../labels";
import { whenText } from "./format";
import { textOf } from "./sheet-language";
import { topicLabel } from "./topic-label";

/** What the patient says with the tap: "I have just washed", "I have used this up: serum". */
export function actText(act: string): string {
  return actSentence(act, topicLabel);
}

/** The report when it is made: "Washed". */
export function reportText({ kind, name }: Reported, rules: readonly TimelineRule[]): string {
  if (kind === "acts") return actName(name, topicLabel);
  const rule = rules.find(({ id }) => id === name);
  return rule ? textOf(rule).says : plainWords(name);
}

/** "Washed: today 14:05" */
export function reportedText(what: string, at: number): string {
  return t("patient.act.at", { what, when: whenText(at) });
}
