// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SheetRule } from "../../src/state/authoring";
import { button, CONTENT, openDesk, ruleWords, SAUNA, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

/** What the server reads in a heading and a sentence without a time: the time is the heading's. */
const timed = (time: Partial<SheetRule>): object => ({ language: "en", lines: [], rules: [{ ...SAUNA, until: "?", ...time }], proposals: [], topics: {} });

beforeEach(() => {
  server = setUpDesk();
  const rules = CONTENT.document.rules.map((rule) => ({ ...rule, from: "D2", until: "24h", cite: "The first days, line 2" }));
  server.stored = version({ ...CONTENT, document: { ...CONTENT.document, rules } });
  server.imported = timed({ from: "D2" });
});
afterEach(tearDownDesk);

const openHeading = async (): Promise<void> => {
  await openDesk();
  tap(screen.getByRole("button", { name: /^The first days/ }));
};
const words = (): readonly string[] => {
  tap(sentenceRow("No make-up"));
  return ruleWords();
};
const QUESTION = "1 rule took its time from this heading: from day 2";

describe("a heading that gave rules their time", () => {
  it("asks, when it is removed, whether they keep it", async () => {
    await openHeading();
    tap(await button("Remove heading"));
    await screen.findByText(QUESTION);
    tap(await button("Keep time"));
    expect(screen.queryByRole("button", { name: /^The first days/ })).toBeNull();
    expect(words()).toEqual(["Avoid make-up from day 2, until 24 hours after the treatment"]);
  });

  it("takes it off, and Undo gives it back", async () => {
    await openHeading();
    tap(await button("Remove heading"));
    tap(await button("Remove time"));
    expect(words()).toEqual(["Avoid make-up for 24 hours"]);
    tap(await button("Undo"));
    expect(words()[0]).toContain("from day 2");
  });

  it("offers the time of its new words, and keeps them after Cancel", async () => {
    await openHeading();
    tap(await button("Change text"));
    fireEvent.input(screen.getByLabelText("Wording of the heading"), { target: { value: "From day 3" } });
    server.importedFor = (text) => (text.startsWith("From day 3") ? timed({ from: "D3" }) : timed({ from: "D2" }));
    tap(await button("Save text"));
    await screen.findByText(QUESTION);
    tap(await button("Cancel"));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Wording of the heading").value).toBe("From day 3");
    tap(await button("Save text"));
    tap(await button("Change to: from day 3"));
    expect(words()[0]).toContain("from day 3");
    expect(screen.getByRole("button", { name: /^From day 3/ })).toBeTruthy();
  });

  it("can be made a sentence without a question if no rule has its time", async () => {
    server.imported = timed({});
    await openHeading();
    tap(await button("Make sentence"));
    await waitFor(() => expect(sentenceRow("The first days").textContent).toContain("Needs your decision"));
    expect(screen.queryByText(QUESTION)).toBeNull();
  });
});

describe("a new heading", () => {
  it("is named as the source of the rules below", async () => {
    await openDesk();
    server.offline = true;
    tap(screen.getByRole("button", { name: /^The first days/ }));
    tap(await button("Change text"));
    fireEvent.input(screen.getByLabelText("Wording of the heading"), { target: { value: "Day one" } });
    tap(await button("Save text"));
    await screen.findByRole("button", { name: /^Day one/ });
    server.offline = false;
    dispatchEvent(new Event("online"));
    await waitFor(() => expect(server.stored?.document.rules[0]?.cite).toBe("Day one, line 2"), { timeout: 4000 });
  });
});
