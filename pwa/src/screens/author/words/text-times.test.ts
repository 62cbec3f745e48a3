// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { SheetRule } from "../../../state/authoring";
import { mismatchOf, rewritten } from "./text-times";

const rule = (part: Partial<SheetRule>): SheetRule => ({ id: "gym", verb: "allow", topics: ["gym"], says: "", cite: "1", ...part });

/** The text as it is rewritten for the rule; null if it fits. */
function mended(text: string, part: Partial<SheetRule>, language = "en"): string | null {
  const mismatch = mismatchOf(text, rule(part));
  return mismatch && rewritten(text, mismatch, language);
}

describe("a text whose time is not that of its rule", () => {
  it.each<[string, Partial<SheetRule>, string, string]>([
    ["You can go back to the gym after 5 days.", { from: "7d" }, "en", "You can go back to the gym after 7 days."],
    ["Nach fünf Tagen dürfen Sie wieder zum Sport.", { from: "7d" }, "de", "Nach 7 Tagen dürfen Sie wieder zum Sport."],
    ["No sauna for two weeks.", { until: "4w" }, "en", "No sauna for 4 weeks."],
    ["No sauna for 48 hours.", { until: "1w" }, "en", "No sauna for 1 week."],
    ["Kein Sport für 24–48 Stunden.", { until: "3d" }, "de", "Kein Sport für 3 Tage."],
    ["No make-up for 1 day.", { until: "2-3d" }, "en", "No make-up for 2–3 days."],
    ["Apply every 2 hours for 3 days.", { every: "every 2h", until: "5d" }, "en", "Apply every 2 hours for 5 days."],
    ["Not before it has healed, at least 24 hours.", { until: "healed & >=48h" }, "en", "Not before it has healed, at least 48 hours."],
  ])("is rewritten: %s", (text, part, language, expected) => {
    expect(mended(text, part, language)).toBe(expected);
  });

  it.each<[string, Partial<SheetRule>]>([
    ["No gym for a week.", { until: "7d" }],
    ["No gym for 1 week.", { until: "7d" }],
    ["No gym for 24 hours.", { until: "1d" }],
    ["No gym.", { until: "7d" }],
    ["No gym for 7 days.", {}],
    ["No gym from day 2.", { from: "D2" }],
    ["Call 020 7946 0123 after 3 days.", { from: "3d" }],
    ["Take 2 tablets for 5 days.", { until: "5d" }],
    ["Swelling is usual for 2 days, at most 5 days.", { until: "5d" }],
  ])("fits: %s", (text, part) => {
    expect(mended(text, part)).toBeNull();
  });
});
