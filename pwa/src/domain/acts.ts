/** The acts that a patient can report with one tap, and what was reported. */

import { certainty, leaves, NOT_REACHED, REACHED, type BoundLeaf, type States } from "./bounds";
import { endOfCourse, hasEnded } from "./course";
import { HOUR } from "./dates";
import type { Entry, EntryDocument, Treatment } from "./diary";
import { actsOfDuty } from "./duties";
import { reportedMilestones } from "./milestones";
import { actsOf, dutiesDoneIn, DONE } from "./reported-states";
import type { Milestone, Timeline, Window } from "./timeline";

/** What one tap reports: an act ("wash", "used-up(serum)"), or that a duty was done (the id of its rule). */
export interface Reported {
  readonly kind: "acts" | "duties_done";
  readonly name: string;
}

/** Reported acts stay on Today for this long, so that their time can be corrected. */
const RECENT = 24 * HOUR;

/**
 * The acts that a rule of the sheet still waits for or is repeated with, in the order of the sheet; none after the course.
 * `before(…)` has no moment to report.
 */
export function actsToReport(timeline: Timeline, now: number, states: States): readonly string[] {
  const end = endOfCourse(timeline);
  if (end && hasEnded(end, now, states)) return [];
  return [...new Set(timeline.windows.flatMap((window) => actsAwaited(window, now, states)))];
}

function actsAwaited(window: Window, now: number, states: States): readonly string[] {
  const { opens, closes, rule } = window;
  const isOver = closes !== null && certainty(closes, now, states) === REACHED;
  const isDoneForGood = rule.every === "once" && states[DONE + rule.id] !== undefined;
  if (isOver || isDoneForGood) return [];
  const named = [...leaves(opens), ...leaves(closes)].flatMap((leaf) => actOf(leaf) ?? []).filter((act) => !states[act]);
  const hasBegun = opens === null || certainty(opens, now, states, true) !== NOT_REACHED;
  const repeated = rule.verb === "do" && rule.every?.startsWith("each ") && hasBegun ? actsOfDuty({ ...window, opens: null }) : [];
  return [...named, ...repeated.filter((act) => act !== "touch")];
}

function actOf(leaf: BoundLeaf): string | undefined {
  return actNamed(leaf.act ?? leaf.state ?? "");
}

/**
 * The act that a gate names: "wash" for `after(wash)`, `used-up(serum)` for itself; undefined for another state, and for
 * an act that has no moment to report.
 */
export function actNamed(gate: string): string | undefined {
  if (gate.startsWith("used-up(")) return gate;
  return /^(?:after|on|onset|while)\((.*)\)$/.exec(gate)?.[1];
}

/** What the report of an act leads to: the beginnings and ends to come that are counted from it, soonest first. */
export function broughtBy(act: string, { windows }: Timeline, now: number, states: States): readonly Milestone[] {
  const counted = windows.filter(({ opens, closes }) => [...leaves(opens), ...leaves(closes)].some((leaf) => actOf(leaf) === act));
  const coming = reportedMilestones(counted, states).filter(({ at }) => Date.parse(at) > now);
  return coming.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** What an entry reports: its acts, and the duties that were done. */
export function reportsIn(document: EntryDocument): readonly Reported[] {
  const acts = actsOf(document).map((name) => ({ kind: "acts", name }) as const);
  return [...acts, ...dutiesDoneIn(document).map((name) => ({ kind: "duties_done", name }) as const)];
}

/** The last entry of a treatment that reports the act or the duty. `entries` are oldest first. */
export function lastReport(entries: readonly Entry[], { kind, name }: Reported): Entry | undefined {
  return entries.findLast(({ document }) => (kind === "acts" ? actsOf(document) : dutiesDoneIn(document)).includes(name));
}

/** Whether an act was reported so recently that Today still shows it. */
export function isRecentReport(entry: Entry, now: number): boolean {
  return now - Date.parse(entry.occurred_at) < RECENT;
}

/** The document without one report. */
export function withoutReport(document: EntryDocument, { kind, name }: Reported): EntryDocument {
  const reports = kind === "acts" ? actsOf(document) : dutiesDoneIn(document);
  return { ...document, [kind]: reports.filter((each) => each !== name) };
}

const TEXTS = ["note", "question"] as const;
const PARTS = ["scores", "states", "signs", "products", "activities", "acts", "duties_done", "signs_gone"] as const;

/** Whether an entry is empty because all its reports were taken back. Photos are not considered. */
export function isEmptyDocument(document: Partial<EntryDocument>): boolean {
  const parts = PARTS.map((name) => document[name] ?? {}); // an older version of the app stored fewer fields
  return TEXTS.every((name) => !document[name]) && parts.every((part) => Object.keys(part).length === 0);
}

/**
 * The treatments that are current: the latest one, and earlier ones whose course has not ended. The latest comes first.
 */
export function currentTreatments(treatments: readonly Treatment[], now: number, statesIn: (treatment: Treatment) => States): readonly Treatment[] {
  const [latest, ...earlier] = [...treatments].sort((a, b) => Date.parse(b.treated_at) - Date.parse(a.treated_at));
  if (!latest) return [];
  const isRunning = (treatment: Treatment): boolean => {
    const end = endOfCourse(treatment.timeline);
    return end !== null && !hasEnded(end, now, statesIn(treatment));
  };
  return [latest, ...earlier.filter(isRunning)];
}
