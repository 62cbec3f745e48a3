/** Reading a sentence again after its words have changed. */

import { importSheetText } from "../../../actions/sheets";
import { hasSameContent } from "../../../domain/same-content";
import type { ImportedSheet, SheetRule } from "../../../state/authoring";
import { emptySheet, fromText } from "../editing";
import { placeOf, rulesOf, sentenceText, withAdded, withRules, withSentence, type DeskContent } from "./content";
import { ruleText } from "./text-edits";

/** What the reader makes of one sentence. */
export interface Reading {
  readonly read: ImportedSheet;
  readonly text: string;
  /** Characters before the sentence: those of its heading, whose time counts for it. */
  readonly skipped: number;
}

/** Read one sentence under its heading; null without a network or if it cannot be read. */
export async function readSentence(content: DeskContent, at: number, words: string): Promise<Reading | null> {
  const { original } = content;
  if (!original || words.trim() === "") return null;
  const under = original.sentences.findLastIndex((each, index) => each.heading && index < at);
  const heading = under < 0 ? "" : `${sentenceText(content, under).trim()}\n`;
  const text = `${heading}${words}`;
  const read = await importSheetText(text, original.language === "de" ? "de" : "en").catch(() => null);
  return read && { read, text, skipped: Array.from(heading).length };
}

/**
 * Take over what the reader makes of a sentence. A sentence without rules is read as when it was pasted. Otherwise a rule
 * that the author had left as it was read changes with its words; other new rules are suggestions.
 */
export function withReading(content: DeskContent, at: number, { before, after }: { readonly before: Reading | null; readonly after: Reading }): DeskContent {
  const sentence = content.original?.sentences[at];
  if (!sentence) return content;
  const { rules: read, isSure, reason, unused } = ofSentence(after, sentence.start);
  const own = withVocabulary(content, after);
  const rules = read.map((rule) => ({ ...rule, says: ruleText(sentenceText(content, at)), cite: placeOf(content, at) }));
  const marked = withSentence(own, at, { unused });
  if (sentence.rule_ids.length === 0 && isSure) return rules.reduce((now, rule) => withAdded(now, at, rule).content, withSentence(marked, at, { proposals: [] }));
  if (sentence.rule_ids.length === 0) return withSentence(marked, at, { state: "decide", proposals: rules, reason });
  const old = before ? ofSentence(before, 0).rules : [];
  const fresh = rules.filter((rule) => !old.some((each) => saysSame(each, rule)));
  return withFresh(marked, at, fresh, old);
}

function withFresh(content: DeskContent, at: number, fresh: readonly SheetRule[], old: readonly SheetRule[]): DeskContent {
  const sentence = content.original?.sentences[at];
  if (!sentence) return content;
  const untouched = rulesOf(content, sentence).filter((rule) => old.some((each) => saysSame(each, rule)));
  const successors = new Map(untouched.flatMap((rule) => fresh.filter((each) => isAbout(each, rule)).slice(0, 1).map((each) => [rule.id, each] as const)));
  const replaced = withRules(content, content.document.rules.map((rule) => ({ ...(successors.get(rule.id) ?? rule), id: rule.id })));
  const used = new Set(successors.values());
  const present = rulesOf(replaced, sentence);
  return withSentence(replaced, at, { proposals: fresh.filter((rule) => !used.has(rule) && !present.some((each) => saysSame(each, rule))) });
}

/** The rules that were read in the sentence, and whether the reader is sure of them all. */
function ofSentence({ read, text, skipped }: Reading, start: number) {
  const { document, original } = fromText(read, text, emptySheet("", "", ""));
  const lines = original.sentences.filter((line) => line.start >= skipped);
  const ids = new Set(lines.flatMap(({ rule_ids: named }) => named));
  const rules = [...document.rules.filter(({ id }) => ids.has(id)), ...lines.flatMap(({ proposals }) => proposals)];
  const open = lines.filter(({ state }) => state !== "rules");
  const unused = lines.flatMap((line) => line.unused).map(([from, to]): [number, number] => [from - skipped + start, to - skipped + start]);
  return { rules, isSure: rules.length > 0 && open.length === 0, reason: open[0]?.reason ?? "", unused };
}

/** The content with the topics and conditions that the new rules name. */
function withVocabulary(content: DeskContent, { read, text }: Reading): DeskContent {
  const { topics, conditions } = fromText(read, text, content.document).document;
  const { document } = content;
  const known = { ...(topics && { topics: { ...topics, ...document.topics } }), ...(conditions && { conditions: { ...conditions, ...document.conditions } }) };
  return { ...content, document: { ...document, ...known } };
}

function isAbout(one: SheetRule, other: SheetRule): boolean {
  return one.verb === other.verb && hasSameContent(one.topics, other.topics);
}

/** Whether two rules are the same but for their names, texts and places. */
function saysSame(one: SheetRule, other: SheetRule): boolean {
  const bare = (rule: SheetRule): SheetRule => ({ ...rule, id: "", says: "", cite: "" });
  return hasSameContent(bare(one), bare(other));
}
