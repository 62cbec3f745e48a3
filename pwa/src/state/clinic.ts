import type { Shapes } from "../api";

/** The wire shapes that the practitioner's screens use. */
export type QueueItem = Shapes["QueueItem"];
export type Finding = Shapes["Finding"];
export type Band = Shapes["Band"];
export type ResolvedSymptom = Shapes["ResolvedSymptom"];
export type TreatmentForClinic = Shapes["TreatmentForClinic"];
/** What a record says: of the treatment as it is, or of an earlier version. */
export type RecordContent = Pick<TreatmentForClinic, "treated_at" | "time_zone" | "sheet" | "record">;
export type RecordVersion = Shapes["RecordVersion"];
export type RecordCorrection = Shapes["RecordCorrection"];
/** What the next treatment is planned by, and what is planned. */
export type PlanningCalendar = Shapes["PlanningCalendar"];
export type CalendarDay = Shapes["CalendarDay"];
export type DayVerdict = CalendarDay["verdict"];
export type PlanVersion = Shapes["PlanVersion"];
export type BeforeNext = Shapes["BeforeNext"];
export type TreatmentNew = Shapes["TreatmentNew"];
export type DirectedRule = Shapes["DirectedRule"];
export type EarlierReaction = Shapes["EarlierReaction"];
export type SheetSummary = Shapes["SheetSummary"];
export type OneTimeLink = Shapes["IssuedLink"];
export type Review = Shapes["Review"];
export type Episode = Shapes["Episode"];
export type NextTreatmentWindow = Shapes["NextTreatmentWindow"];
export type QueuePage = Shapes["Queue"];
export type QueueSection = Shapes["QueueItem"]["section"];
export type ListedFinding = Shapes["ListedFinding"];
export type PatientRow = Shapes["PatientRow"];
export type PatientList = Shapes["PatientList"];
export type PatientPage = Shapes["PatientPage"];
export type PatientTreatment = Shapes["PatientTreatment"];
export type PatientChange = Shapes["PatientChange"];
export type PhotoComparison = Shapes["PhotoComparison"];
export type TreatmentPhotos = Shapes["TreatmentPhotos"];
export type Annotation = Shapes["AnnotationView"];
