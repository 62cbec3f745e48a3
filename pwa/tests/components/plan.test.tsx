// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Plan from "../../src/screens/practitioner/plan";
import type { PlanningCalendar } from "../../src/state/clinic";
import { go } from "../../src/ui";
import { clinicTreatment, finding, planning } from "../clinic-records";
import { bob, clearPhone, completeBrowser, fillLocalStorage, network, preparePhone, refusal, show, tap, type } from "./phone";

const LOAD = "GET /api/treatments/t1/next-treatment";
const SAVE = "PUT /api/treatments/t1/next-treatment";
const PLANNED = { next_treatment_at: "2026-12-18T13:00:00Z", version: 1, plans: [{ version: 1, next_treatment_at: "2026-12-18T13:00:00Z", reason: "", planned_by: "Jo", planned_at: "2026-11-20T10:00:00Z" }] } as const;

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const dayButton = (name: string | RegExp) => screen.getByRole("button", { name });
const time = () => screen.getByLabelText<HTMLInputElement>("Time");
const setTime = (value: string) => void fireEvent.input(time(), { target: { value } });
const key = (name: string) => void fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

async function open(part: Partial<PlanningCalendar> = {}, answers: Record<string, object> = {}) {
  const sent = network({ [LOAD]: planning(part), [SAVE]: clinicTreatment(), ...answers });
  show(Plan, { id: "t1" });
  await screen.findAllByRole("table");
  return sent;
}

function stubWidth(matches: boolean) {
  const listeners = new Set<() => void>();
  const query = { matches, addEventListener: (_: string, each: () => void) => listeners.add(each), removeEventListener: (_: string, each: () => void) => listeners.delete(each) };
  vi.stubGlobal("matchMedia", () => query);
  return (next: boolean) => { query.matches = next; void act(() => listeners.forEach((each) => each())); };
}

beforeEach(async () => {
  completeBrowser();
  stubWidth(false);
  network({});
  await preparePhone(bob, {});
  go("/clinic/treatments/t1/plan", { replace: true });
});
afterEach(clearPhone);

describe("the calendar", () => {
  it("begins with the first day that is possible, says what each day is, and leads back to the patient", async () => {
    await open();
    expect(screen.getByRole("table", { name: "December 2026" })).toBeTruthy();
    expect(screen.getByText("Earliest day: Wed, Dec 16 · The sheet’s window: Wed, Dec 16 to Wed, Dec 30")).toBeTruthy();
    expect(dayButton("Tue, Dec 15: Too early")).toBeTruthy();
    const legend = within(screen.getByRole("list", { name: "What the signs mean" }));
    expect(legend.getAllByRole("listitem").map((item) => item.textContent.trim())).toEqual(["In the sheet’s window", "Too early", "After the window", "A rule is against it"]);
    expect(screen.getByRole("link", { name: /Back/ }).getAttribute("href")).toBe("/clinic/patients/alice-here");
  });

  it("shows two months where there is room, and turns them", async () => {
    const resize = stubWidth(true);
    await open();
    const names = () => screen.getAllByRole("table").map((table) => table.querySelector("caption")?.textContent);
    expect(names()).toEqual(["December 2026", "January 2027"]);
    expect((await button("Later")).hasAttribute("disabled")).toBe(true);
    tap(await button("Earlier"));
    expect(names()).toEqual(["November 2026", "December 2026"]);
    expect((await button("Earlier")).hasAttribute("disabled")).toBe(true);
    tap(await button("Later"));
    expect(names()).toEqual(["December 2026", "January 2027"]);
    resize(false);
    expect(names()).toEqual(["December 2026"]);
  });

  it("is walked through with the arrow keys, also into another month", async () => {
    await open();
    dayButton(/^Wed, Dec 16/).focus();
    key("ArrowRight");
    expect(document.activeElement).toBe(dayButton(/^Thu, Dec 17/));
    key("a");
    key("PageDown");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Thu, Jan 14: After the window");
    key("PageUp");
    key("ArrowUp");
    key("ArrowUp");
    key("ArrowUp");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Thu, Nov 26: Too early");
    expect(screen.getAllByRole("button", { name: /, Nov/ }).filter((each) => each.tabIndex === 0)).toHaveLength(1);
  });

  it("begins today if the sheet names no interval, and says so of each day", async () => {
    const days = planning().days.map(({ day }) => ({ day, verdict: "not-named" as const, reasons: [] }));
    await open({ days, rules: [], opens_on: null, closes_on: null, earliest: null });
    expect(screen.getByRole("table", { name: "November 2026" })).toBeTruthy();
    expect(screen.getByText("This sheet names no interval.")).toBeTruthy();
    tap(dayButton("Mon, Nov 30: No interval named"));
    expect(screen.getByText("The sheet neither allows nor rules out this day.")).toBeTruthy();
    expect(screen.queryByLabelText(/Why this day/)).toBeNull();
  });

  it("says that it is offline, and loads on a retry", async () => {
    show(Plan, { id: "t1" });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [LOAD]: planning() });
    tap(await button("Try again"));
    await screen.findByRole("table");
  });
});

describe("planning", () => {
  it("saves the day and the time on the clock of the treatment", async () => {
    const sent = await open();
    expect((await button("Save date")).hasAttribute("disabled")).toBe(true);
    tap(dayButton("Fri, Dec 18: In the sheet’s window"));
    expect(screen.getByText("This day is in the sheet’s window.")).toBeTruthy();
    tap(await button("Save date"));
    expect((await screen.findByRole("alert")).textContent).toContain("Please enter a time.");
    setTime("14:00");
    tap(await button("Save date"));
    await screen.findByText("Saved. Alice will see this date in the app.");
    expect(sent.at(-1)).toEqual({ call: SAVE, body: { next_treatment_at: "2026-12-18T13:00:00.000Z", reason: "", version: 0 } });
    await waitFor(() => expect(location.pathname).toBe("/clinic/patients/alice-here"));
  });

  it("asks why where something is against the day, saves without an answer too, and leads back to the review", async () => {
    go("/clinic/treatments/t1/plan?from=review", { replace: true });
    const sent = await open({ joined: false, findings: [finding()], obstacles: ["open-finding", "flaking"] });
    expect(screen.getByText(/Redness/)).toBeTruthy();
    expect(screen.getByText("the skin is still flaking")).toBeTruthy();
    tap(dayButton("Thu, Dec 24: A rule is against it"));
    expect(screen.getByText("Not at Christmas.")).toBeTruthy();
    type(screen.getByLabelText(/Why this day all the same/), " She travels. ");
    setTime("09:30");
    tap(await button("Save date"));
    await screen.findByText("Saved.");
    expect(sent.at(-1)?.body).toEqual({ next_treatment_at: "2026-12-24T08:30:00.000Z", reason: "She travels.", version: 0 });
    await waitFor(() => expect(location.pathname).toBe("/clinic/review/t1"));
  });

  it("says that nobody knows of findings if the diary is not shared", async () => {
    await open({ shared: false });
    expect(screen.getByText(/We do not know if there are findings/)).toBeTruthy();
  });

  it("keeps what was chosen when the screen is left, until it is discarded", async () => {
    await open();
    tap(dayButton(/^Fri, Dec 18/));
    setTime("14:00");
    await waitFor(() => expect(time().value).toBe("14:00"));
    cleanup();
    await open();
    expect(time().value).toBe("14:00");
    expect(dayButton(/^Fri, Dec 18/).getAttribute("aria-pressed")).toBe("true");
    tap(await button("Discard changes"));
    expect(screen.queryByLabelText("Time")).toBeNull();
  });

  it("says so if this device cannot keep it", async () => {
    fillLocalStorage();
    await open();
    tap(dayButton(/^Fri, Dec 18/));
    await screen.findByText("This device cannot keep your draft");
    setTime("14:00");
    tap(await button("Save date"));
    await screen.findByText("Saved. Alice will see this date in the app.");
  });

  it("shows what somebody else has planned meanwhile, and saves against that", async () => {
    const sent = await open();
    tap(dayButton(/^Mon, Dec 21/));
    setTime("10:00");
    network({ [LOAD]: planning(PLANNED), [SAVE]: refusal("plan-changed", 409) });
    tap(await button("Save date"));
    const theirs = await screen.findByText("Changed in the meantime");
    expect(theirs.closest(".banner")?.textContent).toContain("Fri, Dec 18, 2:00 PM · Jo");
    expect(time().value).toBe("10:00");
    const again = network({ [SAVE]: clinicTreatment() });
    tap(await button("Save date"));
    await screen.findByText(/^Saved\./);
    expect(again.at(-1)?.body).toMatchObject({ version: 1 });
    expect(sent.length).toBeGreaterThan(0);
  });

  it("names the place whose clock counts if it is not that of this device", async () => {
    await open({ time_zone: "America/New_York" });
    tap(dayButton(/^Fri, Dec 18/));
    expect(screen.getByText("Local time in New York")).toBeTruthy();
  });
});

describe("a session that is planned", () => {
  it("is marked in the calendar, with its history, and is moved", async () => {
    const sent = await open(PLANNED);
    expect(dayButton("Fri, Dec 18: In the sheet’s window, planned").getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByText(/^Alice · planned Fri, Dec 18, 2:00 PM/)).toBeTruthy();
    expect(screen.getByText(/Jo, Fri, Nov 20/)).toBeTruthy();
    tap(dayButton(/^Mon, Dec 21/));
    tap(await button("Save date"));
    await screen.findByText(/^Saved\./);
    expect(sent.at(-1)?.body).toEqual({ next_treatment_at: "2026-12-21T13:00:00.000Z", reason: "", version: 1 });
  });

  it("keeps its reason for its own day, and does not take it along to another one", async () => {
    const reason = "She travels.";
    await open({ ...PLANNED, findings: [finding()], plans: [{ ...PLANNED.plans[0], reason }] });
    const why = () => screen.getByLabelText<HTMLInputElement>(/Why this day all the same/);
    expect(why().value).toBe(reason);
    tap(dayButton(/^Mon, Dec 21/));
    expect(why().value).toBe("");
    tap(dayButton(/^Fri, Dec 18/));
    expect(why().value).toBe(reason);
    type(why(), "!");
    tap(dayButton(/^Mon, Dec 21/));
    expect(why().value).toBe(`${reason}!`);
  });

  it.each([[true, "Cancelled. Alice will see this in the app."], [false, "Cancelled."]])("is cancelled after a question (joined: %s)", async (joined, text) => {
    const sent = await open({ ...PLANNED, joined });
    tap(await button("Cancel session"));
    tap(await button("Keep session"));
    tap(await button("Cancel session"));
    expect(screen.getByText("Planned: Fri, Dec 18, 2:00 PM")).toBeTruthy();
    expect(screen.queryByText("Alice will see in the app that it is cancelled.") !== null).toBe(joined);
    const sheet = within(screen.getByRole("dialog"));
    tap(sheet.getByRole("button", { name: "Cancel session" }));
    await screen.findByText(text);
    expect(sent.at(-1)?.body).toEqual({ next_treatment_at: null, reason: "", version: 1 });
  });

  it("is not cancelled over somebody else's change without a look", async () => {
    await open(PLANNED);
    network({ [LOAD]: planning({ ...PLANNED, version: 2, next_treatment_at: null, plans: [{ ...PLANNED.plans[0], version: 2, next_treatment_at: null, planned_by: null, reason: "Ill." }] }), [SAVE]: refusal("plan-changed", 409) });
    tap(await button("Cancel session"));
    tap(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel session" }));
    const theirs = await screen.findByText("Changed in the meantime");
    expect(theirs.closest(".banner")?.textContent).toMatch(/Cancelled · .*Ill\./);
    expect(screen.queryByRole("button", { name: "Cancel session" })).toBeNull();
  });
});
