/** Which symptoms belong together, and which topics stand for them. */

import type { Symptom } from "./vocabulary";
import { SYMPTOMS } from "./vocabulary";

/** The cues of inflammation. Which of them show depends on the skin. */
export const INFLAMMATION: readonly Symptom[] = ["redness", "darkening", "warmth", "tightness", "swelling"];

/** The same cue on different skin. */
export const REDDENING: readonly Symptom[] = ["redness", "darkening"];

export const IRRITATION: readonly Symptom[] = [...INFLAMMATION, "tenderness", "itching"];

/** Topics that stand for several symptoms, or for one under another name. */
export const NAMES: Readonly<Record<string, readonly Symptom[]>> = {
  inflammation: INFLAMMATION,
  irritation: IRRITATION,
  peeling: ["flaking"],
};

/** The symptoms that a rule on these topics is about, and the topics themselves. */
export function symptomsOf(topics: readonly string[]): readonly string[] {
  return topics.flatMap((topic) => [...(NAMES[topic] ?? []), topic]);
}

/** Whether a rule on these topics is about a symptom of the skin. */
export function speaksOfSymptom(topics: readonly string[]): boolean {
  return symptomsOf(topics).some((name) => (SYMPTOMS as readonly string[]).includes(name));
}

