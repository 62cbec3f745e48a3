// @vitest-environment jsdom
/** Where a record is. */
import "fake-indexeddb/auto";
import { cleanup, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SyncPill } from "../../src/screens/patient/sync-pill";
import { grant, treatment } from "../records";
import { alice, clearPhone, completeBrowser, network, preparePhone, show } from "./phone";

beforeEach(() => {
  completeBrowser();
  network({});
});
afterEach(clearPhone);

const shown = (state: "saved" | "on-phone" | "sending" | "needs-attention", always = false): string => {
  cleanup();
  show(() => <SyncPill state={state} always={always} />);
  return document.body.textContent.trim();
};

it("a record that is saved says so only where that is always shown, and that the clinic can see it if it is shared", async () => {
  await preparePhone(alice);
  expect(shown("saved")).toBe("");
  expect(shown("saved", true)).toBe("Saved");
  await preparePhone(alice, { treatments: [treatment()], grants: [{ ...grant("g"), ends_at: "2099-12-18T10:00:00Z" }] });
  shown("saved", true);
  await screen.findByText("With your clinic");
});

it("a record that is not saved yet says where it is everywhere", async () => {
  await preparePhone(alice);
  const states = ["on-phone", "sending", "needs-attention"] as const;
  expect(states.map((state) => shown(state))).toEqual(["On this device", "Sending", "Needs attention"]);
});
