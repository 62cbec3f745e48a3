/** The timeline document: the server compiles it once (server/domain/timeline), the phone evaluates it for any moment. */

import type { Bound } from "./bounds";
import type { Verb } from "./vocabulary";

/** A rule as it appears in a timeline. */
export interface TimelineRule {
  readonly id: string;
  readonly verb: Verb;
  readonly topics: readonly string[];
  readonly says: string;
  readonly cite: string;
  readonly why?: string;
  readonly every?: string;
  readonly amount?: string;
  readonly area?: string;
  readonly using?: readonly string[];
  readonly trend?: string;
  readonly grade?: string;
  readonly exception?: boolean;
  /** For `only`: the families within which nothing else is allowed. */
  readonly family?: readonly string[];
  readonly mark?: string;
  readonly source: "sheet" | "practitioner";
}

/** When a rule applies. `needs` and `unless` are flags that are only known at the moment itself. */
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
  readonly kind: "allowed" | "begins" | "ends" | "resolved" | "call-after" | "next-treatment";
  readonly rule_id: string;
  readonly topics: readonly string[];
  readonly gates: readonly string[];
}

/** When the sheet recommends the next treatment, and how many treatments the series has. */
export interface TreatmentSeries {
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly treatments: readonly [number, number] | null;
  readonly rule_ids: readonly string[];
}

export interface Timeline {
  readonly sheet: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly publisher: string;
    readonly language: string;
  };
  readonly treated_at: string;
  readonly time_zone: string;
  readonly day_one: number;
  readonly windows: readonly Window[];
  readonly milestones: readonly Milestone[];
  readonly series: TreatmentSeries | null;
}
