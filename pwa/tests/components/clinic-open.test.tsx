// @vitest-environment jsdom
/** When the clinic can be called, as its patients read it. */
import "fake-indexeddb/auto";
import { act, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Treatment } from "../../src/domain/diary";
import type { OpeningSpan } from "../../src/domain/opening-hours";
import { setLanguage } from "../../src/i18n";
import { ClinicOpen, OpeningHours } from "../../src/screens/patient/clinic-open";
import { now } from "../../src/state/clock";
import { treatment } from "../records";
import { alice, clearPhone, completeBrowser, network, preparePhone, show } from "./phone";

const WEEK: readonly OpeningSpan[] = [
  ...[1, 2].map((weekday) => ({ weekday, opens: "09:00", closes: "12:30" })),
  ...[1, 2].map((weekday) => ({ weekday, opens: "14:00", closes: "18:00" })),
  { weekday: 5, opens: "09:00", closes: "12:00" },
];

function clinic(opening = WEEK, part: Partial<Treatment> = {}): Treatment {
  return { ...treatment(), clinic_phone: "030", clinic_hours: { time_zone: "UTC", opening, reply_hours: 24 }, ...part };
}

async function showAt(iso: string, each: Treatment): Promise<string> {
  vi.setSystemTime(iso);
  void act(() => {
    now.value = Date.now();
  });
  show(() => <main><ClinicOpen treatment={each} /></main>);
  return (await screen.findByRole("main")).textContent;
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  completeBrowser();
  network({});
  await preparePhone(alice, {});
});
afterEach(async () => {
  await setLanguage("en");
  await clearPhone();
  vi.useRealTimers();
});

it.each([
  ["2026-11-23T10:00:00Z", "Open until 12:30 PM"],
  ["2026-11-23T13:00:00Z", "Closed. Opens 2:00 PM."],
  ["2026-11-22T13:00:00Z", "Closed. Opens Mon 9:00 AM."],
  ["2026-11-24T19:00:00Z", "Closed. Opens Fri 9:00 AM."],
])("at %s: %s", async (at, text) => {
  expect(await showAt(at, clinic())).toBe(text);
});

it("names the date if it opens in a week only", async () => {
  expect(await showAt("2026-11-27T13:00:00Z", clinic(WEEK.slice(4)))).toBe("Closed. Opens Fri, Dec 4 9:00 AM.");
});

it.each([
  ["the clinic has not said when it is open", clinic([])],
  ["the clinic has no number", clinic(WEEK, { clinic_phone: "" })],
  ["there is no clinic", clinic(WEEK, { clinic_hours: null })],
])("says nothing if %s", async (_, each) => {
  expect(await showAt("2026-11-23T10:00:00Z", each)).toBe("");
});

it("lists the week, with days of the same hours together", async () => {
  await act(() => setLanguage("de"));
  show(() => <OpeningHours treatment={clinic()} />);
  const list = await screen.findByRole("list", { name: "Sprechzeiten" });
  expect([...list.children].map((row) => row.textContent)).toEqual(["Mo – Di 09:00 – 12:30, 14:00 – 18:00", "Fr 09:00 – 12:00"]);
  expect(screen.queryByText(/am Ort deiner Praxis/)).toBeNull();
});

it("says whose clock it is if the clinic is elsewhere", async () => {
  show(() => <OpeningHours treatment={clinic(WEEK, { clinic_hours: { time_zone: "Asia/Tokyo", opening: WEEK, reply_hours: 24 } })} />);
  await screen.findByText("These hours are in your clinic’s local time.");
});

it("lists nothing for a clinic that has not said when it is open", async () => {
  show(() => <main><OpeningHours treatment={clinic([])} /></main>);
  expect((await screen.findByRole("main")).textContent).toBe("");
});
