/** What a check-in asks: depends on the patient's own cues and on what their sheet expects now. */

import type { Band } from "./course";
import type { EntryDocument } from "./diary";
import { SYMPTOMS, type SkinCue, type SkinState, type Symptom } from "./vocabulary";
import type { Timeline } from "./timeline";
import { leaves } from "./bounds";

const SYMPTOM_OF: Readonly<Record<SkinCue, Symptom>> = {
  red: "redness",
  darker: "darkening",
  purple: "darkening",
  warm: "warmth",
  tight: "tightness",
  swollen: "swelling",
};

/** Asked while the cues are unknown: a change of colour, warmth, tightness and swelling show on any skin. */
const DEFAULT_SYMPTOMS: readonly Symptom[] = ["redness", "warmth", "tightness", "swelling"];

/** Hours for which a symptom is still asked after the sheet's window, so that the diary records its end. */
const LINGER_HOURS = 48;

/** The symptoms to ask about now, in the order of the vocabulary; `more` are the ones that can be added. What was last scored above 0 is asked. */
export function symptomsToAsk(
  cues: readonly SkinCue[],
  bands: readonly Band[],
  hours: number,
  lastScores: EntryDocument["scores"] = {},
): { readonly asked: readonly Symptom[]; readonly more: readonly Symptom[] } {
  const colours = cues.length ? cues.map((cue) => SYMPTOM_OF[cue]) : DEFAULT_SYMPTOMS;
  const due = bands.filter((band) => isDue(band, hours)).map((band) => band.symptom);
  const present = SYMPTOMS.filter((symptom) => (lastScores[symptom] ?? 0) > 0);
  const asked = new Set<string>([...colours, ...due.filter((symptom) => !isOtherCue(symptom, cues)), ...present]);
  return {
    asked: SYMPTOMS.filter((symptom) => asked.has(symptom)),
    more: SYMPTOMS.filter((symptom) => !asked.has(symptom)),
  };
}

function isDue({ onset_hours, resolves_surely_hours: settle_surely_hours }: Band, hours: number): boolean {
  if (onset_hours === null || hours < onset_hours) return false;
  return hours < (settle_surely_hours ?? 7 * 24) + LINGER_HOURS;
}

/** Redness and darkening are the same cue on different skin: only the one that this patient shows is asked. */
export function isOtherCue(symptom: string, cues: readonly SkinCue[]): boolean {
  const colours = new Set(cues.map((cue) => SYMPTOM_OF[cue]));
  if (symptom === "darkening") return !colours.has("darkening");
  return symptom === "redness" && cues.length > 0 && !colours.has("redness");
}

/** The skin states that some rule of this timeline depends on. */
export function statesToAsk(timeline: Timeline): readonly SkinState[] {
  const gates = timeline.windows.flatMap((window) => [...leaves(window.opens), ...leaves(window.closes)]);
  const named = new Set(gates.map((leaf) => leaf.state));
  return (["healed", "calm", "shed"] as const).filter((state) => named.has(state));
}
