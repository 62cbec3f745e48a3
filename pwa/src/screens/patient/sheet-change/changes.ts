/** Sorts the changes of a newer version for reading. */

import type { TimelineRule } from "../../../domain/timeline";

/** A rule as written in the sheet; its times are TIME expressions. */
export type SheetRule = Pick<TimelineRule, "id" | "verb" | "topics" | "says" | "cite" | "why" | "every" | "amount" | "area" | "using"> & {
  readonly from?: string;
  readonly until?: string;
};

/** One rule before and after; null if the version does not have it. */
export interface Change {
  readonly before: SheetRule | null;
  readonly after: SheetRule | null;
}

/** The fields whose changes are shown beside the text of a rule. */
export const FIELDS = ["verb", "from", "until", "every", "amount", "using", "area", "why"] as const;
export type FieldName = (typeof FIELDS)[number];

/** A field that differs; null if the rule does not have it. */
export interface FieldChange {
  readonly field: FieldName;
  readonly before: string | null;
  readonly after: string | null;
}

/** A rule that both versions have, with its differences. `previousText` is null if the text is the same. */
export interface ChangedRule {
  readonly rule: SheetRule;
  readonly previousText: string | null;
  readonly fields: readonly FieldChange[];
}

/** The changes of a version by kind. */
export interface Sorted {
  readonly added: readonly SheetRule[];
  readonly changed: readonly ChangedRule[];
  readonly gone: readonly SheetRule[];
}

/** Sort the changes into added, changed and removed rules, each in the order of the sheet. Leaves out rules that only moved. */
export function sorted(changes: readonly Change[]): Sorted {
  return {
    added: changes.flatMap(({ before, after }) => (before === null && after ? [after] : [])),
    changed: changes.flatMap(({ before, after }) => (before && after ? differing(before, after) : [])),
    gone: changes.flatMap(({ before, after }) => (before && after === null ? [before] : [])),
  };
}

function differing(before: SheetRule, after: SheetRule): readonly ChangedRule[] {
  const fields = FIELDS.map((field) => ({ field, before: text(before[field]), after: text(after[field]) }));
  const moved = fields.filter((each) => each.before !== each.after);
  const previousText = before.says === after.says ? null : before.says;
  const topics = text(before.topics) !== text(after.topics);
  return moved.length > 0 || previousText !== null || topics ? [{ rule: after, previousText, fields: moved }] : [];
}

function text(value: string | readonly string[] | undefined): string | null {
  if (value === undefined || value.length === 0) return null;
  return typeof value === "string" ? value : value.join(", ");
}
