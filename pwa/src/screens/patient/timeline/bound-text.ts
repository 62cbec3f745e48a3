/** Formats the times of a sheet: "at least 36 hours", "day 3", "your skin is fully healed". */

import { gateOf, leaves, type Bound, type BoundLeaf } from "../../../domain/bounds";
import { t } from "../../../i18n";
import { gateText } from "../format";

/** Format one end of a rule. The parts of a join are linked with "and" if all count, with "or" if the first one counts. */
export function boundText(bound: Bound): string {
  const parts = leaves(bound).map(leafText);
  return parts.join("first" in bound ? t("patient.time.or") : t("patient.time.and"));
}

function leafText(leaf: BoundLeaf): string {
  const gate = gateOf(leaf);
  if (gate !== null) return gateText(gate);
  if (leaf.kind === "unknown") return t("patient.sheet.lost");
  return lengthText(leaf.text) ?? dayText(leaf.text) ?? leaf.text;
}

const UNITS = { m: "minutes", h: "hours", d: "days", w: "weeks", mo: "months" } as const;
const BOUNDS: Readonly<Record<string, "least" | "most" | "about">> = { ">=": "least", "<=": "most", "~": "about" };

/** "24-72h", ">=36h", "~2d". */
function lengthText(text: string): string | undefined {
  const [, sign = "", least, most, unit] = /^(>=|<=|~)?(\d+)(?:-(\d+))?(mo|m|h|d|w)$/.exec(text) ?? [];
  if (least === undefined || unit === undefined) return undefined;
  const number = most === undefined ? least : t("patient.time.range", { least, most });
  const length = t(`patient.time.${UNITS[unit as keyof typeof UNITS]}`, { count: Number(most ?? least), number });
  const bound = BOUNDS[sign];
  return bound ? t(`patient.time.${bound}`, { length }) : length;
}

const PARTS = ["morning", "noon", "evening", "bedtime"] as const;

/** "D3", "evening", "morning+1". */
function dayText(text: string): string | undefined {
  const [, day] = /^D(\d+)$/.exec(text) ?? [];
  if (day !== undefined) return t("patient.today.day", { day });
  const [, part, later] = /^([a-z]+)(?:\+(\d+))?$/.exec(text) ?? [];
  const known = PARTS.find((each) => each === part);
  if (!known) return undefined;
  const named = t(`patient.time.${known}`);
  return later === "1" ? t("patient.time.next", { part: named }) : named;
}

/** Format a TIME as written in a sheet: "48h & healed", "7d / used-up(cream)", "?". */
export function timeText(text: string): string {
  const both = (part: string): string => part.split("&").map((term) => termText(term.trim())).join(t("patient.time.and"));
  return text.split("/").map(both).join(t("patient.time.or"));
}

function termText(text: string): string {
  if (text === "?") return t("patient.sheet.lost");
  return lengthText(text) ?? dayText(text) ?? (/^[a-z]/.test(text) ? gateText(text) : text);
}
