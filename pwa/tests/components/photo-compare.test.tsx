// @vitest-environment jsdom
/** Before and after: which photos, how they lie over each other, and the same hour after an earlier treatment. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import Compare from "../../src/screens/patient/diary/compare";
import CompareScreen from "../../src/screens/patient/photos/compare-screen";
import { now } from "../../src/state/clock";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { go } from "../../src/ui";
import { choose, clearPhone, completeBrowser, network, show, tap } from "./phone";
import { first, FOUR, NOW, phoneWith, second, taken } from "./photo-diary";

const holds = (part: Partial<OnPhone>): void => void act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), ...part }));
/** The photos that lie over each other or side by side: the alternative texts, the one below first. */
const pair = (): readonly string[] => [...document.querySelectorAll<HTMLImageElement>("img.compare__photo")].map(({ alt }) => alt);
const labels = (): readonly string[] => [...document.querySelectorAll(".compare__labels .pill")].map((each) => each.textContent);
const strip = (name: string): HTMLElement => screen.getByRole("group", { name });
const inStrip = (name: string): readonly string[] => within(strip(name)).getAllByRole("radio").map((each) => each.closest("label")?.textContent ?? "");

async function compare(photos: readonly Photo[], treatments = [second]): Promise<void> {
  await phoneWith(photos, treatments);
  show(() => <Compare treatment={second} />);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
});
afterEach(async () => {
  go("/");
  await clearPhone();
  vi.useRealTimers();
});

describe("before and after", () => {
  it("needs two photos", async () => {
    await compare(FOUR.slice(0, 1));
    await screen.findByText("You need two photos to compare");
  });

  it("begins with the first and the last photo of the longest series, with day and hour on the picture", async () => {
    await compare(FOUR);
    const slider = await screen.findByRole("slider", { name: "Slider between before and after" });
    expect(pair()).toEqual(["Front, day 3", "Front, day 1"]);
    expect(labels()).toEqual(["Day 1 · hour 8", "Day 3"]);
    expect(screen.queryByText("Not comparable")).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull(); // there is no other treatment
    fireEvent.input(slider, { target: { value: "80" } });
    expect(slider.getAttribute("aria-valuetext")).toBe("80 per cent of the earlier photo");
  });

  it("can be seen side by side, with a slider, or fading", async () => {
    await compare(FOUR);
    await screen.findByRole("slider");
    tap(screen.getByLabelText("Side by side"));
    expect(screen.queryByRole("slider")).toBeNull();
    expect(pair()).toEqual(["Front, day 1", "Front, day 3"]);
    expect(labels()).toEqual(["Day 1 · hour 8", "Day 3"]);
    tap(screen.getByLabelText("Fade"));
    expect(document.querySelector(".compare--fade")).not.toBeNull();
    expect(screen.getByRole("slider")).toBeTruthy();
  });

  it("is chosen with thumbnails, those of the same angle first; another angle looks for its own partner", async () => {
    await compare([...FOUR, taken("left3", "2026-11-20T12:00:00Z", { angle: "left" })]);
    await screen.findByRole("slider");
    expect(inStrip("Before")).toEqual(["Day 1 · hour 8", "Day 2 · hour 22", "Day 2 · hour 22Left side", "Day 3Left side"]);
    tap(within(strip("Before")).getByRole("img", { name: "Front, day 2" }).closest("label") as HTMLElement);
    expect(pair()).toEqual(["Front, day 3", "Front, day 2"]);
    tap(within(strip("After")).getByRole("img", { name: "Left side, day 3" }).closest("label") as HTMLElement);
    await waitFor(() => expect(pair()).toEqual(["Left side, day 3", "Left side, day 2"]));
    expect(inStrip("After")[0]).toBe("Day 3");
  });

  it("never compares a photo with itself, and says on the pair that other angles cannot be compared", async () => {
    await compare(FOUR.slice(0, 2));
    await screen.findByText("These photos show different areas or angles. They are hard to compare.");
    expect(screen.getByText("Not comparable").closest(".compare")).not.toBeNull();
    expect(new Set(pair()).size).toBe(2);
    tap(screen.getByLabelText("Side by side"));
    expect(screen.getByText("Not comparable").closest(".beside")).not.toBeNull();
  });

  it("says so for other light", async () => {
    await compare([...FOUR, taken("dark", "2026-11-20T12:00:00Z", { brightness: 60 })]);
    await screen.findByText(/^One photo is much darker/);
    expect(screen.getByText("Not comparable")).toBeTruthy();
  });

  it("warns of blur without calling the photos incomparable", async () => {
    await compare([...FOUR, taken("blurred", "2026-11-20T12:00:00Z", { sharpness: 20 })]);
    await screen.findByText(/^One photo is much less sharp/);
    expect(screen.queryByText("Not comparable")).toBeNull();
  });

  it("goes on with the others if a photo is erased, and says which picture is missing", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await compare(FOUR);
    await waitFor(() => expect(document.querySelector<HTMLImageElement>("img.compare__over")?.src).toMatch(/day1/));
    fireEvent.error(document.querySelector("img.compare__over") as HTMLElement);
    await screen.findByText("This photo is not on this device. Connect to the internet to see it.");
    fireEvent.error(within(strip("Before")).getByRole("img", { name: "Front, day 2" }));
    holds({ photos: FOUR.slice(1) });
    await waitFor(() => expect(pair()).toEqual(["Front, day 3", "Front, day 2"]));
    holds({ photos: FOUR.slice(3) });
    await screen.findByText("You need two photos to compare");
  });
});

describe("session 1 beside session 2", () => {
  const earlier = (id: string, taken_at: string, part: Partial<Photo> = {}): Photo => taken(id, taken_at, { treatment_id: "earlier", ...part });
  const ONE = [earlier("one-8", "2026-10-21T18:00:00Z"), earlier("one-27", "2026-10-22T13:00:00Z"), earlier("one-day5", "2026-10-25T13:00:00Z"), earlier("one-left", "2026-10-22T08:00:00Z", { angle: "left" })];

  it("shows the photo of the same angle that is nearest to the same hour, and says how far off it is", async () => {
    await compare([...FOUR, ...ONE], [first, second]);
    await screen.findByRole("slider");
    choose(screen.getByLabelText("Compare with"), "Session 1 · Oct 21, 2026");
    await waitFor(() => expect(labels()).toEqual(["Session 1 · hour 8", "Session 2 · hour 8"])); // nothing near day 3
    tap(within(strip("After")).getByRole("img", { name: "Front, day 3" }).closest("label") as HTMLElement);
    await waitFor(() => expect(labels()).toEqual(["Session 1 · hour 27", "Session 2 · day 3"]));
    tap(within(strip("After")).getByRole("img", { name: "Front, day 2" }).closest("label") as HTMLElement);
    await waitFor(() => expect(labels()).toEqual(["Session 1 · hour 27", "Session 2 · hour 22"]));
    await screen.findByText("The photo from session 1 was taken 5 hours later. Both are counted from their treatment.");
    tap(within(strip("After")).getByRole("img", { name: "Front, day 1" }).closest("label") as HTMLElement);
    await screen.findByText("Both photos were taken at the same hour after the treatment.");
    tap(within(strip("Before")).getByRole("img", { name: "Front, day 5" }).closest("label") as HTMLElement);
    await screen.findByText("The photo from session 1 was taken 4 days later. Both are counted from their treatment.");
    tap(within(strip("Before")).getByRole("img", { name: "Front, day 1" }).closest("label") as HTMLElement);
    choose(screen.getByLabelText("Compare with"), "This session (session 2)");
    await waitFor(() => expect(labels().join()).not.toContain("Session"));
  });

  it("says earlier in hours and in days", async () => {
    const late = [taken("day2", "2026-11-19T18:00:00Z"), taken("day9", "2026-11-26T18:00:00Z")];
    await compare([...late, ...ONE.slice(0, 2)], [first, second]);
    await screen.findByRole("slider");
    choose(screen.getByLabelText("Compare with"), "Session 1 · Oct 21, 2026");
    await screen.findByText(/was taken 5 hours earlier\. Both/);
    tap(within(strip("After")).getByRole("img", { name: "Front, day 9" }).closest("label") as HTMLElement);
    await screen.findByText(/was taken 7 days earlier\. Both/);
  });

  it("needs only one photo of the current session, and says if the earlier one has none of its angle", async () => {
    await compare([taken("right", "2026-11-19T08:00:00Z", { angle: "right" }), ...ONE], [first, second]);
    await screen.findByText("Session 1 has no photo from this angle (Right side).");
    expect(screen.getByText("Not comparable")).toBeTruthy();
  });
});

describe("the comparison on a screen of its own", () => {
  it("compares the photo of the address with the first of its series", async () => {
    await phoneWith(FOUR);
    go("/diary/compare?photo=day2");
    show(CompareScreen);
    await screen.findByRole("heading", { name: "Before and after" });
    await waitFor(() => expect(pair()).toEqual(["Front, day 2", "Front, day 1"]));
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/diary");
  });

  it("compares the first photo of a series with its last, and a single photo with another", async () => {
    await phoneWith(FOUR);
    go("/diary/compare?photo=day1");
    show(CompareScreen);
    await waitFor(() => expect(pair()).toEqual(["Front, day 3", "Front, day 1"]));
    holds({ photos: [] });
    await screen.findByText("You need two photos to compare");
  });

  it("can be of an earlier treatment; without one it is of the current", async () => {
    await phoneWith([...FOUR, taken("a", "2026-10-21T18:00:00Z", { treatment_id: "earlier" }), taken("b", "2026-10-22T18:00:00Z", { treatment_id: "earlier" })], [first, second]);
    go("/diary/compare?treatment=earlier");
    show(CompareScreen);
    await waitFor(() => expect(pair()).toEqual(["Front, day 2", "Front, day 1"]));
    void act(() => go("/diary/compare"));
    await waitFor(() => expect(pair()).toEqual(["Front, day 3", "Front, day 1"]));
  });

  it("of a single photo of its angle begins with that photo", async () => {
    await phoneWith(FOUR);
    go("/diary/compare?photo=left2");
    show(CompareScreen);
    await waitFor(() => expect(pair()[0]).toBe("Left side, day 2"));
  });
});
