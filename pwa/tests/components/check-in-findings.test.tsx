// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import CheckIn from "../../src/screens/patient/check-in/check-in";
import { grant, treatment } from "../records";
import { beginEvening, button, endEvening, open, REDNESS, saved, visit, yesterday } from "./evening";
import { alice, preparePhone, show, tap } from "./phone";

beforeEach(() => beginEvening());
afterEach(endEvening);

/** Report a sign that is always worth telling, and save. */
async function reportPustules(): Promise<void> {
  tap(await screen.findByText("Pus-filled spots"));
  await saved();
}

describe("a check-in that is worth telling", () => {
  it("says what, what it is not, and leads back to Today", async () => {
    await open([]);
    tap(await screen.findByText("Pus-filled spots"));
    fireEvent.change(await screen.findByLabelText("Pus-filled spots: where?"), { target: { value: "chin" } });
    await saved();
    expect(screen.getByText("Your check-in is saved on this device.")).toBeTruthy();
    expect(screen.getByText("Pus-filled spots: Chin")).toBeTruthy();
    expect(screen.getByText("A diary, not an emergency service")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Back to Today" }).getAttribute("href")).toBe("/");
  });

  it("offers to call the clinic, by a number that a phone can dial", async () => {
    await open([], { clinic_phone: "+49 (0)30 / 123-45" });
    await reportPustules();
    const link = screen.getByRole("link", { name: "Call +49 (0)30 / 123-45" });
    expect(link.getAttribute("href")).toBe("tel:+4903012345");
  });

  it("offers to call without the name of a clinic", async () => {
    await open([], { clinic_name: null, clinic_phone: "030" });
    await reportPustules();
    expect(screen.getByRole("link", { name: /030$/ }).getAttribute("href")).toBe("tel:030");
  });

  it.each([[null], [""]])("has no call without a number (%j)", async (clinic_phone) => {
    await open([], { clinic_phone });
    await reportPustules();
    expect(screen.queryByRole("link", { name: /^Call/ })).toBeNull();
  });

  it("offers to share the diary as long as nobody can read it", async () => {
    await open([]);
    await reportPustules();
    expect(screen.getByRole("link", { name: "Share with Bob" }).getAttribute("href")).toBe("/share");
  });

  it("does not offer to share what is shared, or where there is no practitioner", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [grant("g")] });
    show(CheckIn);
    await reportPustules();
    expect(screen.queryByRole("link", { name: /^Share/ })).toBeNull();
  });

  it("does not offer to share in a diary without a practitioner", async () => {
    await open([], { practitioner_name: null });
    expect(screen.queryByLabelText(/^Question for/)).toBeNull();
    await reportPustules();
    expect(screen.queryByRole("link", { name: /^Share/ })).toBeNull();
  });

  it("is shown after an edit, too", async () => {
    await preparePhone(alice, { treatments: [treatment()], entries: [REDNESS] });
    visit(`/check-in?entry=${REDNESS.id}`);
    show(CheckIn);
    tap(await screen.findByText("Pus-filled spots"));
    tap(await button("Save"));
    await screen.findByRole("heading", { name: "Worth telling your practitioner" });
  });

  it("lists what is still open from an earlier check-in", async () => {
    await open([yesterday({ scores: { redness: 1 }, signs: [{ sign: "oozing", area: null }] })]);
    tap(await button("Skip question"));
    await reportPustules();
    expect(screen.getByText("Oozing")).toBeTruthy();
    expect(screen.getByText("Pus-filled spots")).toBeTruthy();
  });
});
