import type { SheetSentence } from "../../../state/authoring";
import { rulesOf } from "./content";
import { openWords } from "./open-words";
import { sentenceParts } from "./sentence-parts";
import type { Desk } from "./use-desk";

interface SentenceTextProps {
  readonly desk: Desk;
  readonly sentence: SheetSentence;
  /** The characters of the whole text. */
  readonly letters: readonly string[];
}

/** A sentence, with the words underlined that carry meaning and are in none of its rules. */
export function SentenceText({ desk, sentence, letters }: SentenceTextProps) {
  const open = openWords({ letters, language: desk.content.original?.language ?? "" }, sentence, rulesOf(desk.content, sentence), desk.tree);
  return <>{sentenceParts(letters, sentence, open).map(({ text, unused }, index) => (unused ? <span class="unused" key={index}>{text}</span> : text))}</>;
}
