// @vitest-environment jsdom
/** A photo from a file: its date is shown and can be changed, and a file that cannot be used is refused in one sentence. */
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { database } from "../../src/store/database";
import { app1, tiffOf } from "../imaging/exif-files";
import { JPEG } from "../imaging/platform";
import { beginEvening, button, endEvening, open, saved } from "./evening";
import { attachCamera, detachCamera, heicFile, jpegFile, textFile, type FakeCamera } from "./fake-camera";
import { network, tap } from "./phone";

let camera: FakeCamera;
beforeEach(() => {
  beginEvening();
  camera = attachCamera();
});
afterEach(async () => {
  await endEvening();
  detachCamera();
});

const photosOnPhone = async () => (await database()).getAll("photos");
const taken = (original: string): File => jpegFile(...app1(tiffOf({ original, offset: "+00:00" })));
const field = (): Promise<HTMLInputElement> => screen.findByLabelText("Taken when?");
const use = async (): Promise<HTMLButtonElement> => (await button("Use photo")) as HTMLButtonElement;
const openFinder = async (): Promise<void> => {
  await open([]);
  tap(await button("Right side"));
};

async function pick(file: File): Promise<void> {
  fireEvent.change(await screen.findByLabelText("Choose photo"), { target: { files: [file] } });
}

describe("a photo from a file", () => {
  it("without a date is one of now, and used like one of the camera", async () => {
    await openFinder();
    await pick(jpegFile());
    await screen.findByText("The photo has no date. We filled in the current time.");
    await screen.findByAltText("The photo you chose");
    tap(await use());
    await button("Remove photo: Right side");
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "right", taken_at: "2026-11-22T19:00:00.000Z" }]);
  });

  it("has the date that the file says", async () => {
    await openFinder();
    await pick(taken("2026:11:20 08:15:00"));
    await screen.findByText("This date is stored in the photo.");
    tap(await use());
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ taken_at: "2026-11-20T08:15:00.000Z" }]);
  });

  it("can be given another date, but none that has not come yet, and none of long ago", async () => {
    await openFinder();
    await pick(taken("2026:11:20 08:15:00"));
    fireEvent.input(await field(), { target: { value: "2026-11-23T08:00" } });
    await screen.findByText("This time has not come yet. Please choose an earlier one.");
    expect((await use()).disabled).toBe(true);
    fireEvent.input(await field(), { target: { value: "2024-11-23T08:00" } });
    await screen.findByText("This is more than a year before your treatment. Please check the date.");
    fireEvent.input(await field(), { target: { value: "" } });
    expect((await use()).disabled).toBe(true);
    fireEvent.input(await field(), { target: { value: "2026-11-21T08:00" } });
    tap(await use());
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ taken_at: new Date("2026-11-21T08:00").toISOString() }]);
  });

  it.each([
    ["1970:01:01 00:00:00", "1 January 1970"],
    ["2027:11:22 19:00:00", "22 November 2027"],
  ])("of %s is asked about", async (date, words) => {
    await openFinder();
    await pick(taken(date));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(new RegExp(`${words.split(" ")[2] ?? ""}.*When did you really take it`));
    expect([(await use()).disabled, (await field()).value]).toEqual([true, ""]);
    fireEvent.input(await field(), { target: { value: "2026-11-21T08:00" } });
    expect(screen.queryByRole("alert")).toBeNull();
    tap(await use());
    await button("Remove photo: Right side");
  });

  it("with a flaw says so above the picture, and the way back leads to the finder", async () => {
    camera.scene = "dark";
    await openFinder();
    await pick(jpegFile());
    const alert = await screen.findByRole("alert");
    const image = await screen.findByAltText("The photo you chose");
    expect(alert.textContent).toContain("Very dark photo");
    expect(alert.compareDocumentPosition(image) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    tap(await button("Back"));
    await button("Take photo");
    expect(screen.queryByRole("button", { name: "Remove photo: Right side" })).toBeNull();
  });

  it("that only the server can decode is used unseen while there is no network", async () => {
    await openFinder();
    await pick(heicFile());
    await screen.findByText("Photo not shown");
    tap(await use());
    await button("Remove photo: Right side");
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "right", width: 0 }]);
  });

  it("that only the server can decode comes back to be checked", async () => {
    network({ "POST /api/my/photo-previews": Promise.resolve(new Response(JPEG)) });
    await openFinder();
    await pick(heicFile());
    await screen.findByAltText("The photo you chose");
    expect(screen.queryByText("Photo not shown")).toBeNull();
    tap(await use());
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ width: 16, brightness: expect.closeTo(135, 0) as number }]);
  });
});

describe("a file that cannot be used", () => {
  it.each([
    ["a text", textFile, "This file is not a photo that Afterglow can use. Please choose another one."],
    ["nothing", () => new File([], "photo.jpg"), "This file is empty. Please choose another photo."],
    ["a video", () => new File([Uint8Array.from([0, 0, 0, 24]), "ftypisom"], "film.mp4", { type: "video/mp4" }), "This is a video. Please choose a photo."],
    ["half a photo", () => new File([Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 1])], "photo.jpg"), "This photo is damaged or incomplete. Please choose another one."],
    ["60 MB", () => new File([Uint8Array.from([0xff, 0xd8, 0xff, 0xda]), new Uint8Array(60 * 1024 * 1024)], "photo.jpg"), "This file is too large. Please choose a smaller photo, or take a new one."],
  ])("because it holds %s: one sentence, and nothing else changes", async (_, file, sentence) => {
    await openFinder();
    await pick(file());
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe(sentence));
    await button("Take photo");
    await pick(jpegFile());
    tap(await use());
    await button("Remove photo: Right side");
  });

  it("is not asked for again when the person chooses none", async () => {
    await openFinder();
    fireEvent.change(await screen.findByLabelText("Choose photo"), { target: { files: [] } });
    expect(screen.queryByRole("alert")).toBeNull();
    await screen.findByRole("dialog");
  });
});
