/** The practitioner's records as the server sends them, complete and valid. */
import type { BeforeNext, EarlierReaction, Finding, PatientPage, PatientRow, PlanningCalendar, QueueItem, QueuePage, Review, SheetSummary, TreatmentForClinic } from "../src/state/clinic";
import { plusDays } from "../src/domain/dates";
import { treatment } from "./records";

/** One of the clinic's patients: an unshared diary of which nothing is known. */
export function queueItem(patient: string, part: Partial<QueueItem> = {}): QueueItem {
  return {
    ...{ treatment_id: `treatment-${patient}`, clinic_patient_id: `patient-${patient}`, section: "waiting", patient_name: patient },
    ...{ number_in_series: 1, sessions_usual: null, time_zone: "Europe/Berlin", question: "", photo_id: null },
    ...{ treated_at: "2026-11-18T10:00:00Z", day: 3, next_treatment_at: null, joined: true, shared: false },
    ...{ findings: [], question_open: false, last_entry_at: null, reviewed_at: null },
    ...part,
  };
}

/** One page of the queue, which is the last one. */
export function queuePage(...items: readonly QueueItem[]): QueuePage {
  const sections = [...new Set(items.map((item) => item.section))];
  return { items, counts: sections.map((section) => ({ section, count: items.filter((item) => item.section === section).length })), unattended: 0, next: null };
}

/** One patient in the list, who has joined and shares nothing. */
export function patientRow(name: string, part: Partial<PatientRow> = {}): PatientRow {
  return {
    ...{ id: `patient-${name}`, name, number: "", birth_year: null, joined: true, shared: false, question_open: false, finding_open: false, unattended: false },
    ...{ visits: 1, last_treated_at: "2026-11-18T10:00:00Z", next_treatment_at: null },
    ...part,
  };
}

/** Alice's page with her first session. */
export function patientPage(part: Partial<PatientPage> = {}): PatientPage {
  return {
    ...{ id: "alice-here", name: "Alice", number: "", birth_year: null, joined: true, sessions_usual: [4, 6], namesakes: 0, withdrawn: [] },
    treatments: [{ treatment: clinicTreatment(), invitation: { state: "joined", expires_at: null }, shared: false, empty: false, reviewed_at: null }],
    ...part,
  };
}

/** What to consider before Alice is treated again: nothing. */
export function beforeNext(part: Partial<BeforeNext> = {}): BeforeNext {
  return { treated_at: "2026-11-18T10:00:00Z", time_zone: "Europe/Berlin", sheet_title: "Gentle days", opens_at: null, findings: [], ...part };
}

/** The calendar from 20 November: too early until 16 December, then two weeks of window; the 24th is ruled out. */
export function planning(part: Partial<PlanningCalendar> = {}): PlanningCalendar {
  return {
    ...{ treatment_id: "t1", clinic_patient_id: "alice-here", patient_name: "Alice", joined: true, number_in_series: 1, treated_at: "2026-11-18T10:00:00Z" },
    ...{ time_zone: "Europe/Berlin", sheet_title: "Gentle days", next_treatment_at: null, version: 0, plans: [] },
    ...{ opens_on: "2026-12-16", closes_on: "2026-12-30", earliest: "2026-12-16", days: planningDays() },
    ...{ shared: true, findings: [], obstacles: [] },
    rules: [
      { id: "every", says: "Every 4 to 6 weeks.", language: "en", cite: "line 9", directed: false },
      { id: "not-then", says: "Not at Christmas.", language: "en", cite: "", directed: true },
    ],
    ...part,
  };
}

function planningDays(): PlanningCalendar["days"] {
  return Array.from({ length: 73 }, (_, count) => {
    const day = plusDays("2026-11-20", count);
    if (day === "2026-12-24") return { day, verdict: "blocked", reasons: [{ kind: "direction", rule_id: "not-then" }] };
    if (day < "2026-12-16") return { day, verdict: "too-early", reasons: [{ kind: "interval", rule_id: "every" }] };
    return day > "2026-12-30" ? { day, verdict: "after-window", reasons: [{ kind: "window-over", rule_id: "every" }] } : { day, verdict: "preferred", reasons: [] };
  });
}

/** Redness that lasts longer than the sheet says. */
export function finding(part: Partial<Finding> = {}): Finding {
  return {
    ...{ kind: "past-call-after", symptom: "redness", sign: null, area: null, since_at: "2026-11-20T10:00:00Z", ongoing: true, open: true },
    ...{ resolved_at: null, answered_at: null, entry_id: "e1", rule_id: "r1", says: "Call if redness lasts.", cite: "line 4", reasons: [] },
    ...part,
  };
}

export const NEEDLING = {
  ...{ kind: "needling", areas: [{ area: "cheeks", depth_mm: 1.5, passes: 3 }], device: "Pen 4", products: ["Serum A", "Serum B"] },
  ...{ numbing: "Lidocaine", end_point: "Pinpoint bleeding", flags: [], directed: [], note: "" },
} as const satisfies TreatmentForClinic["record"];

/** Alice's first session: she has joined. */
export function clinicTreatment(part: Partial<TreatmentForClinic> = {}): TreatmentForClinic {
  return {
    ...{ id: "t1", clinic_patient_id: "alice-here", patient_id: "alice", patient_name: "Alice", joined: true, sheet: { key: "gentle", version: 2, title: "Gentle days", pasted: false } },
    ...{ treated_at: "2026-11-18T10:00:00Z", time_zone: "Europe/Berlin", record: NEEDLING, number_in_series: 1, next_treatment_at: null },
    ...{ record_version: 1, recorded_by: "Bob", in_charge: "", withdrawn: null },
    ...part,
  };
}

export function sheetSummary(part: Partial<SheetSummary> = {}): SheetSummary {
  return {
    ...{ key: "gentle", version: 2, title: "Gentle days", publisher: "", language: "en", kind: "needling" },
    ...{ built_in: true, default: false, flags: [], conditions: {}, begins: {}, titles: {} },
    ...part,
  };
}

/** Fever after an earlier needling. */
export function earlierReaction(part: Partial<EarlierReaction> = {}): EarlierReaction {
  const reaction = { kind: "late-onset", symptom: "swelling", sign: null, area: "cheeks", since_at: "2026-06-05T10:00:00Z" } as const;
  return { ...{ treatment_id: "t0", treated_at: "2026-06-01T10:00:00Z", time_zone: "Europe/Berlin", reactions: [reaction], record: NEEDLING }, ...part };
}

/** Alice's shared diary, three days after the treatment and still empty. */
export function review(part: Partial<Review> = {}): Review {
  const treated_at = new Date(Date.now() - 3 * 86_400_000).toISOString();
  return {
    ...{ treatment: { ...treatment(), treated_at }, clinic_patient_id: null, clinic_logo: null, patient_name: "Alice", entries: [], photos: [], replies: [], bands: [], findings: [] },
    ...{ departures: [], topic_names: {}, resolved: [], days_logged: 1, days_so_far: 3, days_late: 0, next_window: null, grant: null },
    ...{ reviewed: null, series: [] },
    course: { first: [], settled_after_days: null, later: [] },
    ...part,
  };
}
