// @vitest-environment jsdom
/** Several close-ups in one check-in, each placed on the map of face and body. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_PHOTOS_PER_ENTRY, PLACES } from "../../src/domain/vocabulary";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { MARKS, VIEWS } from "../../src/ui/map/map-views";
import { database } from "../../src/store/database";
import { photo, treatment } from "../records";
import { beginEvening, button, endEvening, open, REDNESS, saved, visit } from "./evening";
import { attachCamera, detachCamera, shoot, type FakeCamera } from "./fake-camera";
import { alice, preparePhone, show, tap } from "./phone";

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
const openMap = async (): Promise<void> => {
  tap(await button("Close-up"));
  await screen.findByRole("dialog", { name: "Camera: Which place?" });
};

describe("the map", () => {
  it("has every place, and in each drawing room for a thumb on each", () => {
    const marks = VIEWS.flatMap((view) => MARKS[view]);
    expect(new Set(marks.map(([place]) => place))).toEqual(new Set(PLACES));
    for (const view of VIEWS) {
      const isFace = ["face", "left", "right"].includes(view);
      const [width, height] = isFace ? [296, (296 * 230) / 180] : [296, (296 * 270) / 300]; // on a phone that is 320 px wide
      MARKS[view].forEach(([place, x, y], at) => {
        for (const [other, u, v] of MARKS[view].slice(at + 1)) {
          const distance = Math.hypot(((x - u) / 100) * width, ((y - v) / 100) * height);
          expect(distance, `${view}: ${place} and ${other}`).toBeGreaterThan(44);
        }
      });
    }
  });

  it("places several close-ups of one check-in, and marks what was taken", async () => {
    await open([]);
    await openMap();
    expect(camera.opened).toEqual([]);
    tap(await button("Cheeks, left"));
    await screen.findByRole("heading", { name: "Cheeks, left" });
    await shoot();
    await button("Cheeks, left: taken");
    tap(screen.getByRole("radio", { name: "Body" }));
    tap(await button("Body, left arm"));
    await shoot();
    await screen.findByRole("dialog", { name: "Camera: Which place?" });
    tap(await button("Done"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(camera.closed).toBe(camera.opened.length);
    await button("Remove photo: Cheeks, left");
    await button("Remove photo: Body, left arm");
    await button("Close-up");
    await saved();
    expect((await photosOnPhone()).map(({ area, place }) => `${String(area)} ${String(place)}`).sort()).toEqual(["body body-left-arm", "cheeks cheeks-left"]);
  });

  it("is returned to from the finder, for another place", async () => {
    await open([]);
    await openMap();
    tap(screen.getByRole("radio", { name: "Left side" }));
    tap(await button("Jaw, left"));
    await screen.findByRole("heading", { name: "Jaw, left" });
    tap(await button("Other place"));
    await screen.findByRole("heading", { name: "Which place?" });
    tap(screen.getByRole("radio", { name: "Right side" }));
    tap(await button("Jaw, right"));
    await shoot();
    tap(await button("Done"));
    await button("Remove photo: Jaw, right");
  });

  it("is not asked again for a photo that is taken again at its place", async () => {
    await open([]);
    await openMap();
    tap(await button("Nose"));
    await shoot();
    tap(await button("Done"));
    tap(await button("Show photo: Nose"));
    tap(await button("Retake photo"));
    await screen.findByRole("dialog", { name: "Camera: Nose" });
    expect(screen.queryByRole("button", { name: "Other place" })).toBeNull();
    await shoot();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getAllByRole("button", { name: /^Remove photo/ })).toHaveLength(1);
  });

  it("shows where a photo was taken before, and lays that photo over the picture", async () => {
    const earlier = { ...photo("old"), angle: "close-up" as const, area: "cheeks" as const, place: "cheeks-right" as const };
    const other = { ...earlier, id: "other", place: "cheeks-left" as const };
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS], photos: [other, earlier] });
    show(CheckIn);
    tap(await button("Skip question"));
    await openMap();
    await screen.findByText("photographed before");
    tap(await button("Cheeks, right: photographed before"));
    await waitFor(() => expect(document.querySelector<HTMLImageElement>(".ghost")?.src).toContain("/api/photos/old/display"));
  });
});

describe("a check-in that is full", () => {
  it("takes no further photo, and says so", async () => {
    const photos = Array.from({ length: MAX_PHOTOS_PER_ENTRY - 1 }, (_, at) => ({ ...photo(`p${at}`), entry_id: REDNESS.id }));
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS], photos });
    visit(`/check-in?entry=${REDNESS.id}`);
    show(CheckIn);
    await openMap();
    tap(await button("Chin"));
    await shoot();
    const dialog = await screen.findByRole("dialog", { name: "Camera: Which place?" });
    await within(dialog).findByText(/A check-in can hold up to 24 photos/);
    expect(screen.queryByRole("button", { name: "Nose" })).toBeNull();
    tap(await button("Done"));
    expect(((await button("Close-up")) as HTMLButtonElement).disabled).toBe(true);
    await screen.findByText(/A check-in can hold up to 24 photos/);
  });
});
