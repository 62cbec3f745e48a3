// @vitest-environment jsdom
/** One day of the diary: everything that was written, what the sheet said of it, the replies, and the versions of an edited entry. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EntryDocument } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import { outboxItem } from "../../src/store/outbox";
import { go } from "../../src/ui";
import { reply } from "../records";
import { earlier, entry, holds, NOW, open, prepareDay, taken, textOf, treated } from "./diary-phone";
import { clearPhone, HEAT, json, network, refusal, tap } from "./phone";

const DAY = "?day=2026-11-20";
const cards = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>("article.card")];
const cardOf = async (words: string): Promise<HTMLElement> => (await screen.findByText(words)).closest<HTMLElement>(".card") as HTMLElement;

beforeEach(prepareDay);
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("a day", () => {
  it("has its entries by time, its number in the sheet's counting, and the way to the days beside it", async () => {
    const entries = [entry("e3", "2026-11-20T15:00:00Z", { note: "Third" }), entry("e2", "2026-11-20T08:00:00Z", { note: "Second" }), entry("e1", "2026-11-18T20:00:00Z", { note: "First" })];
    await open({ entries }, DAY);
    await screen.findByText("Third");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Fri 20 Nov");
    expect(screen.getByText("Day 3")).toBeTruthy();
    expect(cards().map((card) => textOf(card))).toEqual(["08:00SecondEditDelete", "15:00ThirdEditDelete"]);
    expect(screen.getByRole("link", { name: "Back" }).getAttribute("href")).toBe("/diary?at=2026-11-20");
    const others = screen.getByRole("navigation", { name: "Other days" });
    expect(within(others).getAllByRole("link").map(textOf)).toEqual(["Wed 18 Nov"]);
    tap(within(others).getByRole("link"));
    await screen.findByText("First");
    expect(within(screen.getByRole("navigation", { name: "Other days" })).getAllByRole("link").map(textOf)).toEqual(["today"]);
    expect(textOf(screen.getByRole("link", { current: "page" }).querySelector(".unseen"))).toBe("Wed 18 Nov, day 1");
  });

  it("begins with the photos that the clinic took on it", async () => {
    const before = { ...taken("p1", "2026-11-20T07:30:00Z"), entry_id: null };
    await open({ entries: [], photos: [before] }, DAY);
    const card = (await screen.findByRole("heading", { level: 2, name: "Taken at the clinic" })).closest<HTMLElement>(".card") as HTMLElement;
    expect(await within(card).findByRole("button", { name: /Front, taken at the clinic/ })).toBeTruthy();
    expect(screen.getByText("No check-in on this day")).toBeTruthy(); // one can still be added
  });

  it("says in words what was logged: scores in order, signs with their area, states either way", async () => {
    const document: Partial<EntryDocument> = {
      ...{ scores: { itching: 0, redness: 3 }, signs: [{ sign: "pustules", area: "chin" }, { sign: "fever", area: null }] },
      ...{ states: { healed: false, calm: true }, signs_gone: ["oozing"], question: "Is this normal?", note: "Slept badly." },
    };
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", document)] }, DAY);
    const card = await cardOf("Slept badly.");
    expect([...card.querySelectorAll("dl > div")].map(textOf)).toEqual(["RednessModerate", "ItchingNone"]);
    expect(within(card).getByText("Pus-filled spots: Chin")).toBeTruthy();
    expect(within(card).getByText("Fever")).toBeTruthy();
    expect(textOf(card)).toContain("Has your skin fully healed? Not yet");
    expect(textOf(card)).toContain("Has your skin calmed down? Yes");
    expect(textOf(card)).toContain("Is this gone? Oozing It is gone");
    expect(textOf(card)).toContain("Is this normal?");
    expect(textOf(card)).not.toMatch(/Added later|Earlier versions/);
    expect(within(card).getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/check-in?entry=e1");
  });

  it("shows an entry that was written in another time zone by this phone's clock, as its photos are", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { note: "Abroad.", time_zone: "Europe/Berlin" })], photos: [taken("p", "2026-11-20T08:00:00Z", { entry_id: "e1" })] }, DAY);
    const card = await cardOf("Abroad.");
    expect(within(card).getByRole("heading").textContent).toBe("08:00");
    expect(within(card).getByText("Front · 08:00")).toBeTruthy();
  });

  it("names what was reported with one tap, also what the current sheet does not have any more", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { acts: ["wash", "used-up(serum)", "hair-dye"], duties_done: ["cream", "old-duty"] })] }, DAY);
    const card = await cardOf("Washed");
    const reports = [...card.querySelectorAll("p.row")].map(textOf);
    expect(reports.toSorted()).toEqual(["Use the cream.", "Used up: serum", "Washed", "hair dye", "old duty"].toSorted());
    expect(card.querySelector("dl")).toBeNull();
  });

  it("has what was used and done with what the sheet said of it at that hour, without blame", async () => {
    network({ "GET /api/topics": HEAT });
    const entries = [entry("e1", "2026-11-20T08:00:00Z", { products: ["aloe", "aloe"], activities: ["heat"] }), entry("e2", "2026-11-20T09:00:00Z", { note: "Nothing used" })];
    await open({ entries }, DAY);
    await screen.findByText("Not in line with the sheet");
    const [card, other] = cards();
    expect([...(card?.querySelectorAll(".verdict") ?? [])].map(textOf)).toEqual(["aloe", "heat Not in line with the sheetNo heat."]);
    expect(other?.querySelector(".verdict")).toBeNull();
  });

  it("has what was used even while the topics cannot be loaded", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { activities: ["heat"] })] }, DAY);
    await screen.findByText("heat");
  });

  it("has one photo large; a tap on another enlarges it", async () => {
    const photos = [taken("p1", "2026-11-20T08:00:00Z"), taken("p2", "2026-11-20T08:01:00Z", { angle: "close-up", area: "chin" })];
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", {})], photos }, DAY);
    const small = await screen.findByRole("button", { name: "Chin, day 3" });
    expect(document.querySelector(".photo figcaption")?.textContent).toBe("Front · 08:00");
    tap(small);
    await waitFor(() => expect(document.querySelector(".photo figcaption")?.textContent).toBe("Chin · 08:01"));
    expect(small.getAttribute("aria-pressed")).toBe("true");
    tap(document.querySelector(".photo-button") as HTMLElement);
    await screen.findByRole("dialog", { name: "Chin, day 3" });
  });

  it("marks what was added later, and says where an entry is until it is saved online", async () => {
    const entries = [entry("e1", "2026-11-20T08:00:00Z", { note: "Waiting.", back_dated: true }), entry("e2", "2026-11-20T09:00:00Z", { note: "Refused." }), entry("e3", "2026-11-20T10:00:00Z", { note: "Sent." })];
    await open({ entries }, DAY);
    await screen.findByText("Sent.");
    holds({ outbox: [outboxItem("entry", "e1", NOW), { ...outboxItem("entry", "e2", NOW), problem: "entry-moved" }] });
    expect(cards().map((card) => [...card.querySelectorAll(".pill")].map(textOf))).toEqual([["Added later", "On this device"], ["Needs attention"], []]);
  });

  it("without an entry says so, and lets one be added to the current treatment only", async () => {
    const entries = [entry("e1", "2026-11-18T08:00:00Z", { note: "First" })];
    await open({ entries, treatments: [treated, earlier] }, "?day=2026-11-19");
    await screen.findByText("No check-in on this day");
    expect(within(screen.getByRole("main")).getByRole("link", { name: "Add check-in" }).getAttribute("href")).toBe("/check-in?day=2026-11-19");
    tap(screen.getByRole("link", { name: /^Fri 20 Nov/ }));
    const now = await within(screen.getByRole("main")).findByRole("link", { name: "Check in" });
    expect(now.getAttribute("href")).toBe("/check-in");
  });

  it("of an earlier treatment can be edited, but gets no new entry", async () => {
    const entries = [entry("old", "2026-09-16T10:00:00Z", { note: "Long ago" }, { treatment_id: "earlier" })];
    await open({ entries, treatments: [treated, earlier] }, "?treatment=earlier&day=2026-09-16");
    await screen.findByText("Long ago");
    expect(screen.getByText("Day 2")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/check-in?entry=old");
    tap(screen.getByRole("link", { name: /^Tue 15 Sept/ }));
    await screen.findByText("No check-in on this day");
    expect(screen.queryByRole("link", { name: /Check in|Add/ })).toBeNull();
  });

  it("that is no date gives way to the list", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { note: "Here" })] }, "?day=2026-99-99");
    await screen.findByText("Here");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Diary");
  });
});

describe("a reply", () => {
  it("stands under the question that it answers, also on an earlier day", async () => {
    const entries = [entry("q", "2026-11-18T20:00:00Z", { question: "May I run?" }), entry("e", "2026-11-20T08:00:00Z", { note: "Today" })];
    await open({ entries, replies: [{ ...reply("r"), text: "From Sunday on.", created_at: "2026-11-20T11:00:00Z" }] }, "?day=2026-11-18");
    const asked = await screen.findByRole("region", { name: "Question" });
    expect(textOf(asked)).toMatch(/^May I run\? ?Reply from BobFrom Sunday on\.Fri 20 Nov/);
  });

  it("that names its question stands under that, though another was asked since; the list of days shows it there, too", async () => {
    const entries = [entry("run", "2026-11-18T08:00:00Z", { question: "May I run?" }), entry("swim", "2026-11-18T20:00:00Z", { question: "May I swim?" })];
    const replies = [{ ...reply("r"), entry_id: "run", text: "From Sunday on.", created_at: "2026-11-20T11:00:00Z" }];
    await open({ entries, replies }, "?day=2026-11-18");
    const [run, swim] = await screen.findAllByRole("region", { name: "Question" });
    expect([textOf(run), textOf(swim)]).toEqual([expect.stringContaining("From Sunday on."), "May I swim?"]);
    go("/diary", { replace: true });
    await waitFor(() => expect(textOf(document.querySelector("#day-2026-11-18"))).toMatch(/May I run\? ?.*Bob.*May I swim\?/));
  });

  it("to a question that was erased stands on its own day", async () => {
    const entries = [entry("swim", "2026-11-18T20:00:00Z", { question: "May I swim?" })];
    await open({ entries, replies: [{ ...reply("r"), entry_id: "gone", text: "See you soon.", created_at: "2026-11-20T11:00:00Z" }] }, DAY);
    expect(textOf(await cardOf("See you soon."))).toMatch(/^Reply from BobSee you soon\./);
  });

  it("to no question stands on its own day", async () => {
    await open({ entries: [entry("e", "2026-11-18T20:00:00Z", { note: "Note" })], replies: [{ ...reply("r"), text: "See you soon.", created_at: "2026-11-20T11:00:00Z" }] }, DAY);
    expect(textOf(await cardOf("See you soon."))).toMatch(/^Reply from BobSee you soon\./);
  });
});

describe("an edited entry", () => {
  const document = { ...entry("e", "2026-11-20T08:00:00Z", {}).document, scores: { redness: 2 }, note: "Calm." };
  const version = (revision: number, saved_at: string, part: Partial<EntryDocument>) => ({ ...entry("e", "2026-11-20T08:00:00Z", {}), received_at: saved_at, revision, saved_at, document: { ...document, ...part } });
  const path = "GET /api/entries/e/revisions";

  async function openVersions(answers: Parameters<typeof network>[0]): Promise<HTMLElement> {
    network(answers);
    await open({ entries: [entry("e", "2026-11-20T08:00:00Z", document, { edited: true, revision: 3 })] }, DAY);
    tap(await screen.findByRole("button", { name: "Earlier versions" }));
    return screen.findByRole("dialog", { name: "Versions of this entry" });
  }

  it("has every version, the latest first: when it was saved, and what it changed", async () => {
    const versions = [
      version(1, "2026-11-20T08:01:00Z", { scores: { redness: 3 }, note: "Calm.", products: ["aloe"], states: { calm: true }, signs: [{ sign: "fever", area: null }, { sign: "pustules", area: "chin" }], acts: ["wash"] }),
      version(2, "2026-11-20T09:00:00Z", { scores: { redness: 2, itching: 1 }, signs_gone: ["fever"], states: { calm: false } }),
      version(3, "2026-11-20T10:00:00Z", { scores: { redness: 2, itching: 1 }, signs_gone: ["fever"], states: { calm: false } }),
    ];
    const dialog = await openVersions({ [path]: { versions } });
    const [last, second, first] = await within(dialog).findAllByRole("listitem");
    expect(textOf(last)).toMatch(/^Changed: Fri 20 Nov.*Nothing that you wrote is different\.$/);
    expect([...(second?.querySelectorAll("dl > div") ?? [])].map(textOf)).toEqual([
      "RednessBefore: ModerateAfter: Mild",
      "ItchingBefore: nothingAfter: Very mild",
      "FeverBefore: YesAfter: It is gone",
      "Has your skin calmed down?Before: YesAfter: Not yet",
      "Pus-filled spotsBefore: ChinAfter: nothing",
      "Used and doneBefore: aloeAfter: nothing",
      "Reported as doneBefore: WashedAfter: nothing",
    ]);
    expect(textOf(first)).toMatch(/^First saved: Fri 20 Nov/);
    expect(textOf(first?.querySelector("dl"))).toContain("NoteCalm.");
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says without a network that its versions cannot be read now, and tries again", async () => {
    const dialog = await openVersions({});
    const retry = await within(dialog).findByRole("button", { name: "Try again" });
    network({ [path]: { versions: [version(1, "2026-11-20T08:01:00Z", {})] } });
    tap(retry);
    await within(dialog).findByText(/^First saved/);
  });

  it.each([
    ["a refusal", () => refusal("not-found", 404)],
    ["an answer of another shape", () => Promise.resolve(json({ versions: [{ id: "e" }] }))],
  ])("shows %s as a failure", async (_name, answer) => {
    const dialog = await openVersions({ [path]: answer() });
    await within(dialog).findByRole("alert");
  });
});
