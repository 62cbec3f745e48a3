/** Changes to the text itself: its words, its sentences, and what is a heading. */

import type { SheetOriginal, SheetRule, SheetSentence } from "../../../state/authoring";
import { textIn, withField, withWording } from "../editing";
import { placeOf, rulesOf, sentenceText, withoutRules, withRules, withSentence, type DeskContent } from "./content";

/** Characters of a rule's text; see server/domain/sheets. */
const LONGEST_TEXT = 500;

/** The words of a sentence as they are stored: on one line, so that the numbers of the lines after it stay. */
export function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** The text of a rule that says what its sentence says. */
export function ruleText(sentence: string): string {
  return Array.from(sentence.trim()).slice(0, LONGEST_TEXT).join("");
}

/** Change the words of a sentence or heading. The rules that repeat the sentence repeat its new words. */
export function withText(content: DeskContent, at: number, text: string): DeskContent {
  const { original } = content;
  const sentence = original?.sentences[at];
  if (!original || !sentence) return content;
  const before = ruleText(sentenceText(content, at));
  const words = onOneLine(text);
  const changed = { ...content, original: withWords(original, sentence, words) };
  const renamed = withSentence(changed, at, { end: sentence.start + Array.from(words).length, used: [], unused: [] });
  const ids = new Set(rulesOf(content, sentence).map(({ id }) => id));
  const repeated = withRules(renamed, content.document.rules.map((rule) => (ids.has(rule.id) ? repeating(rule, content, before, words) : rule)));
  return sentence.heading ? withPlaces(content, repeated) : repeated;
}

/** Rules whose source was the place of their sentence name its new place: another heading, or none. */
function withPlaces(before: DeskContent, after: DeskContent): DeskContent {
  const places = (content: DeskContent): ReadonlyMap<string, string> => new Map((content.original?.sentences ?? []).flatMap((sentence, at) => sentence.rule_ids.map((id) => [id, placeOf(content, at)] as const)));
  const [old, fresh] = [places(before), places(after)];
  const { language } = after.document;
  return withRules(after, after.document.rules.map((rule) => {
    const [was, is] = [old.get(rule.id), fresh.get(rule.id)];
    const isCited = was !== undefined && is !== undefined && was !== is && textIn(rule.cite, language) === was;
    return isCited ? withField(rule, "cite", withWording(rule.cite, language, is, language)) : rule;
  }));
}

function repeating(rule: SheetRule, { document }: DeskContent, before: string, words: string): SheetRule {
  const isRepeated = textIn(rule.says, document.language).trim() === before;
  return isRepeated ? withField(rule, "says", withWording(rule.says, document.language, ruleText(words), document.language)) : rule;
}

/** Add a sentence after this one, on its line. It needs the author. */
export function withSentenceAfter(content: DeskContent, at: number, text: string): DeskContent {
  const { original } = content;
  const end = original?.sentences[at]?.end;
  if (!original || end === undefined) return content;
  const words = onOneLine(text);
  const longer = withWords(original, { start: end, end }, ` ${words}`);
  const added: SheetSentence = { start: end + 1, end: end + 1 + Array.from(words).length, heading: false, state: "decide", rule_ids: [], proposals: [], reason: "", used: [], unused: [] };
  return { ...content, original: { ...longer, sentences: longer.sentences.toSpliced(at + 1, 0, added) } };
}

/** Remove a sentence or heading from the text, with its rules. */
export function withoutSentence(content: DeskContent, at: number): DeskContent {
  const rest = withoutRules(content, at, "left-out");
  const sentence = rest.original?.sentences[at];
  if (!rest.original || !sentence) return content;
  const shorter = withWords(rest.original, sentence, "");
  const removed = { ...rest, original: { ...shorter, sentences: shorter.sentences.toSpliced(at, 1) } };
  return sentence.heading ? withPlaces(content, removed) : removed;
}

/** Turn a sentence into a heading, which has no rules, or a heading into a sentence, which needs the author. */
export function withHeading(content: DeskContent, at: number, heading: boolean): DeskContent {
  return withPlaces(content, withSentence(withoutRules(content, at, "reading-only"), at, { heading, state: heading ? "reading-only" : "decide" }));
}

/** The text with other words at a place. The sentences after it move. */
function withWords(original: SheetOriginal, { start, end }: Pick<SheetSentence, "start" | "end">, words: string): SheetOriginal {
  const letters = Array.from(words);
  const by = letters.length - (end - start);
  const text = Array.from(original.text).toSpliced(start, end - start, ...letters).join("");
  const sentences = by === 0 ? original.sentences : original.sentences.map((sentence) => (sentence.start >= end ? moved(sentence, by) : sentence));
  return { ...original, text, sentences };
}

function moved(sentence: SheetSentence, by: number): SheetSentence {
  const shift = ([from, to]: readonly [number, number]): [number, number] => [from + by, to + by];
  return { ...sentence, start: sentence.start + by, end: sentence.end + by, used: sentence.used.map(shift), unused: sentence.unused.map(shift) };
}
