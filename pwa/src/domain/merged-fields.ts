/** What a merge of two versions of an entry changed, field by field, for the person to read. */

import type { EntryDocument } from "./diary";
import { hasSameContent } from "./same-content";

/** An answer, a text, or a list; null if there is none. */
export type FieldValue = string | number | boolean | readonly string[] | null;

/** One field that the two devices saw differently, and what it is now. */
export interface MergedField {
  /** `scores.redness`, `states.healed`, `signs`, `products`, `note` … */
  readonly field: string;
  /** On this device. */
  readonly mine: FieldValue;
  /** On the other device. */
  readonly theirs: FieldValue;
  readonly merged: FieldValue;
}

interface MergedVersions {
  /** The version that both devices had; null for none. */
  readonly base: EntryDocument | null;
  /** The other device's version, if this phone has received it. */
  readonly theirs: EntryDocument | null;
  readonly mine: EntryDocument;
  readonly merged: EntryDocument;
}

const LISTS = ["products", "activities", "acts", "duties_done", "signs_gone"] as const;
const TEXTS = ["note", "question"] as const;

/**
 * The fields that are not what this device had, and those that both devices changed. What only this device changed is as
 * the person expects it. Time zone and clock are left out: they are not answers.
 */
export function mergedFields({ base, theirs, mine, merged }: MergedVersions): readonly MergedField[] {
  const [before, own, now] = [base ? fieldsOf(base) : {}, fieldsOf(mine), fieldsOf(merged)];
  const other = theirs ? fieldsOf(theirs) : now;
  const names = [...new Set([...Object.keys(now), ...Object.keys(own), ...Object.keys(other)])];
  const fields = names.map((field) => ({ field, mine: own[field] ?? null, theirs: other[field] ?? null, merged: now[field] ?? null }));
  return fields.filter(({ field, ...values }) => {
    const isBoth = [values.mine, values.theirs].every((value) => !hasSameContent(value, before[field] ?? null));
    return !hasSameContent(values.mine, values.merged) || (isBoth && !hasSameContent(values.mine, values.theirs));
  });
}

/** The answers by name. Empty lists and texts are left out, as they are no answer. */
function fieldsOf(document: EntryDocument): Readonly<Record<string, FieldValue>> {
  const answers = (["scores", "states"] as const).flatMap((group) =>
    Object.entries<number | boolean>(document[group]).map(([name, value]): [string, FieldValue] => [`${group}.${name}`, value]),
  );
  const signs = document.signs.map(({ sign, area }) => (area === null ? sign : `${sign} ${area}`));
  const lists = LISTS.map((name): [string, FieldValue] => [name, document[name]]);
  const texts = TEXTS.map((name): [string, FieldValue] => [name, document[name]]);
  const all: [string, FieldValue][] = [...answers, ["signs", signs], ...lists, ...texts];
  return Object.fromEntries(all.filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0)));
}
