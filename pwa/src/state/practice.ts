import type { Shapes } from "../api";

/** The practitioner's nouns, as the server describes them in its OpenAPI. */
export type QueueItem = Shapes["QueueItem"];
export type AssessedFinding = Shapes["AssessedFinding"];
export type Band = Shapes["Band"];
export type SettledSymptom = Shapes["SettledSymptom"];
export type TreatmentForClinic = Shapes["TreatmentForClinic"];
export type TreatmentNew = Shapes["TreatmentNew"];
export type DirectedRule = Shapes["DirectedRule"];
export type EarlierReaction = Shapes["EarlierReaction"];
export type SheetSummary = Shapes["SheetSummary"];
export type OneTimeLink = Shapes["OneTimeLink"];
export type Review = Shapes["Review"];
