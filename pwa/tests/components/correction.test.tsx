// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import Ask from "../../src/screens/patient/ask/ask";
import Today from "../../src/screens/patient/today/today";
import { HOUR } from "../../src/domain/dates";
import type { Treatment } from "../../src/domain/diary";
import type { Timeline, Window } from "../../src/domain/timeline";
import { syncOutcome } from "../../src/state/diary";
import { loadTopics } from "../../src/state/topics";
import { timeline, treatment } from "../records";
import { alice, clearPhone, completeBrowser, HEAT, network, preparePhone, show, tap, type } from "./phone";

const NOW = Date.now();
const SEEN = "POST /api/my/treatments/treatment/correction/seen";

/** Heat is banned until this many hours from now; negative: the ban has ended. */
function sheet(version: number, hours: number, says: string): Timeline {
  const at = new Date(NOW + hours * HOUR).toISOString();
  const closes = { least_at: at, surely_at: at, state: null, act: null, kind: "exact" as const, text: "" };
  const rule = { id: "heat", verb: "avoid" as const, topics: ["heat"], says, cite: "item 1", source: "sheet" as const };
  const window: Window = { rule, opens: null, closes, needs: [], unless: [] };
  return { ...timeline(version), treated_at: new Date(NOW - 30 * HOUR).toISOString(), windows: [window] };
}

const corrected: Treatment = {
  ...treatment(),
  ...{ treated_at: new Date(NOW - 30 * HOUR).toISOString(), timeline: sheet(1, -6, "Heat for a day.") },
  correction: { version: 2, announced_at: new Date(NOW).toISOString(), timeline: sheet(2, 42, "Heat for three days.") },
};

beforeEach(async () => {
  completeBrowser();
  network({ "GET /api/topics": HEAT });
  await preparePhone(alice, { treatments: [corrected] });
});
afterEach(clearPhone);

it("answers by both versions, the stricter first, each by its name", async () => {
  await loadTopics();
  show(Ask);
  type(await screen.findByRole<HTMLInputElement>("searchbox"), "heat");
  tap(await screen.findByRole("button", { name: "Ask" }));
  await waitFor(() => expect(document.querySelectorAll(".reply__treatment")).toHaveLength(2));
  const names = [...document.querySelectorAll(".reply__treatment")].map((name) => name.textContent);
  expect(names).toEqual(["Version 2 (safety correction)", "Version 1"]);
  const [first, second] = screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
  expect(first).toMatch(/^heat: not before/i);
  expect(second).toMatch(/^heat: no longer forbidden/i);
});

it("shows on Today what either version forbids, and says why, also offline", async () => {
  show(Today);
  expect(await screen.findByText("Safety correction to your sheet")).toBeTruthy();
  const tile = await screen.findByRole("button", { name: /^Heat not allowed before/ });
  tap(tile);
  await screen.findByText("Heat for three days.");
  expect(screen.getByRole("heading", { name: /^heat: not before/i })).toBeTruthy();
});

it("tells the clinic once that it was shown, as soon as there is a network", async () => {
  network({ [SEEN]: {} });
  const asked = vi.fn(fetch);
  vi.stubGlobal("fetch", asked);
  const seen = () => asked.mock.calls.filter(([address]) => typeof address === "string" && address.endsWith("/correction/seen")).length;
  show(Today);
  await screen.findByText("Safety correction to your sheet");
  expect(seen()).toBe(0);
  syncOutcome.value = "done";
  await waitFor(() => expect(seen()).toBe(1));
  syncOutcome.value = "offline";
  syncOutcome.value = "done";
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen()).toBe(1);
});
