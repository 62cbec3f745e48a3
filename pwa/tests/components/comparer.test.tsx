// @vitest-environment jsdom
/** Two photos beside each other on the practitioner's screen: which ones, how they lie, and the keys. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Review from "../../src/screens/practitioner/review";
import { forgetMarks } from "../../src/state/eye-marks";
import { leaveReview } from "../../src/state/review-place";
import { review } from "../clinic-records";
import { comparison, first, left, openComparer, panes, PHOTOS, press, second, taken, touch, zoom } from "./comparer";
import { bob, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";
import ComparePhotos from "../../src/screens/practitioner/photos/compare";

const button = (name: string) => screen.getByRole("button", { name });
const EYES = { left: { x: 0.4, y: 0.44 }, right: { x: 0.6, y: 0.44 } };

beforeEach(async () => {
  completeBrowser();
  network({});
  forgetMarks();
  await preparePhone(bob, {});
});
afterEach(async () => {
  history.replaceState(null, "", "/");
  await clearPhone();
});

describe("the pair", () => {
  it("is the tapped photo beside the first of its angle, of all sessions, with day and hour", async () => {
    await openComparer("second");
    expect(panes()).toEqual(["Front, Session 1 · before treatment", "Front, Session 2 · day 5"]);
    expect([...document.querySelectorAll(".pane__label")].map((each) => each.textContent)).toEqual([
      "Session 1 · before treatmentThu, Oct 1, 9:00 AMPinned",
      "Session 2 · day 5Sun, Nov 22, 3:00 PM",
    ]);
    tap(button("Front Session 2 Day 1"));
    expect(button("Front Session 1 Before treatment Pinned").getAttribute("aria-pressed")).toBe("false");
    tap(button("Front Session 1 Before treatment Pinned"));
    expect(panes()[1]).toBe("Front, Session 2 · day 1 · hour 4");
  });

  it("follows the keys: days, angles, swap and pin", async () => {
    await openComparer("second");
    press("ArrowLeft");
    expect(panes()[1]).toContain("hour 4");
    press("ArrowRight");
    press("s");
    expect(panes()[0]).toContain("day 5");
    press("S");
    press("p");
    expect(panes()).toEqual(["Front, Session 2 · day 5", "Front, Session 2 · day 1 · hour 4"]);
    press("ArrowDown");
    expect(panes()).toEqual(["Left side, Session 2 · day 5"]);
    expect(screen.getByText("There is only one photo of this angle.")).toBeTruthy();
    press("ArrowUp");
    expect(panes()).toHaveLength(2);
  });

  it("leaves keys alone that belong to a field, a dialog or the browser, or that mean nothing", async () => {
    await openComparer("second");
    tap(button("Slider"));
    const slider = screen.getByRole("slider");
    void act(() => slider.focus());
    press("s", slider);
    void act(() => slider.blur());
    press("s", document.body, { ctrlKey: true });
    press("x");
    expect(panes()).toEqual(["Front, Session 2 · day 5", "Front, Session 1 · before treatment"]);
    tap(button("Mark eyes"));
    press("s");
    expect(document.querySelector(".pane__label:last-child")?.textContent).toContain("day 5");
  });

  it("says why it is hard to compare, in words", async () => {
    const dark = taken("dark", "2026-11-23T14:00:00Z", { brightness: 60, sharpness: 10 });
    const [session] = comparison().treatments;
    await openComparer("dark", comparison({ treatments: [{ ...session, treatment_id: "t2", photos: [first, dark] } as never] }));
    expect(document.querySelector(".comparer__differences")?.textContent).toBe("Hard to compare: one is much darker, one is blurred");
  });

  it("swipes to the next day with one finger while it is not magnified", async () => {
    await openComparer("first");
    const pane = document.querySelector(".pane") as HTMLElement;
    touch(pane, ["down", 1, 300, 300], ["move", 1, 150, 300], ["move", 1, 100, 300], ["up", 1, 100, 300]);
    expect(panes()[1]).toBe("Front, Session 2 · day 5");
  });
});

describe("magnifying", () => {
  it("is linked, and arrow keys then move both photos", async () => {
    await openComparer("second");
    press("+");
    press("=");
    const both = [...document.querySelectorAll<HTMLElement>(".pane__zoom")].map((each) => each.style.transform);
    expect(both).toEqual(["translate(0px, 0px) scale(2.25)", "translate(0px, 0px) scale(2.25)"]);
    press("ArrowRight");
    press("ArrowDown");
    expect(zoom()).toBe("translate(-60px, -60px) scale(2.25)");
    press("ArrowLeft");
    press("ArrowUp");
    press("-");
    expect(zoom()).toBe("translate(0px, 0px) scale(1.5)");
    tap(button("Magnify"));
    tap(button("Make smaller"));
    expect(zoom()).toBe("translate(0px, 0px) scale(1.5)");
    tap(button("Whole photo"));
    expect(zoom()).toBe("translate(0px, 0px) scale(1)");
    press("0");
  });
});

describe("the slider", () => {
  it("lays one photo over the other, and goes back", async () => {
    await openComparer("second");
    tap(button("Slider"));
    const slider = screen.getByRole("slider", { name: "Slider between the two photos" });
    fireEvent.input(slider, { target: { value: "30" } });
    expect(slider.getAttribute("aria-valuetext")).toBe("30 per cent of the photo on the left");
    expect((document.querySelector(".pane--overlaid") as HTMLElement).style.getPropertyValue("--at")).toBe("30%");
    tap(button("Side by side"));
    expect(screen.queryByRole("slider")).toBeNull();
    tap(button("Swap sides"));
    expect(panes()[0]).toContain("day 5");
    tap(button("Pin photo"));
    expect(panes()).toEqual(["Front, Session 2 · day 1 · hour 4", "Front, Session 2 · day 5"]);
  });
});

describe("aligning by the eyes", () => {
  it("marks both photos with two taps each, here only, and lays them over each other", async () => {
    await openComparer("second");
    const sent = network({});
    expect(screen.queryByRole("button", { name: "Aligned by the eyes" })).toBeNull();
    tap(button("Mark eyes"));
    for (const name of [/before treatment/, /day 5/]) {
      const dialog = await screen.findByRole("dialog", { name });
      const image = within(dialog).getByRole("img", { name });
      void act(() => void fireEvent.load(image));
      const place = image.parentElement as HTMLElement;
      touch(place, ["up", 1, 120, 264]);
      touch(place, ["up", 1, 122, 264]);
      touch(place, ["up", 1, 280, 264]);
      fireEvent.keyDown(within(dialog).getByRole("button", { name: "Mark on the right" }), { key: "ArrowRight" });
      tap(within(dialog).getByRole("button", { name: "Use marks" }));
    }
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((document.querySelector(".pane__photo") as HTMLElement).style.transform).not.toContain("matrix(1, 0");
    tap(button("Aligned by the eyes"));
    expect((document.querySelector(".pane__photo") as HTMLElement).style.transform).toBe("translate(0%, 0%) matrix(1, 0, 0, 1, 0, 0)");
    expect(sent).toEqual([]);
    tap(button("Mark eyes")); // once more, to correct them
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("refuses marks on one spot, and says if the photo is missing", async () => {
    await openComparer("second");
    tap(button("Mark eyes"));
    const dialog = screen.getByRole("dialog");
    const image = within(dialog).getByRole("img");
    void act(() => void fireEvent.load(image));
    touch(image.parentElement as HTMLElement, ["up", 1, 100, 264], ["up", 1, 220, 264]); // 60 steps of 0.5 % apart
    const mark = (side: string, key: string): void => void fireEvent.keyDown(within(dialog).getByRole("button", { name: `Mark on the ${side}` }), { key });
    for (let step = 0; step < 60; step += 1) mark("right", "ArrowLeft");
    expect(within(dialog).getByRole("alert").textContent).toContain("too close together");
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Use marks" }).disabled).toBe(true);
    void act(() => void fireEvent.error(image));
    expect(within(dialog).getByText("This photo could not be loaded.")).toBeTruthy();
  });

  it("uses the marks of the patient, and says that a head is tilted", async () => {
    const tilted = { left: { x: 0.4, y: 0.4 }, right: { x: 0.6, y: 0.5 } };
    const marked = [{ ...first, eyes: EYES }, { ...second, eyes: tilted }];
    const [session] = comparison().treatments;
    await openComparer("second", comparison({ treatments: [{ ...session, treatment_id: "t2", photos: marked } as never] }));
    expect(button("Aligned by the eyes").getAttribute("aria-pressed")).toBe("true");
    expect(document.querySelector(".comparer__differences")?.textContent).toBe("Hard to compare: one head is tilted more");
  });
});

describe("what can go wrong", () => {
  it("says which photo is missing, and tries again", async () => {
    await openComparer("second");
    void act(() => void fireEvent.error(document.querySelector(".pane__photo") as Element));
    expect(screen.getByText("This photo could not be loaded.")).toBeTruthy();
    tap(button("Try again"));
    expect(panes()).toHaveLength(2);
  });

  it("has nothing to compare", async () => {
    await openComparer("x", comparison({ treatments: [] }));
    expect(screen.getByText("There are no photos to compare.")).toBeTruthy();
  });

  it("says that it is offline, and loads on a retry", async () => {
    show(ComparePhotos);
    network({ "GET /api/treatments//photos": comparison({ treatments: [] }), [PHOTOS]: comparison() });
    tap(await screen.findByRole("button", { name: "Try again" }));
    await screen.findByText("There are no photos to compare.");
  });
});

describe("between the review and the comparer", () => {
  it("a tap on a photo opens it, and back returns to the same place of the review", async () => {
    const places: number[] = [];
    network({ "GET /api/treatments/t2/review": review({ photos: [first, second, left] }) });
    show(Review, { id: "t2" });
    const link = (await screen.findAllByRole("link", { name: /Latest/ }))[0] as HTMLElement;
    Object.defineProperty(globalThis, "scrollY", { value: 700, configurable: true });
    tap(link);
    expect(location.pathname + location.search).toBe("/clinic/review/t2/photos?photo=second");
    await openComparer("second");
    press("Escape");
    expect(location.pathname).toBe("/clinic/review/t2");
    globalThis.scrollTo = ((_: number, y: number) => void places.push(y)) as typeof scrollTo;
    leaveReview("t2");
    network({ "GET /api/treatments/t2/review": review({ photos: [first] }) });
    show(Review, { id: "t2" });
    await waitFor(() => expect(places).toContain(700));
    Object.defineProperty(globalThis, "scrollY", { value: 0, configurable: true });
  });
});
