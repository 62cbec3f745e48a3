// @vitest-environment jsdom
/** The rows of Today that not every day has: what was refused, what the sheet expects, sharing, and what changes next. */
import "fake-indexeddb/auto";
import { act, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HOUR } from "../../src/domain/dates";
import { emptyDocument, type Entry, type EntryDocument, type Treatment } from "../../src/domain/diary";
import type { Milestone, Timeline } from "../../src/domain/timeline";
import { SYMPTOMS } from "../../src/domain/vocabulary";
import { setLanguage } from "../../src/i18n";
import { loadTopics, topics } from "../../src/state/topics";
import Today from "../../src/screens/patient/today/today";
import { now } from "../../src/state/clock";
import { storageProblem, syncOutcome } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { outboxItem } from "../../src/store/outbox";
import { grant, photo, reply, timeline, treatment } from "../records";
import { fillPhone } from "../store/full-phone";
import { builtIn } from "../topics";
import { after, window as rule } from "./made-up";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const TREATED = Date.parse("2026-11-18T10:00:00Z");
const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });

function at(hours: number): void {
  vi.setSystemTime(TREATED + hours * HOUR);
  void act(() => void (now.value = Date.now()));
}

function withSheet(part: Partial<Timeline>, rest: Partial<Treatment> = {}): Treatment {
  return { ...treatment(), timeline: { ...timeline(), time_zone: "UTC", ...part }, ...rest };
}

function entry(id: string, hours: number, part: Partial<EntryDocument>): Entry {
  return { id, treatment_id: "treatment", occurred_at: new Date(TREATED + hours * HOUR).toISOString(), document: { ...emptyDocument("UTC"), ...part }, revision: 1, edited: false };
}

async function open(treated: Treatment, changes: Parameters<typeof preparePhone>[1] = {}): Promise<void> {
  await preparePhone(alice, { treatments: [treated], ...changes });
  show(Today);
  await screen.findByRole("link", { name: /^(Check in|You checked in)/ });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  at(30);
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
});
afterEach(async () => {
  storageProblem.value = undefined;
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

describe("a change that the server refused", () => {
  const refused = async (kind: "entry" | "photo" | "grant", target: string, problem: string): Promise<void> => {
    await (await database()).put("outbox", { ...outboxItem(kind, target, TREATED), problem });
  };
  const outbox = async (): Promise<readonly unknown[]> => (await database()).getAll("outbox");

  it("in a check-in leads to it, and can be sent again", async () => {
    await refused("entry", "e1", "entry-before-treatment");
    await open(withSheet({}));
    await screen.findByText(/^This check-in is dated before your treatment/);
    expect(screen.getByRole("link", { name: "Edit check-in" }).getAttribute("href")).toBe("/check-in?entry=e1");
    expect(screen.queryByRole("button", { name: "Discard" })).toBeNull();
    tap(await button("Try again"));
    await waitFor(() => expect(screen.queryByText("Not sent")).toBeNull());
    expect(await outbox()).toMatchObject([{ target: "e1", problem: null }]);
  });

  it("that is a photo can be removed, and only the photo goes", async () => {
    await refused("photo", "p1", "photo-unreadable");
    await open(withSheet({}), { entries: [entry("e1", 5, { note: "stays" })], photos: [{ ...photo("p1") }] });
    await screen.findByText(/^This photo is damaged or incomplete/);
    expect(screen.queryByRole("link", { name: "Edit check-in" })).toBeNull();
    tap(await button("Remove photo"));
    await waitFor(() => expect(screen.queryByText("Not sent")).toBeNull());
    expect(await outbox()).toEqual([]);
    expect(await (await database()).getAllKeys("photos")).toEqual([]);
    expect(await (await database()).getAllKeys("entries")).toEqual(["e1"]);
  });

  it("that is neither can be discarded; a full phone says that it was not", async () => {
    await refused("grant", "g1", "not-found");
    await open(withSheet({}));
    await screen.findByText("Not sent");
    fillPhone({ write: 1, commit: 0 });
    tap(await button("Discard"));
    await screen.findByText(/^This device is full/);
    expect(await outbox()).toHaveLength(1);
    vi.restoreAllMocks();
    tap(await button("Discard"));
    await waitFor(() => expect(screen.queryByText("Not sent")).toBeNull());
    expect(await outbox()).toEqual([]);
  });

  it("is still there if even trying again could not be stored", async () => {
    await refused("entry", "e1", "entry-moved");
    await open(withSheet({}));
    await screen.findByText("Not sent");
    breakStore("outbox");
    tap(await button("Try again"));
    await screen.findByText(/^This device is full/);
    expect(screen.getByText("Not sent")).toBeTruthy();
  });
});

describe("the state of the phone", () => {
  it("is mentioned while it is offline, and not once it is online", async () => {
    await open(withSheet({}));
    void act(() => void (syncOutcome.value = "offline"));
    await screen.findByText(/^You are offline/);
    void act(() => void (syncOutcome.value = "done"));
    expect(screen.queryByText(/^You are offline/)).toBeNull();
  });

  it.each([
    ["the server's answer could not be read", () => (syncOutcome.value = "bad-response"), /could not read the server’s answer/],
    ["another tab holds the storage", () => (storageProblem.value = "storage-blocked"), /another tab|other tab/i],
  ])("is named with a retry if %s", async (_, happens, words) => {
    await open(withSheet({}));
    void act(() => void happens());
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(words);
    expect(within(alert).getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("a reply of the practitioner", () => {
  it("is shown until it is marked as read, the newest first", async () => {
    await open(withSheet({}), { replies: [{ ...reply("r1"), read_at: "2026-11-19T10:00:00Z", text: "Read before." }, { ...reply("r2"), text: "Unread." }] });
    await screen.findByText("Unread.");
    expect(screen.queryByText("Read before.")).toBeNull();
    const repair = breakStore("replies");
    tap(await button("Mark as read"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    repair();
    tap(await button("Try again"));
    await waitFor(() => expect(screen.queryByText("Unread.")).toBeNull());
  });
});

describe("a reply of the practitioner to a question", () => {
  it("is shown below the question", async () => {
    const entries = [entry("run", 4, { question: "May I run?" }), entry("swim", 8, { question: "May I swim?" })];
    await open(withSheet({}), { entries, replies: [{ ...reply("r"), entry_id: "run", text: "From Sunday on." }] });
    const text = await screen.findByText("From Sunday on.");
    expect(text.closest("section")?.textContent).toMatch(/May I run\?.*From Sunday on\./);
    expect(screen.queryByText("May I swim?")).toBeNull();
  });
});

describe("a sheet that a program has read", () => {
  it("says how many of its sentences were not read, and leads to them", async () => {
    const sentence = { text: "Rest, or ask.", heading: null, language: "en", unread: true };
    await open({ ...treatment(), plain_sentences: [sentence, { ...sentence, unread: false }] });
    const row = await screen.findByRole("link", { name: "1 sentence of your sheet was not read" });
    expect(row.getAttribute("href")).toBe("/timeline#sheet");
  });
});

describe("what the sheet expects", () => {
  const lines = async (): Promise<readonly string[]> => {
    const section = (await screen.findByRole("heading", { name: "Your sheet expects" })).closest("section") as HTMLElement;
    return within(section).getAllByRole("button").map((each) => each.textContent);
  };
  const expecting = (topic: string, closes: number | null): Timeline["windows"][number] => rule(topic, "expect", { opens: after(0), closes: closes === null ? null : after(closes) });

  it("is listed with its end, the soonest first, and what has no end last", async () => {
    await open(withSheet({ windows: [expecting("swelling", null), expecting("redness", 72), expecting("itching", 48), expecting("tightness", 20)] }));
    expect(await lines()).toEqual(["Itchinguntil tomorrow", "Rednessuntil Saturday", "Swellingno end given"]);
    const bands = [...document.querySelectorAll(".expected__band rect:nth-child(2)")].map((band) => band.getAttribute("class"));
    expect(bands).toEqual(["expected__fill", "expected__fill", "expected__open"]);
  });

  it("leaves out what skin like this does not show, and keeps to six lines", async () => {
    await open(withSheet({ windows: SYMPTOMS.map((topic, place) => expecting(topic, 48 + place)) }));
    const shown = await lines();
    expect(SYMPTOMS.length).toBeGreaterThan(7);
    expect(shown).toHaveLength(6);
    expect(shown.join()).not.toContain("Darker patches");
  });

  it("opens its rule with a tap", async () => {
    await open(withSheet({ windows: [expecting("redness", 72)] }));
    tap((await screen.findByText("Redness")).closest("button") as HTMLElement);
    await screen.findByText("The rule on redness.");
  });

  it("is not there once it is over", async () => {
    await open(withSheet({ windows: [expecting("redness", 20), rule("sauna", "avoid", { closes: after(90) })] }));
    await screen.findByRole("heading", { name: "What you can do now" });
    expect(screen.queryByRole("heading", { name: "Your sheet expects" })).toBeNull();
  });
});

describe("sharing and the next session", () => {
  it("are one row that leads to sharing", async () => {
    await open(withSheet({ windows: [rule("sauna", "avoid", { closes: after(90) })] }, { next_treatment_at: "2026-11-20T09:00:00Z" }));
    const row = await screen.findByRole("link", { name: /^Only you see your diary/ });
    expect(row.textContent).toMatch(/Next session: tomorrow .*\d:00.* · Clinic/);
    expect(row.getAttribute("href")).toBe("/share");
  });

  it("say until when the diary is shared", async () => {
    await open(withSheet({ windows: [rule("sauna", "avoid", { closes: after(90) })] }), { grants: [{ ...grant("g"), ends_at: "2026-11-21T09:00:00Z" }] });
    expect((await screen.findByRole("link", { name: /^Shared until Saturday/ })).textContent).not.toContain("Next session");
  });

  it("are not mentioned without a clinic", async () => {
    await open(withSheet({ windows: [rule("sauna", "avoid", { closes: after(90) })] }, { practitioner_name: null, clinic_name: null }));
    expect(screen.queryByRole("link", { name: /Only you see your diary/ })).toBeNull();
  });
});

describe("what changes next", () => {
  const milestone = (hours: number, kind: Milestone["kind"], rule_id: string, part: Partial<Milestone> = {}): Milestone => ({ at: new Date(TREATED + hours * HOUR).toISOString(), kind, rule_id, topics: [rule_id], gates: [], ...part });
  const windows = [rule("sauna", "avoid", { closes: after(48) }), rule("sunscreen", "do", { opens: after(48) }), rule("redness", "expect", { opens: after(0), closes: after(48) })];

  it("names what opens something before what ends, and how many others there are", async () => {
    await open(withSheet({ windows, milestones: [milestone(48, "resolved", "redness"), milestone(48, "over", "sauna"), milestone(48, "begins", "sunscreen"), milestone(60, "ends", "sauna")] }));
    const next = await button(/^Next change: tomorrow/);
    await waitFor(() => expect(next.textContent).toMatch(/Sauna: ban ends.*and 2 more changes$/));
    tap(next);
    await screen.findByText("The rule on sauna.");
  });

  it("never permits without the condition, and says on what it depends", async () => {
    await open(withSheet({ windows, milestones: [milestone(48, "allowed", "sunscreen", { topics: ["sun"], with: ["sunscreen"], gates: ["healed"] })] }));
    const next = await button(/^Next change: tomorrow/);
    await waitFor(() => expect(next.textContent).toContain("Sun: allowed, but only with sunscreen"));
    expect(next.textContent).toContain("Only once your skin has fully healed.");
    expect(next.textContent).not.toContain("more change");
  });

  it("is silent about a change whose rule this sheet does not have", async () => {
    await open(withSheet({ windows, milestones: [milestone(48, "ends", "another")] }));
    await screen.findByRole("heading", { name: "What you can do now" });
    expect(screen.queryByRole("button", { name: /^Next change/ })).toBeNull();
  });
});

describe("before the treatment", () => {
  it.each([
    [-0.5, "in 30 minutes"],
    [-5, "in 5 hours"],
    [-72, "in 3 days"],
  ])("Today says how long it is (%s hours)", async (hours, words) => {
    at(hours);
    await preparePhone(alice, { treatments: [withSheet({})] });
    show(Today);
    await screen.findByText(words);
  });
});

describe("what to do today", () => {
  it("marks what is just for this patient, says until when, and shows three until one asks for more", async () => {
    const uncertain = { least_at: new Date(TREATED + 24 * HOUR).toISOString(), surely_at: new Date(TREATED + 48 * HOUR).toISOString(), state: null, act: null, kind: "range", text: "24-48h" } as const;
    const windows = [
      rule("cleanser", "do", {}, { source: "practitioner", every: "2/day" }),
      rule("moisturizer", "do", { closes: uncertain }),
      rule("sunscreen", "do", { closes: after(96) }),
      rule("hat", "do", {}),
    ];
    network({}); // without the topics, the sentences of the rules stand in for their names
    await loadTopics(); // one that an earlier test began has ended
    topics.value = undefined;
    await open(withSheet({ windows }));
    const list = await screen.findByRole("list", { name: "To do today" });
    const rows = (): readonly string[] => within(list).getAllByRole("listitem").map((each) => each.textContent).slice(1);
    await waitFor(() => expect(rows()).toHaveLength(3));
    tap(await button("1 more"));
    expect(rows()).toHaveLength(4);
    const row = (name: string): string => rows().find((each) => each.startsWith(name)) ?? "";
    expect(row("The rule on cleanser.")).toContain("2 times a dayJust for you");
    expect(row("The rule on moisturizer.")).toContain("until tomorrow 10:00 AM at the latestDone");
    expect(row("The rule on sunscreen.")).toContain("until Sunday 10:00 AMDone");
    tap(await button("Show fewer"));
    expect(rows()).toHaveLength(3);
  });

  it("wants the practitioner to be asked first, as the tiles do, while something is to be reported", async () => {
    const windows = [rule("sunscreen", "do"), rule("pustules", "call")];
    const words = /ask your practitioner first: your diary shows something that your sheet asks you to report/;
    await open(withSheet({ windows }), { entries: [entry("e1", 28, { signs: [{ sign: "pustules", area: null }] })] });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(await screen.findByText("ask first")).toBeTruthy();
    tap(await button("It is gone"));
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
    expect(screen.queryByText("ask first")).toBeNull();
  });

  it("says of today's check-in that it is still on this phone", async () => {
    await (await database()).put("outbox", outboxItem("entry", "e1", TREATED));
    await open(withSheet({}), { entries: [entry("e1", 28, { scores: { redness: 1 } })] });
    expect((await screen.findByRole("link", { name: /^You checked in today/ })).textContent).toContain("On this device");
  });
});
