/** The shape of a timeline, as a guard. Every field is checked, as in the other documents of a diary (documents.ts). */

import { isCount, isFlag, isInstant, isText, listOf, mapOf, optional, orNull, shapeOf, type Guard } from "./guards";
import type { components } from "./schema";

type Shapes = components["schemas"];

const isTexts = listOf(isText);

/** One end of a window: a join of bounds, or a leaf with times and gates. */
const isBound: Guard = (value) => isLeaf(value) || isAll(value) || isFirst(value);
const isAll = shapeOf<Shapes["AllBound"]>({ all: (value) => listOf(isBound)(value), text: isText });
const isFirst = shapeOf<Shapes["FirstBound"]>({ first: (value) => listOf(isBound)(value), text: isText });
const isLeaf = shapeOf<Shapes["BoundLeaf"]>({
  least_at: orNull(isInstant),
  surely_at: orNull(isInstant),
  state: orNull(isText),
  act: orNull(isText),
  kind: isText,
  text: isText,
  offset: optional(listOf(isCount)),
});

const isRuleText = shapeOf<Shapes["TimelineRuleText"]>({
  says: isText,
  why: optional(isText),
  cite: optional(isText),
  amount: optional(isText),
  using: optional(isTexts),
});

const isRule = shapeOf<Shapes["TimelineRule"]>({
  id: isText,
  verb: isText,
  topics: isTexts,
  says: isText,
  cite: isText,
  source: isText,
  with: optional(isTexts),
  why: optional(isText),
  every: optional(isText),
  amount: optional(isText),
  area: optional(isText),
  using: optional(isTexts),
  up_to: optional(isText),
  translations: optional(mapOf(isRuleText)),
  trend: optional(isText),
  grade: optional(isText),
  exception: optional(isFlag),
  family: optional(isTexts),
  mark: optional(isText),
});

const isWindow = shapeOf<Shapes["TimelineWindow"]>({
  rule: isRule,
  opens: orNull(isBound),
  closes: orNull(isBound),
  needs: isTexts,
  unless: isTexts,
});

const isMilestone = shapeOf<Shapes["TimelineMilestone"]>({
  at: isInstant,
  kind: isText,
  rule_id: isText,
  topics: isTexts,
  gates: isTexts,
  with: optional(isTexts),
});

const isSeries = shapeOf<Shapes["TimelineSeries"]>({
  opens_at: orNull(isInstant),
  closes_at: orNull(isInstant),
  treatments: orNull(listOf(isCount)),
  rule_ids: isTexts,
});

const isSheet = shapeOf<Shapes["TimelineSheet"]>({
  id: isText,
  version: isCount,
  title: isText,
  publisher: isText,
  language: isText,
  titles: optional(mapOf(isText)),
});

export const isTimeline = shapeOf<Shapes["TimelineDocument"]>({
  sheet: isSheet,
  treated_at: isInstant,
  time_zone: isText,
  day_one: isCount,
  windows: listOf(isWindow),
  milestones: listOf(isMilestone),
  series: orNull(isSeries),
  topics: optional(listOf(shapeOf<Shapes["TimelineTopic"]>({ id: isText, in: isTexts, words: mapOf(isTexts) }))),
  conditions: optional(mapOf(mapOf(isText))),
});
