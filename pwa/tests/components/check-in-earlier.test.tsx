// @vitest-environment jsdom
/** Check-ins of other days: one that is made up for, and one of an earlier session that is edited. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyDocument, type Entry, type EntryDocument, type Treatment } from "../../src/domain/diary";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { database } from "../../src/store/database";
import { grant, photo, timeline, treatment } from "../records";
import { beginEvening, button, endEvening, entry, open, REDNESS, row, visit } from "./evening";
import { alice, preparePhone, show, tap, type } from "./phone";

beforeEach(() => beginEvening());
afterEach(endEvening);

const earlier: Treatment = {
  ...treatment(),
  ...{ id: "earlier", number_in_series: 1, treated_at: "2026-10-21T10:00:00Z", time_zone: "UTC", practitioner_name: "Dr Weber" },
  timeline: { ...timeline(), time_zone: "UTC", treated_at: "2026-10-21T10:00:00Z", windows: [] },
};

function before(id: string, occurred_at: string, part: Partial<EntryDocument>): Entry {
  return { id, treatment_id: "earlier", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 3, edited: false };
}

const stored = async (id: string): Promise<Entry | undefined> => (await database()).get("entries", id);
const drafts = async (): Promise<readonly (string | null)[]> => (await (await database()).getAll("drafts")).map(({ occurred_at }) => occurred_at);

describe("a check-in for an earlier day", () => {
  async function openDay(day: string, entries: readonly Entry[] = [REDNESS]): Promise<void> {
    visit(`/check-in?day=${day}`);
    await open(entries);
  }

  it("is begun on that evening, saved as added later, and leads back to the day", async () => {
    await openDay("2026-11-19", []);
    await screen.findByRole("heading", { level: 1, name: "Day 2 · evening" });
    type(await screen.findByLabelText(/^Note/), "It was hot.");
    tap(await button("Save"));
    await screen.findByRole("heading", { name: "Check-in saved" });
    const all = await (await database()).getAll("entries");
    expect(all.map(({ occurred_at, document }) => [occurred_at, document.back_dated, document.note])).toEqual([["2026-11-19T20:00:00.000Z", true, "It was hot."]]);
    tap(await button("Done"));
    await waitFor(() => expect(location.pathname + location.search).toBe("/diary?day=2026-11-19"));
  });

  it("leaves a check-in of today that was begun alone, and is found again itself", async () => {
    await open([]);
    type(await screen.findByLabelText(/^Note/), "Today.");
    await waitFor(async () => expect(await drafts()).toEqual([null]));
    visit("/check-in?day=2026-11-20");
    await screen.findByRole("heading", { level: 1, name: "Day 3 · evening" });
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^Note/).value).toBe("");
    type(screen.getByLabelText(/^Note/), "Friday.");
    tap(await button("Close"));
    expect(location.pathname + location.search).toBe("/diary?day=2026-11-20");
    visit("/check-in?day=2026-11-20");
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>(/^Note/).value).toBe("Friday."));
  });

  it.each(["2026-11-22", "2026-12-01", "2026-11-01", "yesterday"])("on which nothing can be added (%s) is one for now", async (day) => {
    await openDay(day, []);
    await screen.findByRole("heading", { level: 1, name: "Day 5 · evening" });
  });
});

describe("an entry of an earlier session", () => {
  const ONE = before("one", "2026-10-22T19:00:00Z", { scores: { redness: 3 }, note: "Hot.", products: ["Old cream"] });

  async function edit(entries: readonly Entry[] = [ONE], changes: Parameters<typeof preparePhone>[1] = {}): Promise<void> {
    await preparePhone(alice, { treatments: [{ ...treatment(), number_in_series: 2 }, earlier], entries: [...entries, REDNESS], ...changes });
    visit("/check-in?entry=one");
    show(CheckIn);
    await screen.findByRole("heading", { level: 1, name: "Day 2 · evening" });
  }

  it("is edited with its own session, answers, photos and products, and leads back to its day", async () => {
    const others = [before("later", "2026-10-23T19:00:00Z", { products: ["Gel"] })];
    await edit([ONE, ...others], { photos: [{ ...photo("p"), entry_id: "one", treatment_id: "earlier" }] });
    screen.getByText("Edit check-in · Session 1, October 21");
    expect(within(await row("Redness")).getByRole<HTMLInputElement>("radio", { name: /^Moderate/ }).checked).toBe(true);
    expect((await button("Old cream")).getAttribute("aria-pressed")).toBe("true");
    expect((await button("Gel")).getAttribute("aria-pressed")).toBe("false");
    await waitFor(() => expect(screen.getByRole<HTMLImageElement>("img", { name: "Front" }).src).toContain("/api/photos/p/"));
    const note = screen.getByLabelText(/^Note/);
    type(note, " And tight.");
    tap(await button("Save"));
    await screen.findByText("Your check-in is saved on this device.");
    expect(await stored("one")).toMatchObject({ treatment_id: "earlier", occurred_at: ONE.occurred_at, document: { note: "Hot. And tight.", scores: { redness: 3 } } });
    expect(location.pathname + location.search).toBe("/diary?treatment=earlier&day=2026-10-22");
  });

  it("asks about the signs of its own session only, and closes to its day", async () => {
    const signs = before("zero", "2026-10-22T08:00:00Z", { signs: [{ sign: "pustules", area: "chin" }] });
    await edit([ONE, signs], { entries: [ONE, signs, entry("2026-11-20T19:00:00Z", { signs: [{ sign: "oozing", area: null }] })] });
    await screen.findByRole("group", { name: "Pus-filled spots" });
    expect(screen.queryByRole("group", { name: "Oozing" })).toBeNull();
    tap(within(await row("Pus-filled spots")).getByText("It is still there"));
    tap(await button("Save"));
    await screen.findByRole("heading", { name: /^Worth telling/ });
    expect((await stored("one"))?.document.signs).toEqual([{ sign: "pustules", area: "chin" }]);
    screen.getByRole("link", { name: "Share with Dr Weber" });
  });

  it("that is shared already is not offered to be shared", async () => {
    const open = { ...grant("g"), treatment_id: "earlier", ends_at: "2026-12-22T10:00:00Z", revoked_at: null };
    await edit([ONE, before("zero", "2026-10-22T08:00:00Z", { signs: [{ sign: "pustules", area: "chin" }] })], { grants: [open] });
    tap(within(await row("Pus-filled spots")).getByText("It is still there"));
    tap(await button("Save"));
    await screen.findByRole("heading", { name: /^Worth telling/ });
    expect(screen.queryByRole("link", { name: "Share with Dr Weber" })).toBeNull();
  });

  it("that is closed unsaved leads back to its day", async () => {
    await edit();
    tap(await button("Close"));
    expect(location.pathname + location.search).toBe("/diary?treatment=earlier&day=2026-10-22");
  });
});
