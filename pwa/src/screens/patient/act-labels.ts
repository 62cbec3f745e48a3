/** How acts and duties are named where the patient reports them. Their texts are in the set "patient". */

import type { Reported } from "../../domain/acts";
import type { TimelineRule } from "../../domain/timeline";
import { t } from "../../i18n";
import { plainWords } from "../labels";
import { whenText } from "./format";
import { textOf } from "./sheet-language";
import { topicLabel } from "./topic-label";

const KNOWN = ["home", "wash", "cleanse", "outside", "bruise"] as const;

/** What the patient says with the tap: "I have just washed", "I have used this up: serum". */
export function actText(act: string): string {
  const known = KNOWN.find((each) => each === act);
  if (known) return t(`patient.act.say.${known}`);
  const product = usedUp(act);
  return product === undefined ? t("patient.act.say.any", { what: topicLabel(act) }) : t("patient.act.say.used-up", { what: topicLabel(product) });
}

/** The product of `used-up(serum)`. */
function usedUp(act: string): string | undefined {
  return /^used-up\((.*)\)$/.exec(act)?.[1];
}

/** The report when it is made: "Washed". */
export function reportText({ kind, name }: Reported, rules: readonly TimelineRule[]): string {
  if (kind === "duties_done") {
    const rule = rules.find(({ id }) => id === name);
    return rule ? textOf(rule).says : plainWords(name);
  }
  const known = KNOWN.find((each) => each === name);
  if (known) return t(`patient.act.name.${known}`);
  const product = usedUp(name);
  return product === undefined ? topicLabel(name) : t("patient.act.name.used-up", { what: topicLabel(product) });
}

/** "Washed: today 14:05" */
export function reportedText(what: string, at: number): string {
  return t("patient.act.at", { what, when: whenText(at) });
}
