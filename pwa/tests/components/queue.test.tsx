// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Queue from "../../src/screens/practitioner/queue";
import { Findings } from "../../src/screens/practitioner/review-facts";
import { forgetLists } from "../../src/state/list-memory";
import type { QueueItem } from "../../src/state/clinic";
import { finding, patientRow, queueItem, queuePage } from "../clinic-records";
import { treatment } from "../records";
import { bob, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const QUEUE = "GET /api/queue";
const PATIENTS = "GET /api/patients?search=m%C3%BCl&sort=last-visit";
const NOW = "2026-11-21T10:00:00Z";
const SHARED = { shared: true, last_entry_at: "2026-11-20T18:00:00Z", section: "calm" } as const;

const row = (name: string): HTMLElement => screen.getByText(name).closest("li") as HTMLElement;
const reasons = (name: string): readonly string[] => [...row(name).querySelectorAll(".queue-row__why")].map((each) => each.textContent);
const names = (section: string): readonly string[] =>
  [...within(screen.getByRole("list", { name: section })).getAllByRole("listitem")].map((each) => each.querySelector(".queue-row__name")?.textContent ?? "");

async function open(...items: readonly QueueItem[]): Promise<void> {
  network({ [QUEUE]: queuePage(...items) });
  show(Queue);
  await screen.findAllByRole("heading", { level: 2 });
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(NOW) });
  completeBrowser();
  vi.stubGlobal("scrollTo", vi.fn());
  network({});
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  forgetLists();
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
    network({ [QUEUE]: queuePage(queueItem("Alice")) });
    tap(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Alice")).toBeTruthy();
  });

  it("shows the sections in the order of the server, each with how many there are", async () => {
    await open(
      queueItem("Tina", { section: "today", next_treatment_at: "2026-11-21T14:30:00Z" }),
      queueItem("Asks", { ...SHARED, section: "reply", question_open: true, question: "Is this the serum?" }),
      queueItem("Reacts", { ...SHARED, section: "look", findings: [finding()] }),
      queueItem("Waits"),
      queueItem("Also waits"),
    );
    expect(screen.getAllByRole("heading", { level: 2 }).map((each) => each.textContent)).toEqual([
      "Today 1", "Needs a reply 1", "Worth a look 1", "Waiting for the patient 2",
    ]);
    expect(names("Waiting for the patient")).toEqual(["Waits", "Also waits"]);
  });

  it("says of each patient the session, the day and the next session", async () => {
    await open(queueItem("Alice", { number_in_series: 2, sessions_usual: [4, 6], next_treatment_at: "2026-12-16T10:00:00Z" }), queueItem("Dora", { sessions_usual: [3, 3] }), queueItem("Emil"));
    expect(row("Alice").textContent).toContain("Session 2 of 4–6 · Day 3 · Next session: Wed, Dec 16");
    expect(row("Dora").textContent).toContain("Session 1 of 3 · Day 3");
    expect(row("Emil").textContent).toContain("Session 1 · Day 3");
  });

  it("says in words why each patient is there", async () => {
    const since_at = "2026-11-19T10:00:00Z";
    const two = [finding({ symptom: "tenderness", since_at }), finding({ symptom: "itching", area: "chin", since_at }), finding({ symptom: "itching", area: "chin", since_at })];
    await open(
      queueItem("Tina", { ...SHARED, section: "today", next_treatment_at: "2026-11-21T14:30:00Z" }),
      queueItem("Asks", { ...SHARED, section: "reply", question_open: true, question: "Is this the serum?", findings: two }),
      queueItem("Signs", { ...SHARED, section: "look", findings: [finding({ symptom: null, sign: "pustules", since_at: "2026-11-01T10:00:00Z" })] }),
      queueItem("Calm", SHARED),
      queueItem("Silent", { ...SHARED, last_entry_at: null, section: "waiting" }),
      queueItem("Private"),
      queueItem("Invited", { joined: false }),
      queueItem("Done", { ...SHARED, section: "seen", reviewed_at: "2026-11-21T09:15:00Z" }),
    );
    expect(reasons("Tina")).toEqual([" Session today, 3:30 PM"]);
    expect(reasons("Asks")).toEqual([" Asks: “Is this the serum?”", " Soreness, itching (Chin) since Thu"]);
    expect(reasons("Signs")[0]).toMatch(/since Sun, Nov 1$/);
    expect(reasons("Calm")).toEqual([" Last check-in Fri, 7:00 PM"]);
    expect(reasons("Silent")).toEqual([" Nothing logged yet"]);
    expect(reasons("Private")).toEqual([" Not shared with you"]);
    expect(reasons("Invited")).toEqual([" Not joined yet"]);
    expect(reasons("Done")[0]).toMatch(/^ Reviewed at \d/);
  });

  it("dates each finding as the review of the same diary does", async () => {
    const findings = [
      finding({ symptom: null, sign: "pustules", area: "chin", since_at: "2026-11-20T10:00:00Z" }),
      finding({ symptom: "tenderness", since_at: "2026-11-18T23:30:00Z" }), // Thursday in Berlin
      finding({ symptom: "itching", since_at: "2026-11-19T18:00:00Z" }),
    ];
    await open(queueItem("Mei", { ...SHARED, section: "look", findings }));
    expect(reasons("Mei")).toEqual([" Soreness, itching since Thu; pus-filled spots (Chin) since Fri"]);
    cleanup();
    show(() => <Findings findings={findings} timeZone="Europe/Berlin" timeline={treatment().timeline} isEmpty={false} />);
    const listed = screen.getAllByRole("listitem").map((each) => each.textContent);
    expect(listed[0]).toMatch(/^Pus-filled spots.* since Fri/);
    expect(listed[1]).toMatch(/^Soreness.* since Thu/);
    expect(listed[2]).toMatch(/^Itching.* since Thu/);
  });

  it("tells the owner of patients whose practitioner has left, and leads to handing them over", async () => {
    network({ [QUEUE]: { ...queuePage(queueItem("Alice")), unattended: 2 } });
    show(Queue);
    expect(await screen.findByText("2 patients have no practitioner any more.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Hand over" }).getAttribute("href")).toBe("/settings/team");
    cleanup();
    forgetLists();
    await open(queueItem("Alice"));
    expect(screen.queryByText(/no practitioner any more/)).toBeNull();
  });

  it("shows the latest photo where it is shared", async () => {
    await open(queueItem("Alice", { ...SHARED, photo_id: "p1" }), queueItem("Dora", SHARED));
    expect(within(row("Alice")).getByRole("img", { name: "Latest photo of Alice" }).getAttribute("src")).toBe("/api/photos/p1/thumbnail");
    expect(within(row("Dora")).queryByRole("img")).toBeNull();
  });

  it("opens the diary that is shared, and the patient’s page otherwise", async () => {
    await open(queueItem("Alice", SHARED), queueItem("Dora"));
    const hrefs = (name: string) => within(row(name)).getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(hrefs("Alice")).toEqual(["/clinic/review/treatment-Alice", "/clinic/patients/patient-Alice?from=queue"]);
    expect(hrefs("Dora")).toEqual(["/clinic/patients/patient-Dora?from=queue"]);
    expect(within(row("Alice")).getByRole("link", { name: "Patient page: Alice" })).toBeTruthy();
  });

  it("searches everyone, on the page of all patients", async () => {
    await open(queueItem("Alice"));
    const search = screen.getByLabelText<HTMLInputElement>("Search patients");
    fireEvent.submit(search.form as HTMLFormElement);
    expect(location.pathname).not.toBe("/clinic/patients"); // nothing was typed
    type(search, " Müller ");
    fireEvent.submit(search.form as HTMLFormElement);
    expect(location.pathname + location.search).toBe("/clinic/patients?search=M%C3%BCller");
  });

  it("shows whom the search finds while it is typed, and the keys lead to them only", async () => {
    network({ [QUEUE]: queuePage(queueItem("Alice")), [PATIENTS]: { patients: [patientRow("Zoe Müller")], next: null, any: true } });
    show(Queue);
    await screen.findByText("Alice");
    const search = screen.getByLabelText<HTMLInputElement>("Search patients");
    search.focus();
    type(search, "mül");
    fireEvent.keyDown(search, { key: "ArrowDown" });
    expect(document.activeElement).toBe(search); // what is listed does not match yet
    const match = (await screen.findByText("Zoe Müller")).closest("a") as HTMLElement;
    expect(screen.queryByText("Alice")).toBeNull();
    fireEvent.keyDown(search, { key: "ArrowDown" });
    expect(document.activeElement).toBe(match);
    cleanup();
    show(Queue);
    expect((await screen.findByLabelText<HTMLInputElement>("Search patients")).value).toBe("mül"); // on the way back, too
  });

  it("shows the sections again when the search is cleared", async () => {
    network({ [QUEUE]: queuePage(queueItem("Alice")), [PATIENTS]: { patients: [], next: null, any: true } });
    show(Queue);
    await screen.findByText("Alice");
    type(screen.getByLabelText("Search patients"), "mül");
    tap(await screen.findByRole("button", { name: "Show everyone" }));
    expect(await screen.findByText("Alice")).toBeTruthy();
  });

  it("loads the next page, and says why if it cannot", async () => {
    network({ [QUEUE]: { ...queuePage(queueItem("Alice")), next: "two" } });
    show(Queue);
    const more = await screen.findByRole("button", { name: "Show more" });
    network({});
    tap(more);
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [`${QUEUE}?after=two`]: queuePage(queueItem("Zoe")) });
    tap(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Zoe")).toBeTruthy();
    expect(names("Waiting for the patient")).toEqual(["Alice", "Zoe"]);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("comes back where it was left, with all its pages", async () => {
    const scroll = vi.mocked(scrollTo);
    const pages = { [QUEUE]: { ...queuePage(queueItem("Alice")), next: "two" }, [`${QUEUE}?after=two`]: queuePage(queueItem("Zoe")) };
    network(pages);
    show(Queue);
    tap(await screen.findByRole("button", { name: "Show more" }));
    await screen.findByText("Zoe");
    vi.stubGlobal("scrollY", 720);
    fireEvent.scroll(window);
    await new Promise((done) => requestAnimationFrame(done));
    cleanup();
    scroll.mockClear();
    network(pages);
    show(Queue);
    expect(await screen.findByText("Zoe")).toBeTruthy();
    await waitFor(() => expect(scroll).toHaveBeenCalledWith(0, 720));
  });

  it("is moved through with the keys", async () => {
    await open(queueItem("Alice"), queueItem("Dora"));
    const pressed = (key: string, more = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
    const link = (name: string) => within(row(name)).getByRole("link");
    pressed("j");
    expect(document.activeElement).toBe(link("Alice"));
    pressed("j");
    pressed("j");
    expect(document.activeElement).toBe(link("Dora"));
    pressed("k");
    pressed("k", { ctrlKey: true });
    expect(document.activeElement).toBe(link("Alice"));
    pressed("/");
    const search = screen.getByLabelText("Search patients");
    expect(document.activeElement).toBe(search);
    pressed("j"); // is typed
    expect(document.activeElement).toBe(search);
    pressed("ArrowDown");
    expect(document.activeElement).toBe(link("Alice"));
  });

  it("can be searched before it is loaded; keys to move through it do nothing until then", async () => {
    network({ [QUEUE]: queuePage(queueItem("Alice")), [PATIENTS.replace("m%C3%BCl", "alice")]: { patients: [patientRow("Alice")], next: null, any: true } });
    show(Queue);
    for (const key of ["j", "k"]) expect(fireEvent.keyDown(document.body, { key })).toBe(true);
    expect(fireEvent.keyDown(document.body, { key: "/" })).toBe(false);
    const search = screen.getByRole("searchbox");
    expect(document.activeElement).toBe(search);
    type(search, "alice");
    expect(await screen.findByText("Alice")).toBeTruthy();
    expect(screen.getByRole("searchbox")).toBe(search);
    expect(search).toHaveProperty("value", "alice");
  });

  it("leaves out a section whose patients are on a later page", async () => {
    const page = queuePage(queueItem("Alice", { section: "week" }));
    network({ [QUEUE]: { ...page, counts: [...page.counts, { section: "calm", count: 3 }], next: "two" } });
    show(Queue);
    expect(await screen.findByText("Alice")).toBeTruthy();
    expect(screen.getAllByRole("heading", { level: 2 })).toHaveLength(1);
  });

  it("is read in German too", async () => {
    await act(() => setLanguage("de"));
    await open(queueItem("Alice", { number_in_series: 2, sessions_usual: [4, 6] }));
    expect(row("Alice").textContent).toContain("Sitzung 2 von 4–6 · Tag 3");
    expect(reasons("Alice")).toEqual([" Für Sie nicht freigegeben"]);
  });
});
