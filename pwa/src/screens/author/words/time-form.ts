/** A term of a TIME as the fields of its picker hold it: numbers are texts while they are typed. */

import { lengthOf, type ActName, type DayPartName, type Length, type LengthKind, type Quantity, type StateName, type Term, type Unit } from "./time-text";

export const TERM_KINDS = ["length", "day", "part", "state", "act", "session", "lost"] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** How sure a length is; a second number makes it a range. */
export const BOUNDS = ["exact", "minimum", "up-to", "about"] as const;
export type LengthBound = (typeof BOUNDS)[number];

export interface LengthForm {
  readonly bound: LengthBound;
  readonly least: string;
  /** Empty if the length is not a range. */
  readonly most: string;
  readonly leastUnit: Unit;
  readonly unit: Unit;
  readonly before: boolean;
}

export type TermForm =
  | { readonly kind: "length"; readonly length: LengthForm }
  | { readonly kind: "session"; readonly length: LengthForm }
  | { readonly kind: "day"; readonly first: string; readonly last: string }
  | { readonly kind: "part"; readonly part: DayPartName; readonly days: string; readonly offset: LengthForm | null }
  | { readonly kind: "state"; readonly name: StateName; readonly of: string; readonly offset: LengthForm | null }
  | { readonly kind: "act"; readonly name: ActName; readonly of: string; readonly offset: LengthForm | null }
  | { readonly kind: "lost" };

const EMPTY: LengthForm = { bound: "exact", least: "", most: "", leastUnit: "h", unit: "h", before: false };

/** What a picker begins with when this kind is chosen: numbers are left to the author. */
export function newTerm(kind: TermKind): TermForm {
  switch (kind) {
    case "length":
      return { kind, length: EMPTY };
    case "session":
      return { kind, length: { ...EMPTY, leastUnit: "w", unit: "w" } };
    case "day":
      return { kind, first: "", last: "" };
    case "part":
      return { kind, part: "morning", days: "1", offset: null };
    case "state":
      return { kind, name: "healed", of: "", offset: null };
    case "act":
      return { kind, name: "after", of: "wash", offset: null };
    case "lost":
      return { kind };
  }
}

/** An extra time after an anchor, before its number is typed. */
export const NEW_OFFSET: LengthForm = { ...EMPTY, leastUnit: "m", unit: "m" };

/** The fields that show a term. */
export function formOf(term: Term): TermForm {
  switch (term.type) {
    case "length":
      return { kind: "length", length: lengthForm(term) };
    case "session":
      return { kind: "session", length: lengthForm(term.offset) };
    case "day":
      return { kind: "day", first: String(term.first), last: term.last === term.first ? "" : String(term.last) };
    case "part":
      return { kind: "part", part: term.part, days: String(term.days), offset: term.offset && lengthForm(term.offset) };
    case "state":
      return { kind: "state", name: term.name, of: term.of ?? "", offset: term.offset && lengthForm(term.offset) };
    case "act":
      return { kind: "act", name: term.name, of: term.of, offset: term.offset && lengthForm(term.offset) };
    case "lost":
      return { kind: "lost" };
  }
}

function lengthForm({ least, surely, kind, before }: Length): LengthForm {
  const range = least.count !== surely.count || least.unit !== surely.unit;
  const bound = kind === "range" ? "exact" : kind;
  return { bound, least: String(least.count), most: range ? String(surely.count) : "", leastUnit: least.unit, unit: surely.unit, before };
}

/** The term that the fields describe; null while one is empty or does not fit. */
export function termOf(form: TermForm): Term | null {
  switch (form.kind) {
    case "length":
      return typedLength(form.length);
    case "session": {
      const offset = typedLength({ ...form.length, bound: "exact" });
      return offset && { type: "session", offset };
    }
    case "day":
      return typedDay(form.first, form.last);
    case "lost":
      return { type: "lost" };
    default:
      return anchoredTerm(form);
  }
}

function anchoredTerm(form: Extract<TermForm, { readonly offset: LengthForm | null }>): Term | null {
  const offset = form.offset === null ? null : typedLength({ ...form.offset, bound: "exact" });
  if (form.offset !== null && offset === null) return null;
  if (form.kind === "part") {
    const days = numberIn(form.days, 36_600);
    return days === null ? null : { type: "part", part: form.part, days, offset };
  }
  const bare = form.kind === "state" && form.name !== "gone" && form.name !== "used-up";
  if (!bare && form.of === "") return null;
  return form.kind === "state" ? { type: "state", name: form.name, of: bare ? null : form.of, offset } : { type: "act", name: form.name, of: form.of, offset };
}

function typedDay(firstText: string, lastText: string): Term | null {
  const first = numberIn(firstText, 36_600);
  const last = lastText.trim() === "" ? first : numberIn(lastText, 36_600);
  return first === null || last === null || last < first ? null : { type: "day", first, last };
}

/** A length from its fields; null while a number is missing, too large, or not the larger one of a range. */
export function typedLength({ bound, least, most, leastUnit, unit, before }: LengthForm): Length | null {
  const single = most.trim() === "";
  const first = typedQuantity(least, single ? unit : leastUnit);
  const second = single ? first : typedQuantity(most, unit);
  const kind: LengthKind = before ? "exact" : bound;
  return first && second && lengthOf({ kind, before, least: first, surely: second });
}

function typedQuantity(text: string, unit: Unit): Quantity | null {
  const count = numberIn(text, 100_000);
  return count === null ? null : { count, unit };
}

function numberIn(text: string, most: number): number | null {
  const trimmed = text.trim();
  return /^\d{1,6}$/.test(trimmed) && Number(trimmed) <= most ? Number(trimmed) : null;
}
