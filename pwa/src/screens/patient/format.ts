/** Formats moments, rules and states for patients. */

import type { TodayItem } from "../../domain/today";
import type { Milestone, TimelineRule } from "../../domain/timeline";
import { distance, isMidnight, localDate } from "../../domain/dates";
import { language, t } from "../../i18n";
import { now, phoneTimeZone } from "../../state/clock";

/** "today 14:30", "tomorrow 14:30", "Wednesday 14:30", "3 December 14:30"; for midnight the day alone. */
export function whenText(at: number): string {
  const iso = new Date(at).toISOString();
  const day = dayText(at);
  return isMidnight(iso, phoneTimeZone()) ? day : t("patient.when.at", { day, time: clockText(at) });
}

/** "14:30" in the format of the language. */
export function clockText(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, { timeStyle: "short" });
}

/** "today", "tomorrow", "yesterday", "Wednesday" within a week, else "3 December". */
export function dayText(at: number): string {
  const { days } = distance(new Date(at).toISOString(), now.value, phoneTimeZone());
  if (days === 0) return t("patient.when.today");
  if (days === 1) return t("patient.when.tomorrow");
  if (days === -1) return t("patient.when.yesterday");
  const near = Math.abs(days) < 7;
  return new Date(at).toLocaleDateString(language.value, near ? { weekday: "long" } : { day: "numeric", month: "long" });
}

/** "in 40 minutes", "in 5 hours", "in 3 days". */
export function inText(at: number): string {
  const minutes = Math.max(1, Math.round((at - now.value) / 60_000));
  if (minutes < 60) return t("patient.in.minutes", { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? t("patient.in.hours", { count: hours }) : t("patient.in.days", { count: Math.round(hours / 24) });
}

/** How often and until when a rule applies, and what its end depends on. */
export function untilText({ until, surelyUntil, dependsOn, rule }: TodayItem): string | undefined {
  const gates = gatesText(dependsOn);
  const end = endText(until, surelyUntil);
  const parts = [rule.every === undefined ? undefined : everyText(rule.every), end, gates].filter((part) => part !== undefined);
  return parts.length ? parts.join(" · ") : undefined;
}

function endText(until: number | null, surely: number | null): string | undefined {
  if (until === null) return undefined;
  if (until <= now.value) return surely === null || surely <= now.value ? undefined : t("patient.until.surely", { when: whenText(surely) });
  if (surely !== null && surely > until) return t("patient.until.range", { least: whenText(until), surely: whenText(surely) });
  return t("patient.until.plain", { when: whenText(until) });
}

/** "until your skin is fully healed"; several are joined. */
function gatesText(gates: readonly string[]): string | undefined {
  const texts = gates.filter((gate) => !gate.startsWith("now:")).map((gate) => t("patient.until.plain", { when: gateText(gate) }));
  return texts.length ? texts.join(" · ") : undefined;
}

/** "Only once your skin is fully healed." */
export function onceText(gates: readonly string[]): string {
  return t("patient.next.gates", { gates: gates.map(gateText).join(", ") });
}

/** The label of a milestone. A ban that ends reads as over, although its milestone is of the kind "allowed". */
export function milestoneText(milestone: Milestone, rule: TimelineRule): string {
  const over = milestone.kind === "allowed" && (rule.verb === "avoid" || rule.verb === "only");
  return t(over ? "patient.milestone.over" : `patient.milestone.${milestone.kind}`);
}

const PLAIN_GATES = ["healed", "calm", "shed"] as const;

/** A state or act of the sheet as a clause: "your skin is fully healed". */
export function gateText(gate: string): string {
  const plain = PLAIN_GATES.find((each) => each === gate);
  if (plain) return t(`patient.gate.${plain}`);
  const [, name = ""] = /^gone\((.*)\)$/.exec(gate) ?? [];
  if (name) return t("patient.gate.gone", { what: name.replaceAll("-", " ") });
  return t("patient.gate.act", { what: gate.replace(/[()]/g, " ").replaceAll("-", " ").trim() });
}

/** A frequency of the sheet ("2/day") in words, where the catalogue has them. */
export function everyText(every: string): string {
  const plain = ["always", "as needed", "once", "morning+evening"] as const;
  const known = plain.find((each) => each === every);
  if (known) return t(`patient.every.${known.replace(/[ +]/g, "-") as "always" | "as-needed" | "once" | "morning-evening"}`);
  const [, count, per] = /^([\d-]+)\/(day|week|month|year)$/.exec(every) ?? [];
  if (count === "1" && per !== undefined) return t(`patient.every.each-${per as "day" | "week" | "month" | "year"}`);
  if (count !== undefined && per !== undefined) return t(`patient.every.per-${per as "day" | "week" | "month" | "year"}`, { times: count });
  return every;
}

/** The source of a rule: its place in the sheet, or the practitioner. */
export function placeText(rule: TimelineRule, sheet: string): string {
  return rule.source === "practitioner" ? t("patient.rule.directed") : t("patient.rule.place", { cite: rule.cite, sheet });
}

/** The value of a datetime-local input for a moment. */
export function localInput(at: number): string {
  const time = new Date(at).toLocaleTimeString("en-GB", { timeZone: phoneTimeZone(), hour: "2-digit", minute: "2-digit" });
  return `${localDate(at, phoneTimeZone())}T${time}`;
}

/** "31 hours". */
export function sinceText(hours: number): string {
  return t("patient.since.hours", { count: Math.max(0, hours) });
}
