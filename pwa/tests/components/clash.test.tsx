// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clash } from "../../src/screens/author/desk/clash";
import type { SheetRule } from "../../src/state/authoring";
import { button, CONTENT, openDesk, ruleWords, SAUNA, sentenceRow, setUpDesk, tearDownDesk, version, type DraftServer } from "./desk";
import { tap } from "./phone";

let server: DraftServer;

beforeEach(() => {
  server = setUpDesk();
});
afterEach(tearDownDesk);

const [MAKE_UP] = CONTENT.document.rules as readonly [SheetRule];
const LIPSTICK: SheetRule = { id: "lipstick", verb: "allow", topics: ["lipstick", "mascara"], from: "12h", says: "Lipstick is fine after 12 hours.", cite: "line 5" };

/** Open the desk with these rules, of which the first belongs to the sentence about make-up. */
async function openWith(rules: readonly SheetRule[], clash: Clash | null, kind: "contradiction" | "exception" | "number-missing" = "contradiction"): Promise<void> {
  server.stored = version({ ...CONTENT, document: { ...CONTENT.document, rules } });
  const ids = clash ? rules.map(({ id }) => id) : [MAKE_UP.id];
  server.report = { document: null, faults: [], issues: [{ kind, rule_ids: ids, problem: "rule make-up forbids", resolved: false, clash }] };
  await openDesk();
  tap(sentenceRow("No make-up"));
}

const stored = (): readonly SheetRule[] => server.stored?.document.rules ?? [];

describe("a permission inside a banned family", () => {
  const clash: Clash = { about: "exception", topics: ["lipstick"], first_hour: 12, last_hour: 24, stricter: "make-up" };
  const open = (): Promise<void> => openWith([MAKE_UP, LIPSTICK], clash, "exception");

  it("is asked about with its topic, its hours and the other rule, never in the words of the server", async () => {
    await open();
    await screen.findByText("Is this an exception?");
    expect(screen.getByText("Lipstick: allowed between 12 hours and 24 hours after the treatment, although the ban includes it.")).toBeTruthy();
    expect(screen.getByText("Allowed: lipstick and mascara after 12 hours", { selector: "strong" })).toBeTruthy();
    expect(screen.queryByText(/rule make-up forbids/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Both stand" })).toBeNull();
  });

  it("becomes an exception with one tap, which its words then say", async () => {
    await open();
    await screen.findByText("Patients are told: “lipstick” is allowed; the rest of the ban still applies.");
    tap(await button("It is an exception"));
    await waitFor(() => expect(stored()[1]).toMatchObject({ id: "lipstick", exception: true }));
    tap(await button("Show other"));
    expect(ruleWords()[0]).toBe("Allowed: lipstick and mascara after 12 hours, as an exception");
  });

  it("waits for the end of the ban if the stricter rule holds; its other topics stay as they are", async () => {
    await open();
    await screen.findByText("Patients are told no for 24 hours.");
    tap(await button("Stricter rule applies"));
    await waitFor(() => expect(stored().map(({ topics, from }) => [topics, from])).toEqual([[["make-up"], undefined], [["mascara"], "12h"], [["lipstick"], "24h"]]));
  });

  it("is removed if the ban has no end", async () => {
    const { until: _until, ...endless } = MAKE_UP;
    await openWith([endless, { ...LIPSTICK, topics: ["lipstick"] }], { ...clash, last_hour: null }, "exception");
    await screen.findByText("Lipstick: allowed from 12 hours after the treatment, although the ban includes it.");
    tap(await button("Stricter rule applies"));
    await waitFor(() => expect(stored().map(({ id }) => id)).toEqual(["make-up"]));
  });

  it("is not asked about while one of the two rules is being written", async () => {
    await open();
    await screen.findByText("Is this an exception?");
    tap(await button("Change rule"));
    expect(screen.queryByText("Is this an exception?")).toBeNull();
    tap(await button("Done"));
    expect(screen.getByText("Is this an exception?")).toBeTruthy();
  });
});

describe("two times for the same thing", () => {
  const week: SheetRule = { ...MAKE_UP, id: "week", until: "7d" };
  const clash: Clash = { about: "ends", topics: ["make-up"], first_hour: 24, last_hour: 168, stricter: "week" };

  it("name both, and the longer one is taken over", async () => {
    await openWith([MAKE_UP, week], clash);
    await screen.findByText("Make-up: it ends after 24 hours in one rule and after 7 days in the other.");
    expect(screen.getByText("Patients are told no for 7 days.")).toBeTruthy();
    tap(await button("Stricter rule applies"));
    await waitFor(() => expect(stored().map(({ until }) => until)).toEqual(["7d", "7d"]));
  });

  it("both stand, with what patients are then told", async () => {
    await openWith([MAKE_UP, week], clash);
    await screen.findByText("Patients are told no as long as one of the rules says so, and see both sentences.");
    tap(await button("Both stand"));
    await waitFor(() => expect(stored()[0]?.mark).toBe("as-written"));
    expect(screen.getByText("Left as written.")).toBeTruthy();
  });

  it("of two permissions, the later one is the stricter", async () => {
    const late: SheetRule = { ...LIPSTICK, id: "late", from: "48h" };
    await openWith([{ ...LIPSTICK, id: "make-up" }, late], { about: "begins", topics: ["lipstick", "mascara"], first_hour: 12, last_hour: 48, stricter: "late" });
    await screen.findByText("Patients are told yes after 48 hours, and no before that.");
    tap(await button("Stricter rule applies"));
    await waitFor(() => expect(stored().map(({ from }) => from)).toEqual(["48h", "48h"]));
  });
});

it("says what patients are told about a missing number that is left", async () => {
  await openWith([MAKE_UP, SAUNA], null, "number-missing");
  await screen.findByText("Patients see your sentence, and are told to ask you.");
  tap(await button("Leave as written"));
  await waitFor(() => expect(stored()[0]?.mark).toBe("as-written"));
});
