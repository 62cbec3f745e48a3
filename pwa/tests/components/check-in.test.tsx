// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDraft, storeDraft } from "../../src/actions/diary/draft";
import { emptyDocument } from "../../src/domain/diary";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { syncOutcome } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { treatment } from "../records";
import { picture } from "../sync/people";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const entriesOnPhone = async () => (await database()).getAll("entries");
const button = (name: string) => screen.findByRole("button", { name });

async function answerSomething(): Promise<void> {
  tap(within(await screen.findByRole("group", { name: "Redness" })).getByText("Mild"));
  type(screen.getByLabelText(/^Note/), "Sore on the left.");
}

beforeEach(() => {
  completeBrowser();
  network({});
  history.replaceState(null, "", "/check-in");
});
afterEach(clearPhone);

describe("a check-in", () => {
  it("is saved on the phone, says so and leads back to Today", async () => {
    await preparePhone(alice);
    show(CheckIn);
    await answerSomething();
    tap(await button("Save"));
    await screen.findByRole("heading", { name: "Check-in saved" });
    expect((await entriesOnPhone())[0]?.document).toMatchObject({ scores: { redness: 2 }, note: "Sore on the left." });
    tap(await button("Done"));
    expect(location.pathname).toBe("/");
  });

  it("is busy while it is saved, and a second tap saves nothing twice", async () => {
    await preparePhone(alice);
    show(CheckIn);
    await answerSomething();
    const save = await button("Save");
    tap(save);
    expect(save.getAttribute("aria-busy")).toBe("true");
    tap(save);
    await screen.findByRole("heading", { name: "Check-in saved" });
    expect(await entriesOnPhone()).toHaveLength(1);
  });

  it("keeps everything on a full phone, says so, and can be tried again", async () => {
    await preparePhone(alice);
    show(CheckIn);
    await answerSomething();
    const repair = breakStore("entries");
    const scrolledTo: Element[] = [];
    Element.prototype.scrollIntoView = function () {
      scrolledTo.push(this);
    };
    tap(await button("Save"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Check-in not saved");
    // the form is longer than the screen, and "Save" floats above it
    await waitFor(() => expect(scrolledTo.map((element) => element === alert)).toEqual([true]));
    expect(alert.textContent).toContain("This device is full");
    expect(alert.textContent).toContain("Everything you entered is still here.");
    expect(screen.queryByRole("button", { name: "Save without photos" })).toBeNull(); // there are none
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Note/).value).toBe("Sore on the left.");
    type(screen.getByLabelText(/^Note/), " Itchy.");
    repair();
    tap(await button("Try again"));
    await screen.findByRole("heading", { name: "Check-in saved" });
    expect((await entriesOnPhone())[0]?.document.note).toBe("Sore on the left. Itchy.");
  });

  it("is saved without its photos when only they do not fit", async () => {
    await preparePhone(alice);
    await storeDraft({
      ...{ treatment_id: treatment().id, entry_id: "e1", occurred_at: null, touched_at: Date.now() },
      ...{ document: { ...emptyDocument("Europe/Berlin"), note: "Sore." }, pictures: [picture("front")] },
    });
    show(CheckIn);
    const save = await button("Save");
    breakStore("pictures");
    tap(save);
    tap(await button("Save without photos"));
    await screen.findByRole("heading", { name: "Check-in saved" });
    expect(await entriesOnPhone()).toMatchObject([{ id: "e1", document: { note: "Sore." } }]);
    expect(await (await database()).count("photos")).toBe(0);
  });

  it("says when its draft cannot be stored, and stops saying so once it can", async () => {
    await preparePhone(alice);
    show(CheckIn);
    const note = await screen.findByLabelText(/^Note/);
    const repair = breakStore("drafts");
    type(note, "S");
    await screen.findByText(/could not store your draft/);
    repair();
    type(note, "o");
    await waitFor(() => expect(screen.queryByText(/could not store your draft/)).toBeNull());
    expect((await loadDraft(treatment().id))?.document.note).toBe("So");
  });

  it("says when the phone cannot be read, and opens on a retry", async () => {
    await preparePhone(alice);
    const repair = breakStore("drafts", "getAll", "UnknownError");
    show(CheckIn);
    expect((await screen.findByRole("alert")).textContent).toContain("storage could not be used");
    repair();
    tap(await button("Try again"));
    await screen.findByRole("group", { name: "Redness" });
  });

  it("has nothing to ask without a treatment, and offers to start a diary", async () => {
    await preparePhone(alice, {});
    syncOutcome.value = "done";
    show(CheckIn);
    await screen.findByText("No treatment yet");
    expect(screen.getByRole("link", { name: "Start diary" })).toBeTruthy();
  });

  it("says that it needs a connection once when the phone has no treatment yet", async () => {
    await preparePhone(alice, {});
    syncOutcome.value = "offline";
    show(CheckIn);
    await screen.findByText("No connection yet");
  });
});
