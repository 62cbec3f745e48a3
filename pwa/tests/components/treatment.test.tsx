// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Treatment from "../../src/screens/practitioner/treatment";
import type { TreatmentForClinic } from "../../src/state/clinic";
import { clinicTreatment, NEEDLING, patientPage } from "../clinic-records";
import { bob, clearPhone, completeBrowser, delayed, network, preparePhone, refusal, show, tap } from "./phone";

const TREATMENT = "GET /api/treatments/t1";
const PATIENT = "GET /api/patients/alice-here";
const BASELINE = { "GET /api/treatments/t1/baseline-photos": { photos: [] } };
const INVITE = "POST /api/treatments/t1/invitation";
const LINK = { url: "https://diary.example/join#abc", qr_svg: "<svg/>", expires_at: "2026-12-01T10:00:00Z" };
const OURS = { flags: [], directed: [], note: "" };
const AREAS = { areas: [{ area: "forehead" as const }, { area: "chin" as const }] };

const button = (name: string) => screen.findByRole("button", { name });
/** The facts on screen, as name and text. */
const facts = (): Record<string, string> =>
  Object.fromEntries([...document.querySelectorAll("dt")].map((name) => [name.textContent, [...(name.nextElementSibling?.childNodes ?? [])].map((each) => each.textContent).join(" | ")]));

function patientOf(shared: boolean) {
  return patientPage({ treatments: [{ treatment: clinicTreatment(), invitation: { state: "joined", expires_at: null }, shared, empty: false, reviewed_at: null }] });
}

async function open(part: Partial<TreatmentForClinic> = {}, { shared = false, ...answers }: { shared?: boolean } & Record<string, unknown> = {}) {
  const sent = network({ ...BASELINE, [TREATMENT]: clinicTreatment(part), [PATIENT]: patientOf(shared), ...(answers as Record<string, object>) });
  show(Treatment, { id: "t1" });
  await screen.findByRole("heading", { level: 1, name: /^Alice, session/ });
  return sent;
}

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(bob, {});
});
afterEach(clearPhone);

describe("the record of a treatment", () => {
  it("says that it is offline, and loads on a retry", async () => {
    show(Treatment, { id: "t1" });
    expect((await screen.findByRole("alert")).textContent).toContain("There is no network right now");
    network({ ...BASELINE, [TREATMENT]: clinicTreatment(), [PATIENT]: patientOf(false) });
    tap(await button("Try again"));
    await screen.findByRole("heading", { level: 1, name: "Alice, session 1" });
  });

  it("says who looks after the patient now beside who recorded it, once they were handed over", async () => {
    await open({ recorded_by: "Bob", in_charge: "Frida" });
    await screen.findByText("Frida looks after this patient now.");
    screen.getByText(/Bob/);
  });

  it("of a needling lists depth and passes per area, what was applied, and what was said", async () => {
    const areas = [...NEEDLING.areas, { area: "chin", depth_mm: 0.5, passes: null }, { area: "neck", depth_mm: 1, passes: 1 }] as const;
    const directed = [{ id: "d1", verb: "avoid", topics: ["sauna"], until: "7d", from: null, with: [], says: "No sauna for a week." }] as const;
    await open({ record: { ...NEEDLING, areas, directed, note: "Left cheek first" } });
    expect(facts()).toEqual({
      "Date and time": "Wed, Nov 18, 11:00 AM |  ( | Berlin | )",
      "Aftercare sheet": "Gentle days",
      "Areas and depth": "Cheeks: 1.5 mm, 3 passes | Chin: 0.5 mm | Neck: 1 mm, 1 pass",
      "Treatment device": "Pen 4",
      "Products applied": "Serum A, Serum B",
      "Numbing": "Lidocaine",
      "Clinical end point": "Pinpoint bleeding",
      "Extra instructions": "No sauna for a week.",
      "Clinic note": "Left cheek first",
    });
  });

  it.each<[string, TreatmentForClinic["record"], Record<string, string>]>([
    ["a peel", { ...OURS, ...AREAS, kind: "peel", product: "TCA", strength: "20 %", layers: 3 }, { "Product": "TCA", "Strength": "20 %", "Layers": "3" }],
    ["a peel whose layers nobody counted", { ...OURS, ...AREAS, kind: "peel", product: "TCA", strength: "", layers: null }, { "Product": "TCA" }],
    ["a laser", { ...OURS, ...AREAS, kind: "laser", device: "Fraxel", setting: "30 mJ" }, { "Treatment device": "Fraxel", "Setting": "30 mJ" }],
    ["an injection", { ...OURS, ...AREAS, kind: "injection", product: "Filler", amount: "1 ml" }, { "Product": "Filler", "Amount": "1 ml" }],
    ["another treatment", { ...OURS, ...AREAS, kind: "other", product_or_device: "Cold plate", setting: "5 min" }, { "Product or device": "Cold plate", "Setting": "5 min" }],
  ])("of %s lists what that kind has, and no depth", async (_, record, own) => {
    await open({ record });
    const { "Date and time": _when, "Aftercare sheet": _sheet, ...rest } = facts();
    expect(rest).toEqual({ "Treated areas": "Forehead | Chin", ...own });
  });

  it("leaves out what was not written down", async () => {
    await open({ record: { ...NEEDLING, device: "", products: [], numbing: "", end_point: "" } });
    expect(Object.keys(facts())).toEqual(["Date and time", "Aftercare sheet", "Areas and depth"]);
  });

  it("leads to the diary if it is shared", async () => {
    await open({}, { shared: true });
    expect(screen.getByRole("link", { name: "Open diary" }).getAttribute("href")).toBe("/clinic/review/t1");
    expect(screen.queryByText(/has not shared/)).toBeNull();
  });

  it("says that a patient who has joined has not shared the diary, and who can change that", async () => {
    await open();
    expect(screen.getByText(/Alice has not shared the diary for this session with you/)).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Open diary" })).toBeNull();
    expect(screen.getByText(/^Alice has joined\./)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Create invitation" })).toBeNull();
  });
});

describe("the invitation of a patient who has not joined", () => {
  const waiting = { joined: false, patient_id: null };

  it("is created with one tap, shown as a code and a link, and can be copied", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as object, { clipboard: { writeText } }));
    const creating = delayed();
    const sent = await open(waiting, { [INVITE]: creating.answer });
    expect(screen.queryByText(/has not shared the diary/)).toBeNull(); // there is nobody who could share it yet
    const create = await button("Create invitation");
    tap(create);
    expect(create.getAttribute("aria-busy")).toBe("true");
    tap(create);
    creating.arrives(LINK);
    expect((await screen.findByRole("img", { name: "QR code for the invitation" })).getAttribute("src")).toContain(encodeURIComponent("<svg/>"));
    expect(screen.getByText(/Ask Alice to scan this code.*until Tue, Dec 1\./)).toBeTruthy();
    expect(sent.filter(({ call }) => call === INVITE)).toHaveLength(1);
    tap(await button("Copy link"));
    await screen.findByText("The link has been copied.");
    expect(writeText).toHaveBeenCalledWith(LINK.url);
    vi.unstubAllGlobals();
  });

  it("stays a button with the reason if it fails", async () => {
    await open(waiting, { [INVITE]: refusal("too-many-requests", 429) });
    tap(await button("Create invitation"));
    expect((await screen.findByRole("alert")).textContent).toContain("That did not work");
    network({ [INVITE]: LINK });
    tap(await button("Try again"));
    await screen.findByText(LINK.url);
  });
});

describe("the next session", () => {
  it("is shown with the way to move it, in the time zone of the treatment", async () => {
    await open({ next_treatment_at: "2026-12-16T10:00:00Z" });
    expect(screen.getByText("Wed, Dec 16, 11:00 AM")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Change date" }).getAttribute("href")).toBe("/clinic/treatments/t1/plan");
  });

  it("that is not planned can be planned", async () => {
    await open();
    expect(screen.getByText("No session is planned.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Plan session" })).toBeTruthy();
  });
});
