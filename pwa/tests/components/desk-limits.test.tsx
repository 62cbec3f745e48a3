// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { queries, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptySheet } from "../../src/screens/author/editing";
import type { SheetReport } from "../../src/state/authoring";
import { button, CONTENT, openDesk, saved, setUpDesk, tearDownDesk, version, type DraftServer, type InGroup } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const TOPICS = ["sauna", "swimming", "make-up"] as const;

/** A pasted text with this many sentences, each of them read as one rule. */
function longSheet(count: number): typeof CONTENT {
  const lines = Array.from({ length: count }, (_, at) => `Avoid ${TOPICS[at % 3] ?? ""} for ${at + 1} days.`);
  let start = 0;
  const sentences = lines.map((line, at) => {
    const place = { start, end: start + line.length };
    start = place.end + 1;
    return { ...place, heading: false, state: "rules" as const, rule_ids: [`r${at}`], proposals: [], reason: "", used: [], unused: [] };
  });
  const rules = lines.map((says, at) => ({ id: `r${at}`, verb: "avoid" as const, topics: [TOPICS[at % 3] ?? ""], until: `${at + 1}d`, says, cite: `line ${at + 1}` }));
  return { document: { ...emptySheet("peel", "Peel", "Clinic"), rules }, original: { text: lines.join("\n"), language: "en", sentences } };
}

const dialog = (): InGroup => within(document.querySelector("dialog[open]") as HTMLElement, queries);
const fault = (field: string, text: string): SheetReport => ({ document: null, faults: [{ rule: null, field, line: null, column: null, problem: text, expected: "" }], issues: [] });

describe("a sheet with too many rules", () => {
  it("says the number, the limit and what to do, at once and without sending anything", async () => {
    server.stored = version(longSheet(402));
    server.report = fault("rules", "402 rules are too many");
    await openDesk();
    expect(screen.queryByText("Nothing is open")).toBeNull();
    expect(screen.getAllByText("402 rules, at most 400 are possible").length).toBeGreaterThan(0);
    expect(screen.getByText(/^Everything is saved on this device.*Remove 2 rules or show their sentences as text/)).toBeTruthy();
    document.querySelector<HTMLElement>(".rule-card__actions button:last-child")?.click();
    await waitFor(() => expect(saved()).toBe("Saved on this device, not yet with the clinic: too many rules"), { timeout: 8000 });
    expect(server.uploads).toBe(0);
    tap(screen.getByText("Publish"));
    expect(await dialog().findByText("401 rules, at most 400 are possible")).toBeTruthy();
    expect(dialog().queryByText("Try again")).toBeNull();
    tap(dialog().getByText("Back to sheet"));
    expect(document.querySelector("dialog[open]")).toBeNull();
  }, 60_000);
});

describe("a fault of the whole sheet", () => {
  it("is never called “Nothing is open”, and publishing says what to do", async () => {
    server.refuse = "sheet-faulty";
    server.report = fault("title", "no title");
    await openDesk();
    tap(await button("Show as text"));
    tap(await button("Leave out"));
    await screen.findByText("Not complete yet");
    expect(screen.queryByText("Nothing is open")).toBeNull();
    tap(await button("Publish"));
    await dialog().findByText("Please give the sheet a title.");
    expect(dialog().queryByText("Try again")).toBeNull();
  });
});
