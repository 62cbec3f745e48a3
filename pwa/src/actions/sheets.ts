/** Reading, writing and publishing aftercare sheets. All calls throw `Problem`. */

import { api, bodyOf, type Shapes } from "../api";
import type { Timeline } from "../domain/timeline";
import type {
  ImportedSheet,
  SheetComparison,
  PublicationSummary,
  SheetDocument,
  SheetOriginal,
  SheetReport,
  SheetVersion,
  SheetVersionSummary,
} from "../state/authoring";

/** List the built-in sheets and the clinic's own, drafts included. */
export async function loadVersions(): Promise<readonly SheetVersionSummary[]> {
  return (await bodyOf(api.GET("/api/sheet-versions"))).versions;
}

/** Load one version of a sheet. */
export function loadVersion(id: string): Promise<SheetVersion> {
  return bodyOf(api.GET("/api/sheet-versions/{sheet_version_id}", { params: { path: { sheet_version_id: id } } }));
}

/** What a draft begins with; a pasted sheet brings its text along. */
export type Origin =
  | { readonly toml: string }
  | { readonly document: SheetDocument; readonly original?: SheetOriginal }
  | { readonly copyOf: string };

/** Create a draft under its client-made id; a repeat creates nothing twice. */
export function createDraft(id: string, origin: Origin): Promise<SheetVersion> {
  const copied = "copyOf" in origin;
  const original = "original" in origin ? (origin.original ?? null) : null;
  const body = { id, source: copied ? null : sourceOf(origin), copy_of: copied ? origin.copyOf : null, original };
  return bodyOf(api.POST("/api/sheet-versions", { body }));
}

function sourceOf(origin: { readonly toml: string } | { readonly document: SheetDocument }): Shapes["SheetSource"] {
  return "toml" in origin ? { toml: origin.toml, document: null } : { toml: null, document: origin.document };
}

/** Save a draft and its sentences. The server refuses a sheet with faults (`sheet-faulty`). */
export function saveDraft(id: string, { document, original }: DraftContent): Promise<SheetVersion> {
  const params = { path: { sheet_version_id: id } };
  const body = { document, toml: null, original };
  return bodyOf(api.PUT("/api/sheet-versions/{sheet_version_id}", { params, body }));
}

/** A sheet, and the text it was pasted from; without one, the server keeps what it has. */
export interface DraftContent {
  readonly document: SheetDocument;
  readonly original: SheetOriginal | null;
}

/** Delete a draft. */
export async function discardDraft(id: string): Promise<void> {
  await bodyOf(api.DELETE("/api/sheet-versions/{sheet_version_id}", { params: { path: { sheet_version_id: id } } }));
}

/**
 * Publish a draft, which makes it immutable. `sheet-unresolved` while it has open issues, `sentences-undecided` while a
 * sentence is open, `texts-missing` while a rule has no text in a language of the sheet.
 */
export function publishDraft(id: string, safetyCorrection: boolean): Promise<SheetVersion> {
  const params = { path: { sheet_version_id: id } };
  return bodyOf(api.POST("/api/sheet-versions/{sheet_version_id}/publication", { params, body: { safety_correction: safetyCorrection } }));
}

/** Load what publishing a draft would mean: its counts, its changes, and how many patients it concerns. */
export function loadPublication(id: string): Promise<PublicationSummary> {
  return bodyOf(api.GET("/api/sheet-versions/{sheet_version_id}/publication", { params: { path: { sheet_version_id: id } } }));
}

/** Stop offering a sheet of the clinic for new treatments, or offer it again. Returns the new list. */
export async function retireSheet(id: string, retired: boolean): Promise<readonly SheetVersionSummary[]> {
  const params = { path: { sheet_version_id: id } };
  const path = "/api/sheet-versions/{sheet_version_id}/retirement";
  return (await bodyOf(retired ? api.PUT(path, { params }) : api.DELETE(path, { params }))).versions;
}

/** Hide a built-in sheet from this clinic, or show it again. Returns the new list. */
export async function hideSheet(key: string, hidden: boolean): Promise<readonly SheetVersionSummary[]> {
  return (await bodyOf(api.PUT("/api/sheets/{key}/visibility", { params: { path: { key } }, body: { hidden } }))).versions;
}

/** Choose the sheet that a new treatment starts with; null for none. Returns the new list. */
export async function chooseDefault(key: string | null): Promise<readonly SheetVersionSummary[]> {
  return (await bodyOf(api.PUT("/api/sheets/default", { body: { key } }))).versions;
}

/** Download the sheet as a TOML file. */
export async function exportToml(id: string): Promise<void> {
  const params = { path: { sheet_version_id: id } };
  const { file_name: name, toml } = await bodyOf(api.GET("/api/sheet-versions/{sheet_version_id}/toml", { params }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([toml], { type: "application/toml" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Turn the pasted text of a sheet into draft rules, next to the sentences that they come from. Without `language` the server detects it. */
export function importSheetText(text: string, language: "en" | "de" | null = null): Promise<ImportedSheet> {
  return bodyOf(api.POST("/api/sheet-imports", { body: { text, language } }));
}

/** The made-up treatment that a sheet is previewed with. */
export interface SampleTreatment {
  /** Wall-clock time, `2026-11-20T14:30`. */
  readonly at: string;
  readonly timeZone: string;
  readonly flags: readonly string[];
}

/** Check a sheet as it is written now. Its timeline for the sample treatment is null while the sheet has faults. */
export async function previewSheet(
  document: SheetDocument,
  sample: SampleTreatment,
): Promise<{ report: SheetReport; timeline: Timeline | null }> {
  const source = { document, toml: null };
  const report = await bodyOf(api.POST("/api/sheet-reports", { body: source }));
  if (report.faults.length > 0) return { report, timeline: null };
  const when = { treated_at_local: sample.at, time_zone: sample.timeZone, fold: 0 as const };
  const body = { ...source, ...when, flags: sample.flags };
  const { timeline } = await bodyOf(api.POST("/api/sheet-previews", { body }));
  return { report, timeline };
}

/** Compare two versions topic by topic. */
export function compareSheets(a: string, b: string): Promise<SheetComparison> {
  return bodyOf(api.GET("/api/sheet-comparison", { params: { query: { a, b } } }));
}

export type ReachedTreatment = Shapes["ReachedTreatment"];

/** List the treatments to which a safety correction was announced, those whose patient has not seen it first. */
export async function loadCorrectionReach(versionId: string): Promise<readonly ReachedTreatment[]> {
  const params = { path: { sheet_version_id: versionId } };
  return (await bodyOf(api.GET("/api/sheet-versions/{sheet_version_id}/correction", { params }))).treatments;
}
