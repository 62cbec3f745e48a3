/** What a newer version of a sheet changes, sorted for reading. */

import type { TimelineRule } from "../../../domain/timeline";

/** A rule as the sheet holds it: its times are the sheet's own words for them. */
export type SheetRule = Pick<TimelineRule, "id" | "verb" | "topics" | "says" | "cite" | "why" | "every" | "amount" | "area" | "using"> & {
  readonly from?: string;
  readonly until?: string;
};

/** One rule before and after; null: it was not there, or is there no longer. */
export interface Change {
  readonly before: SheetRule | null;
  readonly after: SheetRule | null;
}

/** What a reader is told of beside the words: as the sheet calls it. */
export const FIELDS = ["verb", "from", "until", "every", "amount", "using", "area", "why"] as const;
export type FieldName = (typeof FIELDS)[number];

/** A field that differs; null: not there. */
export interface FieldChange {
  readonly field: FieldName;
  readonly before: string | null;
  readonly after: string | null;
}

/** A rule that stays, with what differs in it. `said` null: its words are the same. */
export interface ChangedRule {
  readonly rule: SheetRule;
  readonly previousText: string | null;
  readonly fields: readonly FieldChange[];
}

/** The three things a patient wants to know of a new version. */
export interface Sorted {
  readonly added: readonly SheetRule[];
  readonly changed: readonly ChangedRule[];
  readonly gone: readonly SheetRule[];
}

/** New, changed and gone, each in the order of the sheet. A rule in which only its place moved is left out. */
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
