// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Patients from "../../src/screens/practitioner/patients";
import { forgetLists } from "../../src/state/list-memory";
import type { PatientRow } from "../../src/state/clinic";
import { patientRow } from "../clinic-records";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, show, tap, type } from "./phone";

const LIST = "GET /api/patients";
const EVERYONE = `${LIST}?search=&sort=last-visit`;
const NOW = "2026-11-21T10:00:00Z";

const page = (...patients: readonly PatientRow[]) => ({ patients, next: null, any: true });
const row = (name: string): HTMLElement => screen.getByText(name).closest("li") as HTMLElement;
const search = () => screen.getByLabelText<HTMLInputElement>("Search patients");

async function open(answers: Record<string, object>, address = "/clinic/patients") {
  history.replaceState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  const sent = network(answers);
  show(Patients);
  await waitFor(() => expect(document.querySelector(".skeleton")).toBeNull());
  return sent;
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

describe("all patients", () => {
  it("of a new clinic says how to begin", async () => {
    await open({ [EVERYONE]: { patients: [], next: null, any: false } });
    expect(screen.getByRole("heading", { name: "No patients yet" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Record treatment" }).getAttribute("href")).toBe("/clinic/record");
  });

  it("says what tells two people of one name apart, and their last and next visit", async () => {
    const next = "2026-12-16T10:00:00Z";
    await open({ [EVERYONE]: page(patientRow("Anna", { birth_year: 1984, number: "P-12", visits: 2, next_treatment_at: next }), patientRow("Emil", { next_treatment_at: "2026-10-01T10:00:00Z" })) });
    expect(row("Anna").textContent).toContain("born 1984 · no. P-12 · 2 sessions · Last visit Nov 18, 2026 · Next session: Wed, Dec 16");
    expect(row("Emil").textContent).toMatch(/^Emil1 session · Last visit Nov 18, 2026Not shared with you$/); // a date in the past is no next session
    expect(within(row("Anna")).getByRole("link").getAttribute("href")).toBe("/clinic/patients/patient-Anna");
  });

  it("marks questions, findings, and where sharing or joining is missing", async () => {
    const asks = { shared: true, question_open: true, finding_open: true, unattended: true };
    await open({ [EVERYONE]: page(patientRow("Asks", asks), patientRow("Calm", { shared: true }), patientRow("Closed"), patientRow("Invited", { joined: false })) });
    const pills = (name: string) => [...row(name).querySelectorAll(".pill")].map((each) => each.textContent);
    expect(pills("Asks")).toEqual(["Has a question", "Worth a look", "No practitioner"]);
    expect(pills("Calm")).toEqual([]);
    expect(pills("Closed")).toEqual(["Not shared with you"]);
    expect(pills("Invited")).toEqual(["Not joined yet"]);
  });

  it("are searched on the server once nobody types any more", async () => {
    const sent = await open({ [EVERYONE]: page(patientRow("Anna")), [`${LIST}?search=mue&sort=last-visit`]: page(patientRow("Müller")) });
    type(search(), "m");
    type(search(), "ue");
    expect(await screen.findByText("Müller")).toBeTruthy();
    expect(screen.queryByText("Anna")).toBeNull();
    expect(sent.filter(({ call }) => call.startsWith(LIST)).map(({ call }) => call)).toEqual([EVERYONE, `${LIST}?search=mue&sort=last-visit`]);
  });

  it("begin with what was typed in the overview", async () => {
    await open({ [`${LIST}?search=M%C3%BCller&sort=last-visit`]: page(patientRow("Müller")) }, "/clinic/patients?search=M%C3%BCller");
    expect(search().value).toBe("Müller");
    expect(row("Müller")).toBeTruthy();
  });

  it("are filtered and sorted; the order by the next session shows only those who have one", async () => {
    const planned = `${LIST}?search=&planned=true&sort=next-session`;
    await open({
      [EVERYONE]: page(patientRow("Anna")),
      [`${LIST}?search=&not_joined=true&sort=last-visit`]: page(patientRow("Invited")),
      [`${LIST}?search=&treated_weeks=8&sort=last-visit`]: page(patientRow("Recent")),
      [planned]: page(patientRow("Coming")),
    });
    tap(screen.getByLabelText("Not joined yet"));
    expect(await screen.findByText("Invited")).toBeTruthy();
    tap(screen.getByLabelText("Not joined yet"));
    choose(screen.getByLabelText("Last visit"), "Within 8 weeks");
    expect(await screen.findByText("Recent")).toBeTruthy();
    choose(screen.getByLabelText("Last visit"), "Any time");
    choose(screen.getByLabelText("Order"), "Next session first");
    expect(await screen.findByText("Coming")).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>("Session planned").checked).toBe(true);
    tap(screen.getByLabelText("Session planned"));
    expect(await screen.findByText("Anna")).toBeTruthy();
    expect(screen.getByLabelText<HTMLSelectElement>("Order").value).toBe("last-visit");
  });

  it("whom nobody matches leads back to everyone", async () => {
    await open({ [EVERYONE]: page(patientRow("Anna")), [`${LIST}?search=xyz&sort=last-visit`]: { patients: [], next: null, any: true } });
    type(search(), "xyz");
    expect(await screen.findByRole("heading", { name: "Nobody found" })).toBeTruthy();
    tap(screen.getByRole("button", { name: "Show everyone" }));
    expect(await screen.findByText("Anna")).toBeTruthy();
    expect(search().value).toBe("");
  });

  it("are loaded page by page, and come back as they were left", async () => {
    const searched = `${LIST}?search=an&sort=last-visit`;
    const answers = {
      [EVERYONE]: page(patientRow("Everyone")),
      [searched]: { patients: [patientRow("Anna")], next: "two", any: true },
      [`${searched}&after=two`]: page(patientRow("Anja")),
    };
    await open(answers);
    type(search(), "an");
    tap(await screen.findByRole("button", { name: "Show more" }));
    expect(await screen.findByText("Anja")).toBeTruthy();
    vi.stubGlobal("scrollY", 640);
    fireEvent.scroll(window);
    await new Promise((done) => requestAnimationFrame(done));
    cleanup();
    await open(answers);
    expect(search().value).toBe("an");
    expect(await screen.findByText("Anja")).toBeTruthy();
    await waitFor(() => expect(scrollTo).toHaveBeenCalledWith(0, 640));
  });

  it("go on by themselves when their end is reached by scrolling", async () => {
    const reached: ((seen: readonly { isIntersecting: boolean }[]) => void)[] = [];
    vi.stubGlobal("IntersectionObserver", class {
      constructor(notify: (seen: readonly { isIntersecting: boolean }[]) => void) {
        reached.push(notify);
      }
      observe(): void {}
      disconnect(): void {}
    });
    await open({
      [EVERYONE]: { patients: [patientRow("Anna")], next: "two", any: true },
      [`${EVERYONE}&after=two`]: page(patientRow("Anja")),
    });
    await waitFor(() => expect(reached).not.toEqual([]));
    reached.at(-1)?.([{ isIntersecting: false }]);
    expect(screen.queryByText("Anja")).toBeNull();
    reached.at(-1)?.([{ isIntersecting: true }]);
    expect(await screen.findByText("Anja")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("say that they are offline, and load on a retry", async () => {
    await open({});
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ [EVERYONE]: page(patientRow("Anna")) });
    tap(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Anna")).toBeTruthy();
  });

  it("are read in German too", async () => {
    await act(() => setLanguage("de"));
    await open({ [EVERYONE]: page(patientRow("Anna", { birth_year: 1984 })) });
    expect(row("Anna").textContent).toContain("Jahrgang 1984 · 1 Sitzung · Zuletzt da: 18.11.2026");
  });
});
