import { t } from "../../i18n";
import { conditionName, type ConditionNames } from "../conditions";
import { plainWords } from "../labels";

/** The flags of the built-in sheets. A clinic's own sheet may name others, which are shown as it writes them. */
export const KNOWN_FLAGS = [
  "acne-scars",
  "aggressive-treatment",
  "aging-or-scarring",
  "b5-layer",
  "cosmetic-needling",
  "darker-skin",
  "directed",
  "prescribed",
  "retinol-layer",
] as const;

/** What a flag asks about the session: "Acne scars". `names` are those of the sheet's own conditions. */
export function flagLabel(flag: string, names?: ConditionNames): string {
  const known = KNOWN_FLAGS.find((each) => each === flag);
  return conditionName(flag, names) ?? (known ? t(`practitioner.flag.${known}`) : plainWords(flag));
}
