// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { button, CONTENT, openDesk, ruleWords, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer } from "./desk";
import { tap, type } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const current = (text: string): string | null => sentenceRow(text).getAttribute("aria-current");
const CONTRADICTION = { kind: "contradiction", rule_ids: ["make-up"], problem: "x", resolved: false, clash: null } as const;
const german = (document: typeof CONTENT.document): typeof CONTENT.document => ({ ...document, languages: ["en", "de"] });

describe("what is open", () => {
  it("is counted in one place, of every kind, and none of it is skipped", async () => {
    server.report = { document: null, faults: [], issues: [CONTRADICTION] };
    await openDesk();
    await screen.findByText("2 sentences and 1 contradiction are open");
    tap(await button("Next"));
    expect(current("Come by bus.")).toBe("true");
    tap(await button("Next"));
    expect(current("No make-up")).toBe("true");
  });

  it("says that nothing is open only when nothing is", async () => {
    await openDesk();
    tap(await button("Show as text"));
    tap(await button("Leave out"));
    expect(screen.getByText("Nothing is open")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
  });

  it("names the rules that have no text in a second language, and publishing asks to fill it or to remove it", async () => {
    server.stored = version({ ...CONTENT, document: german(CONTENT.document) });
    await openDesk();
    expect(screen.getByText("2 sentences and 1 rule without a text in German are open")).toBeTruthy();
    tap(await button("Show as text"));
    tap(await button("Leave out"));
    expect(current("No make-up")).toBe("true");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Text in the app (German)").value).toBe("");
    tap(await button("Publish"));
    const dialog = within(document.querySelector("dialog[open]") as HTMLElement);
    await dialog.findByText("1 rule without a text in German is open");
    expect(dialog.getByRole("button", { name: "Publish" })).toHaveProperty("disabled", true);
    tap(dialog.getByRole("button", { name: "Remove German" }));
    await waitFor(() => expect(dialog.getByRole("button", { name: "Publish" })).toHaveProperty("disabled", false));
  });
});

describe("a condition in the author's own words", () => {
  const own = async (): Promise<void> => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Change rule"));
    void fireEvent.change(screen.getByLabelText("Conditions"), { target: { value: "own" } });
    type(await screen.findByLabelText("Condition in a few words"), "Einstiche geschlossen, ganz");
  };

  it("keeps its words, and is asked of the patient unless the author says otherwise", async () => {
    await own();
    tap(await button("Add"));
    expect(ruleWords()[0]).toContain("“Einstiche geschlossen, ganz”");
    await waitFor(() => expect(server.stored?.document).toMatchObject({ conditions: { "einstiche-geschlossen-ganz": { en: "Einstiche geschlossen, ganz" } }, rules: [{ if: ["now:einstiche-geschlossen-ganz"] }] }), { timeout: 4000 });
  });

  it("can be one that the practitioner records, and has a name in each language", async () => {
    server.stored = version({ ...CONTENT, document: german(CONTENT.document) });
    await own();
    tap(screen.getByLabelText("You, when you record the treatment"));
    tap(await button("Add"));
    tap(screen.getByLabelText("Sheet details"));
    type(screen.getByLabelText("“Einstiche geschlossen, ganz” (German)"), "Zu");
    await waitFor(() => expect(server.stored?.document).toMatchObject({ conditions: { "einstiche-geschlossen-ganz": { de: "Zu" } }, rules: [{ if: ["einstiche-geschlossen-ganz"] }] }), { timeout: 4000 });
  });
});

describe("after a decision", () => {
  it("goes on by itself, and undo goes back to the sentence", async () => {
    await openDesk();
    tap(await button("Leave out"));
    expect(sentenceRow("No sauna.").textContent).toContain("Left out");
    expect(current("Come by bus.")).toBe("true");
    tap(await button("Undo"));
    expect(current("No sauna.")).toBe("true");
    expect(sentenceRow("No sauna.").textContent).toContain("Needs your decision");
  });

  it("stays at a sentence that was decided before", async () => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Show as text"));
    expect(current("No make-up")).toBe("true");
  });

  it("shows one undo, in the bar, and Ctrl+Z does the same outside a field", async () => {
    await openDesk();
    tap(await button("Accept rule"));
    tap(await button("Leave out"));
    expect(screen.getAllByRole("button", { name: "Undo" })).toHaveLength(1);
    expect(document.querySelector(".toast")).toBeNull();
    void act(() => void fireEvent.keyDown(document.body, { key: "z", ctrlKey: true }));
    expect(current("Come by bus.")).toBe("true");
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    tap(sentenceRow("No sauna."));
    expect(ruleWords()).toHaveLength(1);
  });
});
