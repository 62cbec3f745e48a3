// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { database } from "../../src/store/database";
import { photo, treatment } from "../records";
import { beginEvening, button, endEvening, open, REDNESS, saved, visit, yesterday } from "./evening";
import { attachCamera, detachCamera, heicFile, jpegFile, showFrame, textFile, type FakeCamera } from "./fake-camera";
import { alice, preparePhone, show, tap } from "./phone";

beforeEach(() => beginEvening());
afterEach(async () => {
  await endEvening();
  detachCamera();
});

const photosOnPhone = async () => (await database()).getAll("photos");

async function openCamera(angle: string): Promise<void> {
  tap(await button(angle));
  await screen.findByRole("dialog", { name: `Camera: ${angle}` });
}

/** Tap the shutter once the camera shows a picture. */
async function shoot(): Promise<void> {
  const shutter = await screen.findByRole<HTMLButtonElement>("button", { name: "Take photo" });
  await waitFor(() => {
    showFrame();
    if (shutter.disabled) throw new Error("no picture yet");
  });
  tap(shutter);
}

async function pick(file: File): Promise<void> {
  fireEvent.change(await screen.findByLabelText("Choose photo"), { target: { files: [file] } });
}

describe("the camera of the check-in", () => {
  let camera: FakeCamera;
  beforeEach(() => {
    camera = attachCamera();
  });

  it("takes a photo in two taps, which is saved with the check-in", async () => {
    await open([]);
    await openCamera("Front");
    await shoot();
    await button("Remove photo: Front");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect([camera.opened, camera.closed]).toEqual([["user"], 1]);
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "front", area: null, brightness: expect.closeTo(135, 0) as number }]);
  });

  it("removes a photo again", async () => {
    await open([]);
    await openCamera("Left side");
    await shoot();
    tap(await button("Remove photo: Left side"));
    await button("Left side");
    expect(screen.queryByRole("button", { name: /^Remove photo/ })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });

  it("takes a close-up of an area with the other camera, which can be turned", async () => {
    await open([]);
    await openCamera("Close-up");
    fireEvent.change(screen.getByLabelText("Which area?"), { target: { value: "chin" } });
    tap(await button("Switch camera"));
    await waitFor(() => expect(camera.opened).toEqual(["environment", "user"]));
    tap(await button("Switch camera"));
    await shoot();
    await button("Remove photo: Close-up");
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "close-up", area: "chin" }]);
  });

  it.each([
    ["dark", "Very dark photo"],
    ["blurred", "Blurry photo"],
  ] as const)("says that a photo is %s, and lets it be taken again or kept", async (scene, title) => {
    camera.scene = scene;
    await open([]);
    await openCamera("Front");
    await shoot();
    expect((await screen.findByRole("alert")).textContent).toContain(title);
    await screen.findByAltText("The photo you just took");
    tap(await button("Retake photo"));
    await shoot();
    tap(await button("Keep anyway"));
    await button("Remove photo: Front");
  });

  it("says that a photo could not be taken, and takes the next one", async () => {
    camera.isBroken = true;
    await open([]);
    await openCamera("Front");
    await shoot();
    expect((await screen.findByRole("alert")).textContent).toBe("The photo could not be taken. Please try again.");
    camera.isBroken = false;
    tap(await button("Take photo"));
    await button("Remove photo: Front");
  });

  it("shows the earlier photo of the same angle over the picture", async () => {
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS], photos: [photo("old")] });
    show(CheckIn);
    tap(await button("Skip question"));
    await openCamera("Front");
    await waitFor(() => expect(document.querySelector<HTMLImageElement>(".ghost")?.src).toContain("/api/photos/old/display"));
  });

  it("is closed without a photo, and switches itself off", async () => {
    await open([]);
    await openCamera("Front");
    await waitFor(() => expect(camera.opened).toHaveLength(1));
    tap(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(camera.closed).toBe(1);
  });
});

describe("a photo from a file", () => {
  beforeEach(() => void attachCamera());

  it("is used like one of the camera", async () => {
    await open([]);
    await openCamera("Right side");
    await pick(jpegFile());
    await button("Remove photo: Right side");
  });

  it("that the browser cannot decode is left to the server", async () => {
    await open([]);
    await openCamera("Right side");
    await pick(heicFile());
    await button("Remove photo: Right side");
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "right", width: 0 }]);
  });

  it("that is no photo is refused with the reason, and another one is taken", async () => {
    await open([]);
    await openCamera("Right side");
    await pick(textFile());
    expect((await screen.findByRole("alert")).textContent).toContain("This file is not a photo");
    await pick(jpegFile());
    await button("Remove photo: Right side");
  });

  it("is not asked for again when the person chooses none", async () => {
    await open([]);
    await openCamera("Right side");
    fireEvent.change(screen.getByLabelText("Choose photo"), { target: { files: [] } });
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByRole("dialog")).toBeTruthy();
  });
});

describe("a camera that cannot be used", () => {
  it("because the person refuses it: a file can be chosen", async () => {
    attachCamera(() => Promise.reject(new DOMException("Refused in this test.", "NotAllowedError")));
    await open([]);
    await openCamera("Front");
    await screen.findByText("No camera available");
    expect(screen.queryByRole("button", { name: "Take photo" })).toBeNull();
    await pick(jpegFile());
    await button("Remove photo: Front");
  });

  it("because there is none", async () => {
    await open([]);
    await openCamera("Front");
    await screen.findByText("No camera available");
  });

  it("is closed if it opens only after the person has left", async () => {
    let allow: () => void = () => undefined;
    const camera = attachCamera(() => new Promise((resolve) => (allow = resolve)));
    await open([]);
    await openCamera("Front");
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Take photo" }).disabled).toBe(true));
    tap(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
    allow();
    await waitFor(() => expect(camera.closed).toBe(1));
  });
});

it("photos of the entry that is edited are shown", async () => {
  const edited = yesterday({ scores: { redness: 2 } });
  await preparePhone(alice, { treatments: [treatment()], entries: [edited], photos: [{ ...photo("own"), entry_id: edited.id }] });
  visit(`/check-in?entry=${edited.id}`);
  show(CheckIn);
  await waitFor(() => expect(screen.getByAltText<HTMLImageElement>("Front").src).toContain("/api/photos/own/thumbnail"));
});
