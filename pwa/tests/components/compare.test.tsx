// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Compare from "../../src/screens/author/compare";
import { grouped, OUTCOMES, sentenceOf } from "../../src/screens/author/compare-rows";
import type { ComparedTopic, SheetRule } from "../../src/state/authoring";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const rule = (id: string, says: SheetRule["says"]): SheetRule => ({ id, verb: "avoid", topics: [id], says, cite: "1" });
const heat = rule("heat", { de: "Keine Hitze.", en: "No heat." });
const row = (topic: string, outcome: ComparedTopic["outcome"], part: Partial<ComparedTopic> = {}): ComparedTopic => ({ topic, aspect: "may", outcome, a: [], b: [], ...part });

const topics = [
  row("sauna", "disagreement", { a: [heat], b: [rule("other", "No sauna for a week.")] }),
  row("steam", "disagreement", { a: [heat], b: [rule("other", "No sauna for a week.")] }),
  row("redness", "only-a", { aspect: "expect", a: [rule("red", "Some redness.")] }),
  row("bath", "agreement", { a: [rule("bath", "No bath.")], b: [rule("bath", "No baths.")] }),
];
const comparison = { a_title: "Ours", b_title: "Theirs", counts: { agree: 1, differ: 2, only_a: 1, only_b: 0, silent: 0 }, topics };

function version(id: string, title: string, published_at: string | null = "2026-11-01T00:00:00Z") {
  const own = { key: id, version: 1, title, publisher: "", treatment: "microneedling", language: "en", languages: ["en"], built_in: false };
  return { id, ...own, published_at, treatments: 0, retired: false, hidden: false, default: false, safety_correction: false };
}

const versions = { versions: [version("a", "Ours"), version("b", "Theirs", null), version("c", "Third")] };

beforeEach(async () => {
  completeBrowser();
  network({ "GET /api/sheet-versions": versions, "GET /api/sheet-comparison?a=a&b=b": comparison });
  await preparePhone(bob, {});
});
afterEach(clearPhone);

const rows = (): readonly string[] => screen.getAllByRole("row").slice(1).map((each) => each.querySelector(".sheet-compare__topics")?.textContent ?? "");

describe("the comparison", () => {
  it("sums up, and shows only what differs, the same rules once, both sentences side by side", async () => {
    show(Compare);
    await screen.findByText("Same: 1. Different: 2. Only in the first: 1. Only in the second: 0.");
    await screen.findByText("sauna, steam");
    expect(rows()).toEqual(["sauna, steam", "redness"]);
    const first = screen.getAllByRole("row")[1];
    expect([...(first?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent)).toEqual(["No heat. (1)", "No sauna for a week. (1)"]);
    expect(screen.getByText("What to expect")).toBeTruthy();
  });

  it("shows the rest on request", async () => {
    show(Compare);
    tap(await screen.findByLabelText("Same (1)"));
    expect(rows()).toHaveLength(3);
    for (const name of ["Same (1)", "Different (2)", "Only in the first (1)", "Only in the second (0)"]) tap(screen.getByLabelText(name));
    await screen.findByText("Nothing matches your choice.");
  });

  it("marks drafts, asks for two different sheets, and compares the ones that are chosen", async () => {
    show(Compare);
    const second = await screen.findByLabelText<HTMLSelectElement>("Second sheet");
    expect([...second.options].map((option) => option.text)).toContain("Theirs, version 1 (draft)");
    fireEvent.change(second, { target: { value: "a" } });
    await screen.findByText("Choose two different sheets or versions.");
    network({ "GET /api/sheet-comparison?a=a&b=c": comparison });
    fireEvent.change(second, { target: { value: "c" } });
    await screen.findByRole("columnheader", { name: "Third, version 1" });
  });

  it("says why it cannot be loaded", async () => {
    network({ "GET /api/sheet-versions": versions, "GET /api/sheet-comparison?a=a&b=b": refusal("not-found", 404) });
    show(Compare);
    await screen.findByRole("alert");
  });
});

describe("the rows", () => {
  it("keep the order of the server, and join only topics about which the same rules decide", () => {
    expect(grouped(topics, OUTCOMES).map((each) => each.topics)).toEqual([["sauna", "steam"], ["redness"], ["bath"]]);
    expect(grouped(topics, ["agreement"]).map((each) => each.topics)).toEqual([["bath"]]);
  });

  it.each([
    ["No heat.", { says: "No heat." }],
    [{ de: "Keine Hitze.", en: "No heat." }, { says: "No heat.", lang: "en" }],
    [{ fr: "Pas de chaleur." }, { says: "Pas de chaleur.", lang: "fr" }],
    [{}, { says: "", lang: "" }],
  ])("of %j quotes %j", (text, expected) => {
    expect(sentenceOf(text, "en")).toEqual(expected);
  });
});
