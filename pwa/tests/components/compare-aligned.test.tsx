// @vitest-environment jsdom
/** Before and after with the faces over each other: by the marked eyes, as in the time-lapse. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import Compare from "../../src/screens/patient/diary/compare";
import { now } from "../../src/state/clock";
import { database } from "../../src/store/database";
import { go } from "../../src/ui";
import { attachFilm, type FakeFilm } from "./fake-film";
import { choose, clearPhone, completeBrowser, network, show, tap } from "./phone";
import { first, FOUR, NOW, phoneWith, second, taken } from "./photo-diary";

let film: FakeFilm;
const PICTURE = new Uint8Array([1, 2, 3]).buffer;
const EYES = { left: { x: 0.3, y: 0.4 }, right: { x: 0.7, y: 0.4 } };
const STAGE = { left: 0, top: 0, width: 300, height: 400, right: 300, bottom: 400, x: 0, y: 0, toJSON: () => "" };
const drawn = (): readonly (string | null)[] => [...document.querySelectorAll("canvas.compare__photo")].map((canvas) => canvas.getAttribute("aria-label"));
const plain = (): number => document.querySelectorAll("img.compare__photo").length;
const aligned = (): HTMLElement | null => screen.queryByRole("switch", { name: "Aligned by the eyes" });
const withEyes = (photo: Photo): Photo => ({ ...photo, eyes: EYES });
const front = FOUR.filter(({ angle }) => angle === "front");

async function compare(photos: readonly Photo[], treatments = [second], here: readonly Photo[] = photos): Promise<void> {
  await phoneWith(photos, treatments);
  const db = await database();
  for (const { id } of here) await db.put("pictures", { id, type: "image/jpeg", bytes: PICTURE });
  show(() => <Compare treatment={second} />);
  await screen.findByRole("slider", { name: "Slider between before and after" });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
  film = attachFilm();
});
afterEach(async () => {
  go("/");
  await clearPhone();
  vi.useRealTimers();
});

describe("two photos whose eyes are marked", () => {
  it("are drawn with the transform of the time-lapse, and as they are once the switch is off", async () => {
    await compare(front.map(withEyes));
    expect(drawn()).toEqual(["Front, day 3", "Front, day 1"]);
    await waitFor(() => expect(film.transforms).toHaveLength(2));
    // eyes 120 pixels apart in a photo of 300 come to lie 151.2 apart in a frame of 720
    for (const [a = 0, b = 1] of film.transforms) expect([a, b]).toEqual([expect.closeTo(1.26), expect.closeTo(0)]);
    fireEvent.input(screen.getByRole("slider"), { target: { value: "80" } });
    tap(aligned() as HTMLElement);
    expect([drawn(), plain()]).toEqual([[], 2]);
    expect(screen.getByRole<HTMLInputElement>("slider").value).toBe("80");
    tap(aligned() as HTMLElement);
    expect(drawn()).toHaveLength(2);
  });

  it("can be of two sessions, side by side, each with its session and hour", async () => {
    const earlier = taken("one-8", "2026-10-21T18:00:00Z", { treatment_id: "earlier", eyes: EYES });
    await compare([...front.map(withEyes), earlier], [first, second]);
    choose(screen.getByLabelText("Compare with"), "Session 1 · Oct 21, 2026");
    tap(screen.getByLabelText("Side by side"));
    await waitFor(() => expect(drawn()).toEqual(["Front, day 1", "Front, day 1"]));
    expect([...document.querySelectorAll(".compare__labels .pill")].map((each) => each.textContent)).toEqual(["Session 1 · hour 8", "Session 2 · hour 8"]);
    expect(aligned()).not.toBeNull();
  });

  it("of which one is on the server only say so, and are drawn once there is a network", async () => {
    const [one, , three] = front.map(withEyes) as [Photo, Photo, Photo];
    await compare([one, three], [second], [three]);
    await screen.findByText("This photo is not on this device. Connect to the internet to see it.");
    network({ "GET /api/photos/day1/display": Promise.resolve(new Response(PICTURE)) });
    void act(() => void dispatchEvent(new Event("online")));
    await waitFor(() => expect(drawn()).toEqual(["Front, day 3", "Front, day 1"]));
  });
});

describe("photos whose eyes are not marked", () => {
  const touch = (clientX: number, clientY: number): void =>
    void fireEvent(document.querySelector(".eyes__photo") as HTMLElement, new PointerEvent("pointerup", { bubbles: true, clientX, clientY }));

  async function markBoth(dialog: HTMLElement): Promise<void> {
    fireEvent.load(await within(dialog).findByRole("img"));
    touch(90, 160);
    touch(210, 160);
    tap(within(dialog).getByRole("button", { name: "Save" }));
  }

  it("are marked one after the other in one dialog, and then aligned", async () => {
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(STAGE);
    await compare(front);
    expect([aligned(), plain()]).toEqual([null, 2]);
    screen.getByText("Mark the eyes in both photos, and the faces lie over each other.");
    tap(screen.getByRole("button", { name: "Align eyes" }));
    await markBoth(await screen.findByRole("dialog", { name: "Align eyes: Front, day 1" }));
    await markBoth(await screen.findByRole("dialog", { name: "Align eyes: Front, day 3" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(drawn()).toEqual(["Front, day 3", "Front, day 1"]));
    expect(await (await database()).getAllKeys("outbox")).toEqual(["eyes:day1", "eyes:day3"]);
  });

  it("need only the other one if one is marked, and stay as they are if the dialog is closed", async () => {
    await compare([withEyes(front[0] as Photo), front[2] as Photo]);
    tap(screen.getByRole("button", { name: "Align eyes" }));
    const dialog = await screen.findByRole("dialog", { name: "Align eyes: Front, day 3" });
    tap(within(dialog).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([aligned(), plain()]).toEqual([null, 2]);
  });

  it("of other angles, and close-ups, are not offered to be aligned", async () => {
    await compare(FOUR.slice(0, 2).map(withEyes));
    expect(screen.queryByRole("button", { name: "Align eyes" })).toBeNull();
    expect([aligned(), plain()]).toEqual([null, 2]);
  });
});

it("marks that were put can be corrected", async () => {
  await compare(front.map(withEyes));
  tap(screen.getByRole("button", { name: "Align eyes" }));
  await screen.findByRole("dialog", { name: "Align eyes: Front, day 1" });
});
