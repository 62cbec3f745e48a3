// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Queue from "../../src/screens/practitioner/queue";
import type { QueueItem } from "../../src/state/clinic";
import { finding, queueItem } from "../clinic-records";
import { bob, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const QUEUE = "GET /api/queue";
const NOW = "2026-11-21T10:00:00Z";

const row = (name: string): HTMLElement => screen.getByText(name).closest("li") as HTMLElement;
const names = (part: string): readonly string[] =>
  within(screen.getByRole("list", { name: part })).getAllByRole("link").map((link) => link.querySelector("span > span")?.textContent ?? "");

async function open(...items: readonly QueueItem[]): Promise<void> {
  network({ [QUEUE]: { items } });
  show(Queue);
  await screen.findAllByRole("heading", { level: 2 });
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(NOW) });
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
  vi.useRealTimers();
});

describe("the overview", () => {
  it("of a clinic without treatments says how to begin", async () => {
    await open();
    expect(screen.getByRole("heading", { name: "No treatments yet" })).toBeTruthy();
    expect(screen.getByText(/Then you can invite your patient/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Record treatment" }).getAttribute("href")).toBe("/clinic/record");
  });

  it("says that it is offline, and loads on a retry", async () => {
    show(Queue);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [QUEUE]: { items: [queueItem("Alice")] } });
    tap(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Alice")).toBeTruthy();
  });

  it("lists who needs attention first, the most findings on top, then the sessions of the week, then the newest treatments", async () => {
    const shared = { shared: true, last_entry_at: "2026-11-20T18:00:00Z" };
    await open(
      queueItem("Old", { treated_at: "2026-11-01T10:00:00Z" }),
      queueItem("New", { treated_at: "2026-11-20T10:00:00Z" }),
      queueItem("Friday", { next_treatment_at: "2026-11-27T09:00:00Z" }),
      queueItem("Tomorrow", { next_treatment_at: "2026-11-22T09:00:00Z" }),
      queueItem("Asks", { ...shared, question_open: true }),
      queueItem("Reacts", { ...shared, findings: [finding(), finding({ symptom: "swelling" })] }),
    );
    expect(names("Needs your attention")).toEqual(["Reacts", "Asks"]);
    expect(names("Sessions in the next 7 days")).toEqual(["Tomorrow", "Friday"]);
    expect(names("Everyone else")).toEqual(["New", "Old"]);
    expect(screen.queryByLabelText("Search by name")).toBeNull(); // six names are read faster than typed
  });

  it("leaves out a part that nobody belongs to", async () => {
    await open(queueItem("Alice"));
    expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual(["Everyone else"]);
  });

  it("says of each patient the session, the day and the next session, or that none is planned", async () => {
    await open(queueItem("Alice", { number_in_series: 2, next_treatment_at: "2026-12-16T10:00:00Z" }), queueItem("Dora"));
    expect(row("Alice").textContent).toContain("Session 2 · Day 3 · Next session: Wed, Dec 16");
    expect(row("Dora").textContent).toContain("Session 1 · Day 3 · No session planned");
  });

  it("opens the diary that is shared, and the record of the treatment otherwise", async () => {
    await open(queueItem("Alice", { shared: true }), queueItem("Dora"));
    expect(within(row("Alice")).getByRole("link").getAttribute("href")).toBe("/clinic/review/treatment-Alice");
    expect(within(row("Dora")).getByRole("link").getAttribute("href")).toBe("/clinic/treatments/treatment-Dora");
  });

  it("marks findings, questions, and whether the diary is shared or the patient has joined at all", async () => {
    const last = { last_entry_at: "2026-11-20T18:00:00Z" };
    await open(
      queueItem("Alice", { ...last, shared: true, findings: [finding()], question_open: true, reviewed_at: "2026-11-20T17:59:00Z" }),
      queueItem("Carl", { ...last, shared: true, reviewed_at: "2026-11-20T18:00:00Z" }),
      queueItem("Dora", { reviewed_at: NOW }),
      queueItem("Emil", { joined: false }),
    );
    const pills = (name: string) => [...row(name).querySelectorAll(".pill")].map((each) => each.textContent);
    expect(pills("Alice")).toEqual(["Worth a look: 1", "Question", "Shared with you"]);
    expect(pills("Carl")).toEqual(["Reviewed", "Shared with you"]);
    expect(pills("Dora")).toEqual(["Reviewed", "Diary not shared"]);
    expect(pills("Emil")).toEqual(["Not joined yet"]);
  });

  it("of more than six patients is searched by any part of the name, and says if nobody has it", async () => {
    await open(...["Anna", "Berta", "Carla", "Dora", "Emma", "Frida", "Hanna"].map((name) => queueItem(name)));
    const search = screen.getByLabelText<HTMLInputElement>("Search by name");
    type(search, "NNA");
    expect(names("Everyone else")).toEqual(["Anna", "Hanna"]);
    type(search, "x");
    expect(screen.getByText("Nobody on this list has that name.")).toBeTruthy();
    expect(screen.queryByRole("link", { name: /Anna/ })).toBeNull();
  });

  it("is read in German too", async () => {
    await act(() => setLanguage("de"));
    await open(queueItem("Alice", { number_in_series: 2 }));
    expect(row("Alice").textContent).toContain("Sitzung 2 · Tag 3 · Keine Sitzung geplant");
  });
});
