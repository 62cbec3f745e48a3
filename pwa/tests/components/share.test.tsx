// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import Share from "../../src/screens/patient/share/share";
import { syncOutcome } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { grant, treatment } from "../records";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap } from "./phone";

const button = (name: string) => screen.findByRole("button", { name });
const openGrant = { ...grant("g1"), ends_at: new Date(Date.now() + 86_400_000).toISOString() };
const outboxKinds = async () => (await (await database()).getAll("outbox")).map(({ kind }) => kind);

beforeEach(() => {
  completeBrowser();
  network({});
});
afterEach(clearPhone);

describe("sharing", () => {
  it("is stored offline, and says that it starts once the phone is online", async () => {
    await preparePhone(alice);
    syncOutcome.value = "offline";
    show(Share);
    const share = await button("Share with Bob");
    tap(share);
    expect(share.getAttribute("aria-busy")).toBe("true");
    tap(share); // nothing more happens
    await screen.findByText("Sharing starts as soon as this device is online.");
    expect(await outboxKinds()).toEqual(["grant"]);
  });

  it("says when it could not be stored, and works on a retry", async () => {
    await preparePhone(alice);
    syncOutcome.value = "offline";
    show(Share);
    const repair = breakStore("outbox");
    tap(await button("Share with Bob"));
    expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
    expect(await outboxKinds()).toEqual([]);
    repair();
    tap(await button("Try again"));
    await screen.findByText("Sharing starts as soon as this device is online.");
  });

  it("stays open, and says so, when stopping it could not be stored", async () => {
    await preparePhone(alice, { treatments: [treatment()], grants: [openGrant] });
    show(Share);
    const repair = breakStore("outbox");
    tap(await button("Stop sharing"));
    await screen.findByRole("alert");
    expect(screen.getByText("Shared with Bob")).toBeTruthy();
    repair();
    tap(await button("Try again"));
    await screen.findByText(/Sharing is being stopped|can still see your diary/);
    expect(await outboxKinds()).toEqual(["revoke"]);
  });

  it("shows why the preview did not load, with a retry", async () => {
    await preparePhone(alice);
    network({ "GET /api/my/treatments/treatment/preview?photos=true": refusal("unexpected", 500) });
    show(Share);
    tap(await button("Show preview"));
    const dialog = await screen.findByRole("dialog");
    expect((await within(dialog).findByRole("alert")).textContent).toMatch(/There is no network|Something went wrong/);
    expect(within(dialog).getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("says that nobody has viewed the diary", async () => {
    await preparePhone(alice);
    show(Share);
    await screen.findByText("Nobody has viewed your diary yet.");
  });

  it("is not possible without a clinic", async () => {
    await preparePhone(alice, { treatments: [{ ...treatment(), clinic_name: null, practitioner_name: null }] });
    show(Share);
    await screen.findByText("No clinic connected yet");
    expect(screen.queryByRole("button", { name: /^Share with/ })).toBeNull();
  });
});
