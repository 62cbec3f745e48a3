import { describe, expect, it } from "vitest";
import { topicTree } from "../../../domain/topics";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { builtIn } from "../../../../tests/topics";
import { openWords } from "./open-words";

const tree = topicTree(builtIn());

/** The marked words of a sentence with these rules. */
function marked(text: string, rules: readonly Partial<SheetRule>[], { language = "en", proposals = [] as readonly SheetRule[] } = {}): readonly string[] {
  const letters = Array.from(text);
  const sentence: SheetSentence = { start: 0, end: letters.length, heading: false, state: rules.length > 0 ? "rules" : "decide", rule_ids: [], proposals, reason: "words", used: [], unused: [] };
  const whole = rules.map((rule): SheetRule => ({ id: "r", verb: "do", topics: [], says: text, cite: "1", ...rule }));
  return openWords({ letters, language }, sentence, whole, tree).map(([start, end]) => letters.slice(start, end).join(""));
}

describe("the underlined words", () => {
  const ointment = "Apply the healing ointment we gave you every 3–4 hours for the first 3 days, and after each wash.";

  it("carry meaning and are in no rule", () => {
    expect(marked(ointment, [{ topics: ["healing-ointment"], every: "every 3-4h", until: "3d" }])).toEqual(["wash"]);
    expect(marked("No retinol, vitamin C or acids for 2 weeks; restart only if your skin is no longer pink.", [{ verb: "avoid", topics: ["retinol", "vitamin-c", "acids"], until: "2w" }])).toEqual(expect.arrayContaining(["only", "if"]));
  });

  it("go when a rule has them", () => {
    expect(marked(ointment, [{ topics: ["healing-ointment"], every: "every 3-4h", until: "3d" }, { topics: ["healing-ointment"], every: "each wash" }])).toEqual([]);
    expect(marked("Men may shave with an electric shaver from day 5.", [{ verb: "allow", topics: ["shaving"], from: "D5" }])).not.toContain("shave");
  });

  it("are not those of a state that the rule waits for", () => {
    expect(marked("No make-up until the skin has stopped flaking.", [{ verb: "avoid", topics: ["make-up"], until: "shed" }])).toEqual([]);
    expect(marked("Kein Make-up, bis die Rötung weg ist.", [{ verb: "avoid", topics: ["make-up"], until: "gone(redness)" }], { language: "de" })).toEqual([]);
  });

  it("are not words of politeness or telephone numbers", () => {
    expect(marked("Rufen Sie uns unter 089 555 0199 an, wenn Sie Fieber haben.", [{ verb: "call", topics: ["fever"] }], { language: "de" })).not.toEqual(expect.arrayContaining(["089"]));
    expect(marked("Please avoid the sauna.", [{ verb: "avoid", topics: ["sauna"] }])).toEqual([]);
  });

  it("of a sentence without rules are those that the suggestion leaves out", () => {
    const proposals: readonly SheetRule[] = [{ id: "s", verb: "avoid", topics: ["sauna"], says: "", cite: "1" }];
    expect(marked("No sauna, except on holiday with your doctor.", [], { proposals })).toEqual(["except", "holiday", "doctor"]);
    expect(marked("No sauna and no gym.", [], { proposals })).toEqual(["gym"]);
    expect(marked("No sauna and no gym.", [])).toEqual([]);
  });

  it.each([
    ["Your skin will look red or slightly brown for the first 2-3 days.", { verb: "expect", topics: ["redness"], until: "2-3d" }, ["slightly", "brown"]],
    ["No waxing on the face for 4 weeks.", { verb: "avoid", topics: ["waxing"], until: "4w" }, ["face"]],
    ["Do not use retinol for 2 weeks before and 3 weeks after your peel.", { verb: "avoid", topics: ["retinol"], until: "3w" }, ["2", "before", "peel"]],
    ["If you see cold sores, contact us within 24 hours.", { verb: "call", topics: ["cold-sore"] }, ["24"]],
    ["Apply a thin layer of Vaseline for 3 days.", { verb: "do", topics: ["petroleum-jelly"], until: "3d" }, ["thin", "layer"]],
  ] as const)("are all that a patient would miss: %s", (text, rule, words) => {
    expect(marked(text, [{ ...rule, topics: [...rule.topics] }])).toEqual(words);
  });

  it.each([
    ["Bei zunehmender Rötung oder großen Blasen melden Sie sich bitte sofort unter 030 5557 8120.", { verb: "call", topics: ["redness", "blisters"] }, ["zunehmender", "großen", "sofort"]],
    ["Direkte Sonne 6 Wochen vor und 6 Wochen nach der Behandlung meiden", { verb: "avoid", topics: ["sun"], until: "6w" }, ["vor"]],
    ["Kein Sport, bis alle Krusten abgefallen sind", { verb: "avoid", topics: ["exercise"], until: "gone(scabs)" }, []],
  ] as const)("are so in German, too: %s", (text, rule, words) => {
    expect(marked(text, [{ ...rule, topics: [...rule.topics] }], { language: "de" })).toEqual(words);
  });

  it.each([
    ["Shaving is fine once the skin is no longer sore.", { verb: "allow", topics: ["shaving"], from: "calm" }],
    ["Avoid aspirin for 3 days unless prescribed by your doctor.", { verb: "avoid", topics: ["aspirin"], until: "3d", unless: ["now:prescribed"] }],
    ["Call us if you develop blisters or a fever over 38°C.", { verb: "call", topics: ["blisters", "fever"] }],
    ["Do not use retinol for 2 weeks before your session.", { verb: "avoid", topics: ["retinol"], from: "S-2w" }],
    ["No make-up until peeling is complete.", { verb: "avoid", topics: ["make-up"], until: "shed" }],
    ["Don’t rub for two days.", { verb: "avoid", topics: ["rubbing"], until: "2d" }],
  ] as const)("are none where the rule says it in its own way: %s", (text, rule) => {
    expect(marked(text, [{ ...rule, topics: [...rule.topics] }])).toEqual([]);
  });

  it("are not marked in an unknown language", () => {
    expect(marked("Pas de sauna.", [{ verb: "avoid", topics: ["sauna"] }], { language: "fr" })).toEqual([]);
  });
});
