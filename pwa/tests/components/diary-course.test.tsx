// @vitest-environment jsdom
/** The page at the end of a course: what was gone when, beside what the sheet says. */
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Treatment } from "../../src/domain/diary";
import { now } from "../../src/state/clock";
import { entry, NOW, open, prepareDay, taken, textOf, treated } from "./diary-phone";
import { after, window as rule } from "./made-up";
import { clearPhone } from "./phone";

const AFTERWARDS = NOW + 10 * 86_400_000;

beforeEach(() => {
  prepareDay();
  vi.setSystemTime(AFTERWARDS);
  now.value = AFTERWARDS;
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

const results = (): readonly string[] => [...document.querySelectorAll(".results > div")].map(textOf);
const ruled: Treatment = {
  ...treated,
  timeline: {
    ...treated.timeline,
    windows: [
      rule("redness", "expect", { opens: after(0), closes: after(72) }),
      rule("swelling", "expect", { opens: after(0), closes: after(36) }),
      rule("dryness", "expect", { opens: after(0) }),
      rule("flaking", "expect", { opens: after(0), closes: after(62) }),
    ],
  },
};
const diary = [
  entry("e1", "2026-11-18T12:00:00Z", { scores: { redness: 3, swelling: 1, dryness: 2, itching: 1, flaking: 1 } }),
  entry("e2", "2026-11-19T12:00:00Z", { scores: { swelling: 0 }, signs: [{ sign: "pustules", area: null }, { sign: "fever", area: null }] }),
  entry("e3", "2026-11-20T12:00:00Z", { scores: { redness: 2, flaking: 0 }, signs: [{ sign: "pustules", area: null }] }),
  entry("e4", "2026-11-23T12:00:00Z", { scores: { redness: 0, dryness: 1 }, signs_gone: ["pustules"] }),
];

describe("the course summary", () => {
  it("is reached from the diary once the course has ended", async () => {
    await open({ treatments: [ruled], entries: diary });
    const link = await screen.findByRole("link", { name: /^Course summary/ });
    expect(link.getAttribute("href")).toBe("/diary?view=course");
    link.click();
    await screen.findByRole("heading", { level: 1, name: "Course summary" });
    expect(screen.getByText("Session 1, 18 November")).toBeTruthy();
    await screen.findByText("You logged 3 of 4 days.");
  });

  it("says what was gone when, and what the sheet says, and no more", async () => {
    await open({ treatments: [ruled], entries: diary }, "?view=course");
    await screen.findByText("What settled when");
    expect(results()).toEqual([
      "SwellingGone on day 2.Your sheet says 36 hours.",
      "FlakingGone between day 1 and day 3.Your sheet says until day 3.",
      "RednessGone between day 3 and day 6.Your sheet says 3 days.",
      "ItchingLast logged on day 1: very mild.Your sheet does not say how long.",
      "DrynessLast logged on day 6: very mild.Your sheet gives no end.",
      "Pus-filled spotsReported from day 2 to day 3. You said on day 6 that it was gone.",
      "FeverReported on day 2. You have not said that it is gone.",
    ]);
    expect(screen.getByText(/^From your check-ins and your sheet, “Sheet”/)).toBeTruthy();
    expect(screen.queryByRole("figure")).toBeNull();
  });

  it("has the first and the last photo of one angle", async () => {
    const photos = [taken("p1", "2026-11-18T12:00:00Z"), taken("p2", "2026-11-19T12:00:00Z"), taken("p3", "2026-11-23T12:00:00Z")];
    await open({ treatments: [ruled], entries: diary, photos }, "?view=course");
    await waitFor(() => expect(screen.getAllByRole<HTMLImageElement>("img").map(({ alt }) => alt)).toEqual(["Front, day 1", "Front, day 6"]));
    expect(screen.getByText("Front: first and last photo, 5 days apart")).toBeTruthy();
  });

  it("says so if the course has not ended, and if nothing was logged", async () => {
    now.value = NOW;
    await open({ treatments: [ruled], entries: [entry("e", "2026-11-18T12:00:00Z", { note: "A note" })] }, "?view=course");
    await screen.findByText("The course of your sheet has not ended yet.");
    expect(screen.getByText("You logged no symptoms.")).toBeTruthy();
    expect(results()).toEqual([]);
  });

  it("is not offered while the course goes on", async () => {
    now.value = NOW;
    await open({ treatments: [ruled], entries: diary.slice(0, 1) });
    await screen.findByRole("region", { name: "Days" });
    expect(screen.queryByRole("link", { name: /^Course summary/ })).toBeNull();
  });
});
