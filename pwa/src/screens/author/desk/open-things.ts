/** Everything in a sheet that still needs its author, in the order of the text, and in words. */

import { language, locale, t } from "../../../i18n";
import type { SheetIssue, SheetReport, SheetRule } from "../../../state/authoring";
import { faultsOf, languagesOf, textIn } from "../editing";
import { languageName } from "../../../i18n/language-name";
import { sentenceOf, undecided, type DeskContent } from "./content";
import type { Selection } from "./selection";

/** One thing that is open, and where it is decided. */
export interface OpenThing {
  readonly kind: "sentence" | "contradiction" | "point" | "incomplete" | "text";
  readonly selection: NonNullable<Selection>;
  /** Its place in the order of the text. */
  readonly place: number;
  /** The rule to open; a sentence has none. */
  readonly rule?: string;
  /** For a text that is missing. */
  readonly language?: string;
}

/** What is open. A contradiction counts once, at the first of its rules. */
export function openThings(content: DeskContent, report: SheetReport | null): readonly OpenThing[] {
  const { rules } = content.document;
  const at = (kind: OpenThing["kind"], id: string): OpenThing => ({ kind, rule: id, ...whereIs(content, id) });
  const things: OpenThing[] = [
    ...undecided(content).map((sentence): OpenThing => ({ kind: "sentence", selection: { sentence }, place: sentence })),
    ...rules.filter((rule, index) => faultsOf(report?.faults ?? [], rule, index).length > 0).map(({ id }) => at("incomplete", id)),
    ...openIssues(report, rules).map(({ kind, rule }) => at(kind === "contradiction" ? "contradiction" : "point", rule)),
    ...untranslated(content).flatMap(({ code, ids }) => ids.map((id): OpenThing => ({ ...at("text", id), language: code }))),
  ];
  return things.toSorted((one, other) => one.place - other.place);
}

function openIssues(report: SheetReport | null, rules: readonly SheetRule[]): readonly { readonly kind: SheetIssue["kind"]; readonly rule: string }[] {
  const known = new Set(rules.map((rule) => rule.id));
  return (report?.issues ?? []).flatMap(({ kind, rule_ids: ids, resolved }) => {
    const rule = ids.find((id) => known.has(id));
    return resolved || rule === undefined ? [] : [{ kind, rule }];
  });
}

/** The rules without a text, by language; none for the language of the sheet, where a rule without a text is not complete. */
export function untranslated({ document }: DeskContent): readonly { readonly code: string; readonly ids: readonly string[] }[] {
  const others = languagesOf(document).filter((code) => code !== document.language);
  const lacking = (code: string): readonly string[] => document.rules.filter(({ says }) => typeof says === "string" || textIn(says, code).trim() === "").map(({ id }) => id);
  return others.map((code) => ({ code, ids: lacking(code) })).filter(({ ids }) => ids.length > 0);
}

/** Rules that belong to no sentence come after the text. */
function whereIs(content: DeskContent, id: string): Pick<OpenThing, "selection" | "place"> {
  const sentence = sentenceOf(content, id);
  if (sentence !== null) return { selection: { sentence }, place: sentence };
  const last = content.original?.sentences.length ?? 0;
  return { selection: { rule: id }, place: last + content.document.rules.findIndex((rule) => rule.id === id) };
}

/** The place of what is selected; -1 if nothing is. */
export function placeOfSelection(content: DeskContent, selection: Selection): number {
  if (selection === null) return -1;
  return "sentence" in selection ? selection.sentence : whereIs(content, selection.rule).place;
}

/** The next open thing at another place, from the beginning again after the last; undefined if nothing is open elsewhere. */
export function nextThing(content: DeskContent, things: readonly OpenThing[], selection: Selection): OpenThing | undefined {
  const here = placeOfSelection(content, selection);
  return things.find(({ place }) => place > here) ?? things.find(({ place }) => place < here);
}

/** "3 sentences and 4 contradictions are open". */
export function openWords(things: readonly OpenThing[]): string {
  const parts = KINDS.map((kind) => ({ kind, count: things.filter((thing) => thing.kind === kind).length })).filter(({ count }) => count > 0);
  const words = [...parts.map(({ kind, count }) => t(`practitioner.desk.open.${kind}`, { count })), ...textWords(things)];
  return t("practitioner.desk.open", { count: things.length, what: new Intl.ListFormat(language.value === "en" ? "en-GB" : locale.value).format(words) });
}

const KINDS = ["sentence", "incomplete", "contradiction", "point"] as const;

function textWords(things: readonly OpenThing[]): readonly string[] {
  const codes = new Set(things.flatMap((thing) => thing.language ?? []));
  return [...codes].map((code) => t("practitioner.desk.open.text", { count: things.filter((thing) => thing.language === code).length, language: languageName(code) }));
}
