// @vitest-environment jsdom
/** A check-in on a phone whose clock is wrong: the person is told, and both times reach the server. */
import "fake-indexeddb/auto";
import { screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { clockOffset } from "../../src/state/clock";
import { database } from "../../src/store/database";
import { alice, clearPhone, completeBrowser, network, preparePhone, show, tap } from "./phone";

const DAY = 24 * 3_600_000;

beforeEach(() => {
  completeBrowser();
  network({});
  history.replaceState(null, "", "/check-in");
});
afterEach(async () => {
  clockOffset.value = null;
  await clearPhone();
});

const time = async (): Promise<HTMLDetailsElement> => (await screen.findByText("Another time")).closest("details") as HTMLDetailsElement;

it("is shown with the time, which can be corrected, and saved with both clocks", async () => {
  clockOffset.value = DAY;
  await preparePhone(alice);
  show(CheckIn);
  expect((await time()).open).toBe(true);
  expect(within(await time()).getByText(/The clock on this device and the server’s clock differ by (1 day|24 hours)/)).toBeTruthy();
  tap(within(await screen.findByRole("group", { name: "Redness" })).getByText("Mild"));
  tap(await screen.findByRole("button", { name: "Save" }));
  await screen.findByRole("heading", { name: "Check-in saved" });
  await waitFor(async () => expect((await (await database()).getAll("entries"))[0]?.document.clock_offset_ms).toBe(DAY));
});

it("needs no words if the clock is right", async () => {
  await preparePhone(alice);
  show(CheckIn);
  expect((await time()).open).toBe(false);
  expect(screen.queryByText("Clock difference")).toBeNull();
});
