// @vitest-environment jsdom
/** Two sessions of a series beside each other, at the same hour after the treatment. */
import "fake-indexeddb/auto";
import { screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type EntryDocument } from "../../src/domain/diary";
import Review from "../../src/screens/practitioner/review";
import { atHour, otherSession } from "../../src/screens/practitioner/review-hours";
import type { Review as Diary } from "../../src/state/clinic";
import { review } from "../clinic-records";
import { grant, photo, treatment } from "../records";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const FIRST = "GET /api/treatments/t1/review";
const SECOND = "GET /api/treatments/t2/review";
const series = (...shared: readonly boolean[]): Diary["series"] =>
  shared.map((each, place) => ({ treatment_id: `t${String(place + 1)}`, number_in_series: place + 1, treated_at: `2026-1${String(place)}-18T10:00:00Z`, shared: each }));

function entry(id: string, at: string, part: Partial<EntryDocument>): Diary["entries"][number] {
  return { id, treatment_id: "t1", occurred_at: at, document: { ...emptyDocument("UTC"), ...part }, revision: 2, edited: false, received_at: at };
}

function session(number: number, treated_at: string, part: Partial<Diary>): Diary {
  return review({ treatment: { ...treatment(), id: `t${String(number)}`, treated_at, number_in_series: number, time_zone: "UTC" }, grant: grant("g1"), series: series(true, true), ...part });
}

const earlier = session(1, "2026-10-18T10:00:00Z", {
  entries: [entry("a", "2026-10-18T15:00:00Z", { scores: { redness: 4 } }), entry("b", "2026-10-19T15:00:00Z", { scores: { redness: 2 } })],
  photos: [{ ...photo("p1"), taken_at: "2026-10-19T15:00:00Z" }, { ...photo("p2"), angle: "left", taken_at: "2026-10-23T15:00:00Z" }],
});
const later = session(2, "2026-11-18T10:00:00Z", {
  entries: [entry("c", "2026-11-19T14:00:00Z", { scores: { redness: 1 } }), entry("d", "2026-11-23T10:00:00Z", { scores: { redness: 0 } })],
  photos: [{ ...photo("p3"), taken_at: "2026-11-19T14:00:00Z" }],
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-24T10:00:00Z") });
  completeBrowser();
  await preparePhone(bob, {});
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

describe("the series of a review", () => {
  it("leads to the other shared sessions", async () => {
    network({ [SECOND]: { ...later, series: series(true, true, false) } });
    show(Review, { id: "t2" });
    const switcher = within(await screen.findByRole("navigation", { name: "Series" }));
    expect(switcher.getByRole("link", { name: "Session 1" }).getAttribute("href")).toBe("/clinic/review/t1");
    expect(switcher.getByRole("button", { name: "Session 2" }).getAttribute("aria-current")).toBe("page");
    expect(switcher.queryByText("Session 3")).toBeNull();
  });

  it("is not offered for a single session, or if the others are not shared", async () => {
    network({ [SECOND]: { ...later, series: series(false, true) } });
    show(Review, { id: "t2" });
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("navigation", { name: "Series" })).toBeNull();
  });

  it("puts both sessions at the same hour beside each other, and goes back", async () => {
    network({ [FIRST]: earlier, [SECOND]: later });
    show(Review, { id: "t2" });
    tap(await screen.findByRole("button", { name: "Same hour" }));
    const side = async (name: RegExp): Promise<HTMLElement> => (await screen.findByRole("heading", { level: 3, name })).closest("section") as HTMLElement;
    expect((await screen.findByLabelText<HTMLSelectElement>("Time after the treatment")).value).toBe("c"); // the latest with one at the same hour
    choose(screen.getByLabelText("Time after the treatment"), "5 days · Mon, Nov 23");
    expect((await side(/^Session 1/)).textContent).toContain("Nothing was logged within a day of this time.");
    expect((await side(/^Session 2/)).textContent).toContain("5 days after the treatmentNo symptoms");
    choose(screen.getByLabelText("Time after the treatment"), "28 hours · Thu, Nov 19");
    expect((await side(/^Session 1/)).textContent).toContain("29 hours after the treatmentRedness mild");
    expect((await side(/^Session 2/)).textContent).toContain("28 hours after the treatmentRedness very mild");
    const photos = screen.getAllByRole<HTMLImageElement>("img").filter((each) => each.tagName === "IMG").map((each) => each.src.split("/").at(-2));
    expect(photos).toEqual(["p1", "p3"]);
    tap(screen.getByRole("button", { name: "Session 2" }));
    expect(await screen.findByLabelText("Your reply")).toBeTruthy();
  });

  it("names the angle of which one session has no photo", async () => {
    network({ [FIRST]: { ...earlier, photos: [] }, [SECOND]: { ...later, entries: later.entries.slice(0, 1) } });
    show(Review, { id: "t2" });
    tap(await screen.findByRole("button", { name: "Same hour" }));
    expect(await screen.findByText("No photo at this time: Front")).toBeTruthy();
  });

  it("says that nothing was logged in this session", async () => {
    network({ [FIRST]: earlier, [SECOND]: { ...later, entries: [] } });
    show(Review, { id: "t2" });
    tap(await screen.findByRole("button", { name: "Same hour" }));
    expect(await screen.findByText("No check-ins yet.")).toBeTruthy();
  });
});

describe("the same hour", () => {
  it("takes what is closest, the earlier of two, and nothing that is more than a day away", () => {
    expect(atHour(earlier, 29).entry?.id).toBe("b");
    expect(atHour(earlier, 17).entry?.id).toBe("a"); // 12 hours from both
    expect(atHour(earlier, 60).entry).toBeUndefined();
    expect([...atHour(earlier, 29).photos.keys()]).toEqual(["front"]);
  });

  it("compares with the session before, else with the one after, of those that are shared", () => {
    const other = (id: string, ...shared: readonly boolean[]) => otherSession(review({ series: series(...shared) }), id)?.treatment_id;
    expect([other("t2", true, true, true), other("t1", true, false, true), other("t3", true, false, true), other("t2", false, true)]).toEqual(["t1", "t3", "t1", undefined]);
  });
});
