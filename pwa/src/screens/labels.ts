/** The catalogue's names for what the vocabulary lists. A word that this version does not know is shown as it is. */

import { AREAS, SIGNS, SYMPTOMS } from "../domain/vocabulary";
import { language, t } from "../i18n";

/** "Cheeks" */
export function areaLabel(area: string): string {
  const known = AREAS.find((each) => each === area);
  return known ? t(`common.area.${known}`) : plainWords(area);
}

/** "Redness", "Fever": a symptom, a sign, or `inflammation`, which stands for the symptoms of irritated skin. */
export function symptomLabel(name: string): string {
  const symptom = SYMPTOMS.find((each) => each === name);
  if (symptom) return t(`common.symptom.${symptom}`);
  const sign = SIGNS.find((each) => each === name);
  if (sign) return t(`common.sign.${sign}`);
  return name === "inflammation" ? t("common.symptom.inflammation") : plainWords(name);
}

/** "Moderate", for a score from 0 to 4. */
export function scoreLabel(score: number): string {
  return t(`common.score.${score as 0 | 1 | 2 | 3 | 4}`);
}

/** A label inside a sentence: lower case, except for German nouns. German labels of several words begin with another word. */
export function midSentence(label: string): string {
  if (language.value === "de" && !SEVERAL_WORDS.test(label)) return label;
  return label.charAt(0).toLowerCase() + label.slice(1);
}

const SEVERAL_WORDS = /^\p{Lu}\p{Ll}+ \p{L}/u;

/** A name from a sheet, without its hyphens. */
export function plainWords(name: string): string {
  return name.replaceAll("-", " ");
}
