// @vitest-environment jsdom
/** Deleting a check-in or a photo: it disappears at once, can be undone for ten seconds, and is then gone. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import Diary from "../../src/screens/patient/diary/diary";
import Today from "../../src/screens/patient/today/today";
import { now } from "../../src/state/clock";
import { onPhone, saved } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import type { Notice } from "../../src/store/schema";
import { go } from "../../src/ui";
import { photo, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const NOW = Date.parse("2026-11-20T18:00:00Z");

function entry(id: string, part: Partial<EntryDocument> = {}, edited = false): Entry {
  return { id, treatment_id: "treatment", occurred_at: "2026-11-20T11:00:00Z", document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited };
}

const whole = entry("e1", { note: "Slept badly.", question: "Is this normal?" }, true);
const plain = entry("e2", { note: "", scores: { redness: 2 } });

async function openDiary(): Promise<void> {
  await preparePhone(alice, { treatments: [treatment()], entries: [whole, plain], photos: [photo("p1"), photo("p2")] });
  go("/diary?day=2026-11-20", { replace: true });
  show(Diary);
  await screen.findByText("Slept badly.");
}

const cardOf = (words: string): HTMLElement => screen.getByText(words).closest(".card") as HTMLElement;
const button = (name: string, inside: HTMLElement = document.body): Promise<HTMLElement> => within(inside).findByRole("button", { name });
const outboxKeys = async (): Promise<readonly string[]> => (await database()).getAllKeys("outbox");

/** Delete the first check-in, up to the toast. */
async function eraseFirst(): Promise<void> {
  tap(await button("Delete check-in", cardOf("Slept badly.")));
  tap(await button("Delete check-in", await screen.findByRole("dialog")));
  await screen.findAllByText("Check-in deleted.");
}

/** Undo the last deletion; the toasts of earlier tests may still be there. */
async function undo(): Promise<void> {
  tap((await screen.findAllByRole("button", { name: "Undo" })).at(-1) as HTMLElement);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("a check-in", () => {
  it("is deleted after a sheet that says what goes with it", async () => {
    await openDiary();
    tap(await button("Delete check-in", cardOf("Slept badly.")));
    const sheet = await screen.findByRole("dialog", { name: "Delete this check-in?" });
    expect([...sheet.querySelectorAll("li")].map((each) => each.textContent)).toEqual([
      "2 photos",
      "the note",
      "your question; replies to it stay",
      "all earlier versions of it",
    ]);
    tap(await button("Close", sheet));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(await outboxKeys()).toEqual([]);
  });

  it("without anything else needs no list", async () => {
    await openDiary();
    tap(await button("Delete check-in", cardOf("Redness")));
    const sheet = await screen.findByRole("dialog");
    expect(sheet.querySelector("ul")).toBeNull();
    expect(sheet.textContent).toContain("You can undo this for 10 seconds.");
  });

  it("disappears at once with its photos, and comes back as it was", async () => {
    await openDiary();
    await eraseFirst();
    await waitFor(() => expect(screen.queryByText("Slept badly.")).toBeNull());
    expect([onPhone.value?.entries.map(({ id }) => id), onPhone.value?.photos]).toEqual([["e2"], []]);

    await undo();

    await screen.findByText("Slept badly.");
    expect(await (await database()).get("entries", "e1")).toEqual(whole);
    expect(await outboxKeys()).toEqual([]);
  });

  it("that was sent meanwhile cannot come back, and the app says so", async () => {
    await openDiary();
    await eraseFirst();
    await (await database()).delete("outbox", "erase-entry:e1");
    await undo();
    await screen.findByText("It is too late to undo this: it has already been deleted.");
  });

  it("stays if the phone cannot store that it is to be deleted", async () => {
    await openDiary();
    const repair = breakStore("outbox");
    tap(await button("Delete check-in", cardOf("Slept badly.")));
    const sheet = await screen.findByRole("dialog");
    tap(await button("Delete check-in", sheet));
    await within(sheet).findByText(/This device is full/);
    expect(screen.getByText("Slept badly.")).toBeTruthy();
    repair();
    tap(await button("Try again", sheet));
    await screen.findAllByText("Check-in deleted.");
  });

  it("whose deletion cannot be undone because of the storage says so, and offers to try again", async () => {
    await openDiary();
    await eraseFirst();
    const repair = breakStore("outbox", "get");
    await undo();
    await screen.findByText("That did not work");
    repair();
    tap(await button("Try again"));
    await screen.findByText("Slept badly.");
  });
});

describe("a photo", () => {
  it("is deleted from its enlarged picture without a question, and can come back", async () => {
    await openDiary();
    go("/diary?view=photos");
    const pictures = await screen.findAllByRole("img", { name: "Front, day 3" });
    tap(pictures[0]?.closest("button") as HTMLElement);
    tap(await button("Delete photo", await screen.findByRole("dialog")));
    await screen.findAllByText("Photo deleted."); // behind the dialog, and in it, where it can be reached
    await screen.findByText("1 of 1");
    await undo();
    await screen.findByText(/^\d of 2$/);
    tap(await button("Delete photo", screen.getByRole("dialog")));
    await screen.findByText("1 of 1");
    tap(await button("Delete photo", screen.getByRole("dialog")));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull()); // there is none left
  });

  it("of this phone can no longer be read by its address once it is deleted", async () => {
    const revoke = vi.spyOn(URL, "revokeObjectURL");
    await preparePhone(alice, { treatments: [treatment()], entries: [whole], photos: [photo("own")] });
    go("/diary?day=2026-11-20", { replace: true });
    await (await database()).put("pictures", { id: "own", type: "image/jpeg", bytes: new ArrayBuffer(3) });
    show(Diary);
    await screen.findByRole("img", { name: "Front, day 3" });
    await eraseFirst();
    await waitFor(() => expect(revoke).toHaveBeenCalledWith("blob:picture"));
  });
});

describe("a check-in that was changed on two devices", () => {
  const fields: NonNullable<Notice["fields"]> = [
    { field: "scores.redness", mine: 3, theirs: 2, merged: 3 },
    { field: "states.healed", mine: true, theirs: false, merged: false },
    { field: "signs", mine: null, theirs: ["pustules chin", "fever"], merged: ["pustules chin", "fever"] },
    { field: "products", mine: ["balm"], theirs: ["serum"], merged: ["serum", "balm"] },
    { field: "acts", mine: null, theirs: ["wash"], merged: ["wash"] },
    { field: "signs_gone", mine: null, theirs: ["fever"], merged: ["fever"] },
    { field: "note", mine: "Itchy.", theirs: "Red.", merged: "Red." },
    { field: "question", mine: "Yoga?", theirs: "Sauna?", merged: "Sauna?\n---\nYoga?" },
  ];

  it("says so, and shows what each device had and what is saved now", async () => {
    await preparePhone(alice);
    await (await database()).put("notices", { id: "merged:e1", kind: "merged", day_at: "2026-11-14T10:00:00Z", time_zone: "UTC", noticed_at: NOW, fields });
    saved();
    show(Today);
    await screen.findByText("You changed your November 14 check-in on two devices. Both changes are saved.");
    tap(await button("Compare"));
    const sheet = await screen.findByRole("dialog", { name: "Both versions" });
    const rows = [...sheet.querySelectorAll("section")].map((each) => [each.querySelector("h3")?.textContent, ...[...each.querySelectorAll("dd")].map((value) => value.textContent)]);
    expect(rows).toEqual([
      ["Redness", "Moderate", "Mild", "Moderate"],
      ["Has your skin fully healed?", "Yes", "Not yet", "Not yet"],
      ["Do you notice any of these?", "Nothing", "Pus-filled spots: Chin, Fever", "Pus-filled spots: Chin, Fever"],
      ["What you put on your skin", "balm", "serum", "serum, balm"],
      ["What you reported", "Nothing", "Washed", "Washed"],
      ["It is gone", "Nothing", "Fever", "Fever"],
      ["Note", "Itchy.", "Red.", "Red."],
      ["Question", "Yoga?", "Sauna?", "Sauna?\n---\nYoga?"],
    ]);
    expect(screen.getAllByText(/There was no room for both texts/)).toHaveLength(1);
    tap(await button("Close", sheet));
    tap(await button("Got it"));
    await waitFor(() => expect(screen.queryByText(/on two devices/)).toBeNull());
  });
});

describe("what was deleted on another device", () => {
  const notice = (part: Partial<Notice>): Notice => ({ id: "entry:e9", kind: "entry-erased", day_at: "2026-11-14T23:30:00Z", time_zone: "UTC", noticed_at: NOW, ...part });

  it("is named on Today with its day until the person has read it", async () => {
    await preparePhone(alice);
    const db = await database();
    await db.put("notices", notice({ id: "treatment:t9", kind: "treatment-erased", day_at: "2026-11-10T10:00:00Z", noticed_at: NOW + 1 }));
    await db.put("notices", notice({}));
    saved();
    show(Today);
    await screen.findByText("You deleted your November 14 check-in on another device. Your unsent change to it is gone, too.");
    expect([...document.querySelectorAll(".banner")].map((each) => /your November \d+ [\w-]+/.exec(each.textContent)?.[0]).filter(Boolean)).toEqual(["your November 14 check-in", "your November 10 treatment"]);
    tap(screen.getAllByRole("button", { name: "Got it" })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByText(/November 14 check-in/)).toBeNull());
    expect(await db.getAllKeys("notices")).toEqual(["treatment:t9"]);
  });

  it("is named in German as well, and where no treatment is left", async () => {
    await setLanguage("de");
    await preparePhone(alice, { treatments: [] });
    await (await database()).put("notices", notice({}));
    saved();
    show(Today);
    await screen.findByText("Du hast deinen Eintrag vom 14. November auf einem anderen Gerät gelöscht. Deine noch nicht gesendete Änderung ist damit auch weg.");
  });

  it("and cannot be deleted on the server can only be tried again", async () => {
    await preparePhone(alice);
    await (await database()).put("outbox", { ...outboxItem("erase-entry", "e1", NOW), problem: "cross-site" });
    saved();
    show(Today);
    const banner = (await screen.findByText("Not sent")).closest(".banner") as HTMLElement;
    expect(within(banner).getAllByRole("button").map((each) => each.textContent)).toEqual(["Try again"]);
  });
});
