// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { database } from "../../src/store/database";
import { findSheet } from "../../src/store/sheets";
import { button, CONTENT, ID, inGroup, openDesk, ruleWords, saved, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer, type InGroup } from "./desk";
import { breakStore, tap, type } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const clear = (field: HTMLElement): void => void fireEvent.input(field, { target: { value: "" } });
const pick = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } });
const storedDraft = async (): Promise<typeof CONTENT | undefined> => (await findSheet(await database(), ID))?.content as typeof CONTENT | undefined;

describe("the text beside the rules", () => {
  it("shows each sentence with its state, keeps the headings, and marks words that no rule has", async () => {
    await openDesk();
    expect(screen.getByRole("heading", { level: 2, name: "The first days" })).toBeTruthy();
    expect(sentenceRow("No make-up").textContent).toContain("1 rule");
    expect(sentenceRow("No sauna.").textContent).toContain("Needs your decision");
    expect([...document.querySelectorAll(".sentences .unused")].map((each) => each.textContent)).toEqual([]); // "24 hours" is in the rule
    expect(screen.getByText("2 sentences are open")).toBeTruthy();
  });

  it("begins with the sentence that needs the author, and goes from one to the next", async () => {
    await openDesk();
    expect(sentenceRow("No sauna.").getAttribute("aria-current")).toBe("true");
    tap(await button("Next"));
    expect(sentenceRow("Come by bus.").getAttribute("aria-current")).toBe("true");
    tap(await button("Next"));
    expect(sentenceRow("No sauna.").getAttribute("aria-current")).toBe("true");
  });

  it("accepts a proposal, and takes that back", async () => {
    await openDesk();
    tap(await button("Accept rule"));
    expect(screen.getByText("1 sentence is open")).toBeTruthy();
    expect(sentenceRow("Come by bus.").getAttribute("aria-current")).toBe("true");
    tap(sentenceRow("No sauna."));
    expect(ruleWords()).toEqual(["Avoid sauna for a time that is missing from the text"]);
    tap(await button("Undo"));
    expect(ruleWords()).toEqual([]);
    expect(await button("Accept rule")).toBeTruthy();
  });

  it("leaves a sentence for reading only, and undo brings its rules back", async () => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Show as text"));
    expect(ruleWords()).toEqual([]);
    expect(sentenceRow("No make-up").textContent).toContain("Shown as text");
    tap(await button("Undo"));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    tap(sentenceRow("Come by bus."));
    tap(await button("Show as text"));
    tap(sentenceRow("Come by bus."));
    tap(await button("Decide again"));
    expect(sentenceRow("Come by bus.").textContent).toContain("Needs your decision");
  });

  it("shows the rules below the sentence on a narrow screen", async () => {
    await openDesk({ wide: false });
    tap(sentenceRow("No make-up"));
    expect(sentenceRow("No make-up").parentElement?.querySelector(".rule-card__words")?.textContent).toBe("Avoid make-up for 24 hours");
  });
});

describe("a rule that is typed", () => {
  it("stays open from the first letter to the last, and is there after leaving and coming back", async () => {
    await openDesk();
    tap(sentenceRow("Come by bus."));
    tap(await button("Add rule"));
    const says = await screen.findByLabelText<HTMLTextAreaElement>("Text in the app (English)");
    expect(says.value).toBe("Come by bus.");
    clear(says);
    type(says, "Do not drive yourself home.");
    fireEvent.blur(says);
    expect(says.isConnected).toBe(true);
    expect(says.value).toBe("Do not drive yourself home.");

    tap(sentenceRow("No make-up"));
    tap(sentenceRow("Come by bus."));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Text in the app (English)").value).toBe("Do not drive yourself home.");
    await waitFor(async () => expect(JSON.stringify(await storedDraft())).toContain("Do not drive yourself home."));
  });

  it("finds a topic by an everyday word", async () => {
    await openDesk();
    tap(sentenceRow("Come by bus."));
    tap(await button("Add rule"));
    const search = inGroup("What it is about").getByRole("searchbox");
    type(search, "masca");
    tap(await inGroup("What it is about").findByRole("button", { name: /^mascara/i }));
    expect(ruleWords()).toEqual(["Avoid mascara"]);
    type(search, "sauna");
    fireEvent.keyDown(search, { key: "Enter" });
    expect(ruleWords()).toEqual(["Avoid mascara and sauna"]);
    tap(await button("Remove mascara"));
    expect(ruleWords()).toEqual(["Avoid sauna"]);
  });

  it("creates a topic of the clinic's own, but not from a word that is taken", async () => {
    await openDesk();
    tap(sentenceRow("Come by bus."));
    tap(await button("Add rule"));
    type(inGroup("What it is about").getByRole("searchbox"), "peel veil");
    tap(await button("Add “peel veil” as new"));
    const words = screen.getByLabelText<HTMLInputElement>("What people call it in English");
    expect(words.value).toBe("peel veil");
    const add = await button("Add topic");
    expect(add).toHaveProperty("disabled", true);
    expect(screen.getByText("Still missing: what it is a kind of.")).toBeTruthy();
    type(inGroup("It is a kind of").getByRole("searchbox"), "moisturiser");
    tap((await inGroup("It is a kind of").findAllByRole("button"))[0] as HTMLElement);
    type(words, ", sauna");
    await screen.findByText(/already means “sauna”/);
    clear(words);
    type(words, "peel veil, veil mask");
    tap(await button("Add topic"));
    expect(ruleWords()).toEqual(["Avoid peel veil"]);
    await waitFor(() => expect(server.stored?.document.topics?.["peel-veil"]?.words).toEqual({ en: ["peel veil", "veil mask"] }));
  });
});

describe("the time of a rule", () => {
  const open = async (): Promise<InGroup> => {
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Change rule"));
    tap(inGroup("Ends").getByLabelText("other …"));
    return inGroup("Ends");
  };

  it("is changed digit by digit, and keeps the last whole time while a number is missing", async () => {
    const ends = await open();
    const number = ends.getByLabelText<HTMLInputElement>("Number");
    clear(number);
    expect(number.value).toBe("");
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    expect(ends.getByRole("alert").textContent).toContain("whole numbers");
    type(number, "36");
    expect(ruleWords()).toEqual(["Avoid make-up for 36 hours"]);
    type(ends.getByLabelText(/^to/), "72");
    expect(ruleWords()).toEqual(["Avoid make-up for 36 to 72 hours"]);
    pick(ends.getByLabelText("How exact"), "minimum");
    expect(ruleWords()).toEqual(["Avoid make-up for at least 36 to 72 hours"]);
  });

  it("can be joined with a state, be a day, a part of the day, or missing", async () => {
    const ends = await open();
    tap(ends.getByRole("button", { name: "Add second time" }));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    pick(ends.getAllByLabelText("Kind of time")[1] as HTMLElement, "state");
    expect(ruleWords()).toEqual(["Avoid make-up until the skin has healed, at least 24 hours"]);
    pick(ends.getByLabelText("Together with"), "first");
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours or until the skin has healed, whichever comes first"]);
    tap(ends.getByRole("button", { name: "Remove time 2" }));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    pick(ends.getByLabelText("Kind of time"), "day");
    type(ends.getByLabelText("Day"), "3");
    expect(ruleWords()).toEqual(["Avoid make-up until day 3 begins"]);
    pick(ends.getByLabelText("Kind of time"), "part");
    expect(ruleWords()).toEqual(["Avoid make-up until the next morning"]);
    pick(ends.getByLabelText("Kind of time"), "act");
    pick(ends.getByLabelText("Extra time"), "some");
    type(ends.getByLabelText("Number"), "30");
    expect(ruleWords()).toEqual(["Avoid make-up until 30 minutes after washing"]);
    pick(ends.getByLabelText("Kind of time"), "lost");
    expect(ruleWords()).toEqual(["Avoid make-up for a time that is missing from the text"]);
    pick(ends.getByLabelText("Kind of time"), "none");
    expect(ruleWords()).toEqual(["Avoid make-up"]);
  });

  it("stays as it is if the pickers cannot show it", async () => {
    const [rule] = CONTENT.document.rules;
    if (!rule) throw new Error("no rule");
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, rules: [{ ...rule, until: "24h & healed / 7d" }] } });
    const ends = await open();
    expect(ends.getAllByText(/whichever comes first/).length).toBeGreaterThan(0);
    type(screen.getByLabelText("Text in the app (English)"), "!");
    await waitFor(() => expect(server.stored?.document.rules[0]).toMatchObject({ until: "24h & healed / 7d", says: "No make-up for 24 hours.!" }));
    tap(ends.getByRole("button", { name: "Set new" }));
    pick(ends.getByLabelText("Kind of time"), "length");
    expect(ruleWords()[0]).toMatch(/whichever comes first/);
    type(ends.getByLabelText("Number"), "36");
    expect(ruleWords()).toEqual(["Avoid make-up for 36 hours"]);
  });

  it("repeats, and has a condition, flags and a wording in a second language", async () => {
    await open();
    pick(screen.getByLabelText("How often"), "2/day");
    expect(ruleWords()).toEqual(["Avoid make-up twice a day for 24 hours"]);
    type(inGroup("Allowed only together with").getByRole("searchbox"), "sunscreen");
    fireEvent.keyDown(inGroup("Allowed only together with").getByRole("searchbox"), { key: "Enter" });
    type(screen.getByLabelText("With what, or how (English)"), "dry hands, gauze");
    pick(screen.getByLabelText("Conditions"), "unless prescribed");
    expect(ruleWords()[0]).toMatch(/, only with sunscreen, with dry hands and gauze, unless “Prescribed by a doctor”$/);
    tap(screen.getByLabelText("Sheet details"));
    tap(inGroup("Languages for your patients").getByLabelText("German"));
    tap(screen.getByLabelText("Text and rules"));
    type(await screen.findByLabelText("Text in the app (German)"), "Kein Make-up.");
    await waitFor(() => expect(server.stored?.document.rules[0]?.says).toEqual({ en: "No make-up for 24 hours.", de: "Kein Make-up." }));
  });
});

describe("rules of a sentence", () => {
  it("are split, moved and removed", async () => {
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, rules: CONTENT.document.rules.map((rule) => ({ ...rule, topics: ["make-up", "sauna"] })) } });
    await openDesk();
    tap(sentenceRow("No make-up"));
    tap(await button("Split"));
    tap(inGroup("What should get its own rule?").getByLabelText("sauna"));
    tap(await button("Split rule"));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours", "Avoid sauna for 24 hours"]);
    tap(await button("Move down"));
    expect(ruleWords()).toEqual(["Avoid sauna for 24 hours", "Avoid make-up for 24 hours"]);
    expect(document.activeElement?.closest("article")?.id).toBe("card-make-up");
    tap(await button("Undo"));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours", "Avoid sauna for 24 hours"]);
    tap(await button("Move down"));
    tap(screen.getAllByRole("button", { name: "Remove" })[0] as HTMLElement);
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    tap(screen.getAllByRole("button", { name: "Undo" }).at(-1) as HTMLElement);
    expect(ruleWords()).toHaveLength(2);
  });

  it("name what is not complete in words, at the field", async () => {
    server.report = { document: null, issues: [], faults: [{ rule: "rule make-up", field: "topics", line: null, column: null, problem: "is missing", expected: "names" }] };
    await openDesk();
    tap(sentenceRow("No make-up"));
    await screen.findByText("Please choose what this rule is about.");
  });
});

describe("saving", () => {
  it("stores every change at once and sends the last one after a pause", async () => {
    await openDesk();
    tap(await button("Accept rule"));
    await waitFor(async () => expect((await storedDraft())?.document.rules).toHaveLength(2));
    await waitFor(() => expect(saved()).toMatch(/^Saved \d/));
    expect(server.stored?.original?.sentences[2]?.state).toBe("rules");
    expect(server.uploads).toBe(1);
  });

  it("keeps everything on the device without a network, says so, and uses it after a crash", async () => {
    await openDesk();
    server.offline = true;
    tap(await button("Accept rule"));
    await waitFor(() => expect(saved()).toBe("Saved on this device, not yet with the clinic: offline"));
    cleanup();
    await openDesk();
    expect(sentenceRow("No sauna.").textContent).toContain("1 rule");
    server.offline = false;
    dispatchEvent(new Event("online"));
    await waitFor(() => expect(server.stored?.document.rules).toHaveLength(2));
    await waitFor(() => expect(saved()).toMatch(/^Saved/));
  });

  it("keeps an incomplete rule on the device", async () => {
    await openDesk();
    server.refuse = "sheet-faulty";
    tap(await button("Add rule"));
    await waitFor(() => expect(saved()).toContain("something is not filled in"));
    expect((await storedDraft())?.document.rules).toHaveLength(2);
    server.refuse = null;
    type(inGroup("What it is about").getByRole("searchbox"), "sauna");
    fireEvent.keyDown(inGroup("What it is about").getByRole("searchbox"), { key: "Enter" });
    await waitFor(() => expect(saved()).toMatch(/^Saved \d/));
  });

  it("shows a change made elsewhere, and lets the author choose", async () => {
    await openDesk();
    const theirs = version({ ...CONTENT, document: { ...CONTENT.document, publisher: "Another" } });
    server.stored = theirs;
    tap(await button("Accept rule"));
    await screen.findByText("Another device changed this draft");
    expect(server.stored).toBe(theirs);
    expect((await storedDraft())?.document.rules).toHaveLength(2);
    tap(await button("Keep mine"));
    await waitFor(() => expect(server.stored?.document.rules).toHaveLength(2));
    await waitFor(() => expect(screen.queryByText("Another device changed this draft")).toBeNull());

    server.stored = theirs;
    tap(sentenceRow("Come by bus."));
    tap(await button("Show as text"));
    await screen.findByText("Another device changed this draft");
    tap(await button("Use the other"));
    await waitFor(() => expect(sentenceRow("No sauna.").textContent).toContain("Needs your decision"));
    expect(server.stored).toBe(theirs);

    tap(await button("Undo"));
    await screen.findByText("Another device changed this draft");
    expect(sentenceRow("No sauna.").textContent).toContain("1 rule");
  });

  it("finds a change made elsewhere when the desk is opened again", async () => {
    await openDesk();
    server.offline = true;
    tap(await button("Accept rule"));
    await waitFor(() => expect(saved()).toContain("offline"));
    cleanup();
    server.offline = false;
    server.stored = version({ ...CONTENT, document: { ...CONTENT.document, publisher: "Another" } });
    await openDesk();
    await screen.findByText("Another device changed this draft");
  });

  it("says so if a change could not even be stored", async () => {
    await openDesk();
    server.offline = true;
    breakStore("sheets");
    tap(await button("Accept rule"));
    await waitFor(() => expect(saved()).toMatch(/^Not saved/));
  });
});

describe("publishing", () => {
  it("is refused while a sentence is open, and leads to it", async () => {
    await openDesk();
    tap(await button("Publish"));
    const dialog = within(document.querySelector("dialog[open]") as HTMLElement);
    await dialog.findByText("3 sentences: 1 with rules, 0 shown as text, 0 left out, 2 open");
    expect(dialog.getByText("2 sentences are open")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Publish" })).toHaveProperty("disabled", true);
    tap(dialog.getByRole("button", { name: "Show" }));
    expect(sentenceRow("No sauna.").getAttribute("aria-current")).toBe("true");
  });

  it("shows the counts, the changes in words and the patients, and sends the safety correction", async () => {
    await openDesk();
    tap(await button("Accept rule"));
    tap(sentenceRow("Come by bus."));
    tap(await button("Show as text"));
    tap(await button("Publish"));
    const dialog = within(document.querySelector("dialog[open]") as HTMLElement);
    await dialog.findByText("3 sentences: 2 with rules, 1 shown as text, 0 left out, 0 open");
    expect(dialog.getByText("Avoid make-up for 12 hours")).toBeTruthy();
    expect(dialog.getByText("Gentle peel", { exact: false }).textContent).toBe("Title: Peel Gentle peel");
    expect(dialog.getByText("Stay out of the sauna.").parentElement?.textContent).toBe("Text (English): Stay out of the sauna. No sauna.");
    expect(dialog.getByText("3 patients follow an earlier version and will see what changed.")).toBeTruthy();
    tap(dialog.getByRole("checkbox"));
    tap(dialog.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(server.published).toBe(true));
    await screen.findByText("This version cannot be changed");
    expect(await storedDraft()).toBeUndefined();
  });

  it("names the rule that keeps the latest changes from the clinic", async () => {
    await openDesk();
    server.refuse = "sheet-faulty";
    server.report = { document: null, issues: [], faults: [{ rule: "rule make-up", field: "until", line: null, column: null, problem: "x", expected: "y" }] };
    tap(await button("Add rule"));
    await waitFor(() => expect(ruleWords()).toHaveLength(1));
    tap(await button("Publish"));
    const dialog = within(document.querySelector("dialog[open]") as HTMLElement);
    await dialog.findByText("The clinic does not have your latest changes yet");
    tap(await dialog.findByRole("button", { name: "Show rule" }));
    expect(ruleWords()).toEqual(["Avoid make-up for 24 hours"]);
    expect(inGroup("Ends").getByText(/The end does not fit/)).toBeTruthy();
  });
});
