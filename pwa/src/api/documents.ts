/** What the phone relies on in the documents of a diary, as guards. */

import { isCount, isFlag, isInstant, isObject, isText, listOf, objectWith, orNull, type Guard } from "./guards";
import type { components } from "./schema";

type Shapes = components["schemas"];

/** One end of a window: a join of bounds, or a leaf with times and gates. */
const isBound: Guard = (value) => {
  if (!isObject(value)) return false;
  const parts = value["all"] ?? value["first"];
  return parts === undefined ? isLeaf(value) : listOf(isBound)(parts);
};
const isLeaf = objectWith<{ least_at: unknown; surely_at: unknown; state: unknown; act: unknown }>({
  least_at: orNull(isInstant),
  surely_at: orNull(isInstant),
  state: orNull(isText),
  act: orNull(isText),
});

const isRule = objectWith<{ id: unknown; verb: unknown; topics: unknown; says: unknown }>({
  id: isText,
  verb: isText,
  topics: listOf(isText),
  says: isText,
});

const isWindow = objectWith<{ rule: unknown; opens: unknown; closes: unknown; needs: unknown; unless: unknown }>({
  rule: isRule,
  opens: orNull(isBound),
  closes: orNull(isBound),
  needs: listOf(isText),
  unless: listOf(isText),
});

const isMilestone = objectWith<{ at: unknown; kind: unknown; rule_id: unknown; topics: unknown; gates: unknown }>({
  at: isInstant,
  kind: isText,
  rule_id: isText,
  topics: listOf(isText),
  gates: listOf(isText),
});

export const isTimeline = objectWith<Record<"sheet" | "treated_at" | "time_zone" | "day_one" | "windows" | "milestones" | "series", unknown>>({
  sheet: isObject,
  treated_at: isInstant,
  time_zone: isText,
  day_one: isCount,
  windows: listOf(isWindow),
  milestones: listOf(isMilestone),
  series: orNull(isObject),
});

export const isTreatment = objectWith<Shapes["TreatmentView"]>({
  id: isText,
  sheet: objectWith<Shapes["SheetRef"]>({ title: isText }),
  treated_at: isInstant,
  time_zone: isText,
  applied: isObject,
  next_treatment_at: orNull(isInstant),
  timeline: isTimeline,
});

export const isEntry = objectWith<Shapes["EntryView"]>({
  id: isText,
  treatment_id: isText,
  occurred_at: isInstant,
  document: objectWith<Shapes["EntryDocument"]>({
    time_zone: isText,
    scores: isObject,
    signs: listOf(isObject),
    states: isObject,
    products: listOf(isText),
    activities: listOf(isText),
    note: isText,
    question: isText,
    back_dated: isFlag,
  }),
  revision: isCount,
  received_at: isInstant,
});

export const isPhoto = objectWith<Shapes["PhotoView"]>({
  id: isText,
  entry_id: isText,
  treatment_id: isText,
  angle: isText,
  taken_at: isInstant,
  revision: isCount,
});

export const isReply = objectWith<Shapes["ReplyView"]>({
  id: isText,
  treatment_id: isText,
  author_name: isText,
  text: isText,
  created_at: isInstant,
});

export const isGrant = objectWith<Shapes["GrantView"]>({
  id: isText,
  treatment_id: isText,
  practitioner_name: isText,
  ends_at: isInstant,
  revoked_at: orNull(isInstant),
});

const isAccessRecord = objectWith<Shapes["AccessRecordView"]>({ id: isText, treatment_id: isText, viewed_at: isInstant });

export const isChanges = objectWith<Shapes["Changes"]>({
  revision: isCount,
  treatments: listOf(isTreatment),
  entries: listOf(isEntry),
  photos: listOf(isPhoto),
  replies: listOf(isReply),
  grants: listOf(isGrant),
  access_records: listOf(isAccessRecord),
});
