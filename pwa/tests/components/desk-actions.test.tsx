// @vitest-environment jsdom
/** What can be done with a whole sheet, and with a line of its text. */
import "fake-indexeddb/auto";
import { fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SheetSentence } from "../../src/state/authoring";
import { button, CONTENT, ID, inGroup, openDesk, SAUNA, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer } from "./desk";
import { choose, tap, type } from "./phone";

const DRAFT = `/api/sheet-versions/${ID}`;
let server: DraftServer;

/** A draft whose sentences are these; the heading is the first. */
function withSentences(change: (sentences: readonly SheetSentence[]) => readonly SheetSentence[]): void {
  const { original } = CONTENT;
  server.stored = version({ ...CONTENT, original: original && { ...original, sentences: change(original.sentences) } });
}

const heading = (text: string): Promise<HTMLElement> => screen.findByRole("button", { name: new RegExp(`^${text}`) });
const showDetails = (): void => tap(screen.getByLabelText("Sheet details"));
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;

beforeEach(() => {
  history.replaceState(null, "", `/clinic/sheets/${ID}`);
  server = setUpDesk();
});
afterEach(tearDownDesk);

describe("a draft", () => {
  it("is exported as the file that the server names, with the last change", async () => {
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await openDesk();
    showDetails();
    type(screen.getByLabelText("Publisher"), "!");
    tap(await button("Export file"));
    await vi.waitFor(() => expect(names).toEqual(["peel-1.toml"]));
    expect(server.stored?.document.publisher).toBe("Clinic!");
  });

  it("that could not be exported says why, and is exported on a retry", async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue(undefined);
    await openDesk();
    showDetails();
    server.offline = true;
    tap(await button("Export file"));
    expect(await alertText()).toContain("There is no network right now");
    server.offline = false;
    tap(await button("Try again"));
    await vi.waitFor(() => expect(click).toHaveBeenCalledOnce());
  });

  it("is deleted only after a question, and leads back to the list", async () => {
    await openDesk();
    showDetails();
    tap(await button("Discard draft"));
    const dialog = within(await screen.findByRole("dialog", { name: "Discard draft" }));
    expect(dialog.getByText("This deletes the draft. You cannot undo this.")).toBeTruthy();
    expect(server.calls).toEqual([]);
    tap(dialog.getByRole("button", { name: "Close" }));
    tap(await button("Discard draft"));
    server.offline = true;
    tap(dialog.getByRole("button", { name: "Discard draft" }));
    expect(await alertText()).toContain("There is no network right now");
    server.offline = false;
    tap(dialog.getByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(location.pathname).toBe("/clinic/sheets"));
    expect(server.calls).toEqual([`DELETE ${DRAFT}`]);
  });
});

describe("a version that cannot be changed", () => {
  it.each([
    ["published by the clinic starts its next version", { published_at: "2026-11-02T10:00:00Z" }, "Start next version"],
    ["built in is copied", { built_in: true }, "Make a copy"],
  ])("%s", async (_, part, name) => {
    server.stored = { ...version(), ...part };
    await openDesk();
    expect(screen.getByText("This version cannot be changed")).toBeTruthy();
    tap(sentenceRow("No make-up"));
    expect(screen.queryByRole("button", { name: "Add rule" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Change text" })).toBeNull();
    tap(await button(name));
    await vi.waitFor(() => expect(location.pathname).not.toBe(`/clinic/sheets/${ID}`));
    expect(location.pathname).toBe(`/clinic/sheets/${server.stored.id}`); // the new draft
  });

  it("is exported too", async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue(undefined);
    server.stored = { ...version(), built_in: true };
    await openDesk();
    tap(await button("Export file"));
    await vi.waitFor(() => expect(click).toHaveBeenCalledOnce());
  });

  it("says why no next version could be started", async () => {
    server.stored = { ...version(), published_at: "2026-11-02T10:00:00Z" };
    await openDesk();
    server.offline = true;
    tap(await button("Start next version"));
    expect(await alertText()).toContain("There is no network right now");
    expect(location.pathname).toBe(`/clinic/sheets/${ID}`);
  });

  it("says nothing to add where it is empty", async () => {
    server.stored = { ...version({ document: { ...CONTENT.document, rules: [] }, original: null }), built_in: true };
    await openDesk();
    expect(screen.getByRole("heading", { name: "Nothing selected" })).toBeTruthy();
  });
});

describe("the details of a sheet", () => {
  it("are its treatment, its first day and its languages, of which that of the text stays", async () => {
    await openDesk();
    showDetails();
    choose(screen.getByLabelText("Kind of treatment"), "Laser or light");
    tap(inGroup("The day of treatment counts as").getByLabelText("Day 0"));
    tap(inGroup("Languages for your patients").getByLabelText("German"));
    tap(inGroup("Languages for your patients").getByLabelText("English"));
    await vi.waitFor(() => expect(server.stored?.document).toMatchObject({ treatment: "laser", day_one: 0, languages: ["en", "de"] }), 8_000);
  });

  it("name a treatment of the clinic's own as it is, and faults that belong to no rule", async () => {
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, treatment: "cold-plasma", title: "" } });
    server.report = { document: null, faults: [{ rule: null, field: "title", line: null, column: null, problem: "empty", expected: "a title" }], issues: [] };
    await openDesk();
    showDetails();
    expect(within(screen.getByLabelText("Kind of treatment")).getByRole("option", { name: "cold plasma" })).toBeTruthy();
    expect(await screen.findByText("Please give the sheet a title.")).toBeTruthy();
  });
});

describe("a heading", () => {
  it("is shown to patients until it is left out, and again with another tap", async () => {
    await openDesk();
    tap(await heading("The first days"));
    tap(await button("Leave out"));
    await vi.waitFor(() => expect(server.stored?.original?.sentences[0]?.state).toBe("left-out"), 8_000);
    tap(await heading("The first days"));
    tap(await button("Show heading"));
    await vi.waitFor(() => expect(server.stored?.original?.sentences[0]?.state).toBe("reading-only"), 8_000);
  });

  it("is changed in a field of its own, or becomes a sentence", async () => {
    await openDesk();
    tap(await heading("The first days"));
    tap(await button("Change text"));
    const field = screen.getByLabelText<HTMLTextAreaElement>("Wording of the heading");
    expect((await button("Save text") as HTMLButtonElement).disabled).toBe(true); // nothing has changed
    fireEvent.input(field, { target: { value: "Days 1 to 3" } });
    tap(await button("Save text"));
    tap(await heading("Days 1 to 3"));
    tap(await button("Make sentence"));
    await vi.waitFor(() => expect(server.stored?.original?.sentences[0]?.heading).toBe(false), 8_000);
  });
});

describe("a suggestion", () => {
  it("is accepted and opened to be changed", async () => {
    await openDesk();
    tap(sentenceRow("No sauna."));
    tap(await button("Accept and change"));
    expect(await screen.findByLabelText("Kind of rule")).toBeTruthy();
    await vi.waitFor(() => expect(server.stored?.original?.sentences[2]?.rule_ids).toHaveLength(1), 8_000);
  });

  it("of several leaves the others, and the selection stays", async () => {
    const second = { ...SAUNA, id: "bath", topics: ["bath"], says: "No bath." };
    withSentences((all) => all.map((each, at) => (at === 2 ? { ...each, proposals: [SAUNA, second] } : each)));
    await openDesk();
    tap(sentenceRow("No sauna."));
    tap(screen.getAllByRole("button", { name: "Accept rule" })[0] as HTMLElement);
    expect(sentenceRow("No sauna.").getAttribute("aria-current")).toBe("true");
    expect(screen.getAllByRole("button", { name: "Accept rule" })).toHaveLength(1);
  });
});
