/** The recurrence of a rule (`every`) as a value that pickers can change, and in words. Mirrors EVERY in server/domain/sheets/fields.py. */

import { t } from "../../../i18n";
import { DAY_PARTS, UNITS, type DayPartName, type Unit } from "./time-text";
import { actName, NAMED_ACTS, type NameOf } from "./time-words";

export const PERIODS = ["hour", "day", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

export type Every =
  | { readonly type: "always" | "once" | "as needed" }
  | { readonly type: "rate"; readonly least: number; readonly most: number; readonly minimum: boolean; readonly per: Period }
  | { readonly type: "interval"; readonly least: number; readonly most: number; readonly minimum: boolean; readonly unit: Unit }
  | { readonly type: "each"; readonly act: string }
  | { readonly type: "parts"; readonly parts: readonly DayPartName[] };

const COUNT = String.raw`(>=)?([1-9]\d{0,2})(?:-([1-9]\d{0,2}))?`;
const RATE = new RegExp(`^${COUNT}/(${PERIODS.join("|")})$`);
const INTERVAL = new RegExp(`^every ${COUNT}(mo|m|h|d|w)$`);

/** The value of a recurrence; null for any other text. */
export function parseEvery(text: string): Every | null {
  if (text === "always" || text === "once" || text === "as needed") return { type: text };
  const rate = RATE.exec(text);
  const per = PERIODS.find((each) => each === rate?.[4]);
  if (rate && per) return { type: "rate", ...countsIn(rate), per };
  const interval = INTERVAL.exec(text);
  const unit = UNITS.find((each) => each === interval?.[4]);
  if (interval && unit) return { type: "interval", ...countsIn(interval), unit };
  const [, act] = /^each ([a-z][a-z-]*)$/.exec(text) ?? [];
  return act === undefined ? parseParts(text) : { type: "each", act };
}

function countsIn([, sign, least, most]: RegExpExecArray): { least: number; most: number; minimum: boolean } {
  return { least: Number(least), most: Number(most ?? least), minimum: sign !== undefined };
}

function parseParts(text: string): Every | null {
  const names = text.split("+");
  const parts = names.flatMap((name) => DAY_PARTS.find((each) => each === name) ?? []);
  return parts.length === names.length ? { type: "parts", parts } : null;
}

/** The canonical text of a recurrence. */
export function everyText(every: Every): string {
  switch (every.type) {
    case "rate":
      return `${counts(every)}/${every.per}`;
    case "interval":
      return `every ${counts(every)}${every.unit}`;
    case "each":
      return `each ${every.act}`;
    case "parts":
      return every.parts.join("+");
    default:
      return every.type;
  }
}

function counts({ least, most, minimum }: { least: number; most: number; minimum: boolean }): string {
  return `${minimum ? ">=" : ""}${least}${most === least ? "" : `-${most}`}`;
}

/** "twice a day", "every 2 hours", "in the morning and in the evening". */
export function everyWords(text: string, nameOf: NameOf): string {
  const every = parseEvery(text);
  if (!every) return t("practitioner.desk.time.unread", { text });
  switch (every.type) {
    case "rate":
      return withMinimum(every.minimum, t("practitioner.desk.every.rate", { times: times(every), per: t(`practitioner.desk.per.${every.per}`) }));
    case "interval":
      return withMinimum(every.minimum, intervalWords(every));
    case "each":
      return eachWords(every.act, nameOf);
    case "parts":
      return every.parts.map((part) => t(`practitioner.desk.every.${part}`)).join(` ${t("practitioner.desk.and")} `);
    case "as needed":
      return t("practitioner.desk.every.as-needed");
    default:
      return t(`practitioner.desk.every.${every.type}`);
  }
}

/** "With every wash"; an act without a name of its own is quoted. */
function eachWords(act: string, nameOf: NameOf): string {
  const known = NAMED_ACTS.find((each) => each === act);
  return known ? t(`practitioner.desk.every.each.${known}`) : t("practitioner.desk.every.each", { act: actName(act, nameOf) });
}

function times({ least, most }: { least: number; most: number }): string {
  if (least !== most) return t("practitioner.desk.every.times-range", { least, most });
  return least === 1 ? t("practitioner.desk.every.once-per") : least === 2 ? t("practitioner.desk.every.twice") : t("practitioner.desk.every.times", { count: least });
}

function intervalWords({ least, most, unit }: { least: number; most: number; unit: Unit }): string {
  const last = t(`practitioner.desk.unit.${unit}`, { count: most });
  return t("practitioner.desk.every.interval", { span: least === most ? last : t("practitioner.desk.span.range", { least, most: last }) });
}

function withMinimum(minimum: boolean, words: string): string {
  return minimum ? t("practitioner.desk.span.minimum", { span: words }) : words;
}
