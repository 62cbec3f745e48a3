// @vitest-environment jsdom
/** The timeline: changes day by day, the series, and the sheet itself with the versions that were followed before. */
import "fake-indexeddb/auto";
import { act, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Bound } from "../../src/domain/bounds";
import { HOUR } from "../../src/domain/dates";
import { emptyDocument, type Entry, type Treatment } from "../../src/domain/diary";
import type { Milestone, Timeline } from "../../src/domain/timeline";
import { setLanguage } from "../../src/i18n";
import TimelineScreen from "../../src/screens/patient/timeline/timeline";
import { now } from "../../src/state/clock";
import { syncOutcome } from "../../src/state/diary";
import { timeline, treatment } from "../records";
import { after, healed, window as rule } from "./made-up";
import { alice, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const VERSIONS = "GET /api/my/treatments/treatment/sheet-versions";
const TREATED = Date.parse("2026-11-18T10:00:00Z");

/** A change this many hours after the treatment. */
function milestone(hours: number, kind: Milestone["kind"], rule_id: string, part: Partial<Milestone> = {}): Milestone {
  return { at: new Date(TREATED + hours * HOUR).toISOString(), kind, rule_id, topics: [rule_id], gates: [], ...part };
}

const sheet: Timeline = {
  ...timeline(),
  time_zone: "UTC",
  windows: [
    rule("sauna", "avoid", { closes: after(48) }, { why: "Heat widens the vessels.", every: "always", using: ["common sense"], area: "chin" }),
    rule("sun", "avoid", { closes: { all: [after(72), healed], text: "72h & healed" } }),
    rule("sunscreen", "do", { opens: after(24) }),
    rule("gauze", "do", { opens: after(1), closes: after(24) }),
    rule("redness", "expect", {}),
    rule("fever", "call", { opens: null, closes: { ...after(0), text: "?", kind: "unknown" } as Bound }, { source: "practitioner" }),
  ],
  milestones: [
    milestone(24, "begins", "sunscreen"),
    milestone(48, "allowed", "sauna"),
    milestone(48, "allowed", "sun", { gates: ["healed"], with: ["sunscreen", "hat"] }),
    milestone(62, "ends", "gauze"), // midnight, 21 November
    milestone(70, "call-after", "a rule of a later version"),
    milestone(300, "next-treatment", "redness"),
  ],
};
const treated: Treatment = { ...treatment(), timeline: sheet, time_zone: "UTC" };

const dayHead = (element: Element): string => (element.querySelector("h2") as HTMLElement).textContent;
const days = (): readonly Element[] => [...document.querySelectorAll(".days > li")];

function at(hours: number): void {
  vi.setSystemTime(TREATED + hours * HOUR);
  void act(() => void (now.value = Date.now()));
}

async function open(changes: Parameters<typeof preparePhone>[1] = { treatments: [treated] }): Promise<void> {
  await preparePhone(alice, changes);
  show(TimelineScreen);
  await screen.findByRole("heading", { level: 1 });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  at(25);
  completeBrowser();
  network({});
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("day by day", () => {
  it("has today first and marked, the day of healing beside each date, and no day twice", async () => {
    await open();
    const shown = days();
    expect(shown.map(dayHead)).toEqual(["today Day 2", "tomorrow Day 3", "Saturday Day 4", expect.stringMatching(/^(30 November|November 30) Day 13$/)]);
    expect(shown.map((day) => day.getAttribute("aria-current"))).toEqual(["date", null, null, null]);
  });

  it("folds the days before today away, and counts what they hold", async () => {
    await open();
    expect(document.querySelector("details.earlier")).toBeNull();
    at(49);
    const earlier = await waitFor(() => document.querySelector("details.earlier") as HTMLElement);
    expect(within(earlier).getByText("Earlier (1)")).toBeTruthy();
    expect(earlier.textContent).toContain("The rule on sunscreen.");
    expect(dayHead(days()[1] as Element)).toBe("today Day 3");
  });

  it("says when, what it brings, and on what it depends: an end of a ban is no permission", async () => {
    await open();
    const [, tomorrow, midnight] = days() as [Element, Element, Element];
    const rows = within(tomorrow as HTMLElement).getAllByRole("button").map((row) => row.textContent.replaceAll("\u202f", " "));
    expect(rows).toEqual([
      "10:00 AM The ban ends: The rule on sauna.",
      "10:00 AM Allowed from then on, only with sunscreen or hat: The rule on sun. Only once your skin has fully healed.",
    ].map((text) => expect.stringMatching(text.replace("10:00 AM", "10:00( AM)?")) as string));
    expect(within(midnight as HTMLElement).getByRole("button").textContent).toBe("Ends: The rule on gauze.");
  });

  it("leaves out a change whose rule this sheet does not have", async () => {
    await open();
    expect(screen.queryByText(/Tell your practitioner from then on/)).toBeNull();
  });

  it("shows the whole rule with a tap", async () => {
    await open();
    tap(screen.getByRole("button", { name: /The rule on sauna/ }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("always · with common sense · Area: Chin");
    expect(within(dialog).getByText("Reason: Heat widens the vessels.")).toBeTruthy();
    expect(within(dialog).getByText("From “Sheet”: 1")).toBeTruthy();
    tap(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByText("Reason: Heat widens the vessels.")).toBeNull();
  });

  it("follows what the patient has reported: the end counts from there", async () => {
    const closes: Bound = { ...healed, offset: [60, 60], text: "healed+1h" };
    const entry: Entry = { id: "e", treatment_id: "treatment", occurred_at: "2026-11-19T11:00:00Z", document: { ...emptyDocument("UTC"), states: { healed: true } }, revision: 1, edited: false };
    await open({ treatments: [{ ...treated, timeline: { ...sheet, windows: [rule("mask", "avoid", { closes })], milestones: [] } }], entries: [entry] });
    expect(await screen.findByRole("button", { name: /^12:00.*Ends: The rule on mask/ })).toBeTruthy();
  });
});

describe("the series", () => {
  const series = { opens_at: "2026-12-16T10:00:00Z", closes_at: "2026-12-30T10:00:00Z", treatments: null, rule_ids: [] };

  it("names the planned session and the weeks that the sheet suggests", async () => {
    await open({ treatments: [{ ...treated, number_in_series: 2, next_treatment_at: "2026-12-18T09:00:00Z", timeline: { ...sheet, series } }] });
    const card = (await screen.findByRole("heading", { name: "Sessions" })).closest(".card") as HTMLElement;
    expect(card.textContent).toContain("This was session 2.");
    expect(card.textContent).toMatch(/planned for (18 December|December 18), 9:00|planned for .*, 0?9:00/);
    expect(card.textContent).toMatch(/suggests a date between (16 December|December 16) and (30 December|December 30)\./);
    expect(within(card).getByRole("link").getAttribute("href")).toBe("/share");
  });

  it("is silent about weeks that the sheet does not close, and about a session that is not planned", async () => {
    await open({ treatments: [{ ...treated, timeline: { ...sheet, series: { ...series, closes_at: null } } }] });
    const card = (await screen.findByRole("heading", { name: "Sessions" })).closest(".card") as HTMLElement;
    expect(card.textContent).not.toContain("suggests");
    expect(card.textContent).not.toContain("planned");
  });

  it("is not shown where there is none", async () => {
    await open();
    expect(screen.queryByRole("heading", { name: "Sessions" })).toBeNull();
  });
});

describe("the sheet", () => {
  const read = async (): Promise<void> => {
    tap(await screen.findByLabelText("Your sheet"));
    await screen.findByText("Sheet, publisher not named, version 1");
  };
  const section = (name: string): HTMLElement => screen.getByRole("heading", { level: 2, name }).closest("section") as HTMLElement;
  const times = (name: string): readonly (string | undefined)[] => [...section(name).querySelectorAll("summary")].map((each) => each.querySelector(".cap")?.textContent);

  it("has every rule by its kind, with its time in words", async () => {
    await open();
    await read();
    expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual(["To do", "Avoid", "What to expect", "Tell your practitioner"]);
    expect(times("To do")).toEqual(["starts: after 24 hours", "starts: after 1 hour, ends: after 24 hours"]);
    expect(times("Avoid")).toEqual(["ends: after 48 hours", "ends: after 72 hours and once your skin has fully healed"]);
    expect(times("What to expect")).toEqual([""]);
    expect(times("Tell your practitioner")).toEqual(["ends: number missing on the sheet"]);
    expect(section("Tell your practitioner").textContent).toContain("Your practitioner’s instruction");
    expect(screen.queryByText("The rule on sauna.")?.closest("details")?.textContent).toContain("Heat widens the vessels.");
  });

  it("names its publisher, and in German what is asked in German", async () => {
    await setLanguage("de");
    await open({ treatments: [{ ...treated, timeline: { ...sheet, sheet: { ...sheet.sheet, publisher: "Praxis Alster", titles: { de: "Merkblatt" } } } }] });
    tap(await screen.findByLabelText("Dein Merkblatt"));
    await screen.findByText("Merkblatt, Praxis Alster, Version 1");
    expect(times("Meiden")).toEqual(["Ende: nach 48 Stunden", "Ende: nach 72 Stunden und sobald deine Haut ganz verheilt ist"]);
  });

  it("shows the sentences that are no rules under their headings, in their order", async () => {
    const sentence = (heading: string | null, text: string): Treatment["plain_sentences"][number] => ({ heading, text, language: "en", unread: false });
    await open({ treatments: [{ ...treated, plain_sentences: [sentence(null, "Dear guest."), sentence("Visit", "Come by bus."), sentence("Visit", "Bring a hat."), sentence("Later", "See you soon.")] }] });
    await read();
    const groups = [...section("Also in your sheet").querySelectorAll("div")].map((group) => [...group.children].map(({ tagName, textContent }) => `${tagName} ${textContent}`));
    expect(groups).toEqual([["P Dear guest."], ["H3 Visit", "P Come by bus.", "P Bring a hat."], ["H3 Later", "P See you soon."]]);
    expect(section("Also in your sheet").querySelector("div")?.lang).toBe("en");
  });

  it("of one's own opens by its address, and names the sentences that were not read", async () => {
    history.replaceState(null, "", "/timeline#sheet");
    const sentence = (text: string, unread: boolean): Treatment["plain_sentences"][number] => ({ heading: null, text, language: "en", unread });
    await open({ treatments: [{ ...treated, sheet: { ...treated.sheet, pasted: true }, plain_sentences: [sentence("Rest, or ask.", true), sentence("Be well.", false)] }] });
    await screen.findByText(/A program has read this sheet/);
    expect(section("Not read").textContent).toContain("Rest, or ask.");
    expect(section("Not read").textContent).not.toContain("Be well.");
    history.replaceState(null, "", "/timeline");
  });

  it("lists the versions that were followed before, and nothing offline", async () => {
    network({ [VERSIONS]: { versions: [{ version: 1, until: "2026-11-18T18:00:00Z", timeline: timeline(1) }] } });
    await open();
    tap(await screen.findByLabelText("Your sheet"));
    expect((await screen.findByText(/^Version 1, until yesterday/)).textContent).toMatch(/(18:00|6:00)/);
  });

  it.each<[string, Parameters<typeof network>[0]]>([
    ["without earlier versions", { [VERSIONS]: { versions: [] } }],
    ["when the server fails", { [VERSIONS]: refusal("unexpected", 500) }],
  ])("lists none %s, and complains about nothing", async (_, answers) => {
    network(answers);
    await open();
    await read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByText(/^Version 1, until/)).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("without a treatment", () => {
  it.each([
    ["offline", "offline", "No connection yet"],
    ["done", "online", "No treatment yet"],
  ] as const)("and %s, it says how to get one", async (outcome, _, words) => {
    await preparePhone(alice, {});
    syncOutcome.value = outcome;
    show(TimelineScreen);
    await screen.findByText(words);
    expect(screen.queryByRole("link", { name: "Start diary" }) !== null).toBe(outcome === "done");
  });

  it("says why it could not be loaded", async () => {
    await preparePhone(alice, {});
    syncOutcome.value = "bad-response";
    show(TimelineScreen);
    await screen.findByRole("alert");
    expect(screen.queryByText("No treatment yet")).toBeNull();
  });
});
