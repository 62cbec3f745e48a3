// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import Record from "../../src/screens/practitioner/record";
import { deepestOf } from "../../src/screens/practitioner/record-questions";
import type { TreatmentForClinic } from "../../src/state/clinic";
import { beforeNext, clinicTreatment, NEEDLING, sheetSummary } from "../clinic-records";
import { smallTopics } from "../topics";
import { bob, clearPhone, completeBrowser, network, preparePhone, show, tap, type, type Answer, type Sent } from "./phone";

const BEFORE = "GET /api/patients/alice-here/before-next";
const SAVE = "POST /api/treatments";
const answersOf = (before: Answer, treatments: readonly TreatmentForClinic[] = [clinicTreatment()]): { [call: string]: Answer } => ({
  ...{ "GET /api/sheets": { sheets: [sheetSummary()] }, "GET /api/treatments": { treatments }, "GET /api/me": bob, "GET /api/treatment-presets": { presets: [] }, "GET /api/topics": smallTopics("make-up", { en: "make-up" }) },
  ...{ [SAVE]: clinicTreatment(), "GET /api/treatments/earlier-reactions?patient_id=alice": { treatments: [] }, [BEFORE]: before },
});

async function open(before: Answer): Promise<readonly Sent[]> {
  const sent = network(answersOf(before));
  show(Record);
  await field("End of the treatment");
  await vi.waitFor(() => expect(sent.some(({ call }) => call === BEFORE)).toBe(true));
  return sent;
}
const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);

beforeEach(async () => {
  completeBrowser();
  network({});
  await preparePhone(bob, {});
  history.replaceState(null, "", "/clinic/record?patient=alice-here");
  dispatchEvent(new PopStateEvent("popstate"));
});
afterEach(clearPhone);

describe("a question beside a field", () => {
  it("asks whether the time is right if the sheet names a later day, and does not keep anyone from saving", async () => {
    const sent = await open(beforeNext({ opens_at: "2099-01-01T10:00:00Z" }));
    expect(await screen.findByText(/^After .*Nov 18, the sheet “Gentle days” names .* as the first day for the next session\./)).toBeTruthy();
    tap(await screen.findByRole("button", { name: "All as last time" }));
    tap(await screen.findByRole("button", { name: "Save treatment" }));
    await vi.waitFor(() => expect(sent.filter(({ call }) => call === SAVE)).toHaveLength(1));
  });

  it("does not ask from that day on, nor while the time is not complete", async () => {
    await open(beforeNext({ opens_at: "2026-01-01T10:00:00Z" }));
    fireEvent.input(await field("End of the treatment"), { target: { value: "2026-01-01T12:00" } });
    expect(screen.queryByText(/as the first day/)).toBeNull();
    fireEvent.input(await field("End of the treatment"), { target: { value: "2025-12-31T12:00" } });
    expect(await screen.findByText(/as the first day/)).toBeTruthy();
    fireEvent.input(await field("End of the treatment"), { target: { value: "" } });
    expect(screen.queryByText(/as the first day/)).toBeNull();
  });

  it("names what is still open in the shared diary", async () => {
    const at = "2026-11-20T10:00:00Z";
    const findings = [
      { kind: "reportable-sign" as const, symptom: null, sign: "fever" as const, area: null, since_at: at },
      { kind: "past-call-after" as const, symptom: "redness", sign: null, area: "cheeks" as const, since_at: at },
      { kind: "past-call-after" as const, symptom: null, sign: null, area: null, since_at: at },
    ];
    await open(beforeNext({ findings }));
    expect(await screen.findByText(/^Still open in the diary since .*Nov 18/)).toBeTruthy();
    expect(screen.getByText(/^Fever/)).toBeTruthy();
    expect(screen.getByText(/Redness \(Cheeks\)/)).toBeTruthy();
  });

  it("says that the last session could not be checked, and checks it on a retry", async () => {
    await open("offline");
    expect(await screen.findByText("We could not check the last session")).toBeTruthy();
    network(answersOf(beforeNext()));
    tap(await screen.findByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(screen.queryByText("We could not check the last session")).toBeNull());
  });

  it("asks about a depth beyond everything that the clinic has recorded for this area", async () => {
    await open(beforeNext());
    tap(await field("Cheeks"));
    type(await field("Cheeks: needle depth in mm"), "1.5");
    expect(screen.queryByText(/Is this depth right/)).toBeNull();
    fireEvent.input(await field("Cheeks: needle depth in mm"), { target: { value: "2,5" } });
    expect(await screen.findByText("Cheeks: your clinic has recorded 1.5 mm at most so far. Is this depth right?")).toBeTruthy();
    tap(await field("Chin"));
    type(await field("Chin: needle depth in mm"), "2.5");
    expect(screen.getAllByText(/Is this depth right/)).toHaveLength(1); // nothing is recorded for the chin yet
  });
});

it("the deepest needling of an area leaves out other treatments", () => {
  const peel = clinicTreatment({ record: { kind: "peel", areas: [{ area: "cheeks" }], product: "", strength: "", layers: null, flags: [], directed: [], note: "" } });
  const deeper = clinicTreatment({ record: { ...NEEDLING, areas: [{ area: "cheeks", depth_mm: 2, passes: null }] } });
  expect([deepestOf("cheeks", [peel]), deepestOf("cheeks", [deeper, clinicTreatment(), peel]), deepestOf("chin", [deeper])]).toEqual([undefined, 2, undefined]);
});
