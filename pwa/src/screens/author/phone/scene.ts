/** A made-up treatment with a made-up diary, at one moment: what a preview shows and answers for. */

import { leaves, type States } from "../../../domain/bounds";
import { HOUR } from "../../../domain/dates";
import { emptyDocument, type Entry, type EntryDocument, type PlainSentence, type Treatment } from "../../../domain/diary";
import { flagsNow } from "../../../domain/latest-entry";
import { statesOf } from "../../../domain/skin-states";
import type { Timeline } from "../../../domain/timeline";
import { SIGNS, SKIN_STATES, SYMPTOMS } from "../../../domain/vocabulary";
import type { TopicData } from "../../../domain/topics";
import type { Theme } from "../../../state/theme";

/** When the made-up patient reports what, in hours since the treatment: `healed`, `act:wash`, `gone(redness)`, `used-up(serum)`, `now:sore`. */
export type Reports = Readonly<Record<string, number>>;

export interface Scene {
  readonly timeline: Timeline;
  /** The moment that is shown, in hours since the treatment. */
  readonly hour: number;
  readonly reports: Reports;
  /** The patient's language, as an ISO code. */
  readonly language: string;
  readonly theme: Theme;
  readonly clinic: string;
  readonly practitioner: string;
  /** The sentences of the sheet that patients read as text. */
  readonly sentences?: readonly PlainSentence[];
}

/** The screens that a preview can show. */
export type PhoneScreen = "today" | "ask";

/** What the page sends to the frame: the topics once, then each scene. */
export type ToPhone =
  | { readonly type: "topics"; readonly data: TopicData }
  | { readonly type: "scene"; readonly scene: Scene; readonly screen: PhoneScreen };

/** What the frame sends to the page: it can be sent scenes; a control without effect was tapped; its code or texts are missing. */
export const FROM_PHONE = ["phone-ready", "phone-inert", "phone-failed"] as const;
export type FromPhone = (typeof FROM_PHONE)[number];

/** The moment that a scene shows, in epoch milliseconds. */
export function momentOf({ timeline, hour }: Pick<Scene, "timeline" | "hour">): number {
  return Date.parse(timeline.treated_at) + hour * HOUR;
}

/** Everything that a patient can report and that changes what this timeline says, in the order of the vocabulary. */
export function reportable(timeline: Timeline): readonly string[] {
  const bounds = timeline.windows.flatMap(({ opens, closes }) => [...leaves(opens), ...leaves(closes)]);
  const gates = bounds.flatMap(({ state, act }) => [state, act]).filter((gate) => gate !== null);
  const flags = timeline.windows.flatMap(({ needs, unless }) => [...needs, ...unless]);
  const own = flags.filter((flag) => isOwnCondition(timeline, flag));
  const named = new Set([...own, ...[...gates, ...flags].flatMap(reportOf)]);
  return [...SKIN_STATES.filter((state) => named.has(state)), ...[...named].filter((name) => !isState(name)).sort()];
}

/** The report that a gate waits for; none if a diary cannot hold it. */
function reportOf(gate: string): readonly string[] {
  if (isState(gate) || documentOf(gate) !== null) return [gate];
  const act = /^(?:after|on|onset)\((.+)\)$/.exec(gate)?.[1];
  return act === undefined ? [] : [`act:${act}`];
}

function isState(name: string): boolean {
  return SKIN_STATES.some((state) => state === name);
}

/** What a diary entry says if this is reported; null if no entry can say it. */
export function documentOf(report: string): Partial<EntryDocument> | null {
  const [, kind = "", name = ""] = /^(act:|now:|gone\(|used-up\()?([^)]+)\)?$/.exec(report) ?? [];
  const symptom = SYMPTOMS.find((each) => each === (name === "sore" ? "tenderness" : name));
  const sign = SIGNS.find((each) => each === name);
  if (kind === "act:") return { acts: [name] };
  if (kind === "used-up(") return { acts: [report] };
  if (kind === "gone(" && symptom) return { scores: { [symptom]: 0 } };
  if (kind === "gone(") return sign ? { signs_gone: [sign] } : null;
  if (kind === "now:" && symptom) return { scores: { [symptom]: 2 } };
  if (kind === "now:") return sign ? { signs: [{ sign, area: null }] } : null;
  return isState(name) ? { states: { [name]: true } } : null;
}

/** The made-up diary up to the moment of the scene. */
export function entriesOf(scene: Pick<Scene, "timeline" | "hour" | "reports">): readonly Entry[] {
  const reported = Object.entries(scene.reports).filter(([name, hour]) => hour <= scene.hour && !isOwnCondition(scene.timeline, name));
  return reported.map(([report, hour]): Entry => {
    const document = { ...emptyDocument(scene.timeline.time_zone), ...documentOf(report) };
    const at = new Date(momentOf({ ...scene, hour })).toISOString();
    return { id: report, treatment_id: ID, occurred_at: at, document, revision: 1, edited: false };
  });
}

/** Whether the patient is asked about this condition, and no diary holds the answer: one that the sheet names, or "prescribed". */
function isOwnCondition({ conditions = {} }: Timeline, flag: string): boolean {
  return flag.startsWith(NOW) && (flag.slice(NOW.length) in conditions || documentOf(flag) === null);
}

/** The reports as an answer takes them, at the moment of the scene. */
export function statesAt(scene: Pick<Scene, "timeline" | "hour" | "reports">): States {
  const diary = entriesOf(scene);
  const own = Object.entries(scene.reports).filter(([name, hour]) => hour <= scene.hour && isOwnCondition(scene.timeline, name));
  return { ...statesOf(scene.timeline, diary), ...flagsNow(diary, momentOf(scene)), ...Object.fromEntries(own.map(([name]) => [name, true])) };
}

/** The treatment that the patient's screens show. */
export function treatmentOf({ timeline, clinic, practitioner, sentences = [] }: Scene): Treatment {
  const { sheet, treated_at, time_zone } = timeline;
  return {
    ...{ id: ID, clinic_name: clinic, clinic_phone: null, clinic_hours: null, practitioner_name: practitioner, practitioner_id: ID, handover_open: false },
    sheet: { key: sheet.id, version: sheet.version, title: sheet.title, pasted: false },
    ...{ treated_at, time_zone, timeline, plain_sentences: sentences, number_in_series: 1, next_treatment_at: null, withdrawn_at: null, correction: null, revision: 1 },
    applied: { kind: "needling", areas: [], device: "", products: [], numbing: "", end_point: "" },
  };
}

const ID = "preview";
const NOW = "now:";
