// @vitest-environment jsdom
/** The owner reads who has seen whose diary. */
import "fake-indexeddb/auto";
import { act, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClinicAccess } from "../../src/actions/clinic-log";
import { setLanguage } from "../../src/i18n";
import ClinicLog from "../../src/screens/settings/clinic-log";
import { bob, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const LOG = "GET /api/clinic/access-log";

function access(id: string, viewed_at: string, part: Partial<ClinicAccess> = {}): ClinicAccess {
  return { id, practitioner_name: "Bob", patient_name: "Alice", clinic_patient_id: "p1", treated_at: "2026-11-18T09:00:00Z", time_zone: "UTC", kind: "diary", viewed_at, ...part };
}

const NOON = "2026-11-20T12:00:00Z";
const first = { accesses: [access("d", "2026-11-21T12:30:00Z"), access("c", NOON, { kind: "export" })], next: "cursor" };
const second = { accesses: [access("b", NOON, { kind: "queue", practitioner_name: "Frida" }), access("a", NOON, { kind: "photos" })], next: null };

const days = async () => (await screen.findAllByRole("list")).map((list) => [list.getAttribute("aria-label"), ...within(list).getAllByRole("listitem").map((row) => row.textContent)]);

beforeEach(async () => {
  completeBrowser();
  network({ [LOG]: first });
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
});

it("is listed by day, the newest first, with a link to the patient", async () => {
  show(ClinicLog);
  expect(await days()).toEqual([
    ["November 21, 2026", "BobOpened the diary of Alice12:30 PM · treatment of Wed, Nov 18"],
    ["November 20, 2026", "BobTook a copy of the diary of Alice12:00 PM · treatment of Wed, Nov 18"],
  ]);
  expect(screen.getAllByRole("link", { name: /^Bob/ })[0]?.getAttribute("href")).toBe("/clinic/patients/p1");
});

it("shows a look at a list as one row, with its diaries folded away", async () => {
  const seen = (id: string, patient_name: string, part: Partial<ClinicAccess> = {}) => access(id, NOON, { kind: "queue", patient_name, clinic_patient_id: id, ...part });
  const accesses = [seen("p3", "Cleo"), seen("p2", "Beate"), access("d", NOON), seen("p1", "Alice"), seen("p4", "Alice", { practitioner_name: "Frida" })];
  network({ [LOG]: { accesses, next: null } });
  show(ClinicLog);
  const look = (await screen.findByText(/Saw 3 diaries in a list/)).closest("details") as HTMLElement;
  expect(within(look).getByText("Bob")).toBeTruthy();
  expect(within(look).getAllByRole("link", { hidden: true }).map((link) => [link.getAttribute("href"), link.textContent])).toEqual([
    ["/clinic/patients/p3", "Cleotreatment of Wed, Nov 18"], ["/clinic/patients/p2", "Beatetreatment of Wed, Nov 18"], ["/clinic/patients/p1", "Alicetreatment of Wed, Nov 18"],
  ]);
  screen.getByText(/Saw Alice in a list/); // Frida's, of one diary
  expect(screen.getAllByText("Bob")).toHaveLength(2);
});

it("goes on with the next page, within the same day", async () => {
  show(ClinicLog);
  tap(await screen.findByRole("button", { name: "Show more" }));
  await screen.findByRole("alert");
  network({ [LOG]: first, [`${LOG}?after=cursor`]: second });
  tap(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText(/Saw Alice in a list/);
  expect((await days()).map(([day, ...rows]) => [day, rows.length])).toEqual([["November 21, 2026", 1], ["November 20, 2026", 3]]);
  screen.getByText(/Looked at photos of Alice/);
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

it("says that nothing is in it yet", async () => {
  network({ [LOG]: { accesses: [], next: null } });
  show(ClinicLog);
  await screen.findByText("No diary was opened yet");
});

it("shows a kind of access that it does not know as one of the diary", async () => {
  network({ [LOG]: { accesses: [access("a", NOON, { kind: "locked" })], next: null } });
  show(ClinicLog);
  await screen.findByText(/Opened the diary of Alice/);
});

it("offers a retry if it cannot be loaded", async () => {
  network({});
  show(ClinicLog);
  await screen.findByRole("alert");
  network({ [LOG]: first });
  tap(screen.getByRole("button", { name: "Try again" }));
  await days();
});

describe("the table of the log", () => {
  it("is saved with today's date in its name, or says why not", async () => {
    const saved: string[] = [];
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:table", revokeObjectURL: () => undefined }));
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    show(ClinicLog);
    const save = await screen.findByRole("button", { name: "Save log (CSV)" });
    tap(save);
    await screen.findByRole("alert");
    expect(saved).toEqual([]);
    network({ [LOG]: first, [`${LOG}.csv`]: () => Promise.resolve(new Response("a,b", { headers: { "content-type": "text/csv" } })) });
    tap(save);
    await screen.findByText("The log has been saved.");
    expect(saved[0]).toMatch(/^afterglow-access-log-\d{4}-\d\d-\d\d\.csv$/);
  });

  it("of an empty log is not offered", async () => {
    network({ [LOG]: { accesses: [], next: null } });
    show(ClinicLog);
    await screen.findByText("No diary was opened yet");
    expect(screen.queryByRole("button", { name: "Save log (CSV)" })).toBeNull();
  });
});
