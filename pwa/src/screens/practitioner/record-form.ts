import type { Area } from "../../domain/vocabulary";
import { decimal } from "../../i18n/dates";
import type { DirectedRule, EarlierReaction, TreatmentForClinic, TreatmentNew } from "../../state/clinic";

/** One treated area as the form holds it: numbers as typed. */
export interface AreaInput {
  readonly area: Area;
  readonly depth: string;
  readonly passes: string;
}

/** The record form, with text as typed; `toTreatment` turns it into the server's shape. */
export interface RecordForm {
  readonly patientId: string | null;
  readonly name: string;
  readonly at: string;
  readonly timeZone: string;
  readonly fold: 0 | 1 | null;
  readonly sheet: string;
  readonly flags: readonly string[];
  readonly areas: readonly AreaInput[];
  readonly device: string;
  readonly products: string;
  readonly numbing: string;
  readonly endPoint: string;
  readonly directed: readonly DirectedRule[];
  readonly note: string;
  readonly next: string;
  /** Late reactions after earlier sessions of the chosen patient, and the ids of the treatments whose reactions were acknowledged. */
  readonly reactions: readonly EarlierReaction[];
  readonly acknowledged: readonly string[];
}

/** The fields that are missing or wrong. */
export type Missing = Partial<Record<"name" | "areas" | "depth" | "acknowledged", true>>;

const USUAL_DEPTH_MM = 1;

/** An empty form for a treatment that ends at the given local time. */
export function emptyForm(now: string, timeZone: string, sheet: string): RecordForm {
  return {
    patientId: null, name: "", at: now, timeZone, fold: null, sheet, flags: [], areas: [], device: "", products: "",
    numbing: "", endPoint: "", directed: [], note: "", next: "", reactions: [], acknowledged: [],
  };
}

/** Fill in the last treatment of a returning patient, except for its time, its flags and its notes; of another kind, only the areas. */
export function likeLastTime(form: RecordForm, last: TreatmentForClinic): RecordForm {
  const { record } = last;
  const needling = record.kind === "needling" ? record : undefined;
  const depths = needling?.areas ?? record.areas.map(({ area }) => ({ area, depth_mm: USUAL_DEPTH_MM, passes: null }));
  return {
    ...form,
    patientId: last.patient_id,
    name: last.patient_name,
    sheet: last.sheet.key,
    areas: depths.map(({ area, depth_mm, passes }) => ({ area, depth: decimal(depth_mm), passes: passes ? String(passes) : "" })),
    device: needling?.device ?? "",
    products: needling?.products.join("\n") ?? "",
    numbing: needling?.numbing ?? "",
    endPoint: needling?.end_point ?? "",
    reactions: [],
    acknowledged: [],
  };
}

/** Set the treated areas. An area that stays keeps its depth; a new one gets the depth of the last area. */
export function withAreas(form: RecordForm, chosen: readonly Area[]): RecordForm {
  const existing = new Map(form.areas.map((area) => [area.area, area]));
  const depth = form.areas.at(-1)?.depth ?? decimal(USUAL_DEPTH_MM);
  return { ...form, areas: chosen.map((area) => existing.get(area) ?? { area, depth, passes: "" }) };
}

/** The fields that prevent saving. */
export function missing(form: RecordForm): Missing {
  const depths = form.areas.map((area) => toNumber(area.depth));
  return {
    ...(form.name.trim() === "" && { name: true as const }),
    ...(form.areas.length === 0 && { areas: true as const }),
    ...(depths.some((depth) => !(depth >= 0.1 && depth <= 3)) && { depth: true as const }),
    ...(form.reactions.some((reaction) => !form.acknowledged.includes(reaction.treatment_id)) && { acknowledged: true as const }),
  };
}

function toNumber(text: string): number {
  return Number(text.replace(",", "."));
}

/** The form in the server's shape. The id is the client's, so that a repeat records nothing twice. */
export function toTreatment(form: RecordForm, id: string): TreatmentNew {
  return {
    id,
    patient_id: form.patientId,
    patient_name: form.patientId === null ? form.name.trim() : null,
    sheet_key: form.sheet,
    sheet_version: null,
    treated_at_local: form.at,
    time_zone: form.timeZone,
    fold: form.fold,
    acknowledged_reactions: [...form.acknowledged],
    next_treatment_at: form.next === "" ? null : new Date(form.next).toISOString(),
    record: {
      kind: "needling",
      areas: form.areas.map(({ area, depth, passes }) => ({
        area, depth_mm: toNumber(depth), passes: passes === "" ? null : Math.round(toNumber(passes)),
      })),
      device: form.device.trim(),
      products: form.products.split("\n").map((line) => line.trim()).filter((line) => line !== ""),
      numbing: form.numbing.trim(),
      end_point: form.endPoint.trim(),
      flags: [...form.flags],
      directed: form.directed.filter((rule) => rule.says.trim() !== ""),
      note: form.note,
    },
  };
}

/** The newest treatment of each patient of the clinic who has joined, sorted by name. */
export function returning(treatments: readonly TreatmentForClinic[]): readonly TreatmentForClinic[] {
  const newest = new Map<string, TreatmentForClinic>();
  for (const treatment of treatments.toSorted((a, b) => a.treated_at.localeCompare(b.treated_at))) {
    if (treatment.patient_id !== null) newest.set(treatment.patient_id, treatment);
  }
  return [...newest.values()].toSorted((a, b) => a.patient_name.localeCompare(b.patient_name));
}
