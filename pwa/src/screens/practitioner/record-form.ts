import type { AppliedTreatment } from "../../domain/diary";
import { MAX_DEPTH_MM, MIN_DEPTH_MM, type Area, type TreatmentKind } from "../../domain/vocabulary";
import { decimal } from "../../i18n/dates";
import { recordedLine, typedLine, withoutLots } from "./record-lots";
import { wallClock } from "./when";
import type { PresetNew } from "../../actions/recording";
import type { DirectedRule, EarlierReaction, RecordCorrection, SheetSummary, TreatmentForClinic, TreatmentNew } from "../../state/clinic";

/** The fields that say what was applied, by the kind of treatment, in the order of the form. */
export const FIELDS_OF_KIND = {
  needling: ["device", "products", "numbing", "end_point"],
  peel: ["product", "strength", "layers"],
  laser: ["device", "setting"],
  injection: ["product", "amount"],
  other: ["product_or_device", "setting"],
} as const satisfies Readonly<Record<TreatmentKind, readonly string[]>>;

export type AppliedField = (typeof FIELDS_OF_KIND)[TreatmentKind][number];
type TreatmentRecord = TreatmentNew["record"];

/** One treated area as the form holds it: numbers as typed. Only needling asks for depth and passes. */
export interface AreaInput {
  readonly area: Area;
  readonly depth: string;
  readonly passes: string;
}

export interface FilledPreset {
  readonly name: string;
  readonly before: Pick<RecordForm, "areas" | "applied">;
}

/** The record form, with text as typed; `toTreatment` turns it into the server's shape. */
export interface RecordForm {
  /** A returning patient of the clinic; null for a new one. */
  readonly clinicPatientId: string | null;
  /** Their account, if they have joined. */
  readonly patientId: string | null;
  readonly name: string;
  readonly at: string;
  readonly timeZone: string;
  readonly fold: 0 | 1 | null;
  readonly sheet: string;
  readonly flags: readonly string[];
  /** The kind of treatment that the chosen sheet is for. */
  readonly kind: TreatmentKind;
  readonly areas: readonly AreaInput[];
  /** What was applied, as typed: products one per line, with their lot numbers (`record-lots.ts`). Another kind's fields stay as they were, and are not sent. */
  readonly applied: Readonly<Partial<Record<AppliedField, string>>>;
  readonly directed: readonly DirectedRule[];
  readonly note: string;
  readonly next: string;
  /** Late reactions after earlier sessions of the chosen patient, and the ids of the treatments whose reactions were acknowledged. */
  readonly reactions: readonly EarlierReaction[];
  readonly acknowledged: readonly string[];
  /** The preset that was filled in, and what it replaced: its values are still to be checked. */
  readonly filled?: FilledPreset;
}

/** The fields that are missing or wrong. A depth names its area. */
export type FaultName = "name" | "at" | "sheet" | "areas" | "layers" | "acknowledged" | `depth-${Area}`;
export type Missing = Partial<Record<FaultName, true>>;

const MAX_LAYERS = 20;

/**
 * The clinic's default sheet, else the first that came with Afterglow, else the only one. A sheet that the clinic has just
 * published is never chosen by its name alone.
 */
export function preselected<Offered extends Pick<SheetSummary, "default" | "built_in"> & Partial<Pick<SheetSummary, "kind">>>(sheets: readonly Offered[]): Offered | undefined {
  const builtIn = sheets.find((sheet) => sheet.built_in);
  const usual = sheets.some((sheet) => !sheet.built_in && sheet.kind !== builtIn?.kind) ? undefined : builtIn; // the clinic does something else, too
  return sheets.find((sheet) => sheet.default) ?? usual ?? (sheets.length === 1 ? sheets[0] : undefined);
}

/** An empty form for a treatment that ends at the given local time, with the preselected sheet. */
export function emptyForm(now: string, timeZone: string, sheet: Pick<SheetSummary, "key" | "kind"> | undefined): RecordForm {
  return {
    clinicPatientId: null, patientId: null, name: "", at: now, timeZone, fold: null, sheet: sheet?.key ?? "", flags: [], kind: sheet?.kind ?? "needling",
    areas: [], applied: {}, directed: [], note: "", next: "", reactions: [], acknowledged: [],
  };
}

type OfferedSheet = Pick<SheetSummary, "key" | "kind" | "default" | "built_in">;

/** The sheet that a form begins with: the one that the patient had last, if the clinic still offers it. */
function startSheet(sheets: readonly OfferedSheet[], last: TreatmentForClinic | undefined): OfferedSheet | undefined {
  return sheets.find(({ key }) => key === last?.sheet.key) ?? preselected(sheets);
}

/** The sheet for a patient, unless the person has already chosen another one than was suggested. `before` is the patient chosen until now. */
function sheetFor(form: RecordForm, sheets: readonly OfferedSheet[], last?: TreatmentForClinic, before?: TreatmentForClinic): Partial<RecordForm> {
  const next = startSheet(sheets, last);
  const isChosen = form.sheet !== (startSheet(sheets, before)?.key ?? "");
  return isChosen || form.sheet === next?.key ? {} : { sheet: next?.key ?? "", kind: next?.kind ?? form.kind, flags: [] };
}

/** Choose a returning patient, and their last sheet. Nothing else of the last treatment is filled in: it was not measured today. */
export function forPatient(form: RecordForm, last: TreatmentForClinic, sheets: readonly OfferedSheet[], before?: TreatmentForClinic): RecordForm {
  const { clinic_patient_id: clinicPatientId, patient_id: patientId, patient_name: name } = last;
  return { ...form, ...sheetFor(form, sheets, last, before), clinicPatientId, patientId, name, reactions: [], acknowledged: [] };
}

/** Go back to a new patient. */
export function forNewPatient(form: RecordForm, sheets: readonly OfferedSheet[], before?: TreatmentForClinic): RecordForm {
  return { ...form, ...sheetFor(form, sheets, undefined, before), clinicPatientId: null, patientId: null, name: "", reactions: [], acknowledged: [] };
}

/** Take over the last treatment, except for its time, its flags and its notes. If its sheet is no longer offered, the form's stays. */
export function likeLastTime(form: RecordForm, { sheet, record }: TreatmentForClinic, offered: readonly Pick<SheetSummary, "key">[]): RecordForm {
  const followed = offered.some(({ key }) => key === sheet.key) ? { sheet: sheet.key, kind: record.kind } : { sheet: form.sheet, kind: form.kind };
  return { ...form, ...followed, areas: areasIn(record), applied: followed.kind === record.kind ? reusable(appliedIn(record)) : {} };
}

/** Fill in a preset. The end point stays, because it is seen on today's skin. */
export function fillIn(form: RecordForm, { name, applied: preset }: Pick<PresetNew, "name" | "applied">): RecordForm {
  const applied = { ...form.applied, ...reusable(appliedIn(preset)), end_point: form.applied.end_point ?? "" };
  return { ...form, areas: areasIn(preset), applied, filled: { name, before: { areas: form.areas, applied: form.applied } } };
}

/** Put back what the preset replaced. */
export function takeOut({ filled, ...form }: RecordForm): RecordForm {
  return { ...form, ...filled?.before };
}

/** The areas of a record as typed. */
export function areasIn(record: AppliedTreatment): readonly AreaInput[] {
  if (record.kind !== "needling") return record.areas.map(({ area }) => ({ area, depth: "", passes: "" }));
  return record.areas.map(({ area, depth_mm, passes }) => ({ area, depth: decimal(depth_mm), passes: passes ? String(passes) : "" }));
}

/** What was applied in a record, as typed. */
export function appliedIn(record: AppliedTreatment): RecordForm["applied"] {
  const values = new Map<string, unknown>(Object.entries(record));
  const typed = FIELDS_OF_KIND[record.kind].map((field): [AppliedField, string] => {
    const value = values.get(field);
    if (Array.isArray(value)) return [field, value.map((line) => typedLine(String(line))).join("\n")];
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    return [field, field === "product" ? typedLine(text) : text];
  });
  return Object.fromEntries(typed);
}

/** What can be used again: a lot number is read off the package each time. */
export function reusable(applied: RecordForm["applied"]): RecordForm["applied"] {
  return Object.fromEntries(Object.entries(applied).map(([field, text]) => [field, withoutLots(text)]));
}

/** Set the treated areas. An area that stays keeps its depth; a new one has none, because nobody has measured it. */
export function withAreas(form: RecordForm, chosen: readonly Area[]): RecordForm {
  const existing = new Map(form.areas.map((area) => [area.area, area]));
  return { ...form, areas: chosen.map((area) => existing.get(area) ?? { area, depth: "", passes: "" }) };
}

/** The fields that prevent saving. */
export function missing(form: RecordForm): Missing {
  const needled = form.kind === "needling" ? form.areas : [];
  const layers = form.kind === "peel" ? toLayers(form) : null;
  return {
    ...(form.name.trim() === "" && { name: true as const }),
    ...(form.at === "" && { at: true as const }),
    ...(form.sheet === "" && { sheet: true as const }),
    ...(form.areas.length === 0 && { areas: true as const }),
    ...Object.fromEntries(needled.filter(({ depth }) => !isDepth(toNumber(depth))).map(({ area }) => [`depth-${area}`, true as const])),
    ...(layers !== null && !(Number.isInteger(layers) && layers >= 1 && layers <= MAX_LAYERS) && { layers: true as const }),
    ...(form.reactions.some((reaction) => !form.acknowledged.includes(reaction.treatment_id)) && { acknowledged: true as const }),
  };
}

/** The faults of the last attempt that are still there: one goes as soon as its field is mended, and none comes while typing. */
export function stillMissing(attempted: Missing, form: RecordForm): Missing {
  const now = missing(form);
  return Object.fromEntries(Object.entries(attempted).filter(([name]) => name in now));
}

function isDepth(depth: number): boolean {
  return depth >= MIN_DEPTH_MM && depth <= MAX_DEPTH_MM;
}

function toLayers(form: RecordForm): number | null {
  const typed = form.applied.layers?.trim() ?? "";
  return typed === "" ? null : toNumber(typed);
}

/** The number that was typed, with a point or a comma; NaN or 0 if there is none. */
export function toNumber(text: string): number {
  return Number(text.replace(",", "."));
}

/** The form in the server's shape. The id is the client's, so that a repeat records nothing twice. */
export function toTreatment(form: RecordForm, id: string): TreatmentNew {
  return {
    id,
    clinic_patient_id: form.clinicPatientId,
    patient_id: null,
    patient_name: form.clinicPatientId === null ? form.name.trim() : null,
    sheet_key: form.sheet,
    sheet_version: null,
    treated_at_local: form.at,
    time_zone: form.timeZone,
    fold: form.fold,
    acknowledged_reactions: [...form.acknowledged],
    next_treatment_at: form.next === "" ? null : new Date(form.next).toISOString(),
    record: toRecord(form),
  };
}

/** The form with what a recorded treatment says, to correct it. */
export function formOf({ clinic_patient_id, patient_id, patient_name, treated_at, time_zone, sheet, record }: TreatmentForClinic): RecordForm {
  const at = wallClock(Date.parse(treated_at), time_zone);
  return {
    ...emptyForm(at, time_zone, { key: sheet.key, kind: record.kind }),
    ...{ clinicPatientId: clinic_patient_id, patientId: patient_id, name: patient_name },
    ...{ areas: areasIn(record), applied: appliedIn(record), flags: record.flags, directed: record.directed, note: record.note },
  };
}

/** The corrected record in the server's shape. A time that was not touched keeps its seconds. */
export function toCorrection(form: RecordForm, { treated_at, time_zone, record_version: version }: TreatmentForClinic): RecordCorrection {
  const untouched = form.at === wallClock(Date.parse(treated_at), time_zone) && form.timeZone === time_zone;
  const seconds = /:\d\d(?:\.\d+)?(?=Z|[+-]\d\d:\d\d$)/.exec(treated_at)?.[0] ?? "";
  return {
    ...{ version, sheet_key: form.sheet, treated_at_local: untouched ? form.at + seconds : form.at },
    ...{ time_zone: form.timeZone, fold: form.fold, record: toRecord(form) },
  };
}

/** What the form says, without its time, its patient and its sheet. */
export function toRecord(form: RecordForm): TreatmentRecord {
  const ours = { flags: [...form.flags], directed: form.directed.filter((rule) => rule.says.trim() !== ""), note: form.note };
  const areas = form.areas.map(({ area }) => ({ area }));
  const text = (field: AppliedField): string => form.applied[field]?.trim() ?? "";
  switch (form.kind) {
    case "needling":
      return { ...ours, kind: "needling", areas: needled(form.areas), device: text("device"), products: lines(form.applied.products ?? ""), numbing: text("numbing"), end_point: text("end_point") };
    case "peel":
      return { ...ours, kind: "peel", areas, product: recordedLine(form.applied.product ?? ""), strength: text("strength"), layers: toLayers(form) };
    case "laser":
      return { ...ours, kind: "laser", areas, device: text("device"), setting: text("setting") };
    case "injection":
      return { ...ours, kind: "injection", areas, product: recordedLine(form.applied.product ?? ""), amount: text("amount") };
    case "other":
      return { ...ours, kind: "other", areas, product_or_device: text("product_or_device"), setting: text("setting") };
  }
}

/** What a preset takes from the form: what was applied, and nothing about the patient. */
export function toPreset(form: RecordForm): PresetNew["applied"] {
  const { flags: _flags, directed: _directed, note: _note, ...applied } = toRecord(form);
  return applied;
}

function needled(areas: readonly AreaInput[]) {
  return areas.map(({ area, depth, passes }) => ({ area, depth_mm: toNumber(depth), passes: passes === "" ? null : Math.round(toNumber(passes)) }));
}

function lines(text: string): string[] {
  return text.split("\n").map(recordedLine).filter((line) => line !== "");
}

/** The newest treatment of each patient of the clinic, sorted by name. */
export function returning(treatments: readonly TreatmentForClinic[]): readonly TreatmentForClinic[] {
  const newest = new Map<string, TreatmentForClinic>();
  for (const treatment of treatments.toSorted((a, b) => a.treated_at.localeCompare(b.treated_at))) {
    newest.set(treatment.clinic_patient_id, treatment);
  }
  return [...newest.values()].toSorted((a, b) => a.patient_name.localeCompare(b.patient_name));
}
