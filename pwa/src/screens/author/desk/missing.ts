/** What a rule lacks so clearly that the server need not say it. */

import type { SheetFault, SheetRule } from "../../../state/authoring";
import { textIn } from "../editing";

/** The fields that are empty although every rule has them. */
export function missingIn(rule: SheetRule, language: string): readonly ("topics" | "says")[] {
  return [...(rule.topics.length === 0 ? ["topics" as const] : []), ...(textIn(rule.says, language).trim() === "" ? ["says" as const] : [])];
}

/** The faults of a rule, and what it lacks, in case the server has not checked it yet. */
export function withMissing(rule: SheetRule, language: string, faults: readonly SheetFault[]): readonly SheetFault[] {
  const fields = missingIn(rule, language).filter((field) => !faults.some((fault) => fault.field === field));
  return [...faults, ...fields.map((field): SheetFault => ({ rule: `rule ${rule.id}`, field, line: null, column: null, problem: "is missing", expected: "" }))];
}
