import { expect, test } from "vitest";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { topicTree } from "../../src/domain/topics";
import { namedIn } from "../../src/domain/topics-match";
import { addedTo, eachOnce, earlierLines, isListed, sheetLines, toggled, withTyped } from "../../src/domain/usage-chips";
import { MAX_LINE, MAX_LIST } from "../../src/domain/vocabulary";
import { course, window } from "../components/made-up";
import { builtIn } from "../topics";

function entry(part: Partial<EntryDocument>): Entry {
  const document = { ...emptyDocument("UTC"), ...part };
  return { id: "e", treatment_id: "t", occurred_at: "2026-11-20T10:00:00Z", document, revision: 1, edited: false };
}

const tree = topicTree(builtIn());

test("lines of the last three check-ins that have any are offered, the newest first, each once", () => {
  const diary = [["Old cream"], ["Aloe"], [], ["Sunscreen", "Mascara"], ["sunscreen "]].map((products) => entry({ products }));
  expect(earlierLines(diary, "products")).toEqual(["sunscreen ", "Mascara", "Aloe"]);
  expect(earlierLines(diary, "activities")).toEqual([]);
  expect(earlierLines([entry({ activities: ["a", "b", "c", "d", "e", "f"] })], "activities")).toHaveLength(5);
});

test("the sheet offers what is put on the skin apart from what is done", () => {
  const sheet = { ...course, windows: [...course.windows, window("moisturizer", "do"), window("exercise", "avoid")] };
  const products = sheetLines([sheet], tree, "products", "en");
  const activities = sheetLines([sheet], tree, "activities", "en");
  expect(products).toEqual(expect.arrayContaining(["Moisturiser", "Sunscreen"]));
  expect(activities).toEqual(expect.arrayContaining(["Exercise", "Sauna"]));
  expect(products.filter((line) => activities.includes(line))).toEqual([]);
});

test.each(["en", "de"])("what the sheet offers is understood when it is read again (%s)", (language) => {
  const often = ["make-up", "sun", "sunscreen", "shower", "exercise", "sauna", "active", "swimming", "cleansing", "moisturizer", "alcohol", "bath", "exfoliation", "retinoid"];
  const sheet = { ...course, windows: often.map((topic) => window(topic, "avoid")), topics: [] };
  const lines = (["products", "activities"] as const).flatMap((list) => sheetLines([sheet], tree, list, language));
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => namedIn(tree, line, language).length === 0)).toEqual([]);
});

test("a tap adds a line, and a second one takes it out, whatever its capitals", () => {
  expect(toggled(["Aloe"], "Sunscreen")).toEqual(["Aloe", "Sunscreen"]);
  expect(toggled(["Aloe", "sunscreen"], "Sunscreen")).toEqual(["Aloe"]);
  expect([isListed("ALOE ", ["Aloe"]), isListed("Aloe", [])]).toEqual([true, false]);
});

test("typed lines are separated by commas, and cut where the server would refuse them", () => {
  expect(addedTo(["Aloe"], " aloe, Cream ,, ")).toEqual(["Aloe", "Cream"]);
  expect(addedTo(["Aloe"], " ")).toEqual(["Aloe"]);
  expect(addedTo([], "ü".repeat(MAX_LINE + 1))).toEqual(["ü".repeat(MAX_LINE)]);
  const many = Array.from({ length: MAX_LIST + 1 }, (_, at) => `line ${at}`);
  expect(addedTo([], many.join())).toHaveLength(MAX_LIST);
  expect(toggled(many.slice(0, MAX_LIST), "one more")).toHaveLength(MAX_LIST);
});

test("what is still being typed counts", () => {
  const document = { ...emptyDocument("UTC"), products: ["Aloe"] };
  expect(withTyped(document, { products: "Cream", activities: "run" })).toMatchObject({ products: ["Aloe", "Cream"], activities: ["run"] });
  expect(withTyped(document, {})).toEqual(document);
});

test("of several spellings the first one stays in its place", () => {
  expect(eachOnce(["Aloe", "Cream", "aloe"])).toEqual(["Aloe", "Cream"]);
});
