/** The practitioner's calls about the patients of the clinic. All of them throw `Problem`. */

import { api, bodyOf } from "../api";
import type { BeforeNext, PatientChange, PatientList, PatientPage } from "../state/clinic";

/** What is searched for: all filters must apply. `weeks`: the last visit lies within so many weeks. */
export interface PatientSearch {
  readonly text: string;
  readonly filters: readonly PatientFilter[];
  readonly weeks: number | null;
  readonly sort: PatientSort;
}

export const PATIENT_FILTERS = ["shared", "question", "finding", "planned", "not-joined"] as const;
export type PatientFilter = (typeof PATIENT_FILTERS)[number];
export const PATIENT_SORTS = ["last-visit", "name", "next-session"] as const;
export type PatientSort = (typeof PATIENT_SORTS)[number];

/** Load one page of the clinic's patients, from `after` on. The server records the diaries that contribute to it. */
export function loadPatients(search: PatientSearch, after: string | null): Promise<PatientList> {
  const query = {
    search: search.text.slice(0, 120),
    ...Object.fromEntries(search.filters.map((filter) => [filter.replace("-", "_"), true])),
    ...(search.weeks !== null && { treated_weeks: search.weeks }),
    sort: search.sort,
    ...(after !== null && { after }),
  };
  return bodyOf(api.GET("/api/patients", { params: { query } }));
}

/** Load one patient with all treatments at the clinic. */
export function loadPatient(id: string): Promise<PatientPage> {
  return bodyOf(api.GET("/api/patients/{clinic_patient_id}", { params: { path: { clinic_patient_id: id } } }));
}

/** Change what the clinic knows its patient by. */
export function changePatient(id: string, change: PatientChange): Promise<PatientPage> {
  return bodyOf(api.PUT("/api/patients/{clinic_patient_id}", { params: { path: { clinic_patient_id: id } }, body: change }));
}

/** Load what to consider before this patient is treated again. The server records the look into a shared diary. */
export function loadBeforeNext(id: string): Promise<BeforeNext> {
  return bodyOf(api.GET("/api/patients/{clinic_patient_id}/before-next", { params: { path: { clinic_patient_id: id } } }));
}
