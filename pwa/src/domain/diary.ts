/** The diary as the phone stores it and as the server sends and accepts it (server/shapes/diary.py). */

import type { ClinicHours } from "./opening-hours";
import { HOUR } from "./dates";
import type { AccessKind, Sign, SkinState, Symptom, Angle, Area, Place } from "./vocabulary";
import type { Eyes } from "./outline";
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

export interface Photo {
  readonly id: string;
  /** Null for a baseline photo: the clinic has taken it before the treatment, for its record. */
  readonly entry_id: string | null;
  readonly treatment_id: string;
  readonly angle: Angle;
  readonly area: Area | null;
  /** Of a close-up; null if it is not known. */
  readonly place: Place | null;
  readonly taken_at: string;
  /** The phone's clock minus the server's, in milliseconds; null if it was not measured. */
  readonly clock_offset_ms: number | null;
  readonly width: number;
  readonly height: number;
  /** Variance of the Laplacian of the 320 px grey picture; higher is sharper. */
  readonly sharpness: number;
  /** Mean luma, 0 to 255. */
  readonly brightness: number;
  /** Where the person has marked the eyes; null until then, and absent in what this phone stored before there were marks. */
  readonly eyes: Eyes | null;
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
  /** Null for a diary without a clinic. A record that an earlier version has stored lacks it. */
  readonly clinic_hours: ClinicHours | null;
  readonly practitioner_name: string | null;
  readonly practitioner_id: string | null;
  /** Whether the patient is asked to share with the practitioner, who has taken over. Absent in what an older app has stored. */
  readonly handover_open: boolean;
  readonly sheet: SheetRef;
  readonly treated_at: string;
  readonly time_zone: string;
  readonly applied: AppliedTreatment;
  readonly number_in_series: number;
  readonly next_treatment_at: string | null;
  /** When the clinic withdrew it, because it was recorded by mistake. Absent in what an older app has stored. */
  readonly withdrawn_at: string | null;
  readonly timeline: Timeline;
  /** Sentences of the sheet that no rule expresses. */
  readonly plain_sentences: readonly PlainSentence[];
  /** A safety correction of the sheet that the patient has not accepted: the stricter of the two versions counts. */
  readonly correction: PendingCorrection | null;
  readonly revision: number;
}

/** Whether a treatment counts. Of one that the clinic has withdrawn, only what the patient has written is shown. */
export function isStanding({ withdrawn_at: withdrawnAt }: Partial<Pick<Treatment, "withdrawn_at">>): boolean {
  return (withdrawnAt ?? null) === null;
}

/** The treatment of the latest day. */
export function latestOf(treatments: readonly Treatment[]): Treatment | undefined {
  return treatments.reduce<Treatment | undefined>(
    (latest, each) => (!latest || Date.parse(each.treated_at) > Date.parse(latest.treated_at) ? each : latest),
    undefined,
  );
}

/** The timelines that count: the treatment's own, and that of a safety correction until the patient has accepted it. */
export function timelinesOf({ timeline, correction }: Treatment): readonly [Timeline, ...Timeline[]] {
  return correction ? [timeline, correction.timeline] : [timeline];
}

export interface SheetRef {
  readonly key: string;
  readonly version: number;
  readonly title: string;
  /** The patient's own sheet, read by the program from the text that they pasted. */
  readonly pasted: boolean;
}

export interface PlainSentence {
  readonly text: string;
  /** The heading that it stands under. */
  readonly heading: string | null;
  readonly language: string;
  /** It may ask for something, and the program could not read it. */
  readonly unread: boolean;
}

export interface PendingCorrection {
  readonly version: number;
  readonly announced_at: string;
  readonly timeline: Timeline;
}

export interface Reply {
  readonly id: string;
  readonly treatment_id: string;
  /** The entry whose question it answers; null if it names none, absent in what an older app has stored. */
  readonly entry_id: string | null;
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
  /** Everyone who works in the clinic may read it, not the practitioner alone. */
  readonly everyone: boolean;
  readonly photos: boolean;
  /** Notes and questions. */
  readonly notes: boolean;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly revoked_at: string | null;
  readonly revision: number;
}

/** A grant as the phone has stored it. One from before these choices includes notes and is for one practitioner. */
export type StoredGrant = Omit<Grant, "notes" | "everyone"> & Partial<Pick<Grant, "notes" | "everyone">>;

/** The grant with all its fields. */
export function grantFrom(stored: StoredGrant): Grant {
  return { notes: true, everyone: false, ...stored };
}

/** Who has viewed a diary. Records from before there were links lack `kind` and `link_id` on the phone. */
export interface AccessRecord {
  readonly id: string;
  readonly treatment_id: string;
  /** Empty if the diary was viewed by a share link. */
  readonly practitioner_name: string;
  /** The clinic if the diary is shared with everyone there, else empty; absent in what an older app has stored. */
  readonly everyone_at: string;
  readonly kind: AccessKind;
  readonly link_id: string | null;
  /** What the patient has called the link; empty without a name, absent in what an older app has stored. */
  readonly link_name: string;
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
  /** There is more after this revision. */
  readonly more: boolean;
  /** Another one after the server was restored from a backup. */
  readonly epoch: string;
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

const BACK_DATED_FROM = 3 * HOUR;

/** Whether an entry about `at` that is written at `now` counts as back-dated. */
export function isBackDated(at: number, now: number): boolean {
  return now - at > BACK_DATED_FROM;
}

/** Whether a grant lets the practitioner read the diary at `now`. */
export function isActive(grant: Grant, now: number): boolean {
  return grant.revoked_at === null && now < Date.parse(grant.ends_at);
}

/** Whether the clinic has taken a photo before the treatment, for its record. */
export const isBaseline = ({ entry_id }: Pick<Photo, "entry_id">): boolean => entry_id === null;
