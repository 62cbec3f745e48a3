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
  readonly revision: number;
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

/** Everything of this patient that changed after a cursor, and the new cursor (`revision`). */
export interface Changes {
  readonly revision: number;
  readonly treatments: readonly Treatment[];
  readonly entries: readonly Entry[];
  readonly photos: readonly Photo[];
  readonly replies: readonly Reply[];
  readonly grants: readonly Grant[];
  readonly access_records: readonly AccessRecord[];
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
    note: "",
    question: "",
    back_dated: false,
  };
}

/** Whether a grant lets the practitioner read the diary at `now`. */
export function isActive(grant: Grant, now: number): boolean {
  return grant.revoked_at === null && now < Date.parse(grant.ends_at);
}

/**
 * The states as last reported, named as in sheets: `healed`, `gone(redness)`. States never reported are absent. Redness
 * is gone if the last scores of redness and darkening, as far as there are any, are both 0.
 */
export function reportedStates(diary: readonly Entry[]): Readonly<Record<string, boolean>> {
  const entries = [...diary].sort((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at) || (a.id < b.id ? -1 : 1));
  const states = Object.assign({}, ...entries.map((entry) => entry.document.states)) as Record<string, boolean>;
  const last = Object.assign({}, ...entries.map((entry) => entry.document.scores)) as Record<string, number>;
  const gone = Object.fromEntries(Object.entries(last).map(([symptom, score]) => [`gone(${symptom})`, score === 0]));
  const seen = [last["redness"], last["darkening"]].filter((score) => score !== undefined);
  return { ...states, ...gone, ...(seen.length ? { "gone(redness)": Math.max(...seen) === 0 } : {}) };
}

const RECENT = 24 * 3_600_000;

/** The flags of this moment ("now:sore") according to the latest entry of the last 24 hours. */
export function flagsNow(entries: readonly Entry[], now: number): Readonly<Record<string, boolean>> {
  const latest = newest(entries.filter((entry) => isRecent(entry, now)));
  if (!latest) return {};
  const symptoms = Object.entries(latest.document.scores).map(([symptom, score]) => [`now:${symptom}`, score > 0] as const);
  const sore = latest.document.scores.tenderness;
  const signs = latest.document.signs.map(({ sign }) => [`now:${sign}`, true] as const);
  return Object.fromEntries([...symptoms, ...signs, ...(sore === undefined ? [] : [["now:sore", sore > 0] as const])]);
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
