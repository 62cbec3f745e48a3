// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { ImportedSheet, SheetRule, SheetSentence } from "../../../state/authoring";
import { emptySheet } from "../editing";
import type { DeskContent } from "./content";
import { withReading, type Reading } from "./reading-again";

const gym = (until: string, part: Partial<SheetRule> = {}): SheetRule => ({ id: "gym", verb: "avoid", topics: ["gym"], until, says: "", cite: "line 1", ...part });
const RUN: SheetRule = { id: "run", verb: "avoid", topics: ["running"], says: "", cite: "line 1" };
type Line = ImportedSheet["lines"][number];
const HEADING = "Rest\n";

/** A reading of the text below its heading. */
function reading(text: string, rules: readonly SheetRule[], proposals: readonly SheetRule[] = []): Reading {
  const isSure = proposals.length === 0;
  const [start, end] = [HEADING.length, HEADING.length + text.length];
  const heading: Line = { text: "Rest", start: 0, end: 4, heading: true, state: "reading-only", reason: "heading", rule_ids: [], proposal_ids: [], used: [], unused: [] };
  const line: Line = { ...heading, text, start, end, heading: false, state: isSure ? "read" : "decide", reason: isSure ? "" : "words", rule_ids: rules.map(({ id }) => id), proposal_ids: proposals.map(({ id }) => id), unused: isSure ? [] : [[start + 3, start + 6]] };
  return { read: { language: "en", lines: [heading, line], rules, proposals, topics: {} }, text: HEADING + text, skipped: HEADING.length };
}

function content(rules: readonly SheetRule[]): DeskContent {
  const sentence: SheetSentence = { start: 0, end: 18, heading: false, state: rules.length > 0 ? "rules" : "decide", rule_ids: rules.map(({ id }) => id), proposals: [], reason: "", used: [], unused: [] };
  return { document: { ...emptySheet("s", "Peel", "P"), rules }, original: { text: "No gym for 7 days.", language: "en", sentences: [sentence] } };
}

const OLD = reading("No gym for 5 days.", [gym("5d")]);
const NEW = reading("No gym for 7 days.", [gym("7d")]);

describe("a sentence that is read again", () => {
  it("changes a rule that the author had left as it was read", () => {
    const read = withReading(content([gym("5d")]), 0, { before: OLD, after: NEW });
    expect(read.document.rules).toMatchObject([{ id: "gym", until: "7d", says: "No gym for 7 days." }]);
    expect(read.original?.sentences[0]?.proposals).toEqual([]);
  });

  it("suggests what differs from a rule that the author has changed", () => {
    const read = withReading(content([gym("3d")]), 0, { before: OLD, after: NEW });
    expect(read.document.rules).toMatchObject([{ until: "3d" }]);
    expect(read.original?.sentences[0]?.proposals).toMatchObject([{ until: "7d" }]);
  });

  it("changes nothing if it means the same as before", () => {
    const before = content([gym("3d")]);
    expect(withReading(before, 0, { before: OLD, after: OLD })).toEqual(before);
  });

  it("is read like a pasted one if it had no rules", () => {
    const sure = withReading(content([]), 0, { before: null, after: NEW });
    expect(sure.original?.sentences[0]).toMatchObject({ state: "rules", rule_ids: ["gym"] });
    const unsure = withReading(content([]), 0, { before: null, after: reading("No gym for 7 days.", [], [gym("7d"), RUN]) });
    expect(unsure.original?.sentences[0]).toMatchObject({ state: "decide", reason: "words", proposals: [{ id: "gym" }, { id: "run" }], unused: [[3, 6]] });
    expect(unsure.document.rules).toEqual([]);
  });
});
