// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { unsentCount } from "../../src/actions/diary/outbox";
import Paste from "../../src/screens/author/paste";
import SheetScreen from "../../src/screens/author/sheet";
import Sheets from "../../src/screens/author/sheets";
import { button, ID, inGroup, ruleWords, SAUNA, saved, startServer, summary, type DraftServer } from "./desk";
import { bob, clearPhone, completeBrowser, preparePhone, show, tap, type } from "./phone";

let server: DraftServer;

const LINE = { heading: false, reason: "", rule_ids: [], proposal_ids: [], used: [], unused: [] };
const IMPORTED = {
  ...{ language: "en", rules: [SAUNA], proposals: [], topics: {} },
  lines: [
    { ...LINE, text: "Peel", start: 0, end: 4, heading: true, state: "reading-only" },
    { ...LINE, text: "No sauna.", start: 5, end: 14, state: "read", rule_ids: ["sauna"] },
  ],
};

beforeEach(async () => {
  completeBrowser();
  history.replaceState(null, "", "/clinic/sheets");
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));
  server = startServer(null);
  server.imported = IMPORTED;
  await preparePhone(bob, { treatments: [] });
});
afterEach(clearPhone);

/** Paste a text and return the id of the sheet whose desk has opened. */
async function paste(text = "Peel\nNo sauna."): Promise<string> {
  show(Paste);
  fireEvent.input(await screen.findByLabelText("Text of the sheet"), { target: { value: text } });
  tap(await button("Read text"));
  await waitFor(() => expect(location.pathname).toMatch(/sheets\/[\da-f-]{36}$/));
  cleanup();
  return location.pathname.split("/").at(-1) ?? "";
}

describe("a pasted text", () => {
  it("goes straight to the desk, with its sentences, and from there to the server", async () => {
    server.versions = [summary({ key: "peel" })];
    const id = await paste();
    expect(server.uploads).toBe(0);
    show(SheetScreen, { id });
    await screen.findByRole("heading", { level: 1, name: "Peel" });
    expect(ruleWords()).toEqual(["Avoid sauna for a time that is missing from the text"]);
    await waitFor(() => expect(server.stored?.id).toBe(id));
    expect(server.stored?.document).toMatchObject({ id: "peel-2", title: "Peel", treatment: "chemical-peel", rules: [{ id: "sauna" }] });
    expect(server.stored?.original?.sentences.map((each) => each.state)).toEqual(["reading-only", "rules"]);
    await waitFor(() => expect(saved()).toMatch(/^Saved/));
  });

  it("is still there after leaving the screen, until it has been read", async () => {
    show(Paste);
    type(await screen.findByLabelText("Text of the sheet"), "No sauna.");
    cleanup();
    show(Paste);
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Text of the sheet")).value).toBe("No sauna.");
    cleanup();
    await paste();
    show(Paste);
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Text of the sheet")).value).toBe("");
  });

  it("asks for the language where it cannot be told, and reads the text in it", async () => {
    server.tellsLanguage = false;
    show(Paste);
    type(await screen.findByLabelText("Text of the sheet"), "Pas de sauna.");
    tap(await button("Read text"));
    tap(await screen.findByLabelText("German"));
    tap(await button("Read text"));
    await waitFor(() => expect(location.pathname).toMatch(/sheets\/[\da-f-]{36}$/));
  });

  it("keeps capitals and umlauts of a condition", async () => {
    const text = "Meiden Sie Sauna, außer bei Notfällen.";
    const rules = [{ ...SAUNA, unless: ["notfallen"] }];
    server.imported = { ...IMPORTED, language: "de", rules, lines: [{ ...LINE, text, start: 0, end: text.length, state: "read", rule_ids: ["sauna"] }] };
    show(SheetScreen, { id: await paste(text) });
    await waitFor(() => expect(ruleWords()[0]).toContain("Notfällen"));
  });

  it("shows a counter near the limit, and refuses what is longer", async () => {
    show(Paste);
    const field = await screen.findByLabelText("Text of the sheet");
    fireEvent.input(field, { target: { value: "a".repeat(179_999) } });
    expect(screen.queryByText(/of 200,000 characters/)).toBeNull();
    fireEvent.input(field, { target: { value: "a".repeat(180_000) } });
    expect(screen.getByText("180,000 of 200,000 characters")).toBeTruthy();
    fireEvent.input(field, { target: { value: "😀".repeat(200_000) } });
    expect(await button("Read text")).toHaveProperty("disabled", false);
    fireEvent.input(field, { target: { value: "a".repeat(200_001) } });
    expect(await button("Read text")).toHaveProperty("disabled", true);
    expect(screen.getByRole("alert").textContent).toContain("shorten the text to 200,000 characters");
  });
});

describe("a file", () => {
  it.each([
    ["sheet.docx", "PK"],
    ["sheet.toml", "title = 7"],
  ])("that is not a sheet (%s) is refused in words that say what to do", async (name, content) => {
    server.refuse = "sheet-faulty";
    show(Sheets);
    const input = await screen.findByLabelText("Import .toml file");
    fireEvent.change(input, { target: { files: [new File([content], name)] } });
    expect((await screen.findByRole("alert")).textContent).toContain("choose a .toml file");
  });
});

describe("a sheet that has no rules yet", () => {
  it("stays on this device, in the list, until it has one", async () => {
    server.refuse = "sheet-faulty";
    show(Sheets);
    tap(await button("Write new sheet"));
    type(await screen.findByLabelText("Title of the sheet"), "My own");
    tap(await button("Create draft"));
    await waitFor(() => expect(location.pathname).toMatch(/sheets\/[\da-f-]{36}$/));
    const id = location.pathname.split("/").at(-1) ?? "";
    cleanup();
    show(SheetScreen, { id });
    await waitFor(() => expect(saved()).toContain("something is not filled in"));
    expect(await unsentCount()).toBe(1);
    cleanup();

    show(Sheets);
    const row = await screen.findByRole("link", { name: /My own/ });
    expect(row.textContent).toContain("On this device only");
    cleanup();
    server.refuse = null;
    show(SheetScreen, { id });
    tap(await button("Add rule"));
    type(inGroup("What it is about").getByRole("searchbox"), "sauna");
    fireEvent.keyDown(inGroup("What it is about").getByRole("searchbox"), { key: "Enter" });
    type(screen.getByLabelText("Text in the app (English)"), "No sauna.");
    await waitFor(() => expect(server.stored?.document.rules).toMatchObject([{ topics: ["sauna"], says: "No sauna." }]));
    await waitFor(async () => expect(await unsentCount()).toBe(0));
  });
});

describe("the list of sheets", () => {
  it("has drafts first, then the clinic's own, and lets them be offered or not", async () => {
    server.versions = [
      summary({}),
      summary({ id: "draft", key: "other", title: "Half done", published_at: null }),
      summary({ id: "built-in", key: "seven-days", title: "Seven days", built_in: true, default: true }),
    ];
    show(Sheets);
    await screen.findByText("Half done");
    expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual(["Drafts", "Your clinic’s sheets", "Built-in sheets"]);
    const row = (title: string): HTMLElement => screen.getByText(title).closest("li") as HTMLElement;
    expect(within(row("Half done")).queryByRole("button")).toBeNull();
    expect(row("Seven days").textContent).toContain("Default");

    tap(within(row("Peel")).getByRole("button", { name: "Make default" }));
    await waitFor(() => expect(server.calls).toEqual([`PUT /api/sheets/default {"key":"peel"}`]));
    server.versions = [summary({ retired: true }), summary({ id: "built-in", key: "seven-days", title: "Seven days", built_in: true, hidden: true })];
    tap(within(row("Peel")).getByRole("button", { name: "Stop offering" }));
    await waitFor(() => expect(row("Peel").textContent).toContain("Not offered"));
    tap(within(row("Peel")).getByRole("button", { name: "Offer again" }));
    tap(within(row("Seven days")).getByRole("button", { name: "Show again" }));
    await waitFor(() =>
      expect(server.calls.slice(1)).toEqual([
        `PUT /api/sheet-versions/${ID}/retirement`,
        `DELETE /api/sheet-versions/${ID}/retirement`,
        `PUT /api/sheets/seven-days/visibility {"hidden":false}`,
      ]),
    );
  });
});
