/**
 * The answer to a question about one topic. Mirrors server/domain/answers/model.py. Moments are epoch
 * milliseconds.
 */

import type { TimelineRule } from "../timeline";

/** The strictest first. Silence comes before a permission: the sheet does not allow what it does not mention. */
export const KINDS = ["no", "only", "not-yet", "tell", "longer", "unsaid", "expected", "over", "yes"] as const;

export type AnswerKind = (typeof KINDS)[number];

/** The rank of each kind; the strictest has 0. */
export const STRICTNESS = Object.fromEntries(KINDS.map((kind, rank) => [kind, rank])) as Readonly<Record<AnswerKind, number>>;

/** Stricter members of a family that an answer names. */
export const MAX_EXCEPT = 5;

/** The condition of a permission that the practitioner gives. */
export const ASK_FIRST = "contact-practitioner";

/**
 * How the answer changes. `at` is null where a report of the patient decides, not time. `leastAt` and `surelyAt` are the
 * ends of the range in which the change lies.
 */
export interface Change {
  readonly at: number | null;
  readonly kind: AnswerKind;
  readonly leastAt: number | null;
  readonly surelyAt: number | null;
  readonly with: readonly string[];
  readonly dependsOn: readonly string[];
  readonly rule: TimelineRule | null;
}

/** A member of the family that was asked about, with an answer of its own. */
export interface StricterMember {
  readonly topic: string;
  readonly kind: AnswerKind;
  readonly until: number | null;
  readonly rule: TimelineRule;
  /** A yes, now or after `until`, needs one of these topics. */
  readonly with: readonly string[];
  /** Whether a prescription would permit it. */
  readonly prescribed: boolean;
}

/**
 * The answer about doing a topic, from `since` (inclusive) to `until` (exclusive). Null stands for a moment that is
 * unknown or never comes. `leastAt` and `surelyAt` are the ends of what decides: a ban's end, or a permission's
 * beginning. Of several bans, the latest of each counts.
 */
export interface Answer {
  readonly kind: AnswerKind;
  readonly topic: string | null;
  readonly only: readonly string[];
  /** A yes needs one of these topics. */
  readonly with: readonly string[];
  /** Topics of `with` that the sheet does not permit now. */
  readonly dropped: readonly Answer[];
  readonly except: readonly StricterMember[];
  /** Of a silent answer: members that the sheet permits. */
  readonly others: readonly StricterMember[];
  readonly since: number | null;
  readonly until: number | null;
  readonly leastAt: number | null;
  readonly surelyAt: number | null;
  /** Whether the sheet says "at least": it gives no later end. */
  readonly minimum: boolean;
  /** Whether the number that would decide is missing from the sheet. */
  readonly numberMissing: boolean;
  /** States, acts and now-flags that are not known yet and would change the answer. */
  readonly dependsOn: readonly string[];
  readonly rule: TimelineRule | null;
  /** Rules that disagree, are overridden or belong to the answer. */
  readonly also: readonly TimelineRule[];
  readonly then: readonly Change[];
}

/** An answer of this kind; what is not given stays empty. */
export function answerOf(kind: AnswerKind, topic: string | null, given: Partial<Answer> = {}): Answer {
  return { ...EMPTY, kind, topic, ...given };
}

const EMPTY = {
  ...{ only: [], with: [], dropped: [], except: [], others: [], dependsOn: [], also: [], then: [] },
  ...{ since: null, until: null, leastAt: null, surelyAt: null, minimum: false, numberMissing: false, rule: null },
} as const;

/** Whether a yes comes from a duty: the sheet asks for it. */
export function isAskedFor({ kind, rule }: Answer): boolean {
  return kind === "yes" && rule?.verb === "do";
}
