import { describe, expect, it } from "vitest";
import { topicTree } from "../../../domain/topics";
import type { SheetRule, SheetSentence } from "../../../state/authoring";
import { builtIn } from "../../../../tests/topics";
import { openWords } from "./open-words";

const tree = topicTree(builtIn());

/** The marked words of a sentence with these rules; `unused` is what the importer has left out. */
function marked(text: string, rules: readonly Partial<SheetRule>[], { language = "en", unused = "", proposals = [] as readonly SheetRule[] } = {}): readonly string[] {
  const letters = Array.from(text);
  const at = unused === "" ? [] : [[text.indexOf(unused), text.indexOf(unused) + unused.length] as [number, number]];
  const sentence: SheetSentence = { start: 0, end: letters.length, heading: false, state: rules.length > 0 ? "rules" : "decide", rule_ids: [], proposals, reason: "words", used: [], unused: at };
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
    expect(marked("No sauna, except on holiday with your doctor.", [], { proposals, unused: "except on holiday" })).toContain("except");
    expect(marked("No sauna and no gym.", [], { proposals })).toEqual([]);
  });

  it("are not marked in an unknown language", () => {
    expect(marked("Pas de sauna.", [{ verb: "avoid", topics: ["sauna"] }], { language: "fr" })).toEqual([]);
  });
});
