/** The diary as the phone stores it and as the server sends and accepts it (server/shapes/diary.py). */

import type { Sign, SkinState, Symptom, Angle, Area } from "./vocabulary";
import type { Timeline } from "./timeline";

export interface ReportedSign {
  readonly sign: Sign;
  readonly area: Area | null;
}

/** The answers of one check-in. `scores` holds only the symptoms that were answered. */
export interface EntryDocument {
  /** IANA time zone of the phone when the entry was written. */
  readonly time_zone: string;
  /** The phone's clock minus the server's, in milliseconds; null when it was not measured. */
  readonly clock_offset_ms: number | null;
  readonly scores: Readonly<Partial<Record<Symptom, number>>>;
  readonly signs: readonly ReportedSign[];
  readonly states: Readonly<Partial<Record<SkinState, boolean>>>;
  readonly products: readonly string[];
  readonly activities: readonly string[];
  /** What the patient has just done, in the words of TIME: `wash` for `after(wash)`. */
  readonly acts: readonly string[];
  /** The ids of the `do` rules that the patient has followed. */
  readonly duties_done: readonly string[];
  /** Signs of earlier entries that are no longer there. */
  readonly signs_gone: readonly Sign[];
  readonly note: string;
  readonly question: string;
  readonly back_dated: boolean;
}

/** An entry as the phone stores it. */
export interface Entry {
  readonly id: string;
  readonly treatment_id: string;
  readonly occurred_at: string;
  readonly document: EntryDocument;
  /** The server's revision that this document is based on; 0 if the server does not have the entry yet. */
  readonly revision: number;
  readonly edited: boolean;
  /** When the server got the entry's first version; absent as long as it has none. */
  readonly received_at?: string;
}

/** When a practitioner could first read the entry (epoch milliseconds): a back-dated entry becomes known later. */
export function knownAt({ occurred_at, received_at, revision }: Entry): number {
  if (revision === 0) return Infinity;
  return Math.max(Date.parse(occurred_at), Date.parse(received_at ?? occurred_at));
}

export interface Photo {
  readonly id: string;
  readonly entry_id: string;
  readonly treatment_id: string;
  readonly angle: Angle;
  readonly area: Area | null;
  readonly taken_at: string;
  /** The phone's clock minus the server's, in milliseconds; null if it was not measured. */
  readonly clock_offset_ms: number | null;
  readonly width: number;
  readonly height: number;
  /** Variance of the Laplacian of the 320 px grey picture; higher is sharper. */
  readonly sharpness: number;
  /** Mean luma, 0 to 255. */
  readonly brightness: number;
  readonly sha256: string;
  readonly revision: number;
}

export interface TreatedArea {
  readonly area: Area;
}

export interface NeedledArea extends TreatedArea {
  /** Needle depth in millimetres. */
  readonly depth_mm: number;
  readonly passes: number | null;
}

/** What was applied, without the clinic's note. The areas are empty when the patient started alone. */
export type AppliedTreatment =
  | {
      readonly kind: "needling";
      readonly areas: readonly NeedledArea[];
      readonly device: string;
      readonly products: readonly string[];
      readonly numbing: string;
      readonly end_point: string;
    }
  | { readonly kind: "peel"; readonly areas: readonly TreatedArea[]; readonly product: string; readonly strength: string; readonly layers: number | null }
  | { readonly kind: "laser"; readonly areas: readonly TreatedArea[]; readonly device: string; readonly setting: string }
  | { readonly kind: "injection"; readonly areas: readonly TreatedArea[]; readonly product: string; readonly amount: string }
  | { readonly kind: "other"; readonly areas: readonly TreatedArea[]; readonly product_or_device: string; readonly setting: string };

export interface Treatment {
  readonly id: string;
  readonly clinic_name: string | null;
  readonly clinic_phone: string | null;
  readonly practitioner_name: string | null;
  readonly practitioner_id: string | null;
  readonly sheet: { readonly key: string; readonly version: number; readonly title: string };
  readonly treated_at: string;
  readonly time_zone: string;
  readonly applied: AppliedTreatment;
  readonly number_in_series: number;
  readonly next_treatment_at: string | null;
  readonly timeline: Timeline;
  /** Sentences of the sheet that no rule expresses. */
  readonly plain_sentences: readonly PlainSentence[];
  /** A safety correction of the sheet that the patient has not accepted: the stricter of the two versions counts. */
  readonly correction: PendingCorrection | null;
  readonly revision: number;
}

/** The timelines that count: the treatment's own, and that of a safety correction until the patient has accepted it. */
export function timelinesOf({ timeline, correction }: Treatment): readonly [Timeline, ...Timeline[]] {
  return correction ? [timeline, correction.timeline] : [timeline];
}

export interface PlainSentence {
  readonly text: string;
  /** The heading that it stands under. */
  readonly heading: string | null;
  readonly language: string;
}

export interface PendingCorrection {
  readonly version: number;
  readonly announced_at: string;
  readonly timeline: Timeline;
}

export interface Reply {
  readonly id: string;
  readonly treatment_id: string;
  readonly author_name: string;
  readonly text: string;
  readonly created_at: string;
  readonly read_at: string | null;
  readonly revision: number;
}

export interface Grant {
  readonly id: string;
  readonly treatment_id: string;
  readonly practitioner_name: string;
  readonly clinic_name: string;
  readonly photos: boolean;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly revoked_at: string | null;
  readonly revision: number;
}

export interface AccessRecord {
  readonly id: string;
  readonly treatment_id: string;
  readonly practitioner_name: string;
  readonly viewed_at: string;
  readonly revision: number;
}

/** Something that the patient has erased, perhaps on another phone. */
export interface Erasure {
  readonly id: string;
  readonly kind: "entry" | "photo" | "treatment";
  readonly erased_at: string;
  readonly revision: number;
}

/** Everything of this patient that changed after a cursor, and the new cursor (`revision`). */
export interface Changes {
  readonly revision: number;
  readonly treatments: readonly Treatment[];
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
  readonly replies: readonly Reply[];
  readonly grants: readonly Grant[];
  readonly access_records: readonly AccessRecord[];
  readonly erasures: readonly Erasure[];
}

/** The document of an empty entry. */
export function emptyDocument(time_zone: string): EntryDocument {
  return {
    time_zone,
    clock_offset_ms: null,
    scores: {},
    signs: [],
    states: {},
    products: [],
    activities: [],
    acts: [],
    duties_done: [],
    signs_gone: [],
    note: "",
    question: "",
    back_dated: false,
  };
}

/** Whether a grant lets the practitioner read the diary at `now`. */
export function isActive(grant: Grant, now: number): boolean {
  return grant.revoked_at === null && now < Date.parse(grant.ends_at);
}

const RECENT = 24 * 3_600_000;

/** The flags of this moment ("now:sore") according to the latest entry of the last 24 hours that is about the skin. */
export function flagsNow(entries: readonly Entry[], now: number): Readonly<Record<string, boolean>> {
  const latest = newest(entries.filter((entry) => isRecent(entry, now) && isAboutSkin(entry.document)));
  if (!latest) return {};
  const { scores, signs } = latest.document;
  const flags: Record<string, boolean> = {};
  for (const [symptom, score] of Object.entries(scores)) flags[`now:${symptom}`] = score > 0;
  for (const { sign } of signs) flags[`now:${sign}`] = true;
  if (scores.tenderness !== undefined) flags["now:sore"] = scores.tenderness > 0;
  return flags;
}

/** An act, a question or a note says nothing about symptoms. */
function isAboutSkin({ scores, signs }: EntryDocument): boolean {
  return signs.length > 0 || Object.keys(scores).length > 0;
}

function isRecent(entry: Entry, now: number): boolean {
  const at = Date.parse(entry.occurred_at);
  return at <= now && now - at < RECENT;
}

/** The entry with the latest `occurred_at`. */
export function newest(entries: readonly Entry[]): Entry | undefined {
  return entries.reduce<Entry | undefined>(
    (best, entry) => (!best || Date.parse(entry.occurred_at) >= Date.parse(best.occurred_at) ? entry : best),
    undefined,
  );
}
