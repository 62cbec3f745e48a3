// @vitest-environment jsdom
/** The diary in its four views: what was written, in the words of the reader, the photos, and the chart. */
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyDocument, type Entry, type EntryDocument, type Photo, type Treatment } from "../../src/domain/diary";
import { setLanguage } from "../../src/i18n";
import Diary from "../../src/screens/patient/diary/diary";
import { now } from "../../src/state/clock";
import { onPhone, type OnPhone } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import { photo, reply, timeline, treatment } from "../records";
import { window as rule, after } from "./made-up";
import { alice, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const NOW = Date.parse("2026-11-20T18:00:00Z"); // day 3
const treated: Treatment = {
  ...treatment(),
  timeline: { ...timeline(), time_zone: "UTC", windows: [rule("redness", "expect", { opens: after(0), closes: after(48) }), rule("cream", "do", {}, { says: "Use the cream." })] },
};

function entry(id: string, occurred_at: string, part: Partial<EntryDocument>, edited = false): Entry {
  return { id, treatment_id: "treatment", occurred_at, document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited };
}

function taken(id: string, taken_at: string, part: Partial<Photo> = {}): Photo {
  return { ...photo(id), taken_at, ...part };
}

async function open(changes: Parameters<typeof preparePhone>[1]): Promise<void> {
  await preparePhone(alice, { treatments: [treated], ...changes });
  show(Diary);
  await screen.findByRole("heading", { level: 1 });
}

/** The diary changes while it is on screen, as after an exchange with the server. */
function holds(part: Partial<OnPhone>): void {
  void act(() => void (onPhone.value = { ...(onPhone.value as OnPhone), ...part }));
}

const view = async (name: string): Promise<void> => tap(await screen.findByLabelText(name));
const cards = (): readonly string[] => [...document.querySelectorAll(".card")].map((card) => card.textContent.replaceAll(/\s+/g, " "));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  now.value = NOW;
  completeBrowser();
  network({});
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("the days", () => {
  it("are empty at first, and lead to the check-in", async () => {
    await open({});
    await screen.findByText("No check-ins yet");
    expect(screen.getByRole("link", { name: "Check in" }).getAttribute("href")).toBe("/check-in");
    expect(screen.queryByLabelText("Days")).toBeNull();
  });

  it("begin with the newest, and have replies among the entries", async () => {
    const entries = [entry("e1", "2026-11-19T08:00:00Z", { note: "First" }), entry("e2", "2026-11-20T08:00:00Z", { note: "Second" }), entry("e3", "2026-11-20T15:00:00Z", { note: "Third" })];
    const replies = [{ ...reply("r"), text: "Well done." }, { ...reply("other"), treatment_id: "another", text: "Of another course." }];
    await open({ entries, replies });
    await screen.findByText("Third");
    expect([...document.querySelectorAll("h2.spread")].map((each) => each.textContent)).toEqual(["today Day 3", "yesterday Day 2"]);
    expect(cards().map((card) => /Third|Second|First|Reply from Bob.*/.exec(card)?.[0])).toEqual(["Third", "Reply from BobWell done.", "Second", "First"]);
  });

  it("say in words what was logged: scores in order, signs with their area, states either way", async () => {
    const document: Partial<EntryDocument> = {
      ...{ scores: { itching: 0, redness: 3 }, signs: [{ sign: "pustules", area: "chin" }, { sign: "fever", area: null }] },
      ...{ states: { healed: false, calm: true }, question: "Is this normal?", note: "Slept badly." },
    };
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", document)] });
    const card = (await screen.findByText("Slept badly.")).closest(".card") as HTMLElement;
    const scores = [...card.querySelectorAll("dl > div")].map((each) => each.textContent);
    expect(scores).toEqual(["RednessModerate", "ItchingNone"]);
    expect(within(card).getByText("Pus-filled spots: Chin")).toBeTruthy();
    expect(within(card).getByText("Fever")).toBeTruthy();
    expect(card.textContent).toContain("Has your skin fully healed? Not yet");
    expect(card.textContent).toContain("Has your skin calmed down? Yes");
    expect(card.textContent).toContain("Is this normal?");
    expect(card.textContent).not.toMatch(/Added later|Edited/);
    expect(within(card).getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/check-in?entry=e1");
  });

  it("name what was reported with one tap, also what the current sheet does not have any more", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { acts: ["wash", "used-up(serum)", "hair-dye"], duties_done: ["cream", "old-duty"] })] });
    const card = (await screen.findByText(/Washed/)).closest(".card") as HTMLElement;
    const reports = [...card.querySelectorAll("p.row")].map((each) => each.textContent.trim());
    expect(reports.toSorted()).toEqual(["Use the cream.", "Used up: serum", "Washed", "hair dye", "old duty"].toSorted());
    expect(card.querySelector("dl")).toBeNull();
  });

  it("mark what was added later, and what was changed", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { note: "Changed.", back_dated: true }, true)] });
    const card = (await screen.findByText("Changed.")).closest(".card") as HTMLElement;
    expect(within(card).getByText("Added later")).toBeTruthy();
    expect(within(card).getByText("Edited")).toBeTruthy();
  });

  it("leave out an entry whose only report was taken back, but not one that has a photo", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", {}), entry("e2", "2026-11-20T09:00:00Z", {})], photos: [taken("p", "2026-11-20T08:00:00Z", { entry_id: "e2" })] });
    const picture = await screen.findByRole("img", { name: "Front, day 3" });
    expect(picture.closest(".card")?.querySelector("a")?.getAttribute("href")).toBe("/check-in?entry=e2");
    expect(document.querySelectorAll("article.card")).toHaveLength(1);
  });

  it("say where each entry is: on this phone, refused by the server, or saved by it", async () => {
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { note: "Waiting." }), entry("e2", "2026-11-20T09:00:00Z", { note: "Refused." }), entry("e3", "2026-11-20T10:00:00Z", { note: "Sent." })] });
    holds({ outbox: [outboxItem("entry", "e1", NOW), { ...outboxItem("entry", "e2", NOW), problem: "entry-moved" }] });
    const where = (words: string): string => screen.getByText(words).closest(".card")?.querySelector(".pill")?.textContent ?? "";
    expect(["Waiting.", "Refused.", "Sent."].map(where)).toEqual(["On this device", "Needs attention", "Saved online"]);
  });

  it("are in German where the reader is", async () => {
    await setLanguage("de");
    await open({ entries: [entry("e1", "2026-11-20T08:00:00Z", { scores: { redness: 1 }, signs: [{ sign: "oozing", area: "upper-lip" }] })] });
    await screen.findByText("Rötung");
    expect(cards()[0]).toContain("Rötungsehr leicht");
    expect(cards()[0]).toMatch(/: Oberlippe/);
  });
});

describe("the photos", () => {
  const diary = [entry("e1", "2026-11-19T08:00:00Z", { note: "A note" })];

  it("are missing at first", async () => {
    await open({ entries: diary });
    await view("Photos");
    await screen.findByText("No photos yet");
  });

  it("begin with the newest; a tap enlarges one, and closing returns", async () => {
    await open({ entries: diary, photos: [taken("p1", "2026-11-18T18:00:00Z"), taken("p2", "2026-11-20T11:00:00Z", { angle: "close-up", area: "chin" })] });
    await view("Photos");
    await waitFor(() => expect(screen.getAllByRole("img").map((each) => (each as HTMLImageElement).alt)).toEqual(["Chin, day 3", "Front, day 1"]));
    tap(screen.getByRole("img", { name: "Front, day 1" }).closest("button") as HTMLElement);
    const dialog = await screen.findByRole("dialog", { name: "Front, day 1" });
    await waitFor(() => expect(within(dialog).getByRole<HTMLImageElement>("img", { name: "Front, day 1" }).src).toMatch(/\/api\/photos\/p1\/display$/));
    expect(dialog.textContent).toMatch(/Wednesday/);
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("that were taken on this phone are shown from it, without a network", async () => {
    await open({ entries: diary, photos: [taken("own", "2026-11-20T11:00:00Z")] });
    await (await database()).put("pictures", { id: "own", type: "image/jpeg", bytes: new ArrayBuffer(3) });
    const create = vi.spyOn(URL, "createObjectURL");
    await view("Photos");
    const picture = await screen.findByRole<HTMLImageElement>("img", { name: "Front, day 3" });
    expect(picture.src).toBe("blob:picture");
    tap(picture.closest("button") as HTMLElement);
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByRole("img", { name: "Front, day 3" });
    expect(create).toHaveBeenCalledTimes(1); // one address for both sizes
  });
});

describe("before and after", () => {
  const diary = [entry("e1", "2026-11-19T08:00:00Z", { note: "A note" })];
  const alts = (): readonly string[] => screen.getAllByRole<HTMLImageElement>("img").map(({ alt }) => alt);
  const two = [taken("p1", "2026-11-18T18:00:00Z"), taken("p2", "2026-11-20T11:00:00Z")];

  it("needs two photos", async () => {
    await open({ entries: diary, photos: two.slice(0, 1) });
    await view("Compare");
    await screen.findByText("You need two photos to compare");
  });

  it("takes the first photo and the last one of the same place, and one can slide between them", async () => {
    await open({ entries: diary, photos: [...two, taken("p3", "2026-11-20T12:00:00Z", { angle: "left" })] });
    await view("Compare");
    const slider = await screen.findByRole("slider", { name: "Slider between before and after" });
    expect(alts()).toEqual(["Front, day 3", "Front, day 1"]);
    expect(screen.queryByText(/hard to compare/)).toBeNull();
    fireEvent.input(slider, { target: { value: "80" } });
    expect(slider.getAttribute("aria-valuetext")).toBe("80 per cent of the earlier photo");
  });

  it("never compares a photo with itself, and says that other places are hard to compare", async () => {
    await open({ entries: diary, photos: [taken("p1", "2026-11-18T18:00:00Z"), taken("p2", "2026-11-20T11:00:00Z", { angle: "left" })] });
    await view("Compare");
    await screen.findByText("These photos show different areas or angles. They are hard to compare.");
    expect(alts()).toEqual(["Left side, day 3", "Front, day 1"]);
  });

  it("warns of light and of blur, which a different choice may avoid", async () => {
    await open({ entries: diary, photos: [...two, taken("p3", "2026-11-20T12:00:00Z", { brightness: 60, sharpness: 20 })] });
    await view("Compare");
    await screen.findByText(/^One photo is much darker/);
    expect(screen.getByText(/^One photo is much less sharp/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText("After"), { target: { value: "p2" } });
    await waitFor(() => expect(screen.queryByText(/^One photo is much/)).toBeNull());
    fireEvent.change(screen.getByLabelText("Before"), { target: { value: "p3" } });
    await screen.findByText(/^One photo is much darker/);
  });

  it("goes on with the others if a chosen photo was deleted on another device", async () => {
    await open({ entries: diary, photos: [...two, taken("p3", "2026-11-20T12:00:00Z")] });
    await view("Compare");
    await waitFor(() => expect(alts()).toHaveLength(2));
    holds({ photos: two });
    expect(screen.getByLabelText<HTMLSelectElement>("After").value).toBe("p2");
    holds({ photos: two.slice(1) });
    await screen.findByText("You need two photos to compare");
  });
});

describe("the chart", () => {
  it("has the scores and what the sheet expects, in words for a screen reader", async () => {
    await open({ entries: [entry("e1", "2026-11-19T10:00:00Z", { scores: { redness: 3 } })] });
    await view("Chart");
    await screen.findByRole("img", { name: "Redness. 24 hours after the treatment: Moderate. The sheet expects this to settle: 2 days after the treatment" });
    expect(screen.getByText(/^The shaded part is what your sheet, “Sheet”, says to expect/)).toBeTruthy();
  });
});
