/** The TIMEs of a sheet (docs/sheet-format.md) in words: "24 to 72 hours", "day 3", "once your skin has fully healed". */

import { leaves, type Bound } from "../../../domain/bounds";
import { t } from "../../../i18n";
import { lengthOfTime, type TimeUnit } from "../../../i18n/dates";
import { midSentence } from "../../labels";
import { gateText } from "../format";

/** One end of a rule. Joined ends: "and" where both must be reached, "or" where the first one counts. */
export function boundText(bound: Bound): string {
  const parts = leaves(bound).map((leaf) => (leaf.kind === "unknown" ? t("patient.sheet.lost") : termText(leaf.text)));
  return parts.join("first" in bound ? t("patient.time.or") : t("patient.time.and"));
}

/** A TIME as a sheet writes it: "48h & healed", "7d / used-up(cream)", "?". */
export function timeText(text: string): string {
  const both = (part: string): string => part.split("&").map((term) => termText(term.trim())).join(t("patient.time.and"));
  return text.split("/").map(both).join(t("patient.time.or"));
}

function termText(text: string): string {
  if (text === "?") return t("patient.sheet.lost");
  return lengthText(text) ?? dayText(text) ?? sessionText(text) ?? partOfDayText(text) ?? gateTermText(text);
}

interface Length {
  readonly least: number;
  /** The same as `least` unless it is a range. */
  readonly most: number;
  readonly unit: TimeUnit;
}

const UNITS = { m: "minute", h: "hour", d: "day", w: "week", mo: "month" } as const;
type Unit = keyof typeof UNITS;
/** A month of the calendar has no fixed length. */
const MINUTES: Readonly<Record<Unit, number | null>> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60, mo: null };

/** "24h", "4-6w", "24h-3d"; a range over two units is counted in the smaller one, unless one of them is the month. */
function lengthOf(text: string): Length | undefined {
  const [, least, ownUnit, most, unit] = /^(\d+)(?:(mo|m|h|d|w)?-(\d+))?(mo|m|h|d|w)$/.exec(text) ?? [];
  if (least === undefined || unit === undefined) return undefined;
  const [first, last] = [(ownUnit ?? unit) as Unit, unit as Unit];
  if (first === last) return { least: Number(least), most: Number(most ?? least), unit: UNITS[last] };
  const [leastMinutes, mostMinutes] = [MINUTES[first], MINUTES[last]];
  if (leastMinutes === null || mostMinutes === null) return undefined;
  const minutes = Math.min(leastMinutes, mostMinutes);
  return { least: (Number(least) * leastMinutes) / minutes, most: (Number(most) * mostMinutes) / minutes, unit: UNITS[leastMinutes < mostMinutes ? first : last] };
}

const BOUNDS: Readonly<Record<string, "least" | "most" | "about">> = { ">=": "least", "<=": "most", "~": "about" };

/** "24-72h", ">=36h", "~2d", "-24h". */
function lengthText(text: string): string | undefined {
  const [, sign = "", rest = ""] = /^(>=|<=|~|-)?(.*)$/.exec(text) ?? [];
  const length = lengthOf(rest);
  if (!length) return undefined;
  if (sign === "-") return t("patient.time.before-treatment", { length: plainLength(length) });
  if (length.most === 0) return t("patient.time.treatment");
  const { least, most, unit } = length;
  const number = least === most ? String(least) : t("patient.time.range", { least, most });
  const after = t(`patient.time.${unit}s`, { count: most, number });
  const bound = BOUNDS[sign];
  return bound ? t(`patient.time.${bound}`, { length: after }) : after;
}

function plainLength({ least, most, unit }: Length): string {
  return least === most ? lengthOfTime(least, unit) : lengthOfTime(least, unit, most);
}

/** "D3", "D2-D5". */
function dayText(text: string): string | undefined {
  const [, first, last] = /^D(\d+)(?:-D(\d+))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const named = (day: string): string => midSentence(t("patient.today.day", { day }));
  return last === undefined ? named(first) : t("patient.time.range", { least: named(first), most: named(last) });
}

/** "S+4-6w" after the last session, "S-3d" before the next one. */
function sessionText(text: string): string | undefined {
  const [, sign, rest = ""] = /^S([+-])(.+)$/.exec(text) ?? [];
  const length = lengthOf(rest);
  if (!length) return undefined;
  return t(sign === "+" ? "patient.time.after-session" : "patient.time.before-session", { length: plainLength(length) });
}

const PARTS = ["morning", "noon", "evening", "bedtime"] as const;

/** "evening", "morning+1". */
function partOfDayText(text: string): string | undefined {
  const [, name, days] = /^([a-z]+)(?:\+(\d+))?$/.exec(text) ?? [];
  const known = PARTS.find((each) => each === name);
  if (!known) return undefined;
  const part = t(`patient.time.${known}`);
  if (days === undefined) return part;
  return days === "1" ? t("patient.time.next", { part }) : t("patient.time.days-later", { number: days, part });
}

/** "healed", "gone(redness)", "after(wash)+30m". */
function gateTermText(text: string): string {
  const [, gate = text, sign, rest = ""] = /^([a-z-]+(?:\([^)]*\))?)(?:([+-])(\d.*))?$/.exec(text) ?? [];
  const length = lengthOf(rest);
  if (!length) return t("patient.time.once", { gate: gateText(gate) });
  return t(sign === "+" ? "patient.time.after-gate" : "patient.time.before-gate", { length: plainLength(length), gate: gateText(gate) });
}
