import { t } from "../../i18n";
import { conditionName, type ConditionNames } from "../conditions";
import { plainWords } from "../labels";
import { KNOWN_FLAGS } from "./known-flags";


/** What a flag asks about the session: "Acne scars". `names` are those of the sheet's own conditions. */
export function flagLabel(flag: string, names?: ConditionNames): string {
  const known = KNOWN_FLAGS.find((each) => each === flag);
  return conditionName(flag, names) ?? (known ? t(`practitioner.flag.${known}`) : plainWords(flag));
}
