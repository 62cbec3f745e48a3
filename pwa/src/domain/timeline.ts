/** The timeline document: compiled once on the server (server/domain/timeline.py), projected here for any moment. */

import type { Bound } from "./bounds";
import type { Verb } from "./vocabulary";

/** A rule as the timeline carries it. */
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
  /** For `only`: the topics among which nothing else is allowed. */
  readonly family?: readonly string[];
  readonly mark?: string;
  readonly source: "sheet" | "practitioner";
}

/** When a rule holds; `needs` and `unless` are the flags that only the present moment tells. */
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

/** When the sheet wants the next session. */
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
