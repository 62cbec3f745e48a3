/** Formats moments, rules and states for patients. */

import { distance, isMidnight, localDate } from "../../domain/dates";
import type { Treatment } from "../../domain/diary";
import type { Milestone, TimelineRule } from "../../domain/timeline";
import type { TodayItem } from "../../domain/today";
import { t } from "../../i18n";
import { dayAndMonth, timeOfDay, weekday } from "../../i18n/dates";
import { now, phoneTimeZone } from "../../state/clock";
import { treatment } from "../../state/diary";
import { conditionName } from "../conditions";
import { midSentence, symptomLabel } from "../labels";
import { topicLabel } from "./topic-label";
import { textOf } from "./sheet-language";

/** "today 14:30", "tomorrow 14:30", "Wednesday 14:30", "3 December, 14:30"; a midnight is named by its day alone. */
export function whenText(at: number): string {
  const iso = new Date(at).toISOString();
  const day = dayText(at);
  if (isMidnight(iso, phoneTimeZone())) return day;
  return t(isNear(at) ? "patient.when.at" : "patient.when.date-at", { day, time: timeOfDay(at) });
}

/** When and where the next session is planned: "Wednesday 14:30 · Studio Lindenhof"; null if it is not. */
export function sessionText({ next_treatment_at: next, clinic_name: clinic }: Treatment): string | null {
  return next === null ? null : [whenText(Date.parse(next)), ...(clinic === null ? [] : [clinic])].join(" · ");
}

/** "today", "tomorrow", "yesterday", "Wednesday" within a week, else "3 December". */
export function dayText(at: number): string {
  const days = daysFromNow(at);
  if (days === 0) return t("patient.when.today");
  if (days === 1) return t("patient.when.tomorrow");
  if (days === -1) return t("patient.when.yesterday");
  return isNear(at) ? weekday(at) : dayAndMonth(at);
}

function daysFromNow(at: number): number {
  return distance(new Date(at).toISOString(), now.value, phoneTimeZone()).days;
}

function isNear(at: number): boolean {
  return Math.abs(daysFromNow(at)) < 7;
}

/** "in 40 minutes", "in 5 hours", "in 3 days". */
export function inText(at: number): string {
  const minutes = Math.max(1, Math.round((at - now.value) / 60_000));
  if (minutes < 60) return t("patient.in.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t("patient.in.hours", { count: hours }) : t("patient.in.days", { count: Math.round(hours / 24) });
}

/** How often and until when a rule applies, and what its end depends on; undefined if the sheet says none of that. */
export function untilText({ until, surelyUntil, dependsOn, opensOn, rule }: TodayItem): string | undefined {
  const every = rule.every === undefined ? undefined : everyText(rule.every);
  const ends = dependsOn.filter((gate) => !opensOn.includes(gate));
  const parts = [every, endText(until, surelyUntil), gatesText(ends)].filter((part) => part !== undefined);
  return parts.length ? parts.join(" · ") : undefined;
}

function endText(until: number | null, surely: number | null): string | undefined {
  if (until === null) return undefined;
  if (until <= now.value) return surely === null || surely <= now.value ? undefined : t("patient.until.surely", { when: whenText(surely) });
  if (surely !== null && surely > until) return t("patient.until.range", { least: whenText(until), surely: whenText(surely) });
  return t("patient.until.plain", { when: whenText(until) });
}

/** "until your skin has fully healed"; several states are joined. */
function gatesText(gates: readonly string[]): string | undefined {
  const texts = gates.filter((gate) => !gate.startsWith("now:")).map((gate) => t("patient.until.plain", { when: gateText(gate) }));
  return texts.length ? texts.join(" · ") : undefined;
}

/** "Only once your skin has fully healed." */
export function onceText(gates: readonly string[]): string {
  return t("patient.next.gates", { gates: gates.map(gateText).join(", ") });
}

/** What a milestone brings: a ban that ends is not a permission that begins. */
export function milestoneKind({ kind }: Milestone, { verb }: TimelineRule): Milestone["kind"] {
  return kind === "allowed" && (verb === "avoid" || verb === "only") ? "over" : kind; // as in timelines compiled by older servers
}

/** The label of a milestone without a condition. */
export function milestoneText(milestone: Milestone, rule: TimelineRule): string {
  return t(`patient.milestone.${milestoneKind(milestone, rule)}`);
}

/** What the current treatment's sheet calls a condition of its own; undefined for all others. */
export function ownCondition(gate: string): string | undefined {
  return gate.startsWith("now:") ? conditionName(gate, treatment.value?.timeline.conditions) : undefined;
}

const SKIN_GATES = ["healed", "calm", "shed"] as const;
const ACT_GATES = ["on-home", "after-wash", "before-touch", "while-outside", "onset-bruise"] as const;

/** The kinds of gates that a sheet can combine with topics of its own. */
const OWN_GATES = ["after", "before", "onset", "used-up"] as const;

/** A state or act of a sheet as a clause that fits after "once", "until" and "whether": "your skin has fully healed". */
export function gateText(gate: string): string {
  const own = ownCondition(gate);
  if (own !== undefined) return t("patient.gate.act", { what: own });
  const skin = SKIN_GATES.find((each) => each === gate);
  if (skin) return t(`patient.gate.${skin}`);
  const [, kind = "", name = ""] = /^([a-z-]+)\(([^)]*)\)$/.exec(gate) ?? [];
  const act = ACT_GATES.find((each) => each === `${kind}-${name}`);
  if (act) return t(`patient.gate.${act}`);
  if (kind === "gone") return t("patient.gate.gone", { what: midSentence(symptomLabel(name)) });
  const open = OWN_GATES.find((each) => each === kind);
  return t(open ? `patient.gate.${open}` : "patient.gate.act", { what: topicLabel(name || gate) });
}

const EVERY = ["always", "as needed", "once", "morning+evening", "each cleanse", "each touch", "each wash"] as const;
type EveryKey = "always" | "as-needed" | "once" | "morning-evening" | "each-cleanse" | "each-touch" | "each-wash";

/** How often, in words: "2/day" is "2 times a day". What this version cannot read is shown as the sheet writes it. */
export function everyText(every: string): string {
  const plain = EVERY.find((each) => each === every);
  if (plain) return t(`patient.every.${plain.replace(/[ +]/g, "-") as EveryKey}`);
  const [, hours] = /^every (\d+)h$/.exec(every) ?? [];
  if (hours !== undefined) return t("patient.every.hours", { count: Number(hours) });
  const [, least, most] = /^every (?:>=)?(\d+)-(\d+)h$/.exec(every) ?? [];
  if (least !== undefined && most !== undefined) return t("patient.every.hours-range", { least, most });
  const [, times, per] = /^([\d-]+)\/(day|week|month|year)$/.exec(every) ?? [];
  if (times === undefined || per === undefined) return every;
  const period = per as "day" | "week" | "month" | "year";
  return times === "1" ? t(`patient.every.each-${period}`) : t(`patient.every.per-${period}`, { times: times.replace("-", "–") });
}

/** Where a rule comes from: its place in the sheet, or the practitioner. */
export function placeText(rule: TimelineRule, sheet: string): string {
  return rule.source === "practitioner" ? t("patient.rule.directed") : t("patient.rule.place", { cite: textOf(rule).cite, sheet });
}

/** A moment as the value of a `datetime-local` input, on this phone's clock. */
export function localInput(at: number): string {
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone: phoneTimeZone(), hour: "2-digit", minute: "2-digit" });
  return `${localDate(at, phoneTimeZone())}T${time}`;
}

/** "31 hours" */
export function sinceText(hours: number): string {
  return t("patient.since.hours", { count: hours });
}
