import type { EntryDocument } from "./diary";
import type { Sign } from "./vocabulary";

/** The signs that an entry says are gone; none in an entry that an older version of the app has stored. */
export function signsGoneIn(document: Partial<EntryDocument>): readonly Sign[] {
  return document.signs_gone ?? [];
}
