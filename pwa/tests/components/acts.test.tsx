// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Ask from "../../src/screens/patient/ask/ask";
import Today from "../../src/screens/patient/today/today";
import type { Bound } from "../../src/domain/bounds";
import { emptyDocument, type Entry } from "../../src/domain/diary";
import type { TimelineRule, Window } from "../../src/domain/timeline";
import { setLanguage } from "../../src/i18n";
import { now } from "../../src/state/clock";
import { onPhone } from "../../src/state/diary";
import { announceChange } from "../../src/store/changed";
import { applyChanges } from "../../src/store/changes";
import { database } from "../../src/store/database";
import { timeline, treatment } from "../records";
import { builtIn } from "../topics";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const HOUR = 3_600_000;
const MORNING = Date.parse("2026-11-20T09:00:00Z"); // the tests run in UTC
const LEAF = { least_at: null, surely_at: null, state: null, kind: "act" } as const;
const act = (text: string, offset?: readonly number[]): Bound => ({ ...LEAF, act: text, text, ...(offset && { offset }) });

function rule(id: string, verb: TimelineRule["verb"], topic: string, part: Partial<TimelineRule> = {}): Window {
  const own = { id, verb, topics: [topic], says: `The rule on ${id}.`, cite: "1", source: "sheet", ...part } as const;
  return { rule: own, opens: null, closes: null, needs: [], unless: [] };
}

const windows: readonly Window[] = [
  { ...rule("shower", "do", "shower", { every: "once" }), opens: act("on(home)") },
  { ...rule("cream", "do", "moisturizer", { every: "each wash" }), opens: act("after(wash)", [30, 30]) },
  rule("sunscreen", "do", "sunscreen", { every: "1/day" }),
  rule("balm", "do", "balm", { every: "as needed" }),
  { ...rule("hat", "do", "hat"), opens: act("while(outside)") },
  { ...rule("make-up", "avoid", "make-up"), closes: act("after(wash)", [120, 120]) },
];
const needled = { ...treatment(), timeline: { ...timeline(), time_zone: "UTC", windows } };

/** A day goes by: the screens follow the clock. */
function later(hours: number): void {
  vi.setSystemTime(Date.now() + hours * HOUR);
  now.value = Date.now();
}

const button = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });
const duties = (): readonly (string | null)[] => screen.queryAllByRole("button", { name: /^Done: / }).map((each) => each.getAttribute("aria-label"));
/** Tap "Undo" in the newest toast. */
async function undo(): Promise<void> {
  const [...shown] = await screen.findAllByRole("button", { name: "Undo" });
  tap(shown.at(-1) as HTMLElement);
}
const stored = async (): Promise<readonly Entry[]> => (await database()).getAll("entries");

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(MORNING);
  now.value = MORNING;
  completeBrowser();
  network({ "GET /api/topics": builtIn() });
  await preparePhone(alice, { treatments: [needled] });
});
afterEach(async () => {
  await clearPhone();
  vi.useRealTimers();
});

describe("an act on Today", () => {
  it("is offered if a rule of the sheet names it, and counts at once without a network", async () => {
    show(Today);
    await button("I am home");
    await button("I am outside");
    tap(await button("I have just washed"));
    const card = (await screen.findByText("Washed")).closest(".card") as HTMLElement;
    await within(card).findByText("From today 9:30 AM:");
    expect(card.textContent).toContain("Until today 11:00 AM: The rule on make-up.");
    expect((await screen.findByRole("button", { name: /^Make-up/ })).textContent).toMatch(/^Make-up not allowed before 11:00/);
    expect((await button(/^Next change: today 9:30/)).textContent).toContain("Moisturiser: starts");
    expect((await stored()).map(({ document }) => document.acts)).toEqual([["wash"]]);
  });

  it("reports with one tap that a product is used up, in the words of the topic, and ends its duty", async () => {
    const closes = { ...LEAF, kind: "state", state: "used-up(healing-cream)", act: null, text: "used-up(healing-cream)" } as const;
    await clearPhone();
    await preparePhone(alice, { treatments: [{ ...needled, timeline: { ...needled.timeline, windows: [{ ...rule("cream", "do", "healing-cream"), closes }] } }] });
    show(Today);
    await button(/^Done: /);
    tap(await button("I have used this up: healing cream"));
    await screen.findByText("Used up: healing cream");
    await waitFor(() => expect(duties()).toEqual([]));
    expect(screen.queryByRole("button", { name: /^I have used this up/ })).toBeNull();
    expect((await stored()).map(({ document }) => document.acts)).toEqual([["used-up(healing-cream)"]]);
  });

  it("leaves nothing behind if it is undone within the toast", async () => {
    show(Today);
    tap(await button("I have just washed"));
    await screen.findByText("Washed");
    await undo();
    await waitFor(() => expect(screen.queryByText("Washed")).toBeNull());
    expect(await stored()).toEqual([]);
    expect(await (await database()).getAll("outbox")).toEqual([]);
  });

  it("loses only the report if it is taken back after it was sent", async () => {
    show(Today);
    tap(await button("I have just washed"));
    await screen.findByText("Washed");
    await (await database()).clear("outbox"); // the server has it
    await undo();
    await waitFor(() => expect(screen.queryByText("Washed")).toBeNull());
    expect((await stored()).map(({ document }) => document.acts)).toEqual([[]]);
    expect(await (await database()).count("outbox")).toBe(1);
  });

  it("can be moved to the time at which it happened, and not into the future", async () => {
    show(Today);
    tap(await button("I have just washed"));
    tap(await button("Change: Washed"));
    const field = await screen.findByLabelText<HTMLInputElement>("When was that?");
    await screen.findByRole("button", { name: "Save" }); // the dialog has opened
    const time = field.value.slice(0, 11);
    const put = (value: string): void => {
      field.value = "";
      type(field, value); // a time field has no value before it is complete
      tap(screen.getByRole("button", { name: "Save" }));
    };
    field.type = "text";
    put("2027-01-01T10:00");
    await screen.findByText("Please choose a time in the past.");
    put("2026-11-01T10:00");
    await screen.findByText("Please choose a time after your treatment.");
    put(`${time}08:00`);
    await waitFor(async () => expect((await stored())[0]?.occurred_at).toBe(new Date(`${time}08:00`).toISOString()));
  });

  it("says why if the phone cannot store it, and works on a retry", async () => {
    show(Today);
    const repair = breakStore("entries");
    tap(await button("I am home"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    repair();
    tap(await button("Try again"));
    await screen.findByText("Came home");
  });

  it("from another phone counts here, beside this phone's own", async () => {
    show(Today);
    tap(await button("I have just washed"));
    await screen.findByText("Washed");
    const occurred_at = new Date(MORNING - HOUR).toISOString();
    const theirs: Entry = { id: "e2", treatment_id: "treatment", occurred_at, document: { ...emptyDocument("Europe/Berlin"), acts: ["home"] }, revision: 7, edited: false };
    await applyChanges(await database(), { revision: 7, more: false, epoch: "", treatments: [], entries: [theirs], photos: [], replies: [], grants: [], access_records: [], erasures: [] });
    announceChange();
    await screen.findByText("Came home");
    expect(screen.getByText("Washed")).toBeTruthy();
  });
});

describe("a duty on Today", () => {
  it("leaves the list when it is done, and comes back when it is due again", async () => {
    show(Today);
    tap(await button("Done: The rule on sunscreen."));
    await screen.findByText(/^Done\. Next time: tomorrow\.$/);
    await waitFor(() => expect(duties()).not.toContain("Done: The rule on sunscreen."));
    await screen.findByText(/^done today 9:00.AM · next time: tomorrow$/);
    later(24);
    await button("Done: The rule on sunscreen.");
  });

  it("is done for good if the sheet asks for it once", async () => {
    show(Today);
    tap(await button("Done: The rule on shower."));
    await waitFor(() => expect(duties()).not.toContain("Done: The rule on shower."));
    later(24);
    await button("Done: The rule on sunscreen.");
    expect(duties()).not.toContain("Done: The rule on shower.");
    expect(screen.queryByRole("button", { name: "I am home" })).toBeNull();
  });

  it("with each act is due again after the next one, even on the same day", async () => {
    show(Today);
    tap(await button(/^\d more$/));
    tap(await button("Done: The rule on hat."));
    await waitFor(() => expect(duties()).not.toContain("Done: The rule on hat."));
    later(2);
    tap(await button("I am outside"));
    await button("Done: The rule on hat.");
  });

  it("that is asked for when needed is never done", async () => {
    show(Today);
    await button("Done: The rule on sunscreen.");
    expect(duties()).not.toContain("Done: The rule on balm.");
    tap(await button(/^Balm/));
    await screen.findByText("The rule on balm.");
  });

  it("can be put back, and stays done after the app was closed", async () => {
    show(Today);
    tap(await button("Done: The rule on sunscreen."));
    await screen.findByText(/next time: tomorrow/);
    onPhone.value = undefined;
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Hat/ })).toBeNull());
    announceChange(); // what a reload reads
    tap(await button(/^Sunscreen *done today/i));
    tap(await button("Not done yet"));
    await button("Done: The rule on sunscreen.");
  });
});

describe("an act on which an answer depends", () => {
  afterEach(() => setLanguage("en"));

  it("is told with one tap beside the answer, which changes at once", async () => {
    show(Ask);
    type(await screen.findByRole("searchbox"), "make-up");
    tap(await button("Ask"));
    await screen.findByRole("heading", { name: "Make-up: only once you have washed your skin." });
    tap(await button("I have just washed"));
    await screen.findByRole("heading", { name: /^No\.\s*Make-up: not before today 11:00/ });
  });

  it("is a yes for what the sheet asks for outdoors, at any time", async () => {
    show(Ask);
    type(await screen.findByRole("searchbox"), "hat");
    tap(await button("Ask"));
    await screen.findByRole("heading", { name: "Hat: your sheet asks for it when you are outdoors." });
  });

  it("is named in German", async () => {
    await setLanguage("de");
    show(Today);
    tap(await button("Gerade gewaschen"));
    await screen.findByText("Gewaschen");
    await button("Rückgängig");
  });
});
