// @vitest-environment jsdom
/** Today as people use it: the board, a finding that stays, a half-done check-in, and the time between sessions. */
import "fake-indexeddb/auto";
import { act, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { storeDraft } from "../../src/actions/diary/draft";
import { HOUR } from "../../src/domain/dates";
import { emptyDocument, type Entry, type EntryDocument, type Treatment } from "../../src/domain/diary";
import type { Timeline } from "../../src/domain/timeline";
import { setLanguage } from "../../src/i18n";
import Today from "../../src/screens/patient/today/today";
import { now } from "../../src/state/clock";
import { topics } from "../../src/state/topics";
import { database } from "../../src/store/database";
import { grant, photo, reply, treatment } from "../records";
import { builtIn } from "../topics";
import { course, after, window as rule } from "./made-up";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const TREATED = Date.parse(course.treated_at);
const needled: Treatment = { ...treatment(), timeline: { ...course, time_zone: "UTC" } };
const spots: Timeline = { ...needled.timeline, windows: [...course.windows, rule("pustules", "call", {}, { says: "Show us pustules." })] };
const watched: Treatment = { ...needled, timeline: spots, clinic_phone: "+49 30 1234567" };
const pustules: Partial<EntryDocument> = { signs: [{ sign: "pustules", area: "chin" }] };

function entry(id: string, hours: number, part: Partial<EntryDocument>): Entry {
  return { id, treatment_id: "treatment", occurred_at: new Date(TREATED + hours * HOUR).toISOString(), document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

/** The clock of the phone shows this many hours after the treatment. */
function at(hours: number): void {
  vi.setSystemTime(TREATED + hours * HOUR);
  void act(() => {
    now.value = Date.now();
  });
}

const tile = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });
const stored = async (): Promise<readonly Partial<EntryDocument>[]> => (await (await database()).getAll("entries")).map(({ document }) => document);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  at(30);
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("the board", () => {
  it("says for each topic of the sheet what may be done, and up to when it may not", async () => {
    await preparePhone(alice, { treatments: [needled] });
    show(Today);
    const board = (await tile(/^Sauna/)).closest("ul") as HTMLElement;
    const names = within(board).getAllByRole("button").map((each) => each.textContent);
    expect(names).toEqual([
      "Mascara not yet: once healed",
      "Sun not: surfing",
      "Sunscreen yes",
      expect.stringMatching(/^Sauna not allowed before tomorrow 10:00/),
      expect.stringMatching(/^Swimming not allowed before Sat 10:00/),
      "Gauze ban ended",
    ]);
  });

  it("opens the rule, its place and what comes next with a tap", async () => {
    await preparePhone(alice, { treatments: [needled] });
    show(Today);
    tap(await tile(/^Sauna/));
    await screen.findByText("The rule on sauna.");
    expect(screen.getByText("From “Sheet”: 1")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "What comes next" })).toBeTruthy();
    tap(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByText("The rule on sauna.")).toBeNull();
  });

  it("follows the clock", async () => {
    await preparePhone(alice, { treatments: [needled] });
    show(Today);
    await tile(/^Sauna not allowed before/);
    at(49);
    await tile("Sauna ban ended");
  });

  it("names the treatment if two courses overlap, and takes the stricter sheet", async () => {
    const neck: Treatment = { ...needled, id: "neck", treated_at: "2026-11-19T10:00:00Z", applied: { ...needled.applied, areas: [{ area: "neck" }] } as Treatment["applied"] };
    const later = { ...neck, timeline: { ...neck.timeline, windows: [rule("sauna", "avoid", { closes: after(70) })], treated_at: neck.treated_at } };
    await preparePhone(alice, { treatments: [needled, later] });
    show(Today);
    expect((await tile(/^Sauna/)).textContent).toMatch(/^Sauna not allowed before Sat 8:00.*Neck$/);
  });

  it("speaks German", async () => {
    await setLanguage("de");
    await preparePhone(alice, { treatments: [needled] });
    show(Today);
    await tile("Mascara noch nicht: wenn verheilt");
    await tile("Sonnen\u00adcreme ja");
    await screen.findByRole("heading", { name: "Heute zu tun" });
  });

  it("says why it is missing without the topics, and shows what to do by its sentence", async () => {
    network({});
    await preparePhone(alice, { treatments: [needled] });
    show(Today);
    await screen.findByText("The rule on sunscreen.");
    const again = await screen.findByRole("button", { name: "Try again" });
    network({ "GET /api/topics": builtIn() });
    tap(again);
    await tile(/^Sauna/);
    expect(topics.value).toBeDefined();
  });
});

describe("a finding", () => {
  it("stays on top with its day, keeps the board from permitting anything, and is gone with one tap", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)] });
    show(Today);
    const finding = await screen.findByRole("group", { name: "Pus-filled spots: Chin" });
    expect(finding.textContent).toContain("since yesterday");
    await tile("Sunscreen ask first");
    tap(within(finding).getByRole("button", { name: /since yesterday/ }));
    await screen.findByText("Show us pustules.");
    tap(screen.getByRole("button", { name: "It is gone" }));
    await waitFor(() => expect(screen.queryByRole("group", { name: "Pus-filled spots: Chin" })).toBeNull());
    await tile("Sunscreen yes");
    expect((await stored()).map(({ signs_gone }) => signs_gone)).toContainEqual(["pustules"]);
  });

  it("stays if it is still there, and says since when and until when", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)] });
    show(Today);
    tap(await screen.findByRole("button", { name: "It is still there" }));
    await screen.findByText(/since yesterday · still there today 4:00/);
    expect(await stored()).toHaveLength(2);
  });

  it("says what has failed, and keeps the answer for another try", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)] });
    show(Today);
    const repair = breakStore("entries");
    tap(await screen.findByRole("button", { name: "It is gone" }));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    repair();
    tap(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByRole("group", { name: "Pus-filled spots: Chin" })).toBeNull());
  });

  it("offers the clinic's number and one of one's own, and that this is no emergency service", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)] });
    show(Today);
    tap(await screen.findByRole("button", { name: "Call" }));
    expect((await screen.findByRole("link", { name: "Call +49 30 1234567" })).getAttribute("href")).toBe("tel:+49301234567");
    type(await screen.findByLabelText<HTMLInputElement>("Your own number"), "030 99 88");
    tap(screen.getByRole("button", { name: "Save" }));
    expect((await screen.findByRole("link", { name: "Call 030 99 88" })).getAttribute("href")).toBe("tel:0309988");
    expect(screen.getAllByText(/^Afterglow is not an emergency service\./).length).toBe(2);
    tap(screen.getByRole("button", { name: "Change number" }));
    expect((await screen.findByLabelText<HTMLInputElement>("Your own number")).value).toBe("030 99 88");
  });

  it("says after a day without a reply that one can call, once the diary is shared", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)], grants: [grant("g")] });
    show(Today);
    await screen.findByText("No reply yet. You can call.");
  });

  it("is answered by a reply of the practitioner", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, pustules)], replies: [{ ...reply("r"), created_at: new Date(TREATED + 26 * HOUR).toISOString() }] });
    show(Today);
    await screen.findByText("Reply from Bob");
    await tile("Sunscreen yes");
    expect(screen.queryByRole("button", { name: "It is gone" })).toBeNull();
  });

  it("is one line beside others until it is chosen", async () => {
    await preparePhone(alice, { treatments: [watched], entries: [entry("e", 5, { signs: [...(pustules.signs ?? []), { sign: "pustules", area: "nose" }] })] });
    show(Today);
    await screen.findByRole("group", { name: "Pus-filled spots: Chin" });
    tap(screen.getByRole("button", { name: /Nose since yesterday/ }));
    await screen.findByRole("group", { name: "Pus-filled spots: Nose" });
    expect(screen.getAllByRole("button", { name: "It is gone" })).toHaveLength(1);
  });
});

describe("the check-in on Today", () => {
  it("is offered again if it was left half-done", async () => {
    await preparePhone(alice, { treatments: [needled] });
    await storeDraft({ treatment_id: "treatment", entry_id: "draft", occurred_at: null, document: { ...emptyDocument("UTC"), note: "It burns a little." }, pictures: [], touched_at: Date.now() - HOUR });
    show(Today);
    const link = await screen.findByRole("link", { name: /^Finish check-in/ });
    expect(link.getAttribute("href")).toBe("/check-in");
    expect(link.textContent).toMatch(/Started today 3:00.*, not saved yet/);
  });

  it("is not begun by an empty form", async () => {
    await preparePhone(alice, { treatments: [needled] });
    await storeDraft({ treatment_id: "treatment", entry_id: "draft", occurred_at: null, document: emptyDocument("UTC"), pictures: [], touched_at: Date.now() });
    show(Today);
    await screen.findByRole("link", { name: /^Check in/ });
    expect(screen.queryByRole("link", { name: /^Finish check-in/ })).toBeNull();
  });

  it("says that it was done today", async () => {
    await preparePhone(alice, { treatments: [needled], entries: [entry("e", 28, { scores: { redness: 1 } })] });
    show(Today);
    expect((await screen.findByRole("link", { name: /^You checked in today/ })).getAttribute("href")).toBe("/check-in?entry=e");
  });
});

describe("after the course of the sheet", () => {
  const settled = [entry("e", 5, { scores: { redness: 3 } }), entry("f", 40, { scores: { redness: 0 }, states: { healed: true } })];

  it("Today is between sessions: what comes next, the weekly photo and what was reached", async () => {
    at(24 * 9);
    await preparePhone(alice, { treatments: [{ ...needled, next_treatment_at: "2026-12-18T09:00:00Z" }], entries: settled, photos: [{ ...photo("p"), taken_at: "2026-11-19T10:00:00Z" }] });
    show(Today);
    await screen.findByText("Between sessions");
    expect((await screen.findByRole("link", { name: /^Next session/ })).textContent).toMatch(/18 December|December 18/);
    await screen.findByRole("link", { name: /^Time for your weekly photo/ });
    expect(screen.getByText(/^You checked in on 2 days\. You took 1 photo\.$/)).toBeTruthy();
    expect(screen.getByText("By your check-ins, this has gone: Redness.")).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "To do today" })).toBeNull();
    expect((await screen.findByRole("heading", { name: "What still counts" })).closest("section")?.textContent).toContain("Sunscreen");
    expect(screen.queryByRole("button", { name: /^Sauna/ })).toBeNull();
  });

  it("a finding is still on top, and the arc is not full", async () => {
    at(24 * 9);
    await preparePhone(alice, { treatments: [watched], entries: [...settled, entry("g", 200, pustules)] });
    show(Today);
    await screen.findByRole("button", { name: "It is gone" });
    const filled = (): number => Number(document.querySelector(".arc__sun")?.getAttribute("cx"));
    expect(filled()).toBeLessThan(279);
    tap(screen.getByRole("button", { name: "It is gone" }));
    await waitFor(() => expect(filled()).toBe(280));
  });

  it("says that no date is set, and suggests the weeks of the sheet", async () => {
    at(24 * 9);
    const series = { opens_at: "2026-12-16T10:00:00Z", closes_at: "2026-12-30T10:00:00Z", treatments: null, rule_ids: [] };
    await preparePhone(alice, { treatments: [{ ...needled, timeline: { ...needled.timeline, series } }], entries: settled });
    show(Today);
    expect((await screen.findByRole("link", { name: /^Next session/ })).textContent).toMatch(/Your sheet suggests .*16.* to .*30/);
    expect((await screen.findByRole("link", { name: /weekly photo/ })).textContent).toContain("No photo yet");
  });
});
