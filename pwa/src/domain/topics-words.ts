/** Normalises words as people type them. Mirrors server/domain/topics_words.py; tests/golden/topics.json holds both. */

/** Maximum length of a question in characters; the rest is ignored. */
export const MAX_CHARACTERS = 300;

/** Words of at most this many letters are never corrected: one letter more or less makes another word. */
export const SHORT = 4;

/** Shorter words keep their first letter, or "feeling" would become "peeling". */
const ANY_FIRST_LETTER = 8;

const ENDINGS: Readonly<Record<string, readonly string[]>> = { en: ["s", "es"], de: ["n", "en", "e", "er", "s"] };
const OTHER_ENDINGS: readonly string[] = ["s"];
export const LEAST_STEM = 3;

/** The endings of adjectives before a noun: "getönter Tagescreme" is "getönte Tagescreme". */
export const ADJECTIVE_ENDINGS: Readonly<Record<string, readonly string[]>> = { de: ["er", "en", "es", "em", "e"] };

/** The words of a text without case and accents: "Crème brûlée!" becomes creme, brulee. */
export function words(text: string): readonly string[] {
  const cut = text.length <= MAX_CHARACTERS ? text : Array.from(text).slice(0, MAX_CHARACTERS).join("");
  return fold(cut).match(/[a-z0-9]+/g) ?? [];
}

/** A text in lower case, without accents and apostrophes. */
export function fold(text: string): string {
  const plain = text.toLowerCase().replaceAll("ß", "ss").replace(/['’`´]/g, "");
  return plain.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** The text, and its spelling on a keyboard without umlauts: Föhn, Foehn. */
export function spellings(text: string): readonly string[] {
  const plain = text.toLowerCase();
  const expanded = plain.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue");
  return expanded === plain ? [text] : [text, expanded];
}

/** The same key however the words are spaced. A final single vowel stays apart: "vitamine" is not vitamin E. */
export function runTogether(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  const apart = parts.length > 1 && /^[aeiou]$/.test(last);
  return apart ? `${parts.slice(0, -1).join("")} ${last}` : parts.join("");
}

/** Possible singulars of the joined words: only the last word is inflected. Some results are not words. */
export function singulars(parts: readonly string[], language: string): readonly string[] {
  const before = parts.slice(0, -1).join("");
  const last = parts.at(-1) ?? "";
  const stems = language === "en" && last.endsWith("ies") ? [`${before}${last.slice(0, -3)}y`] : [];
  for (const ending of ENDINGS[language] ?? OTHER_ENDINGS) {
    const stem = last.slice(0, -ending.length);
    if (last.endsWith(ending) && stem.length >= LEAST_STEM) stems.push(before + stem);
  }
  return stems;
}

/** Whether there is one slip between two words that are long enough to be corrected. */
export function isSlip(typed: string, meant: string): boolean {
  if (typed.length <= SHORT || meant.length <= SHORT) return false;
  return (typed.charAt(0) === meant.charAt(0) || mayBegin(typed, meant)) && isOneSlip(typed, meant);
}

/** Whether the words differ by one letter: changed, missing, added, or swapped with its neighbour. */
export function isOneSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1 || typed === meant) return false;
  return sameAfter(typed, meant, firstDifference(typed, meant));
}

function firstDifference(text: string, other: string): number {
  const shorter = Math.min(text.length, other.length);
  let at = 0;
  while (at < shorter && text[at] === other[at]) at += 1;
  return at;
}

function mayBegin(typed: string, meant: string): boolean {
  const swapped = typed.slice(0, 2) === turned(meant.slice(0, 2));
  return swapped || Math.min(typed.length, meant.length) >= ANY_FIRST_LETTER;
}

function sameAfter(typed: string, meant: string, at: number): boolean {
  if (typed.length > meant.length) return typed.slice(at + 1) === meant.slice(at);
  if (typed.length < meant.length) return typed.slice(at) === meant.slice(at + 1);
  const swapped = typed.slice(at, at + 2) === turned(meant.slice(at, at + 2));
  if (swapped && typed.slice(at + 2) === meant.slice(at + 2)) return true;
  return typed.slice(at + 1) === meant.slice(at + 1);
}

function turned(text: string): string {
  return Array.from(text).reverse().join("");
}

/** The known words that are one typing error away. */
export function slips(typed: string, known: readonly string[]): readonly string[] {
  return known.filter((word) => isSlip(typed, word)).sort();
}
