// @vitest-environment jsdom
/** The answers to two rules that contradict each other, and what each answer changes. */
import { beforeAll, describe, expect, it } from "vitest";
import type { DraftContent } from "../src/actions/sheets";
import { loadMessages } from "../src/i18n";
import { clashAnswers, clashText, type Clash, type ClashAnswer } from "../src/screens/author/desk/clash";
import { emptySheet } from "../src/screens/author/editing";
import type { SheetRule } from "../src/state/authoring";

const rule = (id: string, verb: SheetRule["verb"], part: Partial<SheetRule> = {}): SheetRule => ({ id, verb, topics: ["sauna"], says: `${id}.`, cite: "1", ...part });
const clash = (about: Clash["about"], part: Partial<Clash> = {}): Clash => ({ about, topics: ["sauna"], first_hour: null, last_hour: null, stricter: null, ...part });
const content = (rules: readonly SheetRule[]): DraftContent => ({ document: { ...emptySheet("peel", "Peel", "Clinic"), rules }, original: null });
const nameOf = (topic: string): string => topic.replaceAll("-", " ");

const answers = (of: Clash, ...rules: readonly SheetRule[]): readonly ClashAnswer[] => clashAnswers(of, rules, nameOf);
const keys = (of: Clash, ...rules: readonly SheetRule[]): readonly string[] => answers(of, ...rules).map(({ key }) => key);
function after(key: ClashAnswer["key"], of: Clash, ...rules: readonly SheetRule[]): readonly SheetRule[] {
  const answer = answers(of, ...rules).find((each) => each.key === key);
  return answer?.apply(content(rules)).document.rules ?? [];
}

beforeAll(() => loadMessages("core", "practitioner", "author", "review"));

describe("the answers to a clash", () => {
  const ban = rule("ban", "avoid", { until: "3d" });
  const permission = rule("permission", "allow", { from: "24h" });

  it("are none when one of the rules has been removed meanwhile", () => {
    expect(keys(clash("permission"), ban)).toEqual([]);
  });

  it("offer an exception only for a permission, and no “both” where the exception says it", () => {
    expect(keys(clash("permission", { stricter: "ban" }), ban, permission)).toEqual(["exception", "stricter", "both"]);
    expect(keys(clash("exception", { stricter: "ban" }), ban, permission)).toEqual(["exception", "stricter"]);
    expect(keys(clash("ends"), ban, rule("other", "avoid", { until: "7d" }))).toEqual(["both"]);
  });

  it("make the permission an exception, whichever rule comes first", () => {
    for (const rules of [[ban, permission], [permission, ban]] as const) {
      expect(after("exception", clash("permission"), ...rules).find(({ id }) => id === "permission")).toMatchObject({ exception: true });
    }
  });

  it("leave rules that are gone by then as they are", () => {
    const [exception] = answers(clash("permission"), ban, permission);
    expect(exception?.apply(content([ban])).document.rules).toEqual([ban]);
  });

  it("let the permission begin where the ban ends", () => {
    expect(after("stricter", clash("permission", { stricter: "ban" }), ban, rule("permission", "allow"))).toMatchObject([{ id: "ban" }, { id: "permission", from: "3d" }]);
  });

  it("remove a permission that would end before the ban does, or that the ban never ends for", () => {
    expect(after("stricter", clash("permission", { stricter: "ban" }), ban, rule("permission", "allow", { until: "2d" }))).toEqual([ban]);
    const forever = rule("forever", "avoid");
    expect(after("stricter", clash("permission", { stricter: "forever" }), forever, permission)).toEqual([forever]);
  });

  it("take only the disputed topic from a permission of several", () => {
    const both = rule("permission", "allow", { topics: ["sauna", "bath"], until: "2d" });
    expect(after("stricter", clash("permission", { stricter: "ban" }), ban, both)).toMatchObject([{ id: "ban" }, { id: "permission", topics: ["bath"] }]);
  });

  it("give both rules the later end, the later beginning, or close the gap", () => {
    const [short, long] = [rule("short", "avoid", { until: "2d" }), rule("long", "avoid", { until: "7d" })];
    expect(after("stricter", clash("ends", { stricter: "long" }), short, long)[0]).toMatchObject({ until: "7d" });
    const [early, late] = [rule("early", "allow", { from: "2d" }), rule("late", "allow", { from: "7d" })];
    expect(after("stricter", clash("begins", { stricter: "late" }), early, late)[0]).toMatchObject({ from: "7d" });
    expect(after("stricter", clash("gap", { stricter: "late" }), short, late)[0]).toMatchObject({ until: "7d" });
  });

  it("mark the first rule as written where both stand", () => {
    expect(after("both", clash("ends"), ban, permission)).toMatchObject([{ id: "ban", mark: "as-written" }, permission]);
  });

  it.each<[Clash["about"], string | null, string]>([
    ["begins", null, "Patients are told yes as soon as one of the rules says so."],
    ["ends", "ban", "Patients are told no as long as one of the rules says so, and see both sentences."],
    ["sessions", null, "Patients see both sentences."],
  ])("say what patients are told if both stand: %s, %s", (about, stricter, then) => {
    expect(answers(clash(about, { stricter }), ban, permission).at(-1)?.then).toBe(then);
  });
});

describe("the words of a clash", () => {
  it.each<[Clash["about"], number | null, number | null, string]>([
    ["sessions", null, null, "The two rules leave no day for the next session."],
    ["ends", null, 24, "Sauna, bath: your sheet gives two different end times."],
    ["ends", 24, 96, "Sauna, bath: it ends after 24 hours in one rule and after 4 days in the other."],
    ["begins", 24, 48, "Sauna, bath: it begins after 24 hours in one rule and after 48 hours in the other."],
    ["permission", null, null, "Sauna, bath: one rule forbids it, the other allows it at any time."],
    ["permission", 0, null, "Sauna, bath: one rule forbids it, the other allows it at any time."],
    ["permission", 0, 24, "Sauna, bath: one rule forbids it, the other allows it in the first 24 hours."],
    ["permission", 24, null, "Sauna, bath: one rule forbids it, the other allows it from 24 hours after the treatment."],
    ["gap", 24, 96, "Sauna, bath: between 24 hours and 4 days after the treatment, your sheet neither forbids nor allows it."],
  ])("%s from %s to %s", (about, first_hour, last_hour, text) => {
    expect(clashText(clash(about, { topics: ["sauna", "bath"], first_hour, last_hour }), nameOf)).toBe(text);
  });
});
