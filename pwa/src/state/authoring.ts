import type { Shapes } from "../api";

/** The author's nouns, as the OpenAPI document describes them. */
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

/** A sentence of the pasted text, with its place there in characters [start, end). */
export interface SheetSentence {
  readonly start: number;
  readonly end: number;
  readonly heading: boolean;
  readonly state: "rules" | "reading-only" | "decide";
  readonly rule_ids: readonly string[];
  /** Rules that the reader proposes and that wait for the author. */
  readonly proposals: readonly SheetRule[];
  readonly reason: string;
  readonly used: readonly (readonly [number, number])[];
  readonly unused: readonly (readonly [number, number])[];
}

/** The text that a sheet was pasted from. */
export interface SheetOriginal {
  readonly text: string;
  readonly language: string;
  readonly sentences: readonly SheetSentence[];
}
