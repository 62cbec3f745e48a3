// @vitest-environment jsdom
/** Photos that another app shares: into the check-in that is half-done, or honestly nowhere. */
import "fake-indexeddb/auto";
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Receive from "../../src/screens/entrance/receive";
import { storeDraft } from "../../src/actions/diary/draft";
import { CUT_HEADER, SHARED_CACHE, sharedAddress } from "../../src/domain/shared-photos";
import { emptyDocument } from "../../src/domain/diary";
import { forgetPerson } from "../../src/state/auth-session";
import { database } from "../../src/store/database";
import { eraseEverything } from "../../src/store/erase";
import { sharedPhotos } from "../../src/store/shared-photos";
import { FakeCaches } from "../cache-storage";
import { app1, tiffOf } from "../imaging/exif-files";
import { picture } from "../sync/people";
import { beginEvening, button, endEvening, open, REDNESS, saved, visit } from "./evening";
import { attachCamera, detachCamera, heicFile, jpegFile } from "./fake-camera";
import { alice, bob, clearPhone, preparePhone, show, tap } from "./phone";

const taken = (original: string): File => jpegFile(...app1(tiffOf({ original, offset: "+00:00" })));
const photosOnPhone = async () => (await database()).getAll("photos");
const waiting = () => sharedPhotos(Date.now());

/** A button of the dialog, not one of the check-in behind it. */
const inDialog = async (name: string | RegExp): Promise<HTMLElement> =>
  within(await screen.findByRole("dialog", { name: "Shared photo" })).findByRole("button", { name });

/** What the worker has stored. */
async function share(...files: readonly Blob[]): Promise<void> {
  const cache = await caches.open(SHARED_CACHE);
  for (const [number, file] of files.entries()) await cache.put(sharedAddress(Date.now(), number), response(await file.arrayBuffer(), file.type));
}

/** A response whose body is one of jsdom's blobs. */
function response(bytes: ArrayBuffer, type: string, headers: Record<string, string> = {}): Response {
  const made = { headers: new Headers({ "content-type": type, ...headers }), blob: () => Promise.resolve(new Blob([bytes], { type })), clone: () => made };
  return made as Partial<Response> as Response;
}

beforeEach(() => {
  beginEvening();
  attachCamera();
  vi.stubGlobal("caches", new FakeCaches());
});
afterEach(async () => {
  await endEvening();
  detachCamera();
  vi.unstubAllGlobals();
});

describe("shared photos", () => {
  it("open the check-in at its details, one after the other, each with its date", async () => {
    await share(taken("2026:11:20 08:15:00"), jpegFile());
    visit("/check-in?shared");
    await open([REDNESS]);
    await screen.findByText("1 more");
    tap(await inDialog("Left side"));
    await screen.findByText("This date is stored in the photo.");
    tap(await inDialog("Use photo"));
    await waitFor(() => expect(screen.queryByText("1 more")).toBeNull());
    tap(await inDialog("Front"));
    await screen.findByText("The photo has no date. We filled in the current time.");
    tap(await inDialog("Use photo"));
    await button("Remove photo: Left side");
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Shared photo" })).toBeNull());
    expect(await waiting()).toEqual([]);
    await saved();
    expect(await photosOnPhone()).toMatchObject([
      { angle: expect.stringMatching(/left|front/) as string },
      { angle: expect.stringMatching(/left|front/) as string },
    ]);
    expect((await photosOnPhone()).find(({ angle }) => angle === "left")?.taken_at).toBe("2026-11-20T08:15:00.000Z");
  });

  it("land in the check-in that is half-done, and say which photo they replace", async () => {
    await preparePhone(alice);
    await storeDraft({
      ...{ treatment_id: "treatment", entry_id: "half", occurred_at: null, touched_at: Date.now() },
      ...{ document: { ...emptyDocument("Europe/Berlin"), note: "Half a note." }, pictures: [{ ...picture("old"), angle: "front" }] },
    });
    await share(jpegFile());
    visit("/check-in?shared");
    await open([]);
    tap(await inDialog("Replace: Front"));
    tap(await inDialog("Use photo"));
    expect((await saved()).note).toBe("Half a note.");
    const photos = await photosOnPhone();
    expect(photos).toHaveLength(1);
    expect(photos[0]?.id).not.toBe("old");
  });

  it("of a close-up get a place on the map; the way back leads to the first question", async () => {
    await share(jpegFile());
    visit("/check-in?shared");
    await open([]);
    tap(await inDialog("Close-up"));
    tap(await inDialog(/^Chin/));
    tap(await inDialog("Back"));
    tap(await inDialog("Close-up"));
    tap(await inDialog(/^Chin/));
    tap(await inDialog("Use photo"));
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "close-up", area: "chin", place: "chin" }]);
  });

  it("can be left for later, looked at again, and discarded", async () => {
    await share(jpegFile());
    visit("/check-in?shared");
    await open([]);
    tap(await inDialog("Front"));
    tap((await screen.findAllByRole("button", { name: "Close" })).at(-1) as HTMLElement);
    await screen.findByText("1 shared photo is waiting");
    tap(await button("Show photos"));
    tap(await inDialog("Do not use"));
    await waitFor(() => expect(screen.queryByText("1 shared photo is waiting")).toBeNull());
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ["a video", new File([Uint8Array.from([0, 0, 0, 24]), "ftypisom"], "film.mp4", { type: "video/mp4" }), "This is a video. Please choose a photo."],
    ["nothing", new File([], "photo.jpg"), "This file is empty. Please choose another photo."],
    ["a text", new File(["Hello"], "letter.txt"), "This file is not a photo that Afterglow can use. Please choose another one."],
  ])("that hold %s are refused in words, and the next one follows", async (_, file, sentence) => {
    await share(file, jpegFile());
    visit("/check-in?shared");
    await open([]);
    await screen.findByText(sentence);
    tap(await inDialog("Continue"));
    tap(await inDialog("Front"));
    tap(await inDialog("Use photo"));
    await button("Remove photo: Front");
  });

  it.each([
    ["image/jpeg", "This file is too large. Please choose a smaller photo, or take a new one."],
    ["video/mp4", "This is a video. Please choose a photo."],
  ])("of 60 MB, %s, of which the worker has stored only the beginning, are refused in words", async (type, sentence) => {
    const cache = await caches.open(SHARED_CACHE);
    await cache.put(sharedAddress(Date.now(), 0), response(new ArrayBuffer(64), type, { [CUT_HEADER]: "60000000" }));
    visit("/check-in?shared");
    await open([]);
    await screen.findByText(sentence);
    tap(await inDialog("Continue"));
    await waitFor(async () => expect(await waiting()).toEqual([]));
  });

  it("that another tab has taken meanwhile are refused, too", async () => {
    await share(heicFile());
    visit("/check-in?shared");
    const cache = await caches.open(SHARED_CACHE);
    cache.match = () => Promise.resolve(undefined);
    await open([]);
    await screen.findByText("This photo is damaged or incomplete. Please choose another one.");
  });

  it("do not fit into a check-in that holds all it can", async () => {
    await preparePhone(alice);
    const pictures = Array.from({ length: 24 }, (_, at) => ({ ...picture(`p${at}`), angle: "close-up" as const }));
    await storeDraft({ treatment_id: "treatment", entry_id: "full", occurred_at: null, touched_at: 1, document: emptyDocument("Europe/Berlin"), pictures });
    await share(jpegFile());
    visit("/check-in?shared");
    await open([]);
    await inDialog("Do not use");
    const dialog = await screen.findByRole("dialog", { name: "Shared photo" });
    expect(within(dialog).queryByRole("button", { name: "Front" })).toBeNull();
  });

  it("wait for a new check-in while an old one is changed", async () => {
    await share(jpegFile());
    visit(`/check-in?entry=${REDNESS.id}`);
    await open([REDNESS]).catch(() => undefined);
    await screen.findByRole("button", { name: "Save" });
    expect(screen.queryByText(/shared photo/)).toBeNull();
  });
});

describe("the screen that receives them", () => {
  it("leads a patient to the check-in", async () => {
    await preparePhone(alice);
    await share(jpegFile());
    visit("/receive");
    show(Receive);
    await waitFor(() => expect(location.pathname + location.search).toBe("/check-in?shared"));
  });

  it.each([
    ["full", /this device is full/],
    ["too-many", /there were too many/],
  ])("says first that not all are here (%s)", async (loss, sentence) => {
    await preparePhone(alice);
    await share(jpegFile());
    visit(`/receive?${loss}`);
    show(Receive);
    expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
    expect((await screen.findByRole("link", { name: "Continue" })).getAttribute("href")).toBe("/check-in?shared");
  });

  it("says that nothing arrived because the worker did not run, or because it was no photo", async () => {
    await preparePhone(alice);
    visit("/receive?missed");
    show(Receive);
    expect((await screen.findByRole("alert")).textContent).toContain("They are still in the app that you shared them from.");
    cleanup();
    visit("/receive");
    show(Receive);
    await screen.findByText("No photo arrived. Afterglow can only take photos.");
    cleanup();
    vi.stubGlobal("caches", undefined);
    Reflect.deleteProperty(globalThis, "caches");
    show(Receive);
    await screen.findByText("No photo arrived. Afterglow can only take photos.");
    await eraseEverything();
  });

  it("signed out, keeps them until the person signs in, or deletes them", async () => {
    await preparePhone(alice, {});
    forgetPerson();
    await share(jpegFile(), jpegFile());
    visit("/receive");
    show(Receive);
    await screen.findByText(/^2 photos are waiting on this device for a day/);
    expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/sign-in?next=/receive");
    tap(await button("Delete photos"));
    await waitFor(() => expect(location.pathname).toBe("/sign-in"));
    expect(await waiting()).toEqual([]);
  });

  it("deletes them for a practitioner, who has no diary", async () => {
    await preparePhone(bob, {});
    await share(jpegFile());
    visit("/receive");
    show(Receive);
    await screen.findByText(/^Only patients can add photos to a diary/);
    expect(await waiting()).toEqual([]);
  });
});

describe("photos that wait", () => {
  it("are deleted after a day, and with everything else on signing out", async () => {
    await share(jpegFile());
    expect(await sharedPhotos(Date.now() + 86_400_000)).toEqual([]);
    expect(await waiting()).toEqual([]);
    await share(jpegFile());
    await eraseEverything();
    expect(await waiting()).toEqual([]);
    await clearPhone();
  });
});
