// @vitest-environment jsdom
/** The gallery, and a photo on the whole screen: gestures, keys, and pictures that are not on this phone. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Gallery from "../../src/screens/patient/diary/gallery";
import { now } from "../../src/state/clock";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { go } from "../../src/ui";
import { clearPhone, completeBrowser, network, show, tap } from "./phone";
import { first, FOUR, NOW, phoneWith, second, taken } from "./photo-diary";

const STAGE = { left: 0, top: 0, width: 400, height: 800, right: 400, bottom: 800, x: 0, y: 0, toJSON: () => "" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
  history.replaceState(null, "", "/diary");
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(STAGE);
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

async function gallery(photos = FOUR, treatments = [second]): Promise<void> {
  await phoneWith(photos, treatments);
  show(() => <Gallery treatment={second} />);
}

async function openViewer(name: string, photos = FOUR): Promise<HTMLElement> {
  await gallery(photos);
  tap((await screen.findByRole("img", { name })).closest("button") as HTMLElement);
  const dialog = await screen.findByRole("dialog", { name });
  await waitFor(() => expect(shown()).not.toBeNull());
  return dialog;
}

const stage = (): HTMLElement => document.querySelector(".viewer__stage") as HTMLElement;
const shown = (): HTMLImageElement => document.querySelector(".viewer__slide:not([inert]) img") as HTMLImageElement;
const title = (): string | null => document.querySelector(".viewer")?.getAttribute("aria-label") ?? null;
const zoom = (): string => shown().style.transform;

type Touch = readonly ["down" | "move" | "up" | "cancel", number, number, number];

/** What fingers do on the photo: event, finger, x and y. */
function touch(...events: readonly Touch[]): void {
  for (const [type, pointerId, clientX, clientY] of events) {
    const name = `pointer${type}`;
    void act(() => void stage().dispatchEvent(new PointerEvent(name, { bubbles: true, cancelable: true, pointerId, clientX, clientY })));
  }
}
const swipe = (from: number, to: number): void => touch(["down", 1, from, 400], ["move", 1, (from + to) / 2, 400], ["move", 1, to, 400], ["up", 1, to, 400]);
const press = (key: string): void => void fireEvent.keyDown(screen.getByRole("dialog"), { key });

describe("the gallery", () => {
  it("has no photos at first", async () => {
    await gallery([]);
    await screen.findByText("No photos yet");
  });

  it("begins with the newest, says day and hour, and shows one angle on request", async () => {
    await gallery();
    const alts = (): readonly string[] => screen.getAllByRole<HTMLImageElement>("img").map(({ alt }) => alt);
    await waitFor(() => expect(alts()).toEqual(["Front, day 3", "Front, day 2", "Left side, day 2", "Front, day 1"]));
    expect([...document.querySelectorAll("figcaption")].map((each) => each.textContent)).toEqual(["Day 3", "Day 2 · hour 22", "Day 2 · hour 22", "Day 1 · hour 8"]);
    tap(screen.getByLabelText("Left side"));
    await waitFor(() => expect(alts()).toEqual(["Left side, day 2"]));
    tap(screen.getByLabelText("All photos"));
    await waitFor(() => expect(alts()).toHaveLength(4));
    expect(screen.getByRole("link", { name: "Compare" }).getAttribute("href")).toBe("/diary/compare?treatment=treatment");
  });

  it("offers no comparison while no angle has two photos", async () => {
    await gallery(FOUR.slice(0, 2));
    await screen.findByRole("img", { name: "Front, day 1" });
    expect(screen.queryByRole("link", { name: "Compare" })).toBeNull();
  });
});

describe("swiping", () => {
  it("goes through the photos of the same angle and ends at the last one", async () => {
    await openViewer("Front, day 2");
    expect(screen.getByText("2 of 3")).toBeTruthy();
    swipe(300, 100);
    expect(title()).toBe("Front, day 3");
    swipe(300, 100);
    expect(title()).toBe("Front, day 3");
    swipe(100, 300);
    swipe(100, 300);
    expect(title()).toBe("Front, day 1");
    expect(document.querySelector(".viewer__head")?.textContent).toMatch(/^Front · Day 1 · hour 8Wed/);
  });

  it("goes through the photos of the day", async () => {
    await openViewer("Front, day 2");
    tap(screen.getByLabelText("This day"));
    expect(screen.getByText("2 of 2")).toBeTruthy();
    swipe(100, 300);
    expect(title()).toBe("Left side, day 2");
  });

  it("follows the finger, and goes back after a small movement", async () => {
    await openViewer("Front, day 2");
    touch(["down", 1, 200, 400], ["move", 1, 150, 400]);
    expect((document.querySelector(".viewer__slide:not([inert])") as HTMLElement).style.transform).toBe("translateX(calc(0% + -50px))");
    vi.setSystemTime(NOW + 5_000);
    touch(["cancel", 1, 150, 400]);
    expect(title()).toBe("Front, day 2");
  });

  it("needs no finger: there are buttons and keys", async () => {
    await openViewer("Front, day 2");
    tap(screen.getByRole("button", { name: "Next photo" }));
    expect(title()).toBe("Front, day 3");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Next photo" }).disabled).toBe(true);
    tap(screen.getByRole("button", { name: "Previous photo" }));
    press("ArrowLeft");
    expect(title()).toBe("Front, day 1");
    press("End");
    expect(title()).toBe("Front, day 3");
    press("Home");
    press("ArrowRight");
    press("q");
    expect(title()).toBe("Front, day 2");
    fireEvent.keyDown(screen.getByLabelText("This angle"), { key: "ArrowRight" }); // moves through the choice
    expect(title()).toBe("Front, day 2");
  });
});

describe("magnifying", () => {
  it("works with two fingers; then one finger moves about in the photo instead of leaving it", async () => {
    await openViewer("Front, day 2");
    touch(["down", 1, 190, 400], ["down", 2, 210, 400], ["move", 2, 230, 400]);
    expect(zoom()).toMatch(/scale\(2\)$/);
    touch(["up", 2, 230, 400], ["up", 1, 190, 400]);
    const before = zoom();
    swipe(300, 100);
    expect(title()).toBe("Front, day 2");
    expect(zoom()).not.toBe(before);
  });

  it("works with a double tap, and ends with the next one", async () => {
    await openViewer("Front, day 2");
    const tapOnce: readonly Touch[] = [["down", 1, 100, 100], ["up", 1, 100, 100]];
    touch(...tapOnce, ...tapOnce);
    expect(zoom()).toBe("translate(150px, 450px) scale(2.5)");
    touch(...tapOnce, ...tapOnce);
    expect(zoom()).toBe("translate(0px, 0px) scale(1)");
  });

  it("works with the wheel and with keys, and the next photo begins whole", async () => {
    await openViewer("Front, day 2");
    fireEvent.wheel(stage(), { deltaY: -300, clientX: 200, clientY: 400 });
    expect(zoom()).toMatch(/scale\(2\.7/);
    press("0");
    press("+");
    expect(zoom()).toBe("translate(0px, 0px) scale(1.5)");
    press("ArrowRight");
    press("ArrowUp");
    expect(zoom()).toBe("translate(-60px, 60px) scale(1.5)");
    press("ArrowDown");
    press("-");
    expect(zoom()).toBe("translate(0px, 0px) scale(1)");
    press("+");
    tap(screen.getByRole("button", { name: "Next photo" }));
    await waitFor(() => expect(zoom()).toBe("translate(0px, 0px) scale(1)"));
  });

  it("leaves the other buttons of a mouse alone", async () => {
    await openViewer("Front, day 2");
    void act(() => void stage().dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 2, pointerId: 1, clientX: 300, clientY: 400 })));
    touch(["move", 1, 100, 400], ["up", 1, 100, 400]);
    expect(title()).toBe("Front, day 2");
  });
});

describe("closing", () => {
  it("is a button, and then the back button leaves the diary", async () => {
    history.replaceState(null, "", "/");
    void act(() => go("/diary"));
    await openViewer("Front, day 2");
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    void act(() => history.back());
    await waitFor(() => expect(location.pathname).toBe("/"));
  });

  it("is also what the back button does", async () => {
    await openViewer("Front, day 2");
    void act(() => history.back());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(location.pathname).toBe("/diary");
  });

  it("is not needed to compare: the comparison replaces the viewer", async () => {
    const dialog = await openViewer("Front, day 2");
    tap(within(dialog).getByRole("button", { name: "Compare" }));
    expect(location.pathname + location.search).toBe("/diary/compare?photo=day2");
  });
});

describe("a photo", () => {
  const holds = (part: Partial<OnPhone>): void => void act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), ...part }));

  it("that was taken on this phone is shown from it, without a network", async () => {
    await phoneWith(FOUR);
    await (await database()).put("pictures", { id: "day2", type: "image/jpeg", bytes: new ArrayBuffer(3) });
    show(() => <Gallery treatment={second} />);
    tap((await screen.findByRole("img", { name: "Front, day 2" })).closest("button") as HTMLElement);
    await screen.findByRole("dialog");
    await waitFor(() => expect(shown().src).toBe("blob:picture"));
    fireEvent.error(shown()); // HEIC, which only the server can decode
    await waitFor(() => expect(shown().src).toMatch(/\/api\/photos\/day2\/display$/));
  });

  it("that is on the server only says so without a network, and comes with the network", async () => {
    const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await openViewer("Front, day 3");
    await waitFor(() => expect(shown().src).toMatch(/\/api\/photos\/day3\/display$/));
    fireEvent.error(shown());
    await screen.findByText("This photo is not on this device. Connect to the internet to see it.");
    online.mockReturnValue(true);
    void act(() => void dispatchEvent(new Event("online")));
    await waitFor(() => expect(shown()).not.toBeNull());
    fireEvent.error(shown());
    await screen.findByText(/^This photo did not load/);
    tap(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(shown()).not.toBeNull());
    swipe(100, 300);
    expect(title()).toBe("Front, day 2"); // the others are not affected
  });

  it("that cannot be loaded leaves a frame with its name in the gallery", async () => {
    await gallery();
    fireEvent.error(await screen.findByRole("img", { name: "Front, day 3" }));
    await screen.findByRole("img", { name: "Front, day 3 (not loaded)" });
  });

  it("that was erased on another device leaves its place to the next one, and the last one closes the viewer", async () => {
    await openViewer("Front, day 2");
    holds({ photos: FOUR.filter(({ id }) => id !== "day2") });
    expect(title()).toBe("Front, day 3");
    swipe(100, 300);
    expect(title()).toBe("Front, day 1");
    holds({ photos: FOUR.slice(1, 2) });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("of an earlier treatment is counted from that treatment", async () => {
    await phoneWith([...FOUR, taken("old", "2026-10-23T12:00:00Z", { treatment_id: "earlier" })], [first, second]);
    show(() => <Gallery treatment={first} />);
    await screen.findByRole("img", { name: "Front, day 3" });
    expect(document.querySelectorAll("figcaption")).toHaveLength(1);
  });

  it("is named in German where the reader is", async () => {
    await setLanguage("de");
    await gallery();
    await screen.findByRole("img", { name: "Linke Seite, Tag 2" });
    expect([...document.querySelectorAll("figcaption")].map((each) => each.textContent)).toContain("Tag 2 · Stunde 22");
  });
});
