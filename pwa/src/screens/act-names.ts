/** How a reported act is named, for the patient and for who reads the diary. The texts are in the sets "today" and "review". */

import { t } from "../i18n";

const KNOWN = ["home", "wash", "cleanse", "outside", "bruise"] as const;

/** "Washed", "Used up: serum". `topicName` names what is not in the catalogue. */
export function actName(act: string, topicName: (topic: string) => string): string {
  const known = KNOWN.find((each) => each === act);
  if (known) return t(`patient.act.name.${known}`);
  const product = usedUp(act);
  return product === undefined ? topicName(act) : t("patient.act.name.used-up", { what: topicName(product) });
}

/** "I have just washed", "I have used this up: serum": what the patient says with the tap. */
export function actSentence(act: string, topicName: (topic: string) => string): string {
  const known = KNOWN.find((each) => each === act);
  if (known) return t(`patient.act.say.${known}`);
  const product = usedUp(act);
  return product === undefined ? t("patient.act.say.any", { what: topicName(act) }) : t("patient.act.say.used-up", { what: topicName(product) });
}

/** The product of `used-up(serum)`. */
function usedUp(act: string): string | undefined {
  return /^used-up\((.*)\)$/.exec(act)?.[1];
}
