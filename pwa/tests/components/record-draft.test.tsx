// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Record from "../../src/screens/practitioner/record";
import Treatment from "../../src/screens/practitioner/treatment";
import type { TreatmentForClinic, TreatmentNew } from "../../src/state/clinic";
import { beforeNext, clinicTreatment, patientPage, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, choose, clearPhone, completeBrowser, fillLocalStorage, network, preparePhone, refusal, show, tap, type, type Answer, type Sent } from "./phone";

const SAVE = "POST /api/treatments";
const INVITE = "POST /api/treatments/t1/invitation";
const NAME = "Name as in your clinic’s records";
const SHEETS = [sheetSummary({ default: true }), sheetSummary({ key: "firm", title: "Firm days" })];
const peel: TreatmentForClinic["record"] = { kind: "peel", areas: [{ area: "chin" }], product: "TCA", strength: "", layers: 2, flags: [], directed: [], note: "" };

async function open(treatments: readonly TreatmentForClinic[] = [], answers: { [call: string]: Answer } = {}): Promise<readonly Sent[]> {
  const sent = network({
    ...{ "GET /api/sheets": { sheets: SHEETS }, "GET /api/treatments": { treatments }, "GET /api/me": bob, "GET /api/treatment-presets": { presets: [] }, "GET /api/topics": smallTopics("make-up", { en: "make-up" }) },
    ...{ [SAVE]: clinicTreatment(), "GET /api/treatments/earlier-reactions?patient_id=alice": { treatments: [] } },
    "GET /api/patients/alice-here/before-next": beforeNext(),
    ...answers,
  });
  show(Record);
  await field("End of the treatment");
  return sent;
}

const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const saved = (sent: readonly Sent[]) => sent.filter(({ call }) => call === SAVE).map(({ body }) => body as TreatmentNew);
const alerts = () => screen.queryAllByRole("alert").map((each) => each.textContent.trim());
const stored = (): readonly string[] => Object.keys(localStorage).filter((key) => key.startsWith("afterglow-form record "));

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/record");
  dispatchEvent(new PopStateEvent("popstate"));
});
afterEach(clearPhone);

describe("what is typed into the record form", () => {
  it("is there again after leaving, also after a reload, until it is saved", async () => {
    await open();
    expect(screen.queryByRole("button", { name: "Discard draft" })).toBeNull();
    type(await field(NAME), "Carl");
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1.5");
    await vi.waitFor(() => expect(stored()).toHaveLength(1));
    cleanup();
    const sent = await open();
    expect((await field(NAME)).value).toBe("Carl");
    expect(await screen.findByText(/^This is your draft\./)).toBeTruthy();
    tap(await button("Save treatment"));
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
    await vi.waitFor(() => expect(stored()).toEqual([]));
  });

  it("keeps its id, so that a save whose answer was lost records nothing twice", async () => {
    const first = await open([], { [SAVE]: "offline" });
    type(await field(NAME), "Carl");
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1.5");
    tap(await button("Save treatment"));
    await vi.waitFor(() => expect(alerts()[0]).toContain("There is no network right now"));
    cleanup();
    const second = await open();
    tap(await button("Save treatment"));
    await vi.waitFor(() => expect(saved(second)[0]?.id).toBe(saved(first)[0]?.id));
  });

  it("is discarded with one tap, and brought back with another", async () => {
    await open();
    type(await field(NAME), "Carl");
    tap(await button("Discard draft"));
    expect((await field(NAME)).value).toBe("");
    expect(document.activeElement).toBe(await button("Bring it back")); // its own button is gone, at the end of the page
    tap(await button("Bring it back"));
    expect((await field(NAME)).value).toBe("Carl");
    tap(await button("Discard draft"));
    await vi.waitFor(() => expect(stored()).toEqual([]));
    type(await field(NAME), "Dora");
    expect(screen.queryByText("The draft was discarded.")).toBeNull();
  });

  it("does not hold up recording if this device cannot keep it, and says so", async () => {
    fillLocalStorage();
    const [sent] = [await open()];
    type(await field(NAME), "Carl");
    expect(await screen.findByText("This device cannot keep your draft")).toBeTruthy();
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1.5");
    tap(await button("Save treatment"));
    await vi.waitFor(() => expect(saved(sent)).toHaveLength(1));
  });

  it("starts empty if a draft cannot be read", async () => {
    await open();
    type(await field(NAME), "Carl");
    cleanup();
    for (const text of ["{", "{}", "1"]) {
      localStorage.setItem(stored()[0] ?? "", text);
      await open();
      expect((await field(NAME)).value).toBe("");
      cleanup();
    }
  });
});

describe("a failed attempt to save", () => {
  it("puts the focus on the first fault, and each fault goes away with its field", async () => {
    const sent = await open();
    tap(await button("Save treatment"));
    await vi.waitFor(async () => expect(document.activeElement).toBe(await field(NAME)));
    expect(alerts()).toHaveLength(2);
    type(await field(NAME), "Carl");
    expect(alerts()).toEqual(["Please choose at least one area."]);
    tap(await button("Save treatment"));
    await vi.waitFor(() => expect(document.activeElement?.closest("[data-fault]")).toBeTruthy());
    tap(await field("Cheeks"));
    expect(alerts()).toEqual([]); // the depth is missing now, but nobody has tried to save without it
    fireEvent.input(await field("End of the treatment"), { target: { value: "" } });
    tap(await button("Save treatment"));
    expect(alerts()).toEqual(["Please enter date and time.", "Please enter a depth between 0.1 and 3 mm."]);
    expect(saved(sent)).toEqual([]);
  });
});

describe("the values of the last session", () => {
  const alices = clinicTreatment({ sheet: { key: "firm", version: 1, title: "Firm days", pasted: false } });
  const pick = async (name: RegExp) => choose(await field("Patient"), (await screen.findByRole("option", { name })).textContent);

  it.each([
    ["Firm days", { key: "firm", version: 0, title: "Firm days", pasted: false }, "firm", "This patient’s sheet from last time, now in a newer version."],
    ["the same", { key: "firm", version: 2, title: "Firm days", pasted: false }, "firm", "This patient’s sheet from last time."],
    ["a retired one", { key: "old", version: 1, title: "Old days", pasted: false }, "gentle", "Last time it was “Old days”. Your clinic no longer offers it."],
  ] as const)("suggest the sheet, and say which it was: %s", async (_, sheet, suggested, text) => {
    await open([clinicTreatment({ sheet })]);
    await pick(/^Alice/);
    expect((await field("Aftercare sheet")).value).toBe(suggested);
    expect(screen.getByText(text)).toBeTruthy();
    choose(await field("Patient"), "New patient");
    expect((await field("Aftercare sheet")).value).toBe("gentle");
  });

  it("are taken over one by one", async () => {
    await open([alices]);
    await pick(/^Alice/);
    expect((await field("Aftercare sheet")).value).toBe("firm");
    expect(screen.getByText(/^This patient’s sheet from last time/)).toBeTruthy();
    choose(await field("Aftercare sheet"), "Gentle days");
    expect(screen.queryByText(/This patient’s sheet/)).toBeNull();
    tap(await button("Aftercare sheet: Last time: Firm days"));
    tap(await button("Treated areas: Last time: Cheeks"));
    tap(await button("Cheeks: needle depth in mm: Last time: 1.5"));
    tap(await button("Cheeks: passes: Last time: 3"));
    tap(await button(/^Serums and products: Last time: Serum A, Serum B/));
    expect((await field("Aftercare sheet")).value).toBe("firm");
    expect((await field("Cheeks: needle depth in mm")).value).toBe("1.5");
    expect((await field(/^Cheeks: passes/)).value).toBe("3");
    expect((await field("Serum or product 1 (optional)")).value).toBe("Serum A");
    expect((await field("Serum or product 2 (optional)")).value).toBe("Serum B");
    expect((await field(/^Treatment device/)).value).toBe("");
    expect(screen.queryByRole("button", { name: /^Cheeks: .*Last time/ })).toBeNull();
  });

  it("of another kind of treatment are not offered, except for its areas", async () => {
    await open([clinicTreatment({ record: peel })]);
    await pick(/^Alice/);
    tap(await button("Treated areas: Last time: Chin"));
    expect(screen.queryByRole("button", { name: /Last time/ })).toBeNull();
  });
});

describe("saving and inviting", () => {
  it("makes the invitation at once, and a reload does not replace it", async () => {
    const sent = await open();
    type(await field(NAME), "Carl");
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1.5");
    tap(await button("Save and invite"));
    await vi.waitFor(() => expect(location.search).toBe("?invite"));
    expect(location.pathname).toBe(`/clinic/treatments/${saved(sent)[0]?.id ?? ""}`);
    cleanup();
    const waiting = clinicTreatment({ joined: false, patient_id: null });
    const link = { url: "https://afterglow.example/join#abc", qr_svg: "<svg/>", expires_at: "2026-12-05T10:00:00Z" };
    const later = network({ "GET /api/treatments/t1": waiting, "GET /api/patients/alice-here": patientPage(), [INVITE]: link });
    show(Treatment, { id: "t1" });
    expect(await screen.findByAltText("QR code for the invitation")).toBeTruthy();
    expect(location.search).toBe("");
    expect(later.filter(({ call }) => call === INVITE)).toHaveLength(1);
  });

  it("is not offered for a patient who has joined, and none is made for them", async () => {
    await open([clinicTreatment()]);
    choose(await field("Patient"), (await screen.findByRole("option", { name: /^Alice/ })).textContent);
    expect(screen.queryByRole("button", { name: "Save and invite" })).toBeNull();
    cleanup();
    await act(() => history.replaceState(null, "", "/clinic/treatments/t1?invite"));
    dispatchEvent(new PopStateEvent("popstate"));
    const sent = network({ "GET /api/treatments/t1": clinicTreatment(), "GET /api/patients/alice-here": patientPage() });
    show(Treatment, { id: "t1" });
    await screen.findByText("Recorded by Bob");
    expect(sent.filter(({ call }) => call === INVITE)).toEqual([]);
  });

  it("says so if the invitation fails, and offers to make it", async () => {
    history.replaceState(null, "", "/clinic/treatments/t1?invite");
    dispatchEvent(new PopStateEvent("popstate"));
    const waiting = clinicTreatment({ joined: false, patient_id: null });
    network({ "GET /api/treatments/t1": waiting, "GET /api/patients/alice-here": patientPage(), "GET /api/treatments/t1/baseline-photos": { photos: [] }, [INVITE]: refusal("treatment-withdrawn", 409) });
    show(Treatment, { id: "t1" });
    expect((await screen.findByRole("alert")).textContent).toContain("The clinic has withdrawn this treatment");
    expect(await button("Create invitation")).toBeTruthy();
  });
});
