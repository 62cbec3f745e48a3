/** How acts and duties are named where the patient reports them. Their texts are in the set "patient". */

import type { Reported } from "../../domain/acts";
import type { TimelineRule } from "../../domain/timeline";
import { t } from "../../i18n";
import { plainWords } from "../labels";
import { whenText } from "./format";
import { textOf } from "./sheet-language";

const KNOWN = ["home", "wash", "cleanse", "outside", "bruise"] as const;

/** What the patient says with the tap: "I have just washed". */
export function actText(act: string): string {
  const known = KNOWN.find((each) => each === act);
  return known ? t(`patient.act.say.${known}`) : t("patient.act.say.any", { what: plainWords(act) });
}

/** The report when it is made: "Washed". */
export function reportText({ kind, name }: Reported, rules: readonly TimelineRule[]): string {
  if (kind === "duties_done") {
    const rule = rules.find(({ id }) => id === name);
    return rule ? textOf(rule).says : plainWords(name);
  }
  const known = KNOWN.find((each) => each === name);
  return known ? t(`patient.act.name.${known}`) : plainWords(name);
}

/** "Washed: today 14:05" */
export function reportedText(what: string, at: number): string {
  return t("patient.act.at", { what, when: whenText(at) });
}
