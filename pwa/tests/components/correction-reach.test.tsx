// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CorrectionReach } from "../../src/screens/author/correction-reach";
import type { ReachedTreatment } from "../../src/actions/sheets";
import { bob, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const REACH = "GET /api/sheet-versions/v2/correction";

function reached(patient_name: string, part: Partial<ReachedTreatment> = {}): ReachedTreatment {
  return { treatment_id: patient_name, patient_name, joined: true, announced_at: "2026-11-20T10:00:00Z", seen_at: null, accepted: false, ...part };
}

const Card = () => <CorrectionReach versionId="v2" />;

beforeEach(async () => {
  completeBrowser();
  await preparePhone(bob, { treatments: [] });
});
afterEach(clearPhone);

it("counts who has seen a safety correction, and names everybody's state", async () => {
  const seen = { seen_at: "2026-11-20T11:00:00Z" };
  const treatments = [reached("Zoe", { joined: false }), reached("Alice"), reached("Carla", seen), reached("Dora", { ...seen, accepted: true })];
  network({ [REACH]: { treatments } });
  show(Card);
  expect(await screen.findByText("2 of 4 have seen it")).toBeTruthy();
  const rows = [...document.querySelectorAll(".pill")].map((pill) => pill.textContent);
  expect(rows.map((text) => text.replace(/Seen .*/, "Seen …"))).toEqual(["Does not use the app yet", "Not seen yet", "Seen …", "Uses the new version"]);
  expect(screen.getByRole("link", { name: /Alice/ }).getAttribute("href")).toBe("/clinic/treatments/Alice");
});

it("says so if nobody was following an earlier version", async () => {
  network({ [REACH]: { treatments: [] } });
  show(Card);
  expect(await screen.findByText("No patient was using an earlier version at the time.")).toBeTruthy();
});

it("shows a failure with a retry", async () => {
  network({ [REACH]: refusal("internal", 500) });
  show(Card);
  const retry = await screen.findByRole("button", { name: /again/i });
  network({ [REACH]: { treatments: [reached("Alice")] } });
  tap(retry);
  expect(await screen.findByText("0 of 1 have seen it")).toBeTruthy();
});
