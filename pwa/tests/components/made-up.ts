/** A made-up treatment for the author's screens: rules with hours after 10:00 UTC on 18 November 2026. */
import type { Bound, BoundLeaf } from "../../src/domain/bounds";
import type { Timeline, TimelineRule, Window } from "../../src/domain/timeline";
import type { SheetDocument } from "../../src/state/authoring";
import { timeline } from "../records";

const NONE: BoundLeaf = { least_at: null, surely_at: null, state: null, act: null, kind: "exact", text: "" };

/** The moment a number of hours after the treatment. */
export function after(hours: number): Bound {
  const at = new Date(Date.parse("2026-11-18T10:00:00Z") + hours * 3_600_000).toISOString();
  return { ...NONE, least_at: at, surely_at: at, text: `${hours}h` };
}

/** A state of the skin. */
export const healed: Bound = { ...NONE, state: "healed", kind: "state", text: "healed" };

/** A rule about one topic, whose name is its id. */
export function window(topic: string, verb: TimelineRule["verb"], part: Partial<Window> & { readonly rule?: never } = {}, rule: Partial<TimelineRule> = {}): Window {
  const own = { id: topic, verb, topics: [topic], says: `The rule on ${topic}.`, cite: "1", source: "sheet", ...rule } as const;
  return { opens: null, closes: null, needs: [], unless: [], ...part, rule: own };
}

/** Sauna is forbidden for 48 hours, swimming for 72, mascara until healed but at least 24; sunscreen is asked for from 24 hours on. */
export const course: Timeline = {
  ...timeline(),
  windows: [
    window("sauna", "avoid", { closes: after(48) }, { translations: { de: { says: "Die Regel zur Sauna." } } }),
    window("swimming", "avoid", { closes: after(72) }),
    window("mascara", "avoid", { closes: { all: [after(24), healed], text: "24h & healed" } }),
    window("sunscreen", "do", { opens: after(24) }),
    window("sun", "allow", { opens: after(24) }, { with: ["sunscreen", "hat"] }),
    window("gauze", "avoid", { closes: after(24) }),
    window("retinol", "avoid", { needs: ["now:redness"] }),
  ],
  topics: [{ id: "gauze", in: ["topical"], words: { en: ["gauze", "lint wrap"], de: ["Gaze"] } }],
};

export const sheet: SheetDocument = {
  ...{ id: "s", title: "Sheet", publisher: "", treatment: "microneedling", language: "en", version: 1, day_one: 1, source: { file: "" } },
  rules: [{ id: "sauna", verb: "avoid", topics: ["sauna"], until: "48h", says: "The rule on sauna.", cite: "1", if: ["retinol-layer"] }],
};
