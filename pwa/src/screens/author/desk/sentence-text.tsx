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

/** The places of the words that are underlined in a sentence. */
export function marksOf({ content, tree }: Desk, sentence: SheetSentence, letters: readonly string[]): ReturnType<typeof openWords> {
  return openWords({ letters, language: content.original?.language ?? "" }, sentence, rulesOf(content, sentence), tree);
}

/** A sentence, with the words underlined that carry meaning and are in none of its rules. */
export function SentenceText({ desk, sentence, letters }: SentenceTextProps) {
  return <>{sentenceParts(letters, sentence, marksOf(desk, sentence, letters)).map(({ text, unused }, index) => (unused ? <span class="unused" key={index}>{text}</span> : text))}</>;
}
