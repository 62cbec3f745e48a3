/** The shared vocabulary. Mirrors server/domain/vocabulary.py. */

/** What a rule of a sheet asks for. */
export type Verb = "avoid" | "only" | "allow" | "do" | "expect" | "call" | "repeat";

/** Scored 0 (none) to 4 (severe). */
export const SYMPTOMS = [
  "redness",
  "darkening",
  "warmth",
  "swelling",
  "tightness",
  "tenderness",
  "itching",
  "dryness",
  "flaking",
  "bruising",
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

/** Present or absent, with an area; a sign has no severity. */
export const SIGNS = ["pustules", "oozing", "open-skin", "fever", "unexpected-reaction"] as const;
export type Sign = (typeof SIGNS)[number];

/** What only the patient can confirm; `shed` means that flaking has stopped. */
export const SKIN_STATES = ["healed", "calm", "shed"] as const;
export type SkinState = (typeof SKIN_STATES)[number];

/** A part of the face or body. */
export const AREAS = [
  "full-face",
  "forehead",
  "under-eye",
  "eyes",
  "nose",
  "cheeks",
  "upper-lip",
  "chin",
  "jaw",
  "neck",
  "decollete",
  "scalp",
  "hands",
  "body",
] as const;
export type Area = (typeof AREAS)[number];

/** The angle of a photo; a close-up also has an area. */
export const ANGLES = ["front", "left", "right", "close-up"] as const;
export type Angle = (typeof ANGLES)[number];

/** How irritation shows on this patient's skin, in their own words. */
export const SKIN_CUES = ["red", "darker", "purple", "warm", "tight", "swollen"] as const;
export type SkinCue = (typeof SKIN_CUES)[number];

/** Maximum length of a note or a question in characters (code points). */
export const MAX_NOTE = 4000;
