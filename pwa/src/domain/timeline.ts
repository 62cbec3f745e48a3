/**
 * The timeline document: the server compiles it once (server/domain/timeline), the phone evaluates it for any moment.
 */

import type { Bound } from "./bounds";
import type { Area, Verb } from "./vocabulary";

/** The report that a doctor prescribed what is asked about. */
export const PRESCRIBED = "now:prescribed";

/** The texts of a rule in one language. */
export interface RuleTexts {
  readonly says: string;
  readonly why?: string;
  readonly cite?: string;
  readonly amount?: string;
  readonly using?: readonly string[];
}

/** A rule as it appears in a timeline. */
export interface TimelineRule extends RuleTexts {
  readonly id: string;
  readonly verb: Verb;
  readonly topics: readonly string[];
  readonly cite: string;
  readonly every?: string;
  readonly area?: Area;
  /** The condition of a permission: any of these topics. */
  readonly with?: readonly string[];
  /** The strongest score that an `expect` describes. */
  readonly up_to?: "very-mild" | "mild" | "moderate" | "severe";
  /** The texts in languages other than the sheet's own. Of amounts and products only those that differ. */
  readonly translations?: Readonly<Record<string, RuleTexts>>;
  readonly trend?: "peak" | "rising" | "falling";
  readonly grade?: "usual" | "rare" | "most";
  readonly exception?: boolean;
  /** For `only`: the families within which nothing else is allowed. */
  readonly family?: readonly string[];
  readonly mark?: "as-written" | "number-missing" | "vague" | "contradiction" | "pointer";
  readonly source: "sheet" | "practitioner";
}

/** When a rule holds; `needs` and `unless` are the flags of the present moment. */
export interface Window {
  readonly rule: TimelineRule;
  readonly opens: Bound | null;
  readonly closes: Bound | null;
  readonly needs: readonly string[];
  readonly unless: readonly string[];
}

/** A moment at which something changes for the patient. */
export interface Milestone {
  readonly at: string;
  readonly kind: "allowed" | "over" | "begins" | "ends" | "resolved" | "call-after" | "next-treatment";
  readonly rule_id: string;
  readonly topics: readonly string[];
  readonly gates: readonly string[];
  /** A permission's condition: it needs one of these topics. */
  readonly with?: readonly string[];
}

/**
 * When the sheet recommends the next treatment; `treatments` is the usual number of treatments: minimum and maximum.
 */
export interface TreatmentSeries {
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly treatments: readonly [number, number] | null;
  readonly rule_ids: readonly string[];
}

/** A topic that only this sheet has. `in`: its families. The first word of a language is its name. */
export interface OwnTopic {
  readonly id: string;
  readonly in: readonly string[];
  readonly words: Readonly<Record<string, readonly string[]>>;
}

export interface Timeline {
  readonly sheet: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly publisher: string;
    readonly language: string;
    readonly titles?: Readonly<Record<string, string>>;
  };
  readonly treated_at: string;
  readonly time_zone: string;
  readonly day_one: 0 | 1;
  readonly windows: readonly Window[];
  readonly milestones: readonly Milestone[];
  readonly series: TreatmentSeries | null;
  readonly topics?: readonly OwnTopic[];
  /** What conditions of the sheet's own are called, by language. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
