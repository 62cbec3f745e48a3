// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../src/i18n";
import Patient from "../../src/screens/practitioner/patient";
import type { PatientPage, PatientTreatment } from "../../src/state/clinic";
import { clinicTreatment, NEEDLING, patientPage } from "../clinic-records";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type } from "./phone";

const ID = "0a0a0a0a-0000-4000-8000-00000000000a";
const PATIENT = `GET /api/patients/${ID}`;
const CHANGE = `PUT /api/patients/${ID}`;

function session(number: number, part: Partial<PatientTreatment> = {}): PatientTreatment {
  const treatment = clinicTreatment({ id: `t${String(number)}`, number_in_series: number, treated_at: `2026-${String(8 + number).padStart(2, "0")}-18T10:00:00Z` });
  return { treatment, invitation: { state: "joined", expires_at: null }, shared: false, empty: false, reviewed_at: null, ...part };
}

async function open(part: Partial<PatientPage> = {}, { from = "", ...answers }: Record<string, unknown> = {}) {
  history.replaceState(null, "", `/clinic/patients/${ID}${String(from)}`);
  dispatchEvent(new PopStateEvent("popstate"));
  const sent = network({ [PATIENT]: patientPage({ id: ID, ...part }), ...(answers as Record<string, object>) });
  show(Patient, { id: ID });
  await screen.findByRole("heading", { level: 1, name: part.name ?? "Alice" });
  return sent;
}

const card = (name: RegExp): HTMLElement => screen.getByRole("heading", { name }).closest("section") as HTMLElement;
const back = () => screen.getByRole("link", { name: "Back" }).getAttribute("href");

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
});

describe("a patient’s page", () => {
  it("shows the series, each session with its record, and the ways to diary and record", async () => {
    const directed = [{ id: "d1", verb: "avoid", topics: ["sauna"], until: "7d", from: null, with: [], says: "No sauna for a week." }] as const;
    const shared = session(2, { shared: true, reviewed_at: "2026-10-20T10:00:00Z" });
    await open({ treatments: [{ ...shared, treatment: { ...shared.treatment, record: { ...NEEDLING, directed, note: "Left cheek first" } } }, session(1)], birth_year: 1984, number: "P-12" });
    expect(screen.getByText("Session 2 of 4–6 · born 1984 · no. P-12")).toBeTruthy();
    const second = card(/^Session 2 · Sun, Oct 18$/);
    expect(second.textContent).toContain("No sauna for a week.");
    expect(second.textContent).toContain("Left cheek first");
    expect(within(second).getByText("Uses the app")).toBeTruthy();
    expect(within(second).getByText("Reviewed Tue, Oct 20")).toBeTruthy();
    expect(within(second).getByRole("link", { name: "Open diary" }).getAttribute("href")).toBe(`/clinic/review/t2?patient=${ID}`);
    const first = card(/^Session 1 · Fri, Sep 18$/);
    expect(within(first).getByText("Not shared with you")).toBeTruthy();
    expect(within(first).queryByRole("link", { name: "Open diary" })).toBeNull();
    expect(within(first).getByRole("link", { name: "Open record" }).getAttribute("href")).toBe("/clinic/treatments/t1");
  });

  it("says of a shared diary without an entry that nothing was logged", async () => {
    await open({ treatments: [session(2, { shared: true, empty: true }), session(1, { shared: true })] });
    expect(within(card(/^Session 2/)).getByText("Nothing logged yet")).toBeTruthy();
    expect(within(card(/^Session 1/)).queryByText("Nothing logged yet")).toBeNull();
  });

  it("leads to the form for the next session of this patient", async () => {
    await open({ treatments: [session(2), session(1)] });
    expect(screen.getByRole("link", { name: "Record session 3" }).getAttribute("href")).toBe(`/clinic/record?patient=${ID}`);
  });

  it("counts the sessions where the sheet does not say how many are usual, and names one number once", async () => {
    await open({ sessions_usual: null });
    expect(screen.getByText("1 session")).toBeTruthy();
    await clearPhone();
    await open({ sessions_usual: [3, 3] });
    expect(screen.getByText("Session 1 of 3")).toBeTruthy();
  });

  it("says whether somebody who has not joined was invited, and invites them", async () => {
    const waiting = (state: "open" | "none", expires_at: string | null) => ({ ...session(1), treatment: clinicTreatment({ joined: false, patient_id: null }), invitation: { state, expires_at } });
    await open({ joined: false, treatments: [waiting("open", "2026-12-06T10:00:00Z"), waiting("none", null)] });
    expect(screen.getByText("Invited, until Sun, Dec 6")).toBeTruthy();
    expect(screen.getByText("Not invited")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Create invitation" })).toBeTruthy();
  });

  it("leads to planning the session after the newest treatment", async () => {
    await open({ treatments: [session(1)] });
    expect(screen.getByRole("link", { name: "Plan session" }).getAttribute("href")).toBe("/clinic/treatments/t1/plan");
  });

  it("tells people of one name apart by year of birth and number", async () => {
    const changed = patientPage({ id: ID, name: "Alice", number: "P-12", birth_year: 1984, namesakes: 1 });
    const sent = await open({ namesakes: 1 }, { [CHANGE]: changed });
    expect(screen.getByText(/1 other patient of your clinic has the same name/)).toBeTruthy();
    const year = screen.getByLabelText("Year of birth (optional)");
    type(year, "84");
    tap(screen.getByRole("button", { name: "Save changes" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Please enter a year such as 1984.");
    (year as HTMLInputElement).value = "";
    type(year, "1984");
    type(screen.getByLabelText("Your own number (optional)"), "P-12");
    network({ [PATIENT]: changed, [CHANGE]: changed });
    tap(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText("Changes saved.")).toBeTruthy();
    expect(await screen.findByText("Session 1 of 4–6 · born 1984 · no. P-12")).toBeTruthy();
    expect(screen.queryByText(/has the same name/)).toBeNull();
    expect(sent.some(({ call }) => call === CHANGE)).toBe(false); // nothing was sent while the year was wrong
  });

  it("does not save without a name, and says why it could not be saved", async () => {
    await open();
    const name = screen.getByLabelText<HTMLInputElement>("Name");
    name.value = "";
    type(name, " ");
    tap(screen.getByRole("button", { name: "Save changes" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Please enter a name.");
    type(name, "Alicia");
    tap(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText(/There is no network right now/)).toBeTruthy();
  });

  it.each([["", "/clinic/patients"], ["?from=queue", "/clinic"], [`?from=${ID}`, `/clinic/review/${ID}`], ["?from=//evil.example", "/clinic/patients"]])(
    "opened with %s leads back to %s",
    async (from, wanted) => {
      await open({}, { from });
      expect(back()).toBe(wanted);
    },
  );

  it("of another clinic looks like one that does not exist", async () => {
    network({ [PATIENT]: refusal("patient-unknown", 404) });
    show(Patient, { id: ID });
    expect(await screen.findByRole("heading", { name: "Patient not found" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Show everyone" }).getAttribute("href")).toBe("/clinic/patients");
  });

  it("says that it is offline, and is read in German too", async () => {
    network({});
    show(Patient, { id: ID });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    await act(() => setLanguage("de"));
    await clearPhone();
    await open();
    expect(screen.getByText("Sitzung 1 von 4–6")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sitzung 2 erfassen" })).toBeTruthy();
  });
});
