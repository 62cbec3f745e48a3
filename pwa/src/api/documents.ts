/**
 * The shapes of the documents of a diary, as guards. Unlike the other responses, these are checked in every field: they
 * are stored on the phone, and a faulty one would break the screens for as long as it stays there.
 */

import { isCount, isFlag, isInstant, isNumber, isObject, isText, listOf, mapOf, orNull, shapeOf, type Guard } from "./guards";
import type { components } from "./schema";
import { isTimeline } from "./timeline-guard";

type Shapes = components["schemas"];

type Applied = Shapes["TreatmentView"]["applied"];

const isTexts = listOf(isText);
const areAreas = listOf(shapeOf<Shapes["TreatedArea"]>({ area: isText }));
const areNeedled = listOf(shapeOf<Shapes["NeedledArea"]>({ area: isText, depth_mm: isNumber, passes: orNull(isCount) }));

const APPLIED: { readonly [Kind in Applied["kind"]]: Guard } = {
  needling: shapeOf<Shapes["Needling"]>({ kind: isText, areas: areNeedled, device: isText, products: isTexts, numbing: isText, end_point: isText }),
  peel: shapeOf<Shapes["Peel"]>({ kind: isText, areas: areAreas, product: isText, strength: isText, layers: orNull(isCount) }),
  laser: shapeOf<Shapes["Laser"]>({ kind: isText, areas: areAreas, device: isText, setting: isText }),
  injection: shapeOf<Shapes["Injection"]>({ kind: isText, areas: areAreas, product: isText, amount: isText }),
  other: shapeOf<Shapes["OtherTreatment"]>({ kind: isText, areas: areAreas, product_or_device: isText, setting: isText }),
};
const isApplied: Guard = (value) => isObject(value) && (new Map<unknown, Guard>(Object.entries(APPLIED)).get(value["kind"])?.(value) ?? false);

const isSpan = shapeOf<Shapes["OpeningSpan"]>({ weekday: isCount, opens: isText, closes: isText });

export const isTreatment = shapeOf<Shapes["TreatmentView"]>({
  id: isText,
  clinic_name: orNull(isText),
  clinic_phone: orNull(isText),
  clinic_hours: orNull(shapeOf<Shapes["ClinicHours"]>({ time_zone: isText, opening: listOf(isSpan), reply_hours: isCount })),
  practitioner_name: orNull(isText),
  practitioner_id: orNull(isText),
  handover_open: isFlag,
  sheet: shapeOf<Shapes["SheetRef"]>({ key: isText, version: isCount, title: isText, pasted: isFlag }),
  treated_at: isInstant,
  time_zone: isText,
  applied: isApplied,
  number_in_series: isCount,
  next_treatment_at: orNull(isInstant),
  withdrawn_at: orNull(isInstant),
  timeline: isTimeline,
  plain_sentences: listOf(shapeOf<Shapes["PlainSentence"]>({ text: isText, heading: orNull(isText), language: isText, unread: isFlag })),
  correction: orNull(shapeOf<Shapes["PendingCorrection"]>({ version: isCount, announced_at: isInstant, timeline: isTimeline })),
  revision: isCount,
});

const isEntryDocument = shapeOf<Shapes["EntryDocument"]>({
  time_zone: isText,
  clock_offset_ms: orNull(isCount),
  scores: mapOf(isCount),
  signs: listOf(shapeOf<Shapes["ReportedSign"]>({ sign: isText, area: orNull(isText) })),
  states: mapOf(isFlag),
  products: isTexts,
  activities: isTexts,
  acts: isTexts,
  duties_done: isTexts,
  signs_gone: isTexts,
  note: isText,
  question: isText,
  back_dated: isFlag,
});

export const isEntry = shapeOf<Shapes["EntryView"]>({
  id: isText,
  treatment_id: isText,
  occurred_at: isInstant,
  document: isEntryDocument,
  revision: isCount,
  edited: isFlag,
  received_at: isInstant,
});

const isPoint = shapeOf<Shapes["PointInPhoto"]>({ x: isNumber, y: isNumber });

export const isPhoto = shapeOf<Shapes["PhotoView"]>({
  id: isText,
  entry_id: orNull(isText),
  treatment_id: isText,
  angle: isText,
  area: orNull(isText),
  place: orNull(isText),
  taken_at: isInstant,
  clock_offset_ms: orNull(isCount),
  width: isCount,
  height: isCount,
  sharpness: isNumber,
  brightness: isNumber,
  eyes: orNull(shapeOf<Shapes["Eyes"]>({ left: isPoint, right: isPoint })),
  sha256: isText,
  revision: isCount,
});

export const isReply = shapeOf<Shapes["ReplyView"]>({
  id: isText,
  treatment_id: isText,
  entry_id: orNull(isText),
  author_name: isText,
  text: isText,
  created_at: isInstant,
  read_at: orNull(isInstant),
  revision: isCount,
});

export const isGrant = shapeOf<Shapes["GrantView"]>({
  id: isText,
  treatment_id: isText,
  practitioner_name: isText,
  clinic_name: isText,
  everyone: isFlag,
  photos: isFlag,
  notes: isFlag,
  starts_at: isInstant,
  ends_at: isInstant,
  revoked_at: orNull(isInstant),
  revision: isCount,
});

const isAccessRecord = shapeOf<Shapes["AccessRecordView"]>({
  id: isText,
  treatment_id: isText,
  practitioner_name: isText,
  everyone_at: isText,
  kind: isText,
  link_id: orNull(isText),
  link_name: isText,
  viewed_at: isInstant,
  revision: isCount,
});

const isErasure = shapeOf<Shapes["ErasureView"]>({
  id: isText,
  kind: isText,
  erased_at: isInstant,
  revision: isCount,
});

export const isChanges = shapeOf<Shapes["Changes"]>({
  revision: isCount,
  more: isFlag,
  epoch: isText,
  treatments: listOf(isTreatment),
  entries: listOf(isEntry),
  photos: listOf(isPhoto),
  replies: listOf(isReply),
  grants: listOf(isGrant),
  access_records: listOf(isAccessRecord),
  erasures: listOf(isErasure),
});
