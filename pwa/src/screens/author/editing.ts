import { KNOWN_FLAGS } from "../practitioner/known-flags";
import type { ImportedSheet, SheetDocument, SheetFault, SheetIssue, SheetOriginal, SheetRule, SheetSentence } from "../../state/authoring";

/** Change one field of a rule; an optional field that becomes empty is removed. */
export function withField<F extends keyof SheetRule>(rule: SheetRule, field: F, value: SheetRule[F] | ""): SheetRule {
  const needed = field === "id" || field === "verb" || field === "topics" || field === "says" || field === "cite";
  if (needed || !isEmpty(value)) return { ...rule, [field]: value };
  return Object.fromEntries(Object.entries(rule).filter(([name]) => name !== field)) as SheetRule;
}

/** A text in the form of the sheet's document: plain, or by language. */
export type SheetText = string | Readonly<Record<string, string>>;

/** The text in one language; empty if there is none. */
export function textIn(text: SheetText | undefined, language: string): string {
  return (typeof text === "string" ? text : text?.[language]) ?? "";
}

/**
 * The text with another wording in one language. A plain text is in `base`, the language of the sheet, which always keeps
 * its entry; an empty wording in another language is removed.
 */
export function withWording(text: SheetText | undefined, language: string, wording: string, base: string): SheetText {
  const before = typeof text === "string" ? { [base]: text } : (text ?? {});
  const texts = Object.entries({ ...before, [language]: wording }).filter(([code, each]) => code === base || each !== "");
  const [only, ...others] = texts;
  return only?.[0] === base && others.length === 0 ? only[1] : Object.fromEntries(texts);
}

/** The languages of a sheet: that of its text first. */
export function languagesOf({ language, languages = [] }: SheetDocument): readonly string[] {
  return [...new Set([language, ...languages])];
}

/** A list as the sheet's document has it: plain, or by language. */
export type SheetList = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** The list in one language; empty if there is none. */
export function listIn(list: SheetList | undefined, language: string): readonly string[] {
  return (isPlain(list) ? list : list?.[language]) ?? [];
}

/**
 * The list with new items in one language. A plain list is in `base`, the language of the sheet, as in `withWording`.
 */
export function withListIn(list: SheetList | undefined, language: string, items: readonly string[], base: string): SheetList {
  const before = isPlain(list) ? { [base]: list } : (list ?? {});
  const lists = Object.entries({ ...before, [language]: items }).filter(([code, each]) => code === base || each.length > 0);
  const [only, ...others] = lists;
  return only?.[0] === base && others.length === 0 ? only[1] : Object.fromEntries(lists);
}

function isPlain(list: SheetList | undefined): list is readonly string[] {
  return Array.isArray(list);
}

function isEmpty(value: unknown): boolean {
  return value === "" || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

/** Split `make-up, sunscreen` into a list. */
export function listed(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

/** The faults of one rule. */
export function faultsOf(faults: readonly SheetFault[], rule: SheetRule, at: number): readonly SheetFault[] {
  return faults.filter((fault) => fault.rule === `rule ${rule.id}` || fault.rule === `rule ${at + 1}`);
}

/** The open issues that name this rule. */
export function issuesOf(issues: readonly SheetIssue[], rule: SheetRule): readonly SheetIssue[] {
  return issues.filter((issue) => !issue.resolved && issue.rule_ids.includes(rule.id));
}

/** The flags that are asked for when a treatment is recorded: all but those of the moment (`now:…`). */
export function flagsOf(sheet: SheetDocument): readonly string[] {
  const named = sheet.rules.flatMap((rule) => [...(rule.if ?? []), ...(rule.unless ?? [])]);
  return [...new Set(named.filter((flag) => !flag.startsWith("now:")))];
}

/** An empty sheet of the clinic's own. */
export function emptySheet(id: string, title: string, publisher: string): SheetDocument {
  return { id, title, publisher, treatment: treatmentIn(title), language: "en", version: 1, day_one: 1, source: { file: "" }, rules: [] };
}

/** How treatments are written in titles; the first that fits. Mirrors server/domain/treatment_kinds.py. */
const TREATMENTS: readonly (readonly [RegExp, string])[] = [
  [/needl|derma ?roll|derma ?pen|nadel/i, "microneedling"],
  [/laser|\bipl\b|\blight\b|\blicht/i, "laser"],
  [/inject|injekt|filler|botulin|botox|mesotherap/i, "injection"],
  [/peel/i, "chemical-peel"],
];

/** The treatment that a title is about; "other" if it names none that we know. */
export function treatmentIn(title: string): string {
  return TREATMENTS.find(([pattern]) => pattern.test(title))?.[1] ?? "other";
}

/** Derive an id of lower-case letters, digits and hyphens from a title. */
export function idFrom(title: string): string {
  const plain = title.normalize("NFD").replaceAll(/\p{Diacritic}/gu, "").toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 64) || "sheet";
}

/** The document and the sentences of a pasted text. What the importer could not decide waits for the author. */
export function fromText(read: ImportedSheet, text: string, sheet: SheetDocument): { document: SheetDocument; original: SheetOriginal } {
  const proposals = new Map(read.proposals.map((rule) => [rule.id, rule]));
  const sentences: readonly SheetSentence[] = read.lines.map((line) => ({
    ...{ start: line.start, end: line.end, heading: line.heading, reason: line.reason, used: line.used, unused: line.unused },
    state: line.state === "read" ? "rules" : line.heading ? "reading-only" : line.state,
    rule_ids: line.rule_ids,
    proposals: line.proposal_ids.flatMap((id) => proposals.get(id) ?? []),
  }));
  // proposals name these topics, so they must exist before a proposal is accepted
  const own = Object.keys(read.topics).length > 0 ? { topics: asSpelled(read.topics, text, read.language) } : {};
  const conditions = conditionsIn(read);
  const named = Object.keys(conditions).length > 0 ? { conditions } : {};
  return { document: { ...sheet, ...own, ...named, language: read.language, rules: read.rules }, original: { text, language: read.language, sentences } };
}

/** The names of new topics as the German text spells them: the reader knows them without capitals. */
function asSpelled(topics: ImportedSheet["topics"], text: string, language: string): ImportedSheet["topics"] {
  if (language !== "de") return topics;
  const lower = text.toLowerCase();
  const spelled = (word: string): string => {
    const at = lower.indexOf(word);
    return at < 0 ? word : text.slice(at, at + word.length);
  };
  return Object.fromEntries(Object.entries(topics).map(([id, topic]) => [id, { ...topic, words: Object.fromEntries(Object.entries(topic.words).map(([code, names]) => [code, typeof names === "string" ? spelled(names) : names.map(spelled)])) }]));
}

/** The conditions that the reader took from the text, in the words of the text: their keys have lost capitals and umlauts. */
function conditionsIn({ rules, proposals, lines, language }: ImportedSheet): NonNullable<SheetDocument["conditions"]> {
  const flags = [...rules, ...proposals].flatMap((rule) => [...(rule.if ?? []), ...(rule.unless ?? [])]);
  const own = [...new Set(flags)].filter((flag) => !flag.startsWith("now:") && !KNOWN_FLAGS.some((known) => known === flag));
  return Object.fromEntries(own.map((flag) => [flag, { [language]: wordsOf(flag, lines.map(({ text }) => text)) }]));
}

/** The words of the text that give this key; the key in plain words if there are none. */
function wordsOf(flag: string, texts: readonly string[]): string {
  const count = flag.split("-").length;
  for (const text of texts) {
    const words = text.split(/\s+/);
    for (let at = 0; at < words.length; at += 1) {
      for (let length = 1; length <= count; length += 1) {
        const phrase = words.slice(at, at + length).join(" ");
        if (idFrom(phrase) === flag) return phrase.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, "").slice(0, 60);
      }
    }
  }
  return flag.replaceAll("-", " ").slice(0, 60);
}
