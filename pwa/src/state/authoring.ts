import type { Shapes } from "../api";
import type { TimelineRule } from "../domain/timeline";

/** A rule as written in a sheet (docs/sheet-format.md); fields that are not set are absent. */
export interface SheetRule extends Omit<TimelineRule, "source"> {
  readonly from?: string;
  readonly until?: string;
  readonly if?: readonly string[];
  readonly unless?: readonly string[];
}

/** A sheet: its header and its rules. */
export interface SheetDocument {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly treatment: string;
  readonly language: string;
  readonly version: number;
  readonly day_one: 0 | 1;
  readonly source?: { readonly file: string; readonly place?: string };
  readonly rules: readonly SheetRule[];
}

export type SheetReport = Shapes["SheetReport"];
export type SheetIssue = Shapes["SheetIssue"];
export type SheetFault = Shapes["SheetFault"];
export type SheetVersionSummary = Shapes["SheetVersionSummary"];
export type SheetVersion = Omit<Shapes["SheetVersionView"], "document"> & { readonly document: SheetDocument };
export type ImportedSheet = Omit<Shapes["ImportedSheet"], "rules"> & { readonly rules: readonly SheetRule[] };
export type ComparedTopic = Omit<Shapes["ComparedTopic"], "a" | "b"> & {
  readonly a: readonly SheetRule[];
  readonly b: readonly SheetRule[];
};
export type SheetComparison = Omit<Shapes["SheetComparison"], "topics"> & { readonly topics: readonly ComparedTopic[] };
