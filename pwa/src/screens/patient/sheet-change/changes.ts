/** Sorts the changes of a newer version for reading. */

import type { TimelineRule } from "../../../domain/timeline";

/** A rule as the sheet writes it, with its TIMEs as text. */
export type SheetRule = Pick<TimelineRule, "id" | "verb" | "topics" | "says" | "cite" | "why" | "every" | "amount" | "area" | "using"> & {
  readonly from?: string;
  readonly until?: string;
};

/** One rule before and after. Null: it did not exist yet, or does not exist any more. */
export interface Change {
  readonly before: SheetRule | null;
  readonly after: SheetRule | null;
}

/** The fields whose changes are shown beside the rule's sentence, by their names in a sheet. */
export const FIELDS = ["verb", "from", "until", "every", "amount", "using", "area", "why"] as const;
export type FieldName = (typeof FIELDS)[number];

/** A field that differs. Null: the rule does not have it. */
export interface FieldChange {
  readonly field: FieldName;
  readonly before: string | null;
  readonly after: string | null;
}

/** A rule that stays, with what differs in it. `previousText` is null if its sentence is the same. */
export interface ChangedRule {
  readonly rule: SheetRule;
  readonly previousText: string | null;
  readonly fields: readonly FieldChange[];
}

/** The changes of a new version, in the three groups that are shown. */
export interface Sorted {
  readonly added: readonly SheetRule[];
  readonly changed: readonly ChangedRule[];
  readonly gone: readonly SheetRule[];
}

/** Sort changes into new, changed and gone rules, each in the order of the sheet. Rules whose only change is `cite` are left out. */
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
