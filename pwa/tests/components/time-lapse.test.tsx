// @vitest-environment jsdom
/** The photos of one angle as a film: playing, stepping, marking the eyes, and what happens to photos that are missing. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import TimeLapseScreen from "../../src/screens/patient/photos/time-lapse-screen";
import { now } from "../../src/state/clock";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { go } from "../../src/ui";
import { attachFilm, type FakeFilm } from "./fake-film";
import { breakStore, clearPhone, completeBrowser, network, show, tap } from "./phone";
import { first, FOUR, NOW, phoneWith, second, taken } from "./photo-diary";

let film: FakeFilm;
const PICTURE = new Uint8Array([1, 2, 3]).buffer;
const STAGE = { left: 0, top: 0, width: 300, height: 400, right: 300, bottom: 400, x: 0, y: 0, toJSON: () => "" };
const holds = (part: Partial<OnPhone>): void => void act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), ...part }));
const label = (): string | null | undefined => document.querySelector(".film__label")?.textContent;
const button = (name: string): HTMLButtonElement => screen.getByRole("button", { name });

/** Open the time-lapse; the pictures of these photos are on the phone. */
async function open(photos: readonly Photo[] = FOUR, here: readonly Photo[] = photos): Promise<void> {
  await phoneWith(photos);
  const db = await database();
  for (const { id } of here) await db.put("pictures", { id, type: "image/jpeg", bytes: PICTURE });
  show(TimeLapseScreen);
  await screen.findByRole("heading", { name: "Time-lapse" });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
  film = attachFilm();
  go("/diary/time-lapse");
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

describe("the film", () => {
  it("needs two photos of one angle", async () => {
    await open(FOUR.slice(0, 2));
    await screen.findByText("You need two photos from the same angle");
  });

  it("begins with the longest series, and offers the others; single photos make no film", async () => {
    await open([...FOUR, taken("left3", "2026-11-20T12:00:00Z", { angle: "left" }), taken("right", "2026-11-20T12:00:00Z", { angle: "right" })]);
    await screen.findByRole("img", { name: "Front, day 1" });
    expect(screen.getAllByRole("radio", { name: /Front|side/ }).map((each) => each.closest("label")?.textContent)).toEqual(["Front", "Left side"]);
    tap(screen.getByLabelText("Left side"));
    await screen.findByRole("img", { name: "Left side, day 2" });
  });

  it("plays to the end and stops there; the next start begins at the beginning", async () => {
    await open();
    tap(screen.getByLabelText("Fast"));
    await waitFor(() => expect(film.transforms).toHaveLength(3)); // loaded ahead
    tap(button("Play"));
    await waitFor(() => expect(label()).toBe("Day 2 · hour 22"));
    await waitFor(() => expect(label()).toBe("Day 3"));
    await screen.findByRole("button", { name: "Play" });
    expect(film.alphas.some((alpha) => alpha > 0 && alpha < 1)).toBe(true); // fades
    tap(button("Play"));
    await waitFor(() => expect(label()).toBe("Day 1 · hour 8"));
    tap(button("Pause"));
    expect(button("Play")).toBeTruthy();
  });

  it("can be gone through photo by photo, and with the slider", async () => {
    await open();
    expect(button("Previous photo").disabled).toBe(true);
    tap(button("Next photo"));
    expect(label()).toBe("Day 2 · hour 22");
    const slider = screen.getByRole("slider", { name: "Photo" });
    fireEvent.input(slider, { target: { value: "2" } });
    expect([label(), slider.getAttribute("aria-valuetext"), button("Next photo").disabled]).toEqual(["Day 3", "Day 3", true]);
    tap(button("Previous photo"));
    expect(label()).toBe("Day 2 · hour 22");
  });

  it("steps without motion for those who want none", async () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    await open();
    expect(screen.queryByRole("button", { name: "Play" })).toBeNull();
    expect(screen.queryByLabelText("Fast")).toBeNull();
    tap(button("Next photo"));
    expect(label()).toBe("Day 2 · hour 22");
    expect(film.alphas.every((alpha) => alpha === 1)).toBe(true);
  });

  it("can be of an earlier treatment", async () => {
    const old = [taken("a", "2026-10-21T18:00:00Z", { treatment_id: "earlier" }), taken("b", "2026-10-25T18:00:00Z", { treatment_id: "earlier" })];
    go("/diary/time-lapse?treatment=earlier");
    await phoneWith([...FOUR, ...old], [first, second]);
    show(TimeLapseScreen);
    await screen.findByRole("img", { name: "Front, day 1" });
    tap(button("Next photo"));
    expect(label()).toBe("Day 5");
  });
});

describe("a photo", () => {
  it("is drawn so that its eyes lie on those of the outline, and as it is without marks", async () => {
    const eyes = { left: { x: 0.3, y: 0.44 }, right: { x: 0.72, y: 0.44 } }; // twice as far apart as in the outline
    await open([FOUR[0] as Photo, { ...(FOUR[2] as Photo), eyes }]);
    await waitFor(() => expect(film.transforms).toHaveLength(2));
    const [plain, marked] = film.transforms.toSorted((a, b) => (b[0] ?? 0) - (a[0] ?? 0)).map((values) => values.map((value) => Math.round(value * 100) / 100 + 0));
    expect(plain).toEqual([2.4, 0, 0, 2.4, 0, 0]);
    expect(marked?.slice(0, 4)).toEqual([1.2, 0, 0, 1.2]);
  });

  it("that is not on this phone is fetched, and left out without a network", async () => {
    network({ "GET /api/photos/day1/display": Promise.resolve(new Response(PICTURE)), "GET /api/photos/day2/display": "offline" });
    await open(FOUR, FOUR.slice(3));
    await screen.findByText("1 photo cannot be shown and is left out.");
    tap(button("Next photo"));
    await screen.findByText("This photo is not on this device. Connect to the internet to see it.");
    tap(button("Previous photo"));
    tap(screen.getByLabelText("Fast"));
    tap(button("Play"));
    const seen = new Set<unknown>();
    await waitFor(() => {
      seen.add(label());
      expect(label()).toBe("Day 3");
    }, { interval: 5 });
    expect(seen).not.toContain("Day 2 · hour 22");
    network({ "GET /api/photos/day2/display": Promise.resolve(new Response(PICTURE)) });
    void act(() => void dispatchEvent(new Event("online")));
    tap(button("Previous photo"));
    await waitFor(() => expect(screen.queryByText(/is left out/)).toBeNull());
  });

  it.each([
    [404, "This photo no longer exists."],
    [410, "This photo no longer exists."],
    [500, /^This photo did not load/],
  ])("that the server answers with %s does not break the film", async (status, words) => {
    network({ "GET /api/photos/day1/display": Promise.resolve(new Response(null, { status })) });
    await open(FOUR, FOUR.slice(1));
    await screen.findByText(words);
    tap(button("Next photo"));
    expect(screen.queryByText(words)).toBeNull();
  });

  it("that cannot be decoded, or for which there is no memory, says so", async () => {
    film.decodes = false;
    network({ "GET /api/photos/day1/display": Promise.resolve(new Response(PICTURE)) });
    await open();
    await screen.findByText(/^This photo did not load/);
    film.decodes = true;
    film.hasMemory = false;
    tap(button("Next photo"));
    await screen.findByText(/^This photo did not load/);
  });

  it("that was erased leaves the film", async () => {
    await open();
    fireEvent.input(screen.getByRole("slider"), { target: { value: "2" } });
    holds({ photos: FOUR.slice(0, 3) });
    await waitFor(() => expect(label()).toBe("Day 2 · hour 22"));
    expect(screen.getByRole<HTMLInputElement>("slider").max).toBe("1");
  });

  it("is dropped from memory after many others, and loaded again when it is needed", async () => {
    const many = Array.from({ length: 30 }, (_, at) => taken(`p${String(at)}`, new Date(Date.parse("2026-11-18T12:00:00Z") + at * 3_600_000).toISOString()));
    await open(many);
    const slider = screen.getByRole("slider");
    for (let at = 0; at < 30; at += 1) {
      fireEvent.input(slider, { target: { value: String(at) } });
      await waitFor(() => expect(film.transforms.length).toBeGreaterThan(at));
    }
    await waitFor(() => expect(film.transforms).toHaveLength(30));
    fireEvent.input(slider, { target: { value: "0" } });
    await waitFor(() => expect(film.transforms.length).toBeGreaterThan(30));
  });
});

describe("marking the eyes", () => {
  const stage = (): HTMLElement => document.querySelector(".eyes__photo") as HTMLElement;
  const place = (name: string): readonly string[] => [screen.getByRole("button", { name }).style.left, screen.getByRole("button", { name }).style.top];
  const touch = (clientX: number, clientY: number): void => void fireEvent(stage(), new PointerEvent("pointerup", { bubbles: true, clientX, clientY }));
  const stored = async (id = "day1"): Promise<unknown> => (await (await database()).get("photos", id))?.eyes;

  async function openMarks(photos: readonly Photo[] = FOUR): Promise<HTMLElement> {
    vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(STAGE);
    await open(photos);
    tap(await screen.findByRole("button", { name: "Align eyes" }));
    const dialog = await screen.findByRole("dialog", { name: /^Align eyes/ });
    const picture = await within(dialog).findByRole("img");
    vi.spyOn(HTMLImageElement.prototype, "naturalWidth", "get").mockReturnValue(1500);
    vi.spyOn(HTMLImageElement.prototype, "naturalHeight", "get").mockReturnValue(2000);
    fireEvent.load(picture);
    return dialog;
  }

  it("begins where the camera's outline has them, and takes two taps", async () => {
    const dialog = await openMarks();
    expect([place("Mark on the left"), place("Mark on the right")]).toEqual([["39.5%", "44%"], ["60.5%", "44%"]]);
    touch(90, 160);
    touch(210, 168);
    expect([place("Mark on the left"), place("Mark on the right")]).toEqual([["30%", "40%"], ["70%", "42%"]]);
    tap(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await stored()).toEqual({ left: { x: 0.3, y: 0.4 }, right: { x: 0.7, y: 0.42 } });
    expect(await (await database()).getAllKeys("outbox")).toEqual(["eyes:day1"]);
    await waitFor(() => expect(film.transforms.some(([a]) => a !== 2.4)).toBe(true)); // drawn anew
  });

  it("also works with the arrow keys", async () => {
    const dialog = await openMarks();
    const mark = screen.getByRole("button", { name: "Mark on the right" });
    for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp", "a"]) fireEvent.keyDown(mark, { key });
    expect(place("Mark on the right")).toEqual(["61%", "43.5%"]);
    tap(within(dialog).getByRole("button", { name: "Save" }));
    await waitFor(async () => expect(await stored()).toMatchObject({ right: { x: 0.61, y: 0.435 } }));
  });

  it("refuses two marks in one place, and says what the sides need", async () => {
    const left = { ...(FOUR[1] as Photo) };
    await openMarks([left, { ...left, id: "left3", taken_at: "2026-11-20T08:00:00Z" }]);
    expect(screen.getByText("From the side, tap the same two points in every photo.")).toBeTruthy();
    for (const x of [96, 149, 120, 134, 141]) touch(x, 200);
    expect(screen.queryByRole("alert")).toBeNull();
    touch(144.9, 200);
    expect(screen.getByRole("alert").textContent).toBe("The two marks are too close together. Move one of them.");
    expect(button("Save").disabled).toBe(true);
  });

  it("can be undone, and says if the phone cannot store it", async () => {
    const eyes = { left: { x: 0.3, y: 0.4 }, right: { x: 0.7, y: 0.4 } };
    const dialog = await openMarks([{ ...(FOUR[0] as Photo), eyes }, ...FOUR.slice(1)]);
    expect(place("Mark on the left")).toEqual(["30%", "40%"]);
    const repair = breakStore("photos");
    tap(within(dialog).getByRole("button", { name: "Remove marks" }));
    await within(dialog).findByText(/This device is full/);
    repair();
    tap(within(dialog).getByRole("button", { name: "Remove marks" }));
    await waitFor(async () => expect(await stored()).toBeNull());
  });

  it("needs the picture", async () => {
    await openMarks(FOUR);
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await (await database()).clear("pictures");
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    tap(button("Align eyes"));
    const dialog = await screen.findByRole("dialog");
    fireEvent.error(await within(dialog).findByRole("img"));
    fireEvent.error(await within(dialog).findByRole("img"));
    await within(dialog).findByText(/^This photo is not on this device/);
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });

  it("is not offered for close-ups", async () => {
    const chin = taken("chin", "2026-11-18T12:00:00Z", { angle: "close-up", area: "chin" });
    await open([chin, { ...chin, id: "chin2", taken_at: "2026-11-19T12:00:00Z" }]);
    await screen.findByRole("img", { name: "Chin, day 1" });
    expect(screen.queryByRole("button", { name: "Align eyes" })).toBeNull();
  });
});
