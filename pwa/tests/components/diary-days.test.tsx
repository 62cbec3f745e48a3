// @vitest-environment jsdom
/** The days of the diary: the strip of glows, the list, and the choice of a session. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import { reply } from "../records";
import { earlier, entry, open, prepareDay, taken, textOf, treated } from "./diary-phone";
import { clearPhone, tap } from "./phone";

const strip = async (): Promise<HTMLElement> => screen.findByRole("region", { name: /^(Days|Tage)$/ });
const glows = async (): Promise<readonly string[]> => within(await strip()).getAllByRole("link").map((each) => textOf(each.querySelector(".unseen")));
const list = (): readonly string[] => [...document.querySelectorAll("article.day")].map((each) => textOf(each));

beforeEach(prepareDay);
afterEach(async () => {
  vi.unstubAllGlobals();
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

const three = [
  entry("e1", "2026-11-18T20:00:00Z", { scores: { redness: 3, itching: 1 }, note: "First" }),
  entry("e2", "2026-11-20T08:00:00Z", { scores: { redness: 0 }, signs: [{ sign: "pustules", area: "chin" }] }),
  entry("e3", "2026-11-20T15:00:00Z", { note: "Third", question: "Is this normal?" }),
];

describe("the strip", () => {
  it("has a glow per day, each in words; the days around the course cannot be opened", async () => {
    await open({ entries: three, photos: [taken("p1", "2026-11-18T20:00:00Z"), taken("p2", "2026-11-18T20:01:00Z", { angle: "left" })] });
    expect(await glows()).toEqual([
      "Wed 18 Nov, day 1, redness: moderate, 2 photos",
      "Thu 19 Nov, day 2, no check-in",
      "Fri 20 Nov, day 3, no symptoms, worth telling your practitioner",
    ]);
    const [first, second, third] = within(await strip()).getAllByRole("link");
    expect([first?.className, second?.className]).toEqual(["glow glow--3", "glow glow--empty"]);
    expect(third?.getAttribute("aria-current")).toBe("date");
    expect(third?.querySelector(".glow__mark")).not.toBeNull();
    expect(first?.querySelector(".glow__mark")).toBeNull();
    expect(first?.getAttribute("href")).toBe("/diary?day=2026-11-18");
  });

  it("turns to other weeks by key, and by swiping", async () => {
    await open({ treatments: [{ ...treated, treated_at: "2026-11-05T10:00:00Z", timeline: { ...treated.timeline, treated_at: "2026-11-05T10:00:00Z" } }], entries: three });
    const region = await strip();
    expect(textOf(region.querySelector(".strip-of-days__caption"))).toMatch(/16.+22 Nov/);
    expect(within(region).getByRole<HTMLButtonElement>("button", { name: "Week after" }).disabled).toBe(true);
    tap(within(region).getByRole("button", { name: "Week before" }));
    expect(textOf(region.querySelector(".strip-of-days__caption"))).toMatch(/9.+15 Nov/);
    const pages = region.querySelector(".strip-of-days__pages") as HTMLElement;
    Object.defineProperty(pages, "clientWidth", { value: 390 });
    pages.scrollLeft = 20;
    void act(() => void fireEvent.scroll(pages));
    expect(textOf(region.querySelector(".strip-of-days__caption"))).toMatch(/2.+8 Nov/);
    expect(within(region).getByRole<HTMLButtonElement>("button", { name: "Week before" }).disabled).toBe(true);
    expect(region.querySelectorAll("ul:not([inert]) a")).toHaveLength(4);
  });

  it("shows a month on request, and the week again", async () => {
    await open({ entries: three });
    const region = await strip();
    tap(within(region).getByText("Show month"));
    expect(textOf(region.querySelector(".strip-of-days__caption"))).toMatch(/^November 2026/);
    expect(within(region).getByRole("button", { name: "Month before" })).toBeTruthy();
    expect(within(region).getAllByRole("link")).toHaveLength(3);
    tap(within(region).getByText("Show week"));
    expect(within(region).getByRole("button", { name: "Week before" })).toBeTruthy();
  });

  it("opens where the newest entry is, even weeks later", async () => {
    const long = { ...treated, treated_at: "2026-10-01T10:00:00Z", timeline: { ...treated.timeline, treated_at: "2026-10-01T10:00:00Z" } };
    await open({ treatments: [long], entries: [entry("e", "2026-10-03T10:00:00Z", { note: "Old" })] });
    expect(textOf((await strip()).querySelector(".strip-of-days__caption"))).toMatch(/28 Sept?.+4 Oct/);
  });

  it("is in German where the reader is", async () => {
    await setLanguage("de");
    await open({ entries: three.slice(0, 1) });
    expect((await glows())[0]).toMatch(/^Mi.*18.*Nov.*, Tag 1, Rötung: mäßig$/);
  });
});

describe("the list", () => {
  it("begins with the newest day; a day has its symptoms at their strongest, its words, and its photos, front first", async () => {
    const photos = [taken("p1", "2026-11-18T20:00:00Z", { angle: "left" }), taken("p2", "2026-11-18T20:01:00Z")];
    await open({ entries: three, photos: photos.map((each) => ({ ...each, entry_id: "e1" })), replies: [{ ...reply("r"), created_at: "2026-11-20T16:00:00Z" }] });
    await screen.findByText("Third");
    expect(list()[0]).toMatch(/^today Day 3 RednessNonePus-filled spots: Chin ?Third ?Is this normal\? ?Reply from Bob$/);
    expect(list()[1]).toMatch(/^Wed 18 Nov Day 1 FrontRednessModerateItchingVery mildFirst$/);
    const alts = (): readonly string[] => [...document.querySelectorAll<HTMLImageElement>("article.day img")].map(({ alt }) => alt);
    await waitFor(() => expect(alts()).toEqual(["Front, day 1", "Left side, day 1"]));
    expect(screen.getByText("1 day without a check-in")).toBeTruthy();
  });

  it("is drawn only near the screen, keeps its height, and leaves alone what has the focus", async () => {
    const watched: { readonly box: Element; readonly see: (isIntersecting: boolean) => void }[] = [];
    vi.stubGlobal("IntersectionObserver", class {
      constructor(private readonly tell: (entries: readonly object[]) => void) {}
      observe(box: Element): void {
        watched.push({ box, see: (isIntersecting) => void act(() => this.tell([{ isIntersecting, boundingClientRect: { height: 777 } }])) });
      }
      disconnect(): void {}
    });
    const entries = Array.from({ length: 9 }, (_, day) => entry(`e${day}`, `2026-11-${String(10 + day)}T20:00:00Z`, { note: `Note ${day}` }));
    await open({ entries });
    await screen.findByText("Note 8");
    expect(list()).toHaveLength(4);
    const [first, second] = watched;
    second?.see(true);
    expect(list()).toHaveLength(8);
    first?.see(false);
    expect(list()).toHaveLength(4);
    expect((first?.box as HTMLElement).style.minHeight).toBe("777px");
    first?.see(true);
    within(first?.box as HTMLElement).getAllByRole("link")[0]?.focus();
    first?.see(false);
    expect(list()).toHaveLength(8);
  });

  it("is at the day that was open before", async () => {
    const scrolled: string[] = [];
    Element.prototype.scrollIntoView = function scroll() {
      scrolled.push(this.id);
    };
    await open({ entries: three }, "?at=2026-11-18");
    await screen.findByText("First");
    expect(scrolled).toEqual(["day-2026-11-18"]);
  });

  it("is empty at first, and leads to the check-in", async () => {
    await open({});
    await screen.findByText("No check-ins yet");
    expect(screen.getByRole("link", { name: "Check in" }).getAttribute("href")).toBe("/check-in");
    expect(screen.queryByLabelText("Days")).toBeNull();
  });
});

describe("the sessions", () => {
  const both = { treatments: [{ ...treated, number_in_series: 2 }, earlier], entries: [...three, entry("old", "2026-09-16T10:00:00Z", { scores: { redness: 4 }, note: "Long ago" }, { treatment_id: "earlier" })] };

  it("are not named if there is only one", async () => {
    await open({ entries: three });
    await strip();
    expect(screen.queryByRole("button", { name: /Session/ })).toBeNull();
  });

  it("can be chosen; an earlier one has its own strip and list", async () => {
    await open(both);
    tap(await screen.findByRole("button", { name: /Session 2 since 18 Nov/ }));
    const dialog = await screen.findByRole("dialog", { name: "Sessions" });
    expect(within(dialog).getAllByRole("listitem").map(textOf)).toEqual(["Session 2, 18 Nov 20263 check-ins · 0 photosShown", "Session 1, 15 Sept 20261 check-in · 0 photos"]);
    tap(within(dialog).getByText(/Session 1/));
    await screen.findByText("Long ago");
    expect(await glows()).toEqual(["Tue 15 Sept, day 1, no check-in", "Wed 16 Sept, day 2, redness: severe"]);
    expect(screen.queryByText("Third")).toBeNull();
    expect(screen.queryByRole("link", { name: "Share" })).toBeNull();
    expect(location.search).toBe("?treatment=earlier");
  });

  it("without an entry say so, and offer no check-in", async () => {
    await open({ treatments: [treated, earlier], entries: three }, "?treatment=earlier");
    await screen.findByText("No check-ins yet");
    expect(screen.queryByRole("link", { name: "Check in" })).toBeNull();
  });

  it("that are gone give way to the current one", async () => {
    await open(both, "?treatment=gone");
    await screen.findByText("Third");
  });
});
