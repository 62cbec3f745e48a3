import type { SkinCue, Symptom } from "../../../domain/vocabulary";
import { t } from "../../../i18n";

/** Redness does not show as red on every skin: without the cue "red", the patient is asked for a change of colour. */
export function symptomName(symptom: Symptom, cues: readonly SkinCue[]): string {
  if (symptom === "redness" && !cues.includes("red")) return t("patient.symptom.colour");
  if (symptom === "darkening" && cues.includes("purple")) return t("patient.symptom.purple");
  return t(`common.symptom.${symptom}`);
}
