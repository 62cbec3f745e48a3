/**
 * The content of the desk: a sheet beside the text it was pasted from, and every change an author can make to the two.
 */

import type { SheetDocument, SheetOriginal, SheetRule, SheetSentence } from "../../../state/authoring";
import { textIn } from "../editing";

export interface DeskContent {
  readonly document: SheetDocument;
  /** Null for a sheet that was not pasted. */
  readonly original: SheetOriginal | null;
}

/** The sentences that still need the author, by their position. */
export function undecided({ original }: DeskContent): readonly number[] {
  return (original?.sentences ?? []).flatMap((sentence, at) => (isUndecided(sentence) ? [at] : []));
}

export function isUndecided(sentence: SheetSentence): boolean {
  return sentence.state === "decide" && !sentence.heading;
}

/** The rules of a sentence, in its order. */
export function rulesOf({ document }: DeskContent, sentence: SheetSentence): readonly SheetRule[] {
  return sentence.rule_ids.flatMap((id) => document.rules.find((rule) => rule.id === id) ?? []);
}

/** The rules that belong to no sentence: all of them if the sheet was not pasted. */
export function looseRules({ document, original }: DeskContent): readonly SheetRule[] {
  const held = new Set(original?.sentences.flatMap((sentence) => sentence.rule_ids));
  return document.rules.filter((rule) => !held.has(rule.id));
}

/** The text of a sentence. Positions count characters; an emoji counts as one. */
export function sentenceText({ original }: DeskContent, at: number): string {
  const sentence = original?.sentences[at];
  return original && sentence ? Array.from(original.text).slice(sentence.start, sentence.end).join("") : "";
}

/** Replace the rule that has this id. */
export function withRule(content: DeskContent, rule: SheetRule): DeskContent {
  if (content.document.rules.includes(rule)) return content;
  return withRules(content, content.document.rules.map((each) => (each.id === rule.id ? rule : each)));
}

/** Replace all rules. */
export function withRules(content: DeskContent, rules: readonly SheetRule[]): DeskContent {
  return { ...content, document: { ...content.document, rules } };
}

/** Change part of a sentence. */
export function withSentence(content: DeskContent, at: number, part: Partial<SheetSentence>): DeskContent {
  if (!content.original) return content;
  const sentences = content.original.sentences.map((sentence, index) => (index === at ? { ...sentence, ...part } : sentence));
  return { ...content, original: { ...content.original, sentences } };
}

/** An id that no rule has yet: the wanted one, or the wanted one and a number. */
export function freeId({ document }: DeskContent, wanted: string): string {
  const taken = new Set(document.rules.map((rule) => rule.id));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** Add a rule to a sentence, or to none, in the order of the text. Returns the rule's id in the sheet. */
export function withAdded(content: DeskContent, at: number | null, rule: SheetRule): { content: DeskContent; id: string } {
  const id = freeId(content, rule.id);
  const rules = content.document.rules.toSpliced(placeFor(content, at), 0, { ...rule, id });
  const added = withRules(content, rules);
  const sentence = at === null ? undefined : content.original?.sentences[at];
  if (at === null || !sentence) return { content: added, id };
  const isOpen = sentence.state === "decide" && sentence.proposals.length > 0; // each suggestion needs the author
  return { content: withSentence(added, at, { state: isOpen ? "decide" : "rules", rule_ids: [...sentence.rule_ids, id] }), id };
}

/** After the last rule of this sentence or of one before it; at the end for a rule of no sentence. */
function placeFor({ document, original }: DeskContent, at: number | null): number {
  if (at === null || !original) return document.rules.length;
  const before = new Set(original.sentences.slice(0, at + 1).flatMap((sentence) => sentence.rule_ids));
  return document.rules.findLastIndex((rule) => before.has(rule.id)) + 1;
}

/** An empty rule that says what its sentence says: patients read the clinic's words, not ours. */
export function emptyRule(content: DeskContent, at: number | null): SheetRule {
  const says = at === null ? "" : Array.from(sentenceText(content, at).trim()).slice(0, 500).join("");
  return { id: freeId(content, `rule-${content.document.rules.length + 1}`), verb: "avoid", topics: [], says, cite: placeOf(content, at) };
}

/** The place of a sentence (its heading and its line), in the form that the import uses. */
export function placeOf(content: DeskContent, at: number | null): string {
  const { original, document } = content;
  const sentence = at === null ? undefined : original?.sentences[at];
  if (!original || !sentence || at === null) return document.source.file === "" ? textIn(document.title, document.language).slice(0, 200) : document.source.file;
  const heading = original.sentences.findLastIndex((each, index) => each.heading && index < at);
  const line = Array.from(original.text).slice(0, sentence.start).filter((letter) => letter === "\n").length + 1;
  const place = `${original.language === "de" ? "Zeile" : "line"} ${line}`;
  return heading < 0 ? place : `${sentenceText(content, heading).trim().slice(0, 150)}, ${place}`;
}

/** Accept one of the rules that were proposed for a sentence. The other proposals remain. */
export function withProposal(content: DeskContent, at: number, proposal: SheetRule): { content: DeskContent; id: string } {
  const sentence = content.original?.sentences[at];
  const proposals = (sentence?.proposals ?? []).filter((each) => each !== proposal);
  return withAdded(withSentence(content, at, { proposals }), at, proposal);
}

/** Drop a rule that was proposed for a sentence. With the last one, a sentence that has rules is decided. */
export function withoutProposal(content: DeskContent, at: number, proposal: SheetRule): DeskContent {
  const sentence = content.original?.sentences[at];
  const proposals = (sentence?.proposals ?? []).filter((each) => each !== proposal);
  const isDecided = proposals.length === 0 && sentence?.state === "decide" && sentence.rule_ids.length > 0;
  return withSentence(content, at, { proposals, ...(isDecided && { state: "rules" }) });
}

/** Leave a sentence without rules: patients read it as it is, or do not see it at all. */
export function withoutRules(content: DeskContent, at: number, state: "reading-only" | "left-out"): DeskContent {
  const removed = new Set(content.original?.sentences[at]?.rule_ids);
  const rest = withRules(content, content.document.rules.filter((rule) => !removed.has(rule.id)));
  return withSentence(rest, at, { state, rule_ids: [] });
}

/** Ask the author about a sentence again. */
export function withDecision(content: DeskContent, at: number): DeskContent {
  return withSentence(content, at, { state: "decide" });
}

/** Remove a rule. Its sentence proposes it again, and needs the author if it was the last one. */
export function withoutRule(content: DeskContent, id: string): DeskContent {
  const rest = withRules(content, content.document.rules.filter((rule) => rule.id !== id));
  const at = sentenceOf(content, id);
  const sentence = at === null ? undefined : content.original?.sentences[at];
  if (at === null || !sentence) return rest;
  const ids = sentence.rule_ids.filter((each) => each !== id);
  const removed = content.document.rules.filter((rule) => rule.id === id && rule.topics.length > 0);
  return withSentence(rest, at, { rule_ids: ids, state: ids.length === 0 ? "decide" : sentence.state, proposals: [...sentence.proposals, ...removed] });
}

/** The position of the sentence that has this rule. */
export function sentenceOf({ original }: DeskContent, id: string): number | null {
  const at = original?.sentences.findIndex((sentence) => sentence.rule_ids.includes(id)) ?? -1;
  return at < 0 ? null : at;
}

/** Split a rule: these topics go to a rule of their own, which follows it. Returns the id of the new rule. */
export function withSplit(content: DeskContent, id: string, topics: readonly string[]): { content: DeskContent; id: string } {
  const at = content.document.rules.findIndex((rule) => rule.id === id);
  const rule = content.document.rules[at];
  const rest = rule?.topics.filter((topic) => !topics.includes(topic)) ?? [];
  if (!rule || rest.length === 0 || rest.length === rule.topics.length) return { content, id };
  const second = { ...rule, id: freeId(content, id), topics };
  const split = withRules(content, content.document.rules.toSpliced(at, 1, { ...rule, topics: rest }, second));
  const sentence = sentenceOf(content, id);
  const ids = sentence === null ? [] : (content.original?.sentences[sentence]?.rule_ids ?? []);
  const together = ids.toSpliced(ids.indexOf(id) + 1, 0, second.id);
  return { content: sentence === null ? split : withSentence(split, sentence, { rule_ids: together }), id: second.id };
}

/** Move a rule one place up (-1) or down (1) among the rules that are shown with it. */
export function withMoved(content: DeskContent, id: string, by: -1 | 1): DeskContent {
  const sentence = sentenceOf(content, id);
  const shown = sentence === null ? looseRules(content).map((rule) => rule.id) : (content.original?.sentences[sentence]?.rule_ids ?? []);
  const other = shown[shown.indexOf(id) + by];
  if (other === undefined) return content;
  const swap = (each: string): string => (each === id ? other : each === other ? id : each);
  const rules = new Map(content.document.rules.map((rule) => [rule.id, rule]));
  const moved = withRules(content, content.document.rules.map((rule) => rules.get(swap(rule.id)) ?? rule));
  return sentence === null ? moved : withSentence(moved, sentence, { rule_ids: shown.map(swap) });
}

/** Remove a language from the sheet. Texts that were written in it stay with the rules, in case it comes back. */
export function withoutLanguage(content: DeskContent, code: string): DeskContent {
  const { languages = [], ...document } = content.document;
  const rest = languages.filter((each) => each !== code && each !== document.language);
  return { ...content, document: rest.length === 0 ? document : { ...document, languages: [document.language, ...rest] } };
}

/** The counts that the bar and the publishing dialog show; headings do not count. */
export function summary({ original }: DeskContent): { readonly sentences: number; readonly rules: number; readonly reading: number; readonly left: number; readonly open: number } {
  const sentences = (original?.sentences ?? []).filter((sentence) => !sentence.heading);
  const of = (state: SheetSentence["state"]): number => sentences.filter((sentence) => sentence.state === state).length;
  return { sentences: sentences.length, rules: of("rules"), reading: of("reading-only"), left: of("left-out"), open: of("decide") };
}
