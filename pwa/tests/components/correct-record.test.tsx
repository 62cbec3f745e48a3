// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setLanguage } from "../../src/i18n";
import Correct from "../../src/screens/practitioner/correct";
import Treatment from "../../src/screens/practitioner/treatment";
import type { RecordCorrection, RecordVersion, TreatmentForClinic } from "../../src/state/clinic";
import { clinicTreatment, NEEDLING, patientPage, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, choose, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type, type Answer, type Sent } from "./phone";

const READ = "GET /api/treatments/t1";
const SAVE = "PUT /api/treatments/t1/record";
const HISTORY = "GET /api/treatments/t1/history";
const WITHDRAW = "PUT /api/treatments/t1/withdrawal";
const stood = clinicTreatment({ treated_at: "2026-11-18T10:00:07.5Z" });
const SHEETS = [sheetSummary({ flags: ["retinol-layer"] }), sheetSummary({ key: "firm", title: "Firm days" })];

const answersOf = (more: Record<string, Answer> = {}): Record<string, Answer> => ({
  [READ]: stood,
  [SAVE]: stood,
  "GET /api/sheets": { sheets: SHEETS },
  "GET /api/topics": smallTopics("make-up", { en: "make-up" }),
  "GET /api/patients/alice-here": patientPage(),
  ...more,
});
const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const button = (name: string) => screen.findByRole("button", { name });
const saved = (sent: readonly Sent[]) => sent.filter(({ call }) => call === SAVE).map(({ body }) => body as RecordCorrection);
const storedDrafts = (): readonly string[] => Object.keys(localStorage).filter((key) => key.startsWith("afterglow-form record "));
const version = (number: number, part: Partial<RecordVersion>): RecordVersion => ({
  ...{ version: number, written_at: "2026-11-18T12:00:00Z", written_by: "Bob", sheet: stood.sheet, treated_at: stood.treated_at, time_zone: stood.time_zone, record: NEEDLING },
  ...part,
});

beforeEach(async () => {
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Europe/Berlin", "Europe/London", "UTC"]);
  completeBrowser();
  network({});
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/treatments/t1/correct");
});
afterEach(async () => {
  await act(() => setLanguage("en"));
  await clearPhone();
});

async function open(more: Record<string, Answer> = {}): Promise<readonly Sent[]> {
  const sent = network(answersOf(more));
  show(Correct, { id: "t1" });
  await screen.findByText("Alice");
  return sent;
}

describe("correcting a record", () => {
  it("starts with what stands, says what changes, and sends it against the version that was seen", async () => {
    const sent = await open();
    expect((await field("End of the treatment")).value).toBe("2026-11-18T11:00");
    expect(await screen.findByText("Nothing yet.")).toBeTruthy();
    fireEvent.input(await field("Cheeks: needle depth in mm"), { target: { value: "2,0" } });
    fireEvent.input(await field(/^Treatment device/), { target: { value: "" } });
    expect(await screen.findByText("Cheeks: 1.5 mm, 3 passes → 2 mm, 3 passes")).toBeTruthy();
    expect(await screen.findByText("Treatment device: Pen 4 → empty")).toBeTruthy();
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(location.pathname).toBe("/clinic/treatments/t1"));
    const [correction] = saved(sent);
    expect(correction).toMatchObject({ version: 1, sheet_key: "gentle", treated_at_local: "2026-11-18T11:00:07.5", time_zone: "Europe/Berlin" });
    expect(correction?.record).toEqual({ ...NEEDLING, areas: [{ area: "cheeks", depth_mm: 2, passes: 3 }], device: "" });
  });

  it("moves the time and the sheet, and leaves the next session to its own page", async () => {
    const sent = await open();
    fireEvent.input(await field("End of the treatment"), { target: { value: "2026-11-18T09:30" } });
    choose(await field("Aftercare sheet"), "Firm days");
    expect(await screen.findByText("Aftercare sheet: Gentle days → Firm days")).toBeTruthy();
    expect(await screen.findByText(/^Date and time: .*11:00.* → .*9:30/)).toBeTruthy();
    expect(screen.queryByLabelText(/Next session/)).toBeNull();
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(saved(sent)).toMatchObject([{ sheet_key: "firm", treated_at_local: "2026-11-18T09:30" }]));
  });

  it("names the sheets in the person’s language, if they have a title in it", async () => {
    const firm = sheetSummary({ key: "firm", title: "Firm days", titles: { de: "Feste Tage" } });
    await open({ "GET /api/sheets": { sheets: [sheetSummary({ titles: { de: "Sanfte Tage" } }), firm, sheetSummary({ key: "own", title: "Our days" })] } });
    await act(() => setLanguage("de"));
    const list = await field("Merkblatt");
    expect([...list.querySelectorAll("option")].map((each) => each.textContent)).toEqual(["Sanfte Tage", "Feste Tage", "Our days"]);
    choose(list, "Feste Tage");
    expect(await screen.findByText(/Sanfte Tage → Feste Tage/)).toBeTruthy();
  });

  it("shows the moment as it was while the time is not complete", async () => {
    await open();
    fireEvent.input(await field("End of the treatment"), { target: { value: "" } });
    expect(await screen.findByText("Nothing yet.")).toBeTruthy();
  });

  it("offers the sheet that the record follows, even if the clinic no longer does", async () => {
    await open({ "GET /api/sheets": { sheets: [SHEETS[1]] } });
    expect((await field("Aftercare sheet")).value).toBe("gentle");
  });

  it("sends nothing that is wrong", async () => {
    const sent = await open();
    fireEvent.input(await field("Cheeks: needle depth in mm"), { target: { value: "9" } });
    tap(await button("Save correction"));
    expect((await screen.findAllByRole("alert"))[0]?.textContent).toContain("between 0.1 and 3 mm");
    expect(saved(sent)).toEqual([]);
  });

  it("shows what somebody else has changed meanwhile, and keeps what was typed", async () => {
    await open({ [SAVE]: refusal("record-changed", 409) });
    type(await field(/^Clinical end point/), " and more");
    network(answersOf({ [SAVE]: refusal("record-changed", 409), [READ]: clinicTreatment({ record_version: 2, record: { ...NEEDLING, device: "Pen 5" } }) }));
    tap(await button("Save correction"));
    expect(await screen.findByText("Changed meanwhile by somebody else")).toBeTruthy();
    expect(screen.getAllByText("Treatment device: Pen 4 → Pen 5")).toHaveLength(1);
    expect((await field(/^Clinical end point/)).value).toBe("Pinpoint bleeding and more");
    expect(await screen.findByText("Treatment device: Pen 5 → Pen 4")).toBeTruthy(); // what saving would do now
    const again = network(answersOf());
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(saved(again)).toMatchObject([{ version: 2 }]));
  });

  it("keeps what is typed over leaving and a reload, until it is saved or discarded", async () => {
    await open();
    expect(screen.queryByRole("button", { name: "Discard draft" })).toBeNull();
    type(await field(/^Clinical end point/), " and more");
    await vi.waitFor(() => expect(storedDrafts()).toHaveLength(1));
    cleanup();
    await open();
    expect((await field(/^Clinical end point/)).value).toBe("Pinpoint bleeding and more");
    expect(screen.getByText(/^This is your draft\./)).toBeTruthy();
    expect(screen.queryByText("Changed meanwhile by somebody else")).toBeNull();
    tap(await button("Discard draft"));
    expect((await field(/^Clinical end point/)).value).toBe("Pinpoint bleeding");
    tap(await button("Bring it back"));
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(location.pathname).toBe("/clinic/treatments/t1"));
    expect(storedDrafts()).toEqual([]);
  });

  it("shows of a draft from before what somebody else has changed since", async () => {
    await open();
    type(await field(/^Clinical end point/), " and more");
    await vi.waitFor(() => expect(storedDrafts()).toHaveLength(1));
    cleanup();
    const sent = await open({ [READ]: clinicTreatment({ record_version: 2, record: { ...NEEDLING, device: "Pen 5" } }) });
    expect(await screen.findByText("Changed meanwhile by somebody else")).toBeTruthy();
    expect(screen.getByText("Treatment device: Pen 4 → Pen 5")).toBeTruthy();
    expect((await field(/^Treatment device/)).value).toBe("Pen 4");
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(saved(sent)).toMatchObject([{ version: 2 }]));
  });

  it("asks which of two times is meant", async () => {
    const sent = await open({ [SAVE]: refusal("local-time-twice", 422) });
    tap(await button("Save correction"));
    tap(await field("The later one"));
    tap(await button("Save correction"));
    await vi.waitFor(() => expect(saved(sent).at(-1)).toMatchObject({ fold: 1 }));
  });

  it("names the areas of a treatment without needles", async () => {
    await open({ [READ]: clinicTreatment({ record: { kind: "peel", areas: [{ area: "chin" }], product: "TCA", strength: "", layers: 2, flags: ["retinol-layer"], directed: [], note: "" } }) });
    tap(await field("Cheeks"));
    expect(await screen.findByText("Treated areas: Chin → Chin, Cheeks")).toBeTruthy();
  });

  it("does not open the form of a withdrawn record", async () => {
    await open({ [READ]: clinicTreatment({ withdrawn: { at: "2026-11-19T10:00:00Z", by: "Jo Berg", reason: "Twice" } }) });
    expect(await screen.findByText("Reason: Twice")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save correction" })).toBeNull();
  });
});

describe("a record that was corrected", () => {
  async function openRecord(treatment: TreatmentForClinic, more: Record<string, Answer> = {}): Promise<readonly Sent[]> {
    const sent = network(answersOf({ [READ]: treatment, ...more }));
    show(Treatment, { id: "t1" });
    await screen.findByText("Recorded by Bob");
    return sent;
  }

  it("says what changed, when and by whom, and keeps what it said before", async () => {
    const deeper = { ...NEEDLING, areas: [{ area: "cheeks" as const, depth_mm: 2, passes: null }] };
    const versions = [version(1, {}), version(2, { written_at: "2026-11-19T12:00:00Z", written_by: "Jo Berg", record: deeper })];
    await openRecord(clinicTreatment({ record_version: 2, record: deeper }), { [HISTORY]: { treatment_id: "t1", versions } });
    expect(await screen.findByText(/^Corrected on .*19.* by Jo Berg$/)).toBeTruthy();
    expect(screen.getByText("Cheeks: 1.5 mm, 3 passes → 2 mm")).toBeTruthy();
    expect(screen.getByText("Cheeks: 1.5 mm, 3 passes")).toBeTruthy(); // in the earlier record
  });

  it("leads to the correction, and has no history before it", async () => {
    await openRecord(stood);
    expect(screen.getByRole("link", { name: "Correct record" }).getAttribute("href")).toBe("/clinic/treatments/t1/correct");
    expect(screen.queryByText("Corrections")).toBeNull();
  });

  it("is withdrawn with a reason", async () => {
    const sent = await openRecord(stood, { [WITHDRAW]: stood });
    tap(await button("Withdraw record"));
    tap(await button("Withdraw"));
    expect(await screen.findByText("Please say why.")).toBeTruthy();
    type(await field("Reason (only your clinic can see it)"), "Twice");
    tap(await button("Withdraw"));
    await screen.findByText("Withdrawn. The record stays readable here.");
    expect(sent.filter(({ call }) => call === WITHDRAW).map(({ body }) => body)).toEqual([{ reason: "Twice" }]);
  });

  it("stays as it is if it is not to be withdrawn", async () => {
    await openRecord(stood);
    tap(await button("Withdraw record"));
    tap(await button("Keep record"));
    expect(await button("Withdraw record")).toBeTruthy();
  });

  it("once withdrawn, it is only read", async () => {
    await openRecord(clinicTreatment({ withdrawn: { at: "2026-11-19T10:00:00Z", by: "Jo Berg", reason: "Twice" } }));
    expect(screen.getByText("Reason: Twice")).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Correct record" })).toBeNull();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
