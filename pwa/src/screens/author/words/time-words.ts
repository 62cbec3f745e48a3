/** A TIME in words: "for 24 to 72 hours", "until the skin has healed, at least 48 hours". */

import { t } from "../../../i18n";
import { parseTime, type Act, type Both, type Day, type DayPart, type Length, type LengthKind, type Quantity, type State, type Term, type Time } from "./time-text";

/** Which end of a rule a TIME is. */
export type Role = "from" | "until";

/** What people call a topic. */
export type NameOf = (topic: string) => string;

/** A TIME of the sheet in words; any other text is quoted. */
export function timeWords(text: string, role: Role, nameOf: NameOf): string {
  const time = parseTime(text);
  return time ? wordsOf(time, role, nameOf) : t("practitioner.desk.time.unread", { text });
}

/** The window of a rule in words; empty if it is open at both ends. */
export function windowWords(from: string | undefined, until: string | undefined, nameOf: NameOf): string {
  const begins = from === undefined ? "" : timeWords(from, "from", nameOf);
  if (until === undefined) return begins;
  const end = parseTime(until);
  if (begins === "" || end?.type !== "length" || end.before) return join(begins, timeWords(until, "until", nameOf));
  return join(begins, t("practitioner.desk.time.until.length", { span: span(end) })); // "for 3 days" would count from the beginning
}

function join(begins: string, ends: string): string {
  return begins === "" ? ends : t("practitioner.desk.time.window", { begins, ends });
}

/** A TIME in words. */
export function wordsOf(time: Time, role: Role, nameOf: NameOf): string {
  if (time.type === "first") return joined("first", time.parts.map((part) => wordsOf(part, role, nameOf)));
  if (time.type === "both") return bothWords(time, role, nameOf);
  return termWords(time, role, nameOf);
}

/** "until the skin has healed, at least 48 hours" for the usual pair of a state and a length. */
function bothWords({ parts }: Both, role: Role, nameOf: NameOf): string {
  const length = parts.find((part) => part.type === "length" && !part.before) as Length | undefined;
  const state = parts.find((part) => part.type === "state" && part.offset === null) as State | undefined;
  const exact = length && length.kind !== "about" && length.kind !== "up-to"; // "at least about 48 hours" says nothing
  if (parts.length !== 2 || !exact || !state) return joined("both", parts.map((part) => termWords(part, role, nameOf)));
  return t(`practitioner.desk.time.${role}.state-least`, { state: clause(state, nameOf), span: plainSpan(length) });
}

function joined(how: "both" | "first", parts: readonly string[]): string {
  return parts.reduce((first, second) => t(`practitioner.desk.time.join.${how}`, { first, second }));
}

function termWords(term: Term, role: Role, nameOf: NameOf): string {
  switch (term.type) {
    case "length":
      return lengthWords(term, role);
    case "day":
      return dayWords(term, role);
    case "part":
      return partWords(term, role);
    case "state":
      return stateWords(term, role, nameOf);
    case "act":
      return actWords(term, role, nameOf);
    case "session":
      return t(`practitioner.desk.time.${role}.${term.offset.before ? "next-session" : "last-session"}`, { span: span(term.offset) });
    case "lost":
      return t(`practitioner.desk.time.${role}.lost`);
  }
}

function lengthWords(length: Length, role: Role): string {
  if (length.surely.count === 0) return t(`practitioner.desk.time.${role}.treatment`);
  if (length.before) return t(`practitioner.desk.time.${role}.before`, { span: span(length) });
  if (role === "until") return t("practitioner.desk.time.for", { span: span(length) });
  return t("practitioner.desk.time.after", { span: span(length, "unit-after") });
}

type UnitForm = "unit" | "unit-after";

/** "24 to 72 hours", "at least 36 hours". `unit-after` is the form that follows "after". */
export function span(length: Length, form: UnitForm = "unit"): string {
  return t(`practitioner.desk.span.${kindOf(length)}`, { span: plainSpan(length, form) });
}

function kindOf({ kind }: Length): Exclude<LengthKind, "range"> {
  return kind === "range" ? "exact" : kind;
}

function plainSpan({ least, surely }: Length, form: UnitForm = "unit"): string {
  const most = quantity(surely, form);
  if (least.count === surely.count && least.unit === surely.unit) return most;
  return t("practitioner.desk.span.range", { least: least.unit === surely.unit ? least.count : quantity(least, form), most });
}

function quantity({ count, unit }: Quantity, form: UnitForm): string {
  return t(`practitioner.desk.${form}.${unit}`, { count });
}

function dayWords({ first, last }: Day, role: Role): string {
  if (first === last) return t(`practitioner.desk.time.${role}.day`, { day: first });
  return t(`practitioner.desk.time.${role}.days`, { first, last });
}

function partWords(term: DayPart, role: Role): string {
  const name = partName(term);
  return term.offset ? anchored(term.offset, role, name) : t(`practitioner.desk.time.${role}.part`, { part: name });
}

/** "the evening of the treatment", "the next morning". */
function partName({ part, days }: DayPart): string {
  return t(`practitioner.desk.part.${part}.${days === 0 ? "same" : days === 1 ? "next" : "later"}`, { days });
}

/** A length before or after something that has a name. */
function anchored(offset: Length, role: Role, anchor: string): string {
  return t(`practitioner.desk.time.${role}.${offset.before ? "ahead-of" : "following"}`, { span: span(offset), anchor });
}

function stateWords(term: State, role: Role, nameOf: NameOf): string {
  const state = clause(term, nameOf);
  if (!term.offset) return t(`practitioner.desk.time.${role}.state`, { state });
  return t(`practitioner.desk.time.${role}.state-${term.offset.before ? "ahead" : "offset"}`, { state, span: span(term.offset) });
}

/** "the skin has healed", for the end of a sentence. */
function clause({ name, of }: State, nameOf: NameOf): string {
  return t(`practitioner.desk.state.${name}`, { what: of === null ? "" : nameOf(of) });
}

function actWords(term: Act, role: Role, nameOf: NameOf): string {
  const anchor = actName(term.of, nameOf);
  if (!term.offset) return t(`practitioner.desk.time.${role}.act.${term.name}`, { act: anchor });
  if (term.name === "onset") return t(`practitioner.desk.time.${role}.onset-offset`, { act: anchor, span: span(term.offset) });
  return anchored(term.offset, role, anchor);
}

/** The acts that have a name of their own in the catalogue. */
export const NAMED_ACTS = ["wash", "cleanse", "shower", "touch", "home", "outside", "sleep", "exercise", "application", "bruise"] as const;

/** Those that an author chooses from: getting a bruise is not something that a patient does. */
export const CHOSEN_ACTS = NAMED_ACTS.filter((act) => act !== "bruise");

/** "washing"; any other act is quoted by what people call it. */
export function actName(act: string, nameOf: NameOf): string {
  const known = NAMED_ACTS.find((each) => each === act);
  return known ? t(`practitioner.desk.act.${known}`) : t("practitioner.desk.act.quoted", { name: nameOf(act) });
}
