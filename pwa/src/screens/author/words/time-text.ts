/**
 * The TIME grammar of `from` and `until` as values that pickers can change (docs/sheet-format.md). Mirrors
 * server/domain/when/parser.py and writer.py.
 */

export const UNITS = ["m", "h", "d", "w", "mo"] as const;
export type Unit = (typeof UNITS)[number];

export const LENGTH_KINDS = ["exact", "range", "minimum", "up-to", "about"] as const;
export type LengthKind = (typeof LENGTH_KINDS)[number];

export const DAY_PARTS = ["morning", "noon", "evening", "bedtime"] as const;
export type DayPartName = (typeof DAY_PARTS)[number];

export const BARE_STATES = ["healed", "calm", "shed"] as const;
export const STATES_OF = ["gone", "used-up"] as const;
export type StateName = (typeof BARE_STATES)[number] | (typeof STATES_OF)[number];

export const ACTS = ["before", "after", "on", "onset", "while"] as const;
export type ActName = (typeof ACTS)[number];

export interface Quantity {
  readonly count: number;
  readonly unit: Unit;
}

/** A length since its anchor, or `before` it. `least` equals `surely` unless it is a range. */
export interface Length {
  readonly type: "length";
  readonly least: Quantity;
  readonly surely: Quantity;
  readonly kind: LengthKind;
  readonly before: boolean;
}

/** The start of a calendar day in the sheet's numbering; `last` > `first` for `D3-D5`. */
export interface Day {
  readonly type: "day";
  readonly first: number;
  readonly last: number;
}

export interface DayPart {
  readonly type: "part";
  readonly part: DayPartName;
  /** Days after the day of the treatment. */
  readonly days: number;
  readonly offset: Length | null;
}

export interface State {
  readonly type: "state";
  readonly name: StateName;
  /** The topic of `gone(redness)` and `used-up(serum)`. */
  readonly of: string | null;
  readonly offset: Length | null;
}

export interface Act {
  readonly type: "act";
  readonly name: ActName;
  readonly of: string;
  readonly offset: Length | null;
}

/** A length after the last session, or `before` the next. */
export interface Session {
  readonly type: "session";
  readonly offset: Length;
}

/** `?`: the number is missing from the sheet. */
export interface Lost {
  readonly type: "lost";
}

export type Term = Length | Day | DayPart | State | Act | Session | Lost;

/** Reached when all parts are. */
export interface Both {
  readonly type: "both";
  readonly parts: readonly Term[];
}

/** Reached with the first of its parts. */
export interface First {
  readonly type: "first";
  readonly parts: readonly (Term | Both)[];
}

export type Time = Term | Both | First;

const MINUTES: Readonly<Record<Unit, number>> = { m: 1, h: 60, d: 1_440, w: 10_080, mo: 43_200 };
const NUMBER = String.raw`(\d{1,12})(mo|m|h|d|w)?`;
const LENGTH = new RegExp(`^${NUMBER}(?:-${NUMBER})?$`);
const SIGNS: readonly (readonly [string, LengthKind])[] = [[">=", "minimum"], ["<=", "up-to"], ["~", "about"]];
const WORDED = /^([a-z][a-z-]*[a-z])(?:\(([a-z0-9]+(?:-[a-z0-9]+)*)\))?(?:([+-])(.+))?$/;

/** The value of a TIME; null for any other text. */
export function parseTime(text: string): Time | null {
  const first = all(text.split("/").map(parseBoth));
  const [only] = first ?? [];
  return first === null || only === undefined ? null : first.length > 1 ? { type: "first", parts: first } : only;
}

function parseBoth(text: string): Term | Both | null {
  const terms = all(text.split("&").map((part) => parseTerm(part.trim())));
  const [only] = terms ?? [];
  return terms === null || only === undefined ? null : terms.length > 1 ? { type: "both", parts: terms } : only;
}

function all<T>(parts: readonly (T | null)[]): readonly T[] | null {
  const read = parts.filter((part) => part !== null);
  return read.length === parts.length ? read : null;
}

function parseTerm(text: string): Term | null {
  if (text === "?") return { type: "lost" };
  if (text.startsWith("D")) return parseDay(text);
  if (text.startsWith("S")) return parseSession(text);
  if (text.startsWith("-")) return parseLength(text.slice(1), "exact", true);
  for (const [sign, kind] of SIGNS) if (text.startsWith(sign)) return parseLength(text.slice(sign.length), kind, false);
  return /^\d/.test(text) ? parseLength(text, "exact", false) : parseWorded(text);
}

function parseLength(text: string, kind: LengthKind, before: boolean): Length | null {
  const [, count, unit, lastCount, lastUnit] = LENGTH.exec(text) ?? [];
  const surelyUnit = (lastCount === undefined ? unit : lastUnit) as Unit | undefined;
  if (count === undefined || surelyUnit === undefined) return null;
  const least: Quantity = { count: Number(count), unit: (unit as Unit | undefined) ?? surelyUnit };
  if (lastCount === undefined) return { type: "length", least, surely: least, kind, before };
  return lengthOf({ kind: kind === "exact" ? "range" : kind, before, least, surely: { count: Number(lastCount), unit: surelyUnit } });
}

/** A length with two ends; null if the first is not the smaller one. */
export function lengthOf({ kind, before, least, surely }: Omit<Length, "type">): Length | null {
  if (least.count === surely.count && least.unit === surely.unit) return { type: "length", least, surely, kind: kind === "range" ? "exact" : kind, before };
  return minutesOf(least) < minutesOf(surely) ? { type: "length", least, surely, kind: kind === "exact" ? "range" : kind, before } : null;
}

/** Minutes of a quantity; a month counts as 30 days. Only for comparing two lengths. */
export function minutesOf({ count, unit }: Quantity): number {
  return count * MINUTES[unit];
}

function parseDay(text: string): Day | null {
  const [, first, last] = /^D(\d{1,5})(?:-D(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return null;
  const day: Day = { type: "day", first: Number(first), last: Number(last ?? first) };
  return last === undefined || day.last > day.first ? day : null;
}

function parseSession(text: string): Session | null {
  const offset = /^S[+-]/.test(text) ? parseLength(text.slice(2), "exact", text.startsWith("S-")) : null;
  return offset && { type: "session", offset };
}

function parseWorded(text: string): Term | null {
  const [, word = "", of, sign, after] = WORDED.exec(text) ?? [];
  const part = DAY_PARTS.find((each) => each === word);
  if (part !== undefined && of === undefined) return parseDayPart(part, sign, after);
  const offset = after === undefined ? null : parseLength(after, "exact", sign === "-");
  if (after !== undefined && offset === null) return null;
  return gateOf(word, of ?? null, offset);
}

function gateOf(word: string, of: string | null, offset: Length | null): Term | null {
  const bare = BARE_STATES.find((each) => each === word);
  if (bare !== undefined && of === null) return { type: "state", name: bare, of, offset };
  const stateOf = STATES_OF.find((each) => each === word);
  if (stateOf !== undefined && of !== null) return { type: "state", name: stateOf, of, offset };
  const act = ACTS.find((each) => each === word);
  return act === undefined || of === null ? null : { type: "act", name: act, of, offset };
}

/** `morning+1` is the next morning; a number with a unit is an offset. */
function parseDayPart(part: DayPartName, sign: string | undefined, after: string | undefined): DayPart | null {
  if (after === undefined) return { type: "part", part, days: 0, offset: null };
  const [, days, rest] = (sign === "+" && /^(\d{1,5})(?![\dmhdw])([+-].+)?$/.exec(after)) || [];
  const offsetText = days === undefined ? `${sign ?? ""}${after}` : rest;
  const offset = offsetText === undefined ? null : parseLength(offsetText.slice(1), "exact", offsetText.startsWith("-"));
  return offsetText !== undefined && offset === null ? null : { type: "part", part, days: Number(days ?? 0), offset };
}

const SIGN_OF: Readonly<Record<LengthKind, string>> = { exact: "", range: "", minimum: ">=", "up-to": "<=", about: "~" };

/** The canonical text of a TIME. */
export function timeText(time: Time): string {
  switch (time.type) {
    case "first":
      return time.parts.map(timeText).join(" / ");
    case "both":
      return time.parts.map(timeText).join(" & ");
    case "length":
      return (time.before ? "-" : "") + SIGN_OF[time.kind] + spanText(time);
    case "session":
      return `S${signed(time.offset)}`;
    case "lost":
      return "?";
    default:
      return wordedText(time);
  }
}

function wordedText(term: Day | DayPart | State | Act): string {
  if (term.type === "day") return term.first === term.last ? `D${term.first}` : `D${term.first}-D${term.last}`;
  if (term.type === "part") return `${term.part}${term.days > 0 ? `+${term.days}` : ""}${signed(term.offset, true)}`;
  return `${term.name}${term.of === null ? "" : `(${term.of})`}${signed(term.offset)}`;
}

/** With `units`, both ends of a range have one: `morning+1-2h` is two hours before the next morning. */
function signed(offset: Length | null, units = false): string {
  return offset === null ? "" : (offset.before ? "-" : "+") + spanText(offset, units);
}

function spanText({ least, surely }: Length, units = false): string {
  if (least.count === surely.count && least.unit === surely.unit) return `${least.count}${least.unit}`;
  const firstUnit = least.unit === surely.unit && !units ? "" : least.unit;
  return `${least.count}${firstUnit}-${surely.count}${surely.unit}`;
}

/** Whether the pickers can show this TIME: one term, or several that are all joined in the same way. */
export function isSimple(time: Time): boolean {
  return time.type !== "first" || time.parts.every((part) => part.type !== "both");
}
