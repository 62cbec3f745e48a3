/** The rows of a comparison, as a person reads them. */

import type { ComparedTopic, SheetRule } from "../../state/authoring";
import type { SheetText } from "./editing";

export type Outcome = ComparedTopic["outcome"];

/** Differences first, as the server orders them. */
export const OUTCOMES: readonly Outcome[] = ["disagreement", "only-a", "only-b", "agreement"];

/** What is shown until the reader chooses: only what differs. */
export const DIFFERENCES: readonly Outcome[] = OUTCOMES.filter((outcome) => outcome !== "agreement");

/** The labels of the topics that share a row, because the same rules of both sheets decide about them. */
export interface ComparedGroup extends Omit<ComparedTopic, "topic"> {
  readonly topics: readonly string[];
}

/** One row for topics with the same rules on both sides: a rule about ten topics is read once. The order stays. */
export function grouped(rows: readonly ComparedTopic[], shown: readonly Outcome[]): readonly ComparedGroup[] {
  const groups = new Map<string, ComparedGroup>();
  for (const { topic, ...row } of rows) {
    if (!shown.includes(row.outcome)) continue;
    const key = [row.outcome, row.aspect, ids(row.a), ids(row.b)].join("|");
    groups.set(key, { ...row, topics: [...(groups.get(key)?.topics ?? []), topic] });
  }
  return [...groups.values()];
}

function ids(rules: readonly SheetRule[]): string {
  return rules.map((rule) => rule.id).join(" ");
}

/** A sentence and its language, if the sheet has it in several: that of the screen, else its first. */
export function sentenceOf(text: SheetText, screen: string): { readonly says: string; readonly lang?: string } {
  if (typeof text === "string") return { says: text };
  const [first = ["", ""]] = Object.entries(text);
  const [lang, says] = screen in text ? [screen, text[screen] ?? ""] : first;
  return { says, lang };
}
