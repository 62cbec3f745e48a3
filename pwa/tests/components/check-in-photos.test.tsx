// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { database } from "../../src/store/database";
import { photo, treatment } from "../records";
import { beginEvening, button, endEvening, open, saved, visit, yesterday } from "./evening";
import { attachCamera, detachCamera, shoot, type FakeCamera } from "./fake-camera";
import { alice, breakStore, preparePhone, show, tap } from "./phone";

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

  it("on a full phone says that the draft is not stored; the photo stays on the form, and is saved once there is room", async () => {
    await open([]);
    const repair = breakStore("drafts");
    await openCamera("Front");
    await shoot();
    await button("Remove photo: Front");
    await screen.findByText(/could not store your draft/);
    repair();
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "front" }]);
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
    tap(await button("Close-up"));
    tap(await button("Chin"));
    await screen.findByRole("dialog", { name: "Camera: Chin" });
    tap(await button("Switch camera"));
    await waitFor(() => expect(camera.opened).toEqual(["environment", "user"]));
    tap(await button("Switch camera"));
    await shoot();
    await button("Remove photo: Chin");
    tap(await button("Done"));
    await saved();
    expect(await photosOnPhone()).toMatchObject([{ angle: "close-up", area: "chin", place: "chin" }]);
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

  it("is closed without a photo, and switches itself off", async () => {
    await open([]);
    await openCamera("Front");
    await waitFor(() => expect(camera.opened).toHaveLength(1));
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(camera.closed).toBe(1);
  });
});

it("photos of the entry that is edited are shown", async () => {
  const edited = yesterday({ scores: { redness: 2 } });
  await preparePhone(alice, { treatments: [treatment()], entries: [edited], photos: [{ ...photo("own"), entry_id: edited.id }] });
  visit(`/check-in?entry=${edited.id}`);
  show(CheckIn);
  await waitFor(() => expect(screen.getByAltText<HTMLImageElement>("Front").src).toContain("/api/photos/own/thumbnail"));
});
