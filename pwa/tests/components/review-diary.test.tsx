// @vitest-environment jsdom
/** What a practitioner reads in a shared diary: findings, words, photos, the next session. */
import "fake-indexeddb/auto";
import { act, cleanup, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type EntryDocument } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import Review from "../../src/screens/practitioner/review";
import { Pictures } from "../../src/screens/practitioner/review-pictures";
import { settlingTime } from "../../src/screens/practitioner/settling-time";
import type { Review as Diary } from "../../src/state/clinic";
import { finding, NEEDLING, review } from "../clinic-records";
import { grant, photo, reply, timeline, treatment } from "../records";
import { window } from "./made-up";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const REVIEW = "GET /api/treatments/t1/review";

function entry(id: string, at: string, part: Partial<EntryDocument>): Diary["entries"][number] {
  const document = { ...emptyDocument("Europe/Berlin"), ...part };
  return { id, treatment_id: "treatment", occurred_at: at, document, revision: 2, edited: false, received_at: at };
}

async function open(part: Partial<Diary> = {}): Promise<void> {
  network({ [REVIEW]: review(part) });
  show(Review, { id: "t1" });
  await screen.findByRole("heading", { level: 1, name: "Alice" });
}

const card = (title: string): HTMLElement => screen.getByRole("heading", { level: 2, name: title }).closest("section") as HTMLElement;
const paragraphs = (element: HTMLElement): readonly (string | null)[] => [...element.querySelectorAll("p")].map((each) => each.textContent);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T10:00:00Z") });
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
  vi.useRealTimers();
});

describe("the frame of a review", () => {
  it("says which session it was, until when it is shared, and lists the replies so far", async () => {
    await open({ grant: grant("g1"), replies: [reply("r1")] });
    expect(screen.getByText("Session 1, 3 days ago")).toBeTruthy();
    expect(screen.getByText("Shared with you until Fri, Dec 18. Alice can see when you view this diary.")).toBeTruthy();
    expect(card("Your reply").textContent).toContain("Bob, Fri, Nov 20, 11:00 AMAll good.");
  });

  it("counts one day in the singular, and prints on a tap", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    await open({ treatment: { ...treatment(), treated_at: "2026-11-20T09:00:00Z" } });
    expect(screen.getByText("Session 1, 1 day ago")).toBeTruthy();
    tap(screen.getByRole("button", { name: "Print" }));
    expect(print).toHaveBeenCalledOnce();
  });

  it("has the clinic's head and the dates for paper", async () => {
    await open({ treatment: { ...treatment(), clinic_phone: "+49 30 1234", treated_at: "2026-11-18T09:00:00Z" } });
    await act(() => void document.dispatchEvent(new Event("visibilitychange"))); // the screen's clock goes on
    expect(document.querySelector(".paper-head")?.textContent).toBe("Clinic+49 30 1234");
    expect(screen.getByText(/^Treated on/).textContent).toMatch(/^Treated on Wednesday, November 18, 2026 at 10:00.*Printed on Saturday, November 21, 2026/);
  });

  it.each([[null, null, undefined], ["Clinic", "", "Clinic"]])("of the clinic %s with the number %s has the head %s", async (clinic_name, clinic_phone, head) => {
    await open({ treatment: { ...treatment(), clinic_name, clinic_phone } });
    expect(document.querySelector(".paper-head")?.textContent).toBe(head);
  });

  it("of an unknown diary is that of one that is not shared: it names nobody", async () => {
    network({ "GET /api/treatments//review": Promise.resolve(Response.json({ code: "not-found" }, { status: 404 })) });
    show(Review);
    await screen.findByText("No access to this diary");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Diary");
  });

  it("once it has been reviewed loads what has changed", async () => {
    network({ [REVIEW]: review(), "POST /api/treatments/t1/reviewed": {} });
    show(Review, { id: "t1" });
    const mark = await screen.findByRole("button", { name: "Reviewed" });
    const answered = globalThis.fetch;
    globalThis.fetch = (input, init) => (init?.method === "GET" ? Promise.resolve(Response.json(review({ findings: [finding({ answered_at: "2026-11-21T10:00:00Z", open: false })] }))) : answered(input, init));
    tap(mark);
    await screen.findByText("Marked as reviewed.");
    expect(await screen.findByText("Reply sent Sat, Nov 21")).toBeTruthy();
  });

  it("lists what was applied, by kind", async () => {
    await open({ treatment: { ...treatment(), applied: { kind: "laser", areas: [{ area: "chin" }], device: "Fraxel", setting: "30 mJ" } } });
    expect(card("Treatment details").textContent).toBe("Treatment detailsTreated areasChinTreatment deviceFraxelSetting30 mJAftercare sheetSheet");
  });
});

describe("the findings of a review", () => {
  it("of an empty diary say that nothing is logged yet", async () => {
    await open();
    expect(paragraphs(card("Worth a look"))).toEqual(["No check-ins yet."]);
    expect(card("Worth a look").className).not.toContain("plum");
  });

  it("of a quiet diary say that nothing needs attention", async () => {
    await open({ entries: [entry("e1", "2026-11-19T18:00:00Z", {})] });
    expect(paragraphs(card("Worth a look"))).toEqual(["According to the sheet, nothing here needs your attention."]);
    expect(card("Worth a look").className).not.toContain("plum");
  });

  it("list the open ones first, each with its rule, its place in the sheet, and the reasons that came later", async () => {
    const settled = finding({ symptom: null, sign: "fever", kind: "reportable-sign", open: false, resolved_at: "2026-11-21T08:00:00Z", answered_at: "2026-11-20T12:00:00Z", says: "", cite: "" });
    const first = { kind: "past-call-after", at: "2026-11-20T10:00:00Z", entry_id: "e1", rule_id: "r1", says: "Call if redness lasts.", cite: "line 4" } as const;
    const reasons = [first, { ...first, kind: "stronger", at: "2026-11-21T08:00:00Z", rule_id: null, says: "", cite: "line 9" }] as const;
    const german = { ...treatment(), timeline: { ...timeline(), sheet: { ...timeline().sheet, language: "de" } } };
    await open({ treatment: german, findings: [settled, finding({ area: "cheeks", reasons })] });
    const [open1, closed, ...quotes] = within(card("Worth a look")).getAllByRole("listitem");
    expect(open1?.textContent).toContain("Redness (Cheeks): the sheet asks patients to report this since Fri, Nov 20");
    expect(paragraphs(open1 as HTMLElement)).toEqual([
      "Redness (Cheeks): stronger than the sheet describes since Sat, Nov 21",
    ]);
    expect(quotes.map(paragraphs)).toEqual([["Redness (Cheeks)", "Call if redness lasts.", "Aftercare sheet: line 4"], ["Redness (Cheeks)", "Aftercare sheet: line 9"]]);
    expect(screen.getByText("Call if redness lasts.").lang).toBe("de"); // read aloud in the language of the sheet
    expect(closed?.textContent).toContain("Fever: reported in the diary since Fri, Nov 20");
    expect(paragraphs(closed as HTMLElement)).toEqual(["Settled since Sat, Nov 21", "Reply sent Fri, Nov 20"]);
    expect(card("Worth a look").className).toContain("plum");
  });

  it("quote each sentence of the sheet once, for all that it raised", async () => {
    const call = { kind: "past-call-after", at: "2026-11-20T10:00:00Z", entry_id: "e1", rule_id: "r1", says: "Call if it lasts.", cite: "line 4" } as const;
    const stays = { ...call, rule_id: "r2", says: "Call if it stays.", cite: "line 5" } as const;
    const own = { ...call, kind: "rebound", rule_id: null, says: "", cite: "" } as const;
    await open({ findings: [
      finding({ symptom: "tenderness", reasons: [call, stays, own] }),
      finding({ symptom: "itching", reasons: [stays, call] }),
      finding({ symptom: "itching", area: "chin", since_at: "2026-11-19T10:00:00Z", reasons: [own] }),
    ] });
    const quotes = within(screen.getByRole("list", { name: "From the aftercare sheet" })).getAllByRole("listitem");
    expect(quotes.map(paragraphs)).toEqual([
      ["Soreness, itching", "Call if it lasts.", "Aftercare sheet: line 4"],
      ["Soreness, itching", "Call if it stays.", "Aftercare sheet: line 5"],
    ]);
  });

  it("and the sheet that is followed are in the reader's language, if the sheet has it", async () => {
    const redness = window("redness", "call", {}, { id: "r1", says: "Call if redness lasts.", cite: "line 4", translations: { de: { says: "Rufe an, wenn es rot bleibt." } } });
    const swelling = window("swelling", "call", {}, { id: "r2", says: "Call us.", cite: "line 5", translations: { de: { says: "Rufe an.", cite: "Zeile 5" } } });
    const sheet = { ...timeline().sheet, title: "Gentle days", titles: { de: "Sanfte Tage" } };
    const built_in = { ...treatment(), timeline: { ...timeline(), sheet, windows: [redness, swelling] } };
    await open({ treatment: built_in, findings: [finding(), finding({ symptom: "swelling", rule_id: "r2", says: "Call us.", cite: "line 5" })] });
    screen.getByText("Call if redness lasts.");
    screen.getByText("Gentle days");
    await act(() => setLanguage("de"));
    expect(screen.getByText("Rufe an, wenn es rot bleibt.").lang).toBe("de");
    screen.getByText("Merkblatt: line 4");
    screen.getByText("Merkblatt: Zeile 5");
    screen.getByText("Sanfte Tage");
    expect(screen.queryByText("Gentle days")).toBeNull();
  });

  it("that have all settled do not alarm", async () => {
    await open({ findings: [finding({ open: false, symptom: "inflammation" })] });
    expect(card("Worth a look").className).not.toContain("plum");
    expect(screen.queryByText(/nothing here needs your attention/)).toBeNull();
  });

  it("are read in German, with the same dates", async () => {
    await act(() => setLanguage("de"));
    await open({ findings: [finding()] });
    expect(screen.getByText(/^seit Fr/).textContent).toContain("20. Nov");
  });
});

describe("the diary day by day", () => {
  const days = (): readonly (string | null)[] => [...card("Diary").querySelectorAll(".review-days > li")].map((each) => each.textContent);

  it("is newest first, with what was felt, used and done, and what was made up later", async () => {
    await open({
      ...{ days_logged: 2, days_so_far: 4, days_late: 1 },
      entries: [
        entry("e1", "2026-11-19T18:00:00Z", { note: "A little tight.", scores: { redness: 0 }, back_dated: true }),
        entry("e2", "2026-11-20T06:00:00Z", { scores: { redness: 2, itching: 1, warmth: 0 }, signs: [{ sign: "pustules", area: "chin" }, { sign: "fever", area: null }] }),
        entry("e3", "2026-11-20T18:00:00Z", { products: ["Serum A", "Cream"], activities: ["Running"], signs_gone: ["fever"], states: { healed: true, calm: false }, question: "Can I swim?" }),
      ],
    });
    expect(days()).toEqual([
      "Day 3 Fri, Nov 207:00 PMFever gone, skin healed, not calm yet Used: Serum A, Cream Done: Running Can I swim?7:00 AMRedness mild, itching very mild, pus-filled spots (Chin), fever",
      "Day 2 Thu, Nov 197:00 PMadded laterNo symptomsA little tight.",
    ]);
    expect(card("Diary").textContent).toContain("Check-ins on 2 of 4 days, 1 late");
  });

  it("lists what was reported with one tap: acts, and duties by the sentence of the sheet", async () => {
    const duty = window("sunscreen", "do", {}, { id: "sunscreen", says: "Wear sunscreen.", translations: { de: { says: "Trage Sonnenschutz." } } });
    const acting = { ...treatment(), timeline: { ...timeline(), windows: [duty] } };
    const reported = { acts: ["wash", "used-up(aftercare-serum)", "hot-bath"], duties_done: ["sunscreen", "no-longer-there"] };
    const names = { "aftercare-serum": "Nachsorgeserum" };
    await open({ treatment: acting, entries: [entry("e1", "2026-11-20T18:00:00Z", reported)], topic_names: names });
    const lines = (): readonly string[] => [...document.querySelectorAll(".review-entry p")].map(({ textContent }) => textContent.trim());
    expect(lines()).toEqual(["Washed", "Used up: Nachsorgeserum", "hot bath", "Wear sunscreen.", "no longer there"]);
    expect(screen.getByText("Wear sunscreen.").lang).toBe("en");
    await act(() => setLanguage("de"));
    expect(lines()).toEqual(["Gewaschen", "Aufgebraucht: Nachsorgeserum", "hot bath", "Trage Sonnenschutz.", "no longer there"]);
  });

  it("says under an entry what was not in line with the sheet, with the rule", async () => {
    const departure = { entry_id: "e1", topic: "sauna", label: "Sauna", at: "2026-11-20T18:00:00Z", rule_id: "r1", says: "No sauna.", cite: "line 3" };
    await open({ entries: [entry("e1", "2026-11-20T18:00:00Z", { activities: ["Sauna"] })], departures: [departure] });
    expect(days()[0]).toContain("Done: Sauna Not in line with the sheet: SaunaNo sauna.Aftercare sheet: line 3");
  });

  it("leaves out a card for which there is nothing", async () => {
    await open();
    expect(card("Diary").textContent).toContain("Check-ins on 1 of 3 days");
    expect(screen.queryByRole("heading", { name: "Time to settle" })).toBeNull();
  });
});

describe("the symptoms of a review", () => {
  const scored = (late: boolean) => [entry("e1", "2026-11-19T18:00:00Z", { scores: { redness: 2, itching: 1 }, back_dated: late }), entry("e2", "2026-11-20T18:00:00Z", { scores: { redness: 1 } })];
  const course = (): HTMLElement => card("Symptoms over time");

  it("are small charts, each with its own days, and what was made up later is hollow", async () => {
    await open({ entries: scored(true) });
    expect([course().querySelectorAll("figure").length, course().querySelectorAll(".course__days").length]).toEqual([2, 2]);
    expect(course().querySelectorAll(".course__dot--hole")).toHaveLength(2);
    expect(course().textContent).toContain("Made up later");
  });

  it("explain no mark that is not there", async () => {
    await open({ entries: scored(false) });
    expect(course().querySelectorAll(".course__dot--hole")).toHaveLength(0);
    expect(course().textContent).not.toContain("Made up later");
  });
});

describe("the time that each symptom took", () => {
  it.each<[readonly [number | null, number | null], number | null, string]>([
    [[1, 3], 2.46, "2 days 1 to 3 days"],
    [[0.08, 3], 3.2, "3 days 2 hours to 3 days"],
    [[3, 3], 1, "1 day 3 days"],
    [[1, 1.5], 0.1, "2 hours 1 day to 36 hours"],
    [[0.02, 0.98], 0.97, "23 hours 1 hour to 1 day"],
    [[null, 3], null, "not yet 3 days"],
    [[2, null], 2.5, "3 days 2 days"],
    [[null, null], 2, "2 days not specified"],
  ])("beside %j of the sheet: after %s days", async (sheet_says_days, resolved_after_days, cells) => {
    await open({ resolved: [{ symptom: "itching", peak: 2, resolved_after_days, sheet_says_days }] });
    expect(within(card("Time to settle")).getByRole("row", { name: `Itching Mild ${cells}` })).toBeTruthy();
  });
});

describe("the time that symptoms took", () => {
  it("is read in German", async () => {
    await act(() => setLanguage("de"));
    expect([settlingTime(0.04), settlingTime(1), settlingTime(0.1, 3), settlingTime(1, 3)]).toEqual(["1 Stunde", "1 Tag", "2 Stunden bis 3 Tage", "1 bis 3 Tage"]);
    await act(() => setLanguage("en"));
  });
});

describe("the strip", () => {
  const lines = (): readonly (string | null)[] => [...document.querySelectorAll(".review-strip dd")].map((each) => each.textContent);

  it("says in four sentences what happened, what is asked, what was applied and what comes next", async () => {
    const asked = entry("e1", "2026-11-20T18:00:00Z", { question: "Is this the serum?" });
    const older = entry("e0", "2026-11-19T18:00:00Z", { question: "Can I swim?" });
    const done = entry("e2", "2026-11-20T20:00:00Z", { question: "May I run?" });
    const first = { symptom: "redness", sign: null, area: null, since_at: "2026-11-18T18:00:00Z", gone_at: "2026-11-20T18:00:00Z", again: false };
    await open({ treatment: { ...treatment(), applied: NEEDLING }, entries: [older, asked, done], replies: [{ ...reply("r1"), entry_id: "e2" }], course: { first: [first], settled_after_days: 2, later: [] } });
    expect(lines()).toEqual(["Settled after 2 days.", "Is this the serum?Can I swim?", "Serum A, Serum B; cheeks 1.5 mm × 3; Pen 4.", "No interval in the sheet; nothing planned."]);
  });

  it("tells no open question from questions that are not shared", async () => {
    await open({ grant: grant("g1") });
    expect(lines()[1]).toBe("No open question.");
    cleanup();
    await open({ grant: { ...grant("g1"), notes: false } });
    expect(lines()[1]).toBe("The notes and questions are not shared with you.");
  });

  it("has the latest photo of each angle beside it", async () => {
    const at = (id: string, day: number, part: Partial<ReturnType<typeof photo>> = {}) => ({ ...photo(id), taken_at: `2026-11-${String(day)}T11:00:00Z`, ...part });
    await open({ photos: [at("p3", 20), at("p1", 18), at("p2", 19, { angle: "left" })] });
    const latest = within(screen.getByRole("list", { name: "Latest photos" })).getAllByRole<HTMLImageElement>("img");
    expect(latest.map(({ alt, src }) => [alt, src.split("/").at(-2)])).toEqual([["Latest photo: Front", "p3"], ["Latest photo: Left side", "p2"]]);
  });
});

describe("the photos of a review", () => {
  const at = (id: string, day: number, part: Partial<ReturnType<typeof photo>> = {}) => ({ ...photo(id), entry_id: `e-${id}`, taken_at: `2026-11-${day}T11:00:00Z`, ...part });

  it("that are not shared are not said to be missing", async () => {
    await open({ grant: { ...grant("g1"), photos: false } });
    expect(paragraphs(card("Photos"))).toEqual(["The photos are not shared with you."]);
  });

  it("that are shared, of which there are none", async () => {
    await open({ grant: grant("g1") });
    expect(paragraphs(card("Photos"))).toEqual(["There are no photos in this diary."]);
  });

  it("of one day cannot be compared", async () => {
    await open({ photos: [at("p1", 18)] });
    expect(screen.queryByRole("button", { name: "Compare photos" })).toBeNull();
    expect(within(card("Photos")).getAllByRole("img")).toHaveLength(3); // first, worst and latest are the same
  });

  it("are the first, the worst and the latest of one angle, with a warning if they are hard to compare", async () => {
    const entries = [entry("e-p1", "2026-11-18T11:00:00Z", { scores: { redness: 1 } }), entry("e-p2", "2026-11-19T11:00:00Z", { scores: { redness: 4 } })];
    await open({ entries, photos: [at("p1", 18), at("p2", 19), at("p3", 20, { brightness: 60, sharpness: 20 }), at("p4", 20, { angle: "left" })] });
    const alts = within(card("Photos")).getAllByRole<HTMLImageElement>("img").map((each) => each.alt);
    expect(alts).toEqual(["Front, First · day 1", "Front, At its worst · day 2", "Front, Latest · day 3"]);
    expect(screen.getByText("Hard to compare: one is darker, one is blurred")).toBeTruthy();
  });

  it("lead to the comparer, each of them", async () => {
    await open({ photos: [at("p1", 18), at("p2", 20)] });
    const links = within(card("Photos")).getAllByRole<HTMLAnchorElement>("link").map((each) => each.search);
    expect(links).toEqual(["?photo=p2", "?photo=p1", "?photo=p1", "?photo=p2"]);
  });

  it("are compared side by side by readers without an account, any two of them", () => {
    const photos = [at("p2", 20, { angle: "left" }), at("p1", 18), at("p3", 21, { angle: "close-up", area: "chin" })];
    show(() => <Pictures photos={photos} entries={[]} timeline={review().treatment.timeline} shared address={(id) => `/api/shared/photos/${id}/display`} />);
    tap(screen.getByRole("button", { name: "Compare photos" }));
    const dialog = within(screen.getByRole("dialog", { name: "Compare photos" }));
    const shown = () => dialog.getAllByRole<HTMLImageElement>("img").map((each) => each.src.split("/").at(-2));
    expect(shown()).toEqual(["p1", "p3"]); // the earliest and the latest
    choose(dialog.getByLabelText("Photo on the left"), "Fri, Nov 20 · Left side");
    expect(shown()).toEqual(["p2", "p3"]);
    choose(dialog.getByLabelText("Photo on the right"), "Wed, Nov 18 · Front");
    expect(shown()).toEqual(["p2", "p1"]);
    expect(dialog.queryByText(/Hard to compare/)).toBeNull();
    tap(dialog.getByRole("button", { name: "Close" }));
    expect(dialog.queryByRole("img")).toBeNull();
  });
});

it("the record of a needling is read the same in the review", async () => {
  await open({ treatment: { ...treatment(), applied: NEEDLING } });
  expect(card("Treatment details").textContent).toContain("Cheeks: 1.5 mm, 3 passes");
});
