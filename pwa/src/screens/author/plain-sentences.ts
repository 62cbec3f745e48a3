import type { PlainSentence } from "../../domain/diary";
import type { SheetOriginal } from "../../state/authoring";

/** The sentences that patients only read, in order, each with its heading. Mirrors server/usecases/sheet_originals.py;
 * before a sheet of a clinic is published, no sentence of it is left unread. */
export function plainSentences(original: SheetOriginal | null): readonly PlainSentence[] {
  if (!original) return [];
  const letters = Array.from(original.text);
  let heading: string | null = null;
  return original.sentences.flatMap((sentence): readonly PlainSentence[] => {
    const text = letters.slice(sentence.start, sentence.end).join("").trim();
    if (sentence.heading) heading = sentence.state === "left-out" ? null : text;
    return !sentence.heading && sentence.state === "reading-only" ? [{ text, heading, language: original.language, unread: false }] : [];
  });
}
