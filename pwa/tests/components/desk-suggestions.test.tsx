// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { queries, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SheetRule } from "../../src/state/authoring";
import { button, CONTENT, openDesk, ruleWords, SAUNA, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer, type InGroup } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

const SWIMMING: SheetRule = { ...SAUNA, id: "swimming", topics: ["swimming"] };

/** The sheet of the other tests, with these suggestions for “No sauna.”. */
function suggesting(proposals: readonly SheetRule[]): typeof CONTENT {
  const { original } = CONTENT;
  if (!original) throw new Error("the sheet has no text");
  return { ...CONTENT, original: { ...original, sentences: original.sentences.map((each, at) => (at === 2 ? { ...each, proposals } : each)) } };
}

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const accept = async (number: number): Promise<void> => tap((await screen.findAllByRole("button", { name: "Accept rule" }))[number] as HTMLElement);
const isOpen = (): boolean => sentenceRow("No sauna.").textContent.includes("Needs your decision");
const current = (text: string): string | null => sentenceRow(text).getAttribute("aria-current");
const dialog = (): InGroup => within(document.querySelector("dialog[open]") as HTMLElement, queries);

describe("a sentence with two suggestions", () => {
  beforeEach(() => {
    server.stored = version(suggesting([SAUNA, SWIMMING]));
  });

  it("stays open when one is accepted, until the other is, too", async () => {
    await openDesk();
    await accept(0);
    expect(isOpen()).toBe(true);
    expect(screen.getByText("Accept or dismiss each suggestion.")).toBeTruthy();
    expect(screen.getByText("2 sentences are open")).toBeTruthy();
    await accept(0);
    expect(isOpen()).toBe(false);
    expect(current("Come by bus.")).toBe("true");
    await waitFor(() => expect(server.stored?.original?.sentences[2]).toMatchObject({ state: "rules", rule_ids: ["sauna", "swimming"], proposals: [] }), { timeout: 4000 });
  });

  it("is decided when the other is dismissed, and moves on", async () => {
    await openDesk();
    await accept(0);
    tap(await button("Dismiss"));
    expect(isOpen()).toBe(false);
    expect(current("Come by bus.")).toBe("true");
  });

  it("stays open with a rule of the author's own, and if both are dismissed", async () => {
    await openDesk();
    tap(await button("Add rule"));
    expect(isOpen()).toBe(true);
    tap(screen.getAllByRole("button", { name: "Remove" })[0] as HTMLElement);
    expect(ruleWords()).toEqual([]);
    tap(screen.getAllByRole("button", { name: "Dismiss" })[0] as HTMLElement);
    tap(await button("Dismiss"));
    expect(isOpen()).toBe(true);
  });
});

describe("before publishing", () => {
  it("the readings that nobody has opened are counted, and shown", async () => {
    await openDesk();
    tap(await button("Show as text"));
    tap(await button("Leave out"));
    tap(await button("Publish"));
    tap(await dialog().findByRole("button", { name: "Show: You have not opened 1 sentence with rules here" }));
    expect(current("No make-up")).toBe("true");
    tap(await button("Publish"));
    await dialog().findByText(/^3 sentences: 1 with rules/);
    expect(dialog().queryByText(/not opened/)).toBeNull();
  });

  it("the sentences with words in no rule are counted, and shown", async () => {
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, rules: CONTENT.document.rules.map((rule) => ({ ...rule, until: "48h" })) } });
    await openDesk();
    tap(await button("Show as text"));
    tap(await button("Leave out"));
    tap(await button("Publish"));
    tap(await dialog().findByRole("button", { name: "Show: 1 sentence has words that are in no rule" }));
    expect(current("No make-up")).toBe("true");
  });

  it("a text that is half typed is named", async () => {
    await openDesk();
    tap(await button("Change text"));
    const field = screen.getByLabelText<HTMLTextAreaElement>("Wording of the sentence");
    field.value = "No sau";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tap(await button("Publish"));
    await dialog().findByText("1 text is half typed and not saved");
  });
});

describe("a suggestion that may say the opposite of its sentence", () => {
  const unsure = (reason: string): typeof CONTENT => {
    const content = suggesting([SAUNA]);
    return { ...content, original: content.original && { ...content.original, sentences: content.original.sentences.map((each, at) => (at === 2 ? { ...each, reason } : each)) } };
  };
  const order = (): readonly string[] => [...document.querySelectorAll<HTMLElement>(".desk__side button")].map((each) => each.textContent);

  it("says what it would mean, and is not the first thing offered", async () => {
    server.stored = version(unsure("words"));
    await openDesk();
    expect(screen.getByText("Not allowed")).toBeTruthy();
    expect(screen.getByText("The sentence may mean the opposite, or more. Please compare before you accept.")).toBeTruthy();
    expect(order().indexOf("Show as text")).toBeLessThan(order().indexOf("Accept rule"));
    expect(order().indexOf("Accept and change")).toBeLessThan(order().indexOf("Accept rule"));
    await accept(0);
    expect(isOpen()).toBe(false);
  });

  it("comes first where the reader only lacks a time", async () => {
    server.stored = version(unsure("time"));
    await openDesk();
    expect(screen.getByText("Not allowed")).toBeTruthy();
    expect(order().indexOf("Accept rule")).toBeLessThan(order().indexOf("Show as text"));
  });
});
