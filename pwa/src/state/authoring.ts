import type { Shapes } from "../api";

/** The types of authoring, as the OpenAPI document describes them. */
export type SheetRule = Shapes["SheetRule"];
export type SheetDocument = Shapes["SheetDocument"];
export type SheetReport = Shapes["SheetReport"];
export type SheetIssue = Shapes["SheetIssue"];
export type SheetFault = Shapes["SheetFault"];
export type SheetVersionSummary = Shapes["SheetVersionSummary"];
export type SheetVersion = Shapes["SheetVersionView"];
export type ImportedSheet = Shapes["ImportedSheet"];
export type ComparedTopic = Shapes["ComparedTopic"];
export type SheetComparison = Shapes["SheetComparison"];
/** The text that a sheet was pasted from, and its sentences. Positions count characters, not UTF-16 units. */
export type SheetOriginal = Shapes["SheetOriginal"];
export type SheetSentence = Shapes["SheetSentence"];
export type PublicationSummary = Shapes["PublicationSummary"];
