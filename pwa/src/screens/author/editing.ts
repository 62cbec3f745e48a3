import type { SheetDocument, SheetFault, SheetIssue, ImportedSheet, SheetRule } from "../../state/authoring";

/** The fields of a rule that hold one line of text. */
export type TextField = "from" | "until" | "every" | "amount" | "why" | "says" | "cite";
/** The fields of a rule that hold a list. */
export type ListField = "topics" | "if" | "unless" | "using" | "family";

/** Change one field of a rule; an optional field that becomes empty is removed. */
export function withField<F extends keyof SheetRule>(rule: SheetRule, field: F, value: SheetRule[F] | ""): SheetRule {
  const needed = field === "id" || field === "verb" || field === "topics" || field === "says" || field === "cite";
  if (needed || !isEmpty(value)) return { ...rule, [field]: value };
  return Object.fromEntries(Object.entries(rule).filter(([name]) => name !== field)) as SheetRule;
}

/** A text as the sheet's document has it: plain, or by language. */
export type SheetText = string | Readonly<Record<string, string>>;

/** The text in one language; empty if there is none. */
export function textIn(text: SheetText | undefined, language: string): string {
  return (typeof text === "string" ? text : text?.[language]) ?? "";
}

/** The text with another wording in one language. The other languages stay as they are. */
export function withTextIn(text: SheetText | undefined, language: string, wording: string): SheetText {
  return text === undefined || typeof text === "string" ? wording : { ...text, [language]: wording };
}

/** A list as the sheet's document has it: plain, or by language. */
export type SheetList = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** The list in one language; empty if there is none. */
export function listIn(list: SheetList | undefined, language: string): readonly string[] {
  return (isPlain(list) ? list : list?.[language]) ?? [];
}

/** The list with other items in one language. The other languages stay as they are. */
export function withListIn(list: SheetList | undefined, language: string, items: readonly string[]): SheetList {
  return list === undefined || isPlain(list) ? items : { ...list, [language]: items };
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

/** Replace one rule of a sheet; `null` removes it. */
export function withRule(sheet: SheetDocument, at: number, rule: SheetRule | null): SheetDocument {
  const rules = sheet.rules.flatMap((existing, index) => (index === at ? (rule ?? []) : existing));
  return { ...sheet, rules };
}

/** Add an empty rule with an unused id to the end of a sheet. */
export function withNewRule(sheet: SheetDocument): SheetDocument {
  const taken = new Set(sheet.rules.map((rule) => rule.id));
  let number = sheet.rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  const rule: SheetRule = { id: `rule-${number}`, verb: "avoid", topics: [], says: "", cite: "" };
  return { ...sheet, rules: [...sheet.rules, rule] };
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
  return { id, title, publisher, treatment: "microneedling", language: "en", version: 1, day_one: 1, source: { file: "" }, rules: [] };
}

/** Derive an id of lower-case letters, digits and hyphens from a title. */
export function idFrom(title: string): string {
  const plain = title.normalize("NFD").replaceAll(/\p{Diacritic}/gu, "").toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 64) || "sheet";
}

/** Put the rules of an imported text into a sheet. */
export function fromText(read: ImportedSheet, sheet: SheetDocument): SheetDocument {
  return { ...sheet, language: read.language, rules: read.rules };
}
