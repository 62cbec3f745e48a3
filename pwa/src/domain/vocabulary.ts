/** The words of the trade, as in server/domain/vocabulary.py; the same names on both sides. */

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

/** Seen or not seen, with a zone; never a severity. */
export const SIGNS = ["pustules", "oozing", "open-skin", "fever", "unexpected-reaction"] as const;
export type Sign = (typeof SIGNS)[number];

/** What only the patient can tell; `shed` means that flaking is over. */
export const SKIN_STATES = ["healed", "calm", "shed"] as const;
export type SkinState = (typeof SKIN_STATES)[number];

/** Where on the face or body. */
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

/** The angle of a photo; with `zone` the photo names its zone. */
export const ANGLES = ["front", "left", "right", "close-up"] as const;
export type Angle = (typeof ANGLES)[number];

/** The words a patient uses for what their skin does when it is irritated. */
export const SKIN_CUES = ["red", "darker", "purple", "warm", "tight", "swollen"] as const;
export type SkinCue = (typeof SKIN_CUES)[number];

/** Characters of a note or a question. */
export const MAX_NOTE = 4000;
