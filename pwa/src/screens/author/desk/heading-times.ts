/** Times that rules took from the heading above their sentences. */

import { importSheetText } from "../../../actions/sheets";
import type { SheetRule } from "../../../state/authoring";
import { withField } from "../editing";
import { withRules, type DeskContent } from "./content";

/** The time that a heading gives to what stands below it. */
export type HeadingTime = Pick<SheetRule, "from" | "until">;

/** A sentence without a time of its own: what it is read with comes from the heading. */
const PROBES: Readonly<Record<string, string>> = { en: "No sauna.", de: "Keine Sauna." };

/** Read the time that a heading gives; null if it gives none, and without a network. */
export async function timeOfHeading(heading: string, language: string): Promise<HeadingTime | null> {
  const probe = PROBES[language];
  if (probe === undefined || heading.trim() === "") return null;
  const read = await importSheetText(`${heading.trim()}\n${probe}`, language === "de" ? "de" : "en").catch(() => null);
  const [rule] = read ? [...read.rules, ...read.proposals] : [];
  const { from, until } = rule ?? {};
  if (from === undefined && (until === undefined || until === "?")) return null;
  return { ...(from !== undefined && { from }), ...(until !== undefined && until !== "?" && { until }) };
}

/** The rules below the heading at this position, up to the next heading, that have this time, at one end at least. */
export function rulesTimedBy({ document, original }: DeskContent, at: number, time: HeadingTime): readonly SheetRule[] {
  const next = original?.sentences.findIndex((sentence, index) => sentence.heading && index > at) ?? -1;
  const below = original?.sentences.slice(at + 1, next < 0 ? undefined : next) ?? [];
  const ids = new Set(below.flatMap(({ rule_ids: named }) => named));
  return document.rules.filter((rule) => ids.has(rule.id) && ENDS.some((end) => time[end] !== undefined && rule[end] === time[end]));
}

const ENDS = ["from", "until"] as const;

/** These rules with another time, or none, where they have the heading's. */
export function withTime(content: DeskContent, ids: readonly string[], { before, after }: { readonly before: HeadingTime; readonly after: HeadingTime | null }): DeskContent {
  const changed = (rule: SheetRule): SheetRule =>
    ENDS.reduce((now, end) => (before[end] !== undefined && rule[end] === before[end] ? withField(now, end, after?.[end] ?? "") : now), rule);
  return withRules(content, content.document.rules.map((rule) => (ids.includes(rule.id) ? changed(rule) : rule)));
}
