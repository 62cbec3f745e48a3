// @vitest-environment jsdom
/** The time-lapse as a file: made on the phone with progress, cancelled, saved or shared, or not possible. */
import "fake-indexeddb/auto";
import { act, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import TimeLapseScreen from "../../src/screens/patient/photos/time-lapse-screen";
import { now } from "../../src/state/clock";
import { database } from "../../src/store/database";
import { go } from "../../src/ui";
import { attachFilm, type FakeFilm } from "./fake-film";
import { clearPhone, completeBrowser, network, show, tap } from "./phone";
import { FOUR, NOW, phoneWith } from "./photo-diary";

let film: FakeFilm;
let saved: string[];

async function openSheet(photos: readonly Photo[] = FOUR, here: readonly Photo[] = photos): Promise<HTMLElement> {
  await phoneWith(photos);
  const db = await database();
  for (const { id } of here) await db.put("pictures", { id, type: "image/jpeg", bytes: new ArrayBuffer(3) });
  show(TimeLapseScreen);
  tap(await screen.findByLabelText("Fast"));
  tap(screen.getByRole("button", { name: "Make video" }));
  return screen.findByRole("dialog", { name: "Video" });
}

const make = (sheet: HTMLElement): void => tap(within(sheet).getByRole("button", { name: "Make video" }));
const share = (give: Partial<Navigator>): void => Object.entries(give).forEach(([name, value]) => Object.defineProperty(navigator, name, { configurable: true, value }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
  film = attachFilm();
  saved = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  go("/diary/time-lapse");
});
afterEach(async () => {
  for (const name of ["share", "canShare"]) Reflect.deleteProperty(navigator, name);
  await clearPhone();
  vi.useRealTimers();
});

describe("the video", () => {
  it("is recorded with the day on each photo, shows its progress, and is saved under a name that tells nothing", async () => {
    const sheet = await openSheet();
    expect(sheet.textContent).toContain("The video shows 3 photos and takes about 1 seconds to make.");
    make(sheet);
    const progress = await within(sheet).findByRole<HTMLProgressElement>("progressbar", { name: "Video in progress" });
    await waitFor(() => expect(progress.value).toBeGreaterThan(0));
    await within(sheet).findByText("Your video is ready (0.1 MB). It is on this device only.");
    expect(new Set(film.captions)).toEqual(new Set(["Day 1 · hour 8", "Day 2 · hour 22", "Day 3"]));
    expect(film.commands.filter((each) => each !== "paused" && each !== "resumed")).toEqual(["started", "stopped", "track stopped"]);
    expect(within(sheet).queryByRole("button", { name: "Share" })).toBeNull();
    tap(within(sheet).getByRole("button", { name: "Save" }));
    expect(saved).toEqual(["afterglow-2026-11-18.webm"]);
  });

  it("is shared through the phone's share sheet, which the person may close", async () => {
    film = attachFilm({ types: ["video/mp4", "video/webm"] });
    const given: string[] = [];
    let ends: DOMException | Error | undefined = new DOMException("Closed.", "AbortError");
    share({
      canShare: () => true,
      share: (data?: ShareData) => {
        given.push(data?.files?.[0]?.name ?? "");
        return ends ? Promise.reject(ends) : Promise.resolve();
      },
    });
    const sheet = await openSheet();
    make(sheet);
    tap(await within(sheet).findByRole("button", { name: "Share" }));
    await waitFor(() => expect(given).toEqual(["afterglow-2026-11-18.mp4"])); // every phone plays MP4
    ends = undefined;
    await waitFor(() => expect(within(sheet).getByRole<HTMLButtonElement>("button", { name: "Share" }).disabled).toBe(false));
    expect(within(sheet).queryByRole("alert")).toBeNull();
    tap(within(sheet).getByRole("button", { name: "Share" }));
    await waitFor(() => expect(given).toHaveLength(2));
    ends = new Error("Refused.");
    await waitFor(() => expect(within(sheet).getByRole<HTMLButtonElement>("button", { name: "Share" }).disabled).toBe(false));
    tap(within(sheet).getByRole("button", { name: "Share" }));
    await within(sheet).findByText("That did not work");
  });

  it("leaves out what cannot be seen, and says so; it may begin with a later photo", async () => {
    const sheet = await openSheet(FOUR, FOUR.slice(1));
    make(sheet);
    await within(sheet).findByText(/^Your video is ready/);
    expect(within(sheet).getByText("1 photo cannot be shown and is left out.")).toBeTruthy();
    expect(film.captions).not.toContain("Day 1 · hour 8");
  });

  it("waits for photos that are still being loaded, without a gap in the film", async () => {
    let arrive: (answer: Response) => void = () => undefined;
    network({ "GET /api/photos/day3/display": new Promise<Response>((resolve) => (arrive = resolve)) });
    const sheet = await openSheet(FOUR, FOUR.slice(0, 3));
    make(sheet);
    await waitFor(() => expect(film.commands.at(-1)).toBe("paused"));
    arrive(new Response(new ArrayBuffer(3)));
    await within(sheet).findByText(/^Your video is ready/);
    expect(film.commands).toContain("resumed");
    expect(film.captions).toContain("Day 3");
  });

  it("has no gap where the app was left while it was made", async () => {
    const sheet = await openSheet();
    make(sheet);
    await waitFor(() => expect(film.commands).toContain("started"));
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(film.commands.at(-1)).toBe("paused");
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(film.commands.at(-1)).toBe("resumed");
    await within(sheet).findByText(/^Your video is ready/);
  });

  it("is not made if no photo can be seen", async () => {
    const sheet = await openSheet(FOUR, []);
    make(sheet);
    await within(sheet).findByText("None of these photos can be shown now. Try again when you are online.");
    expect(film.commands).toEqual([]);
  });

  it("can be cancelled while it is being made", async () => {
    const sheet = await openSheet();
    make(sheet);
    await waitFor(() => expect(film.commands).toContain("started"));
    tap(within(sheet).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(film.commands.at(-1)).toBe("track stopped"));
    expect(screen.queryByText(/^Your video is ready/)).toBeNull();
  });

  it("that the browser fails to record can be tried again", async () => {
    film.ends = "badly";
    const sheet = await openSheet();
    make(sheet);
    await within(sheet).findByText("That did not work");
    film.ends = "well";
    tap(within(sheet).getByRole("button", { name: "Try again" }));
    await within(sheet).findByText(/^Your video is ready/);
  });

  it.each([
    ["has no recorder", []],
    ["records no type that we know", ["video/strange"]],
  ])("cannot be made by a browser that %s, which says so", async (_, types) => {
    film = attachFilm({ types });
    const sheet = await openSheet();
    expect(sheet.textContent).toContain("This browser cannot make videos.");
    expect(within(sheet).queryByRole("button", { name: "Make video" })).toBeNull();
    void act(() => tap(within(sheet).getByRole("button", { name: "Close" })));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
