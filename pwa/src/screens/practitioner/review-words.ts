/** The strip of a review: one sentence each about what happened, what was applied, and what comes next. Facts only. */

import { DAY, localDate } from "../../domain/dates";
import type { AppliedTreatment } from "../../domain/diary";
import { t } from "../../i18n";
import { dateAndTime, shortDay, shortWeekday } from "../../i18n/dates";
import type { Episode, NextTreatmentWindow, Review } from "../../state/clinic";
import { areaLabel, midSentence } from "../labels";
import { details } from "./applied-facts";
import { what } from "./review-facts";

/** More episodes than these are counted, not listed. */
const LISTED = 4;

/** "Settled after 3 days; soreness again since Thu; pus-filled spots (chin) Fri, gone Sat." */
export function happenedText({ entries, course, treatment }: Review, now: number): string {
  const last = entries.at(-1);
  if (last === undefined) return t("practitioner.review.strip.happened.none");
  const { time_zone: zone } = treatment;
  const day = (at: string): string => (now - Date.parse(at) < 6 * DAY ? shortWeekday(at, zone) : shortDay(at, zone));
  const groups = groupsOf(course.later, day);
  const listed = listedOf(groups);
  const more = groups.length - listed.length;
  const parts = [
    ...firstReaction(course),
    ...listed.map((group) => episodeText(group, day)),
    ...(more > 0 ? [t("practitioner.review.strip.happened.more", { count: more })] : []),
  ];
  if (parts.length === 0) return t("practitioner.review.strip.happened.nothing");
  const goesOn = [...course.first, ...course.later].some((episode) => episode.gone_at === null);
  if (goesOn && now - Date.parse(last.occurred_at) > 2 * DAY) parts.push(t("practitioner.review.strip.happened.last", { day: day(last.occurred_at) }));
  return sentence(parts);
}

function firstReaction({ first, settled_after_days: days }: Review["course"]): readonly string[] {
  if (days === 0) return [t("practitioner.review.strip.happened.settled-at-once")];
  if (days !== null) return [t("practitioner.review.strip.happened.settled", { count: days })];
  if (first.length === 0) return [];
  return [t("practitioner.review.strip.happened.not-settled", { what: namesOf(first.filter((episode) => episode.gone_at === null)) })];
}

/** Join the episodes that share their days; the order stays. */
function groupsOf(episodes: readonly Episode[], day: (at: string) => string): readonly (readonly [Episode, ...Episode[]])[] {
  const groups = new Map<string, [Episode, ...Episode[]]>();
  for (const episode of episodes) {
    const key = [day(episode.since_at), episode.gone_at === null ? "" : day(episode.gone_at), String(episode.again)].join();
    const group = groups.get(key);
    if (group) group.push(episode);
    else groups.set(key, [episode]);
  }
  return [...groups.values()];
}

/** What goes on is listed before what is gone, and what is newer before what is older; shown in the order of the diary. */
function listedOf<Group extends readonly [Episode, ...Episode[]]>(groups: readonly Group[]): readonly Group[] {
  const goingOn = groups.filter(([{ gone_at }]) => gone_at === null);
  const gone = groups.filter(([{ gone_at }]) => gone_at !== null);
  const listed = new Set([...goingOn.toReversed(), ...gone.toReversed()].slice(0, LISTED));
  return groups.filter((group) => listed.has(group));
}

function episodeText(group: readonly [Episode, ...Episode[]], day: (at: string) => string): string {
  const [{ since_at: since, gone_at: gone, again }] = group;
  const values = { what: namesOf(group), day: day(since) };
  if (gone === null) return t(again ? "practitioner.review.strip.happened.again" : "practitioner.review.strip.happened.since", values);
  return t(again ? "practitioner.review.strip.happened.again-gone" : "practitioner.review.strip.happened.gone", { ...values, gone: day(gone) });
}

function namesOf(episodes: readonly Episode[]): string {
  return [...new Set(episodes.map((episode) => midSentence(what(episode))))].join(", ");
}

/** "Hyaluron serum, lot 4711; cheeks, chin 1.5 mm; Pen 4." */
export function appliedText(record: AppliedTreatment): string {
  const facts = new Map(details(record));
  const areas = record.kind === "needling" ? depthsText(record.areas) : record.areas.map(({ area }) => midSentence(areaLabel(area))).join(", ");
  facts.delete("practitioner.treatment.numbing");
  facts.delete("practitioner.treatment.end-point");
  const device = facts.get("practitioner.treatment.device") ?? "";
  facts.delete("practitioner.treatment.device");
  const parts = [[...facts.values()].filter((text) => text !== "").join(", "), areas, device].filter((part) => part !== "");
  return parts.length === 0 ? t("practitioner.review.strip.applied.none") : sentence(parts);
}

/** The areas of a needling, those with the same depth and passes together. */
function depthsText(areas: Extract<AppliedTreatment, { kind: "needling" }>["areas"]): string {
  const groups = new Map<string, string[]>();
  for (const { area, depth_mm: depth, passes } of areas) {
    const times = passes === null ? "" : ` ${t("practitioner.review.strip.applied.passes", { count: passes })}`;
    const key = `${t("practitioner.treatment.mm", { depth })}${times}`;
    groups.set(key, [...(groups.get(key) ?? []), midSentence(areaLabel(area))]);
  }
  return [...groups].map(([depth, names]) => `${names.join(", ")} ${depth}`).join("; ");
}

/** "Window from 16 Dec; planned Fri 18 Dec, 14:00; against it: 2 open findings." */
export function nextText({ next_window: next, treatment, findings }: Review): string {
  const { time_zone: zone, next_treatment_at: planned } = treatment;
  const open = findings.filter((finding) => finding.open).length;
  return sentence([windowText(next, zone), plannedText(next, planned, zone), ...againstText(next, open)]);
}

function windowText(next: NextTreatmentWindow | null, zone: string): string {
  const { opens_at: opens = null, closes_at: closes = null } = next ?? {};
  if (opens === null) return closes === null ? t("practitioner.review.strip.next.no-window") : t("practitioner.review.strip.next.until", { until: shortDay(closes, zone) });
  const from = shortDay(opens, zone);
  return closes === null ? t("practitioner.review.strip.next.from", { from }) : t("practitioner.review.strip.next.between", { from, until: shortDay(closes, zone) });
}

function plannedText(next: NextTreatmentWindow | null, planned: string | null, zone: string): string {
  if (planned === null) return t("practitioner.review.strip.next.not-planned");
  const { opens_at: opens = null, closes_at: closes = null } = next ?? {};
  const date = dateAndTime(planned, zone);
  const day = (at: string | number): string => localDate(typeof at === "string" ? Date.parse(at) : at, zone); // whole days, as in the calendar
  if (opens !== null && day(planned) < day(opens)) return t("practitioner.review.strip.next.planned-before", { date });
  if (closes !== null && day(planned) > day(Date.parse(closes) - 1)) return t("practitioner.review.strip.next.planned-after", { date });
  return t("practitioner.review.strip.next.planned", { date });
}

/** What speaks against a session, besides the window that is shown anyway. */
function againstText(next: NextTreatmentWindow | null, open: number): readonly string[] {
  const codes = (next?.blocked_by ?? []).filter((code) => code !== "too-early" && code !== "open-finding");
  const reasons = [
    ...(open > 0 ? [t("practitioner.review.strip.next.findings", { count: open })] : []),
    ...codes.map((code) => t(`practitioner.review.blocked.${code}`)),
  ];
  return reasons.length === 0 ? [] : [t("practitioner.review.strip.next.against", { what: reasons.join(", ") })];
}

function sentence(parts: readonly string[]): string {
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`; // "8. Okt." ends a sentence, too
}
