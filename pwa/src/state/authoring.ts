import type { Shapes } from "../api";
import type { Verb } from "../domain/vocabulary";

/** A rule as it stands in a sheet (docs/protocol-language.md); what is not set is not there. */
export interface SheetRule {
  readonly id: string;
  readonly verb: Verb;
  readonly topics: readonly string[];
  readonly says: string;
  readonly cite: string;
  readonly from?: string;
  readonly until?: string;
  readonly every?: string;
  readonly amount?: string;
  readonly if?: readonly string[];
  readonly unless?: readonly string[];
  readonly zone?: string;
  readonly using?: readonly string[];
  readonly trend?: string;
  readonly grade?: string;
  readonly exception?: boolean;
  readonly family?: readonly string[];
  readonly why?: string;
  readonly mark?: string;
}

/** A whole sheet: header and rules. */
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
export type SheetRead = Omit<Shapes["SheetRead"], "rules"> & { readonly rules: readonly SheetRule[] };
export type ComparedTopic = Omit<Shapes["ComparedTopic"], "a" | "b"> & {
  readonly a: readonly SheetRule[];
  readonly b: readonly SheetRule[];
};
export type SheetComparison = Omit<Shapes["SheetComparison"], "topics"> & { readonly topics: readonly ComparedTopic[] };
