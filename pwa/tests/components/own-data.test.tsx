// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import YourData from "../../src/screens/settings/data";
import Erased from "../../src/screens/settings/erased";
import EraseAccount from "../../src/screens/settings/erase-account";
import EraseTreatment from "../../src/screens/settings/erase-treatment";
import { authSession, me } from "../../src/state/auth-session";
import { now } from "../../src/state/clock";
import { onPhone } from "../../src/state/diary";
import { database } from "../../src/store/database";
import { setValue } from "../../src/store/values";
import { enqueue } from "../../src/store/outbox";
import { go } from "../../src/ui";
import { photo, treatment } from "../records";
import { receivedEntry } from "../sync/people";
import { browserWithPasskeys, CONFIRMED, guardedNetwork } from "./passkeys";
import { alice, breakStore, clearPhone, completeBrowser, network, preparePhone, refusal, show, tap, type Answer } from "./phone";

const REQUEST = "POST /api/my/exports";
const PROGRESS = "GET /api/my/exports/x1";
const ACCOUNT = "GET /api/me/erasure";
const OF_TREATMENT = "GET /api/my/treatments/treatment/erasure";

const exported = (state: string, more: object = {}) => ({
  ...{ id: "x1", state, photos_done: 0, photos_total: 0, size: 0, requested_at: "2026-11-22T12:00:00Z", expires_at: new Date(Date.now() + 3_600_000).toISOString() },
  ...more,
});
const READY = exported("ready", { size: 34_400_000 });
const counts = (entries = 0, earlier_versions = 0, photos = 0, treatments = 0) => ({ entries, earlier_versions, photos, treatments });
const CLINIC = { clinic_name: "Lindenhof", treatments: 2, replies: 1, reactions: 0, access_records: 3 };

/** An entry of the treatment. */
const entry = (id: string) => ({ ...receivedEntry(id), treatment_id: "treatment" });
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const alertText = async (): Promise<string> => (await screen.findByRole("alert")).textContent;
const card = (title: string) => screen.findByRole("heading", { level: 2, name: title }).then((heading) => heading.closest("section")?.textContent ?? "");

/** Let an entry wait to be sent. */
async function leaveUnsent(): Promise<void> {
  const db = await database();
  const tx = db.transaction("outbox", "readwrite");
  await enqueue(tx.store, { kind: "entry", target: "e1", body: null }, Date.now());
  await tx.done;
  await preparePhone(alice, { treatments: [treatment()], entries: [entry("e1")] });
}

beforeEach(async () => {
  completeBrowser();
  browserWithPasskeys();
  network({});
  await preparePhone(alice, { treatments: [treatment()], entries: [entry("e1")], photos: [photo("p1")] });
  go("/settings/data");
});
afterEach(async () => {
  vi.useRealTimers();
  await clearPhone();
});

describe("a copy of one's own data", () => {
  it("is asked for with a passkey, followed, and downloaded", async () => {
    const opened: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      opened.push(`${this.getAttribute("href") ?? ""} as ${this.download}`);
    });
    const answers: Record<string, Answer> = { [PROGRESS]: exported("preparing", { photos_done: 12, photos_total: 40 }) };
    guardedNetwork({ [REQUEST]: exported("preparing") }, answers);
    show(YourData);
    tap(await button("Make a copy"));
    tap(await button("Use your passkey"));
    await screen.findByText("Your copy is being made");
    await screen.findByText("12 of 40 photos");
    expect(screen.getByRole<HTMLProgressElement>("progressbar", { name: "Your copy is being made" }).value).toBe(12);
    guardedNetwork({}, { [PROGRESS]: READY });
    await screen.findByText(/^34 MB\. You can download it on this device until/);
    tap(await button("Download"));
    await vi.waitFor(() => expect(opened).toEqual(["/api/my/exports/x1/file as afterglow.zip"]));
  });

  it("is made and downloaded also on a phone without room", async () => {
    const repair = breakStore("values");
    network({ [REQUEST]: exported("preparing"), [PROGRESS]: READY });
    show(YourData);
    tap(await button("Make a copy"));
    await screen.findByText("Your copy is ready");
    network({ [PROGRESS]: refusal("export-unknown", 404) });
    tap(await button("Download"));
    await button("Make a copy");
    repair();
  });

  it("is still there after the screen was left, or the app was closed", async () => {
    await setValue(await database(), "export", "x1");
    network({ [PROGRESS]: READY });
    show(YourData);
    await screen.findByText("Your copy is ready");
  });

  it("that has ended is said once, and a new one can be made", async () => {
    await setValue(await database(), "export", "x1");
    network({ [PROGRESS]: refusal("export-unknown", 404), [REQUEST]: READY });
    show(YourData);
    await screen.findByText("This copy is no longer available");
    tap(await button("Make a copy"));
    await screen.findByText("Your copy is ready");
  });

  it("ends on the screen after its hour", async () => {
    await setValue(await database(), "export", "x1");
    network({ [PROGRESS]: READY });
    show(YourData);
    await screen.findByText("Your copy is ready");
    await act(() => {
      now.value = Date.now() + 3_700_000;
    });
    expect(screen.getByText("This copy is no longer available")).toBeTruthy();
    now.value = Date.now();
  });

  it("that ended between two taps is not downloaded as an error", async () => {
    const click = vi.spyOn(HTMLAnchorElement.prototype, "click");
    await setValue(await database(), "export", "x1");
    network({ [PROGRESS]: READY });
    show(YourData);
    const download = await button("Download");
    network({ [PROGRESS]: refusal("export-unknown", 404) });
    tap(download);
    await screen.findByRole("button", { name: "Make a copy" });
    expect(click).not.toHaveBeenCalled();
  });

  it("that failed can be made again", async () => {
    await setValue(await database(), "export", "x1");
    network({ [PROGRESS]: exported("failed"), [REQUEST]: READY });
    show(YourData);
    expect(await alertText()).toContain("The copy could not be made");
    tap(await button("Make a copy"));
    await screen.findByText("Your copy is ready");
  });

  it("says that there is no network, and goes on by itself", async () => {
    await setValue(await database(), "export", "x1");
    network({});
    show(YourData);
    expect(await alertText()).toContain("There is no network right now");
    network({ [PROGRESS]: exported("preparing") });
    tap(await button("Try again"));
    await screen.findByText("Your copy is being made");
    network({});
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("There is no network right now"));
    expect(screen.getByText("Your copy is being made")).toBeTruthy();
    network({ [PROGRESS]: READY });
    await screen.findByText("Your copy is ready");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("says why it could not be asked for", async () => {
    network({});
    show(YourData);
    tap(await button("Make a copy"));
    expect(await alertText()).toContain("There is no network right now");
    network({ [REQUEST]: READY });
    tap(await button("Try again"));
    await screen.findByText("Your copy is ready");
  });

  it("of an empty diary says what it will contain", async () => {
    await clearPhone();
    await preparePhone(alice, { treatments: [treatment()] });
    show(YourData);
    await screen.findByText(/^Your diary has no check-ins yet\./);
  });

  it("lacks what is not sent yet, which can be sent first", async () => {
    await leaveUnsent();
    show(YourData);
    await screen.findByText("One change has not been sent yet");
    expect(screen.getByText(/Send them first/)).toBeTruthy();
    const sent = network({});
    tap(await button("Send now"));
    await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0));
  });
});

describe("erasing a treatment", () => {
  const DELETE = "DELETE /api/my/treatments/treatment";
  const showErase = () => show(EraseTreatment, { id: "treatment" });

  it("is offered for each, besides the account", async () => {
    show(YourData);
    await screen.findByText("Treatment of Nov 18, 2026");
    const links = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(links).toEqual(["/settings", "/settings/data/treatments/treatment", "/settings/data/account"]);
  });

  it("names the sheet in the language on screen, if the sheet has it", async () => {
    const { timeline } = treatment();
    const named = { ...timeline, sheet: { ...timeline.sheet, title: "Haut in Ruhe lassen", language: "de", titles: { en: "Let the skin rest" } } };
    await preparePhone(alice, { treatments: [{ ...treatment(), timeline: named }] });
    show(YourData);
    await screen.findByText("Let the skin rest");
  });

  it("says what goes and what the clinic keeps, and wants a word and a passkey", async () => {
    const sent = guardedNetwork({ [DELETE]: {} }, { [OF_TREATMENT]: { erases: counts(4, 2, 1), clinics: [CLINIC] } });
    showErase();
    await screen.findByRole("heading", { level: 1, name: "Treatment of Nov 18, 2026" });
    expect(await card("This is erased at once")).toContain("4 check-ins2 earlier versions of them1 photoWhat you have shared of it");
    expect(await card("What Lindenhof keeps")).toContain("Its records of 2 treatments1 reply that it wroteThe list of who viewed your diary (3 times)");
    const erase = await button("Erase treatment");
    expect(erase.disabled).toBe(true);
    const field = screen.getByLabelText("Type “erase” to confirm");
    fireEvent.submit(field);
    fireEvent.input(field, { target: { value: " Erase " } });
    tap(erase);
    tap(await button("Use your passkey"));
    await vi.waitFor(() => expect(location.pathname).toBe("/settings/data"));
    await screen.findByText("The treatment has been erased.");
    expect(sent.filter(({ call }) => call === DELETE || call === CONFIRMED).map(({ call }) => call)).toEqual([DELETE, CONFIRMED, DELETE]);
    await vi.waitFor(() => expect(sent.some(({ call }) => call.startsWith("GET /api/my/changes"))).toBe(true)); // which erases it here
  });

  it("says first what this phone has not sent", async () => {
    await leaveUnsent();
    network({ [OF_TREATMENT]: { erases: counts(), clinics: [] } });
    showErase();
    await screen.findByText("One change has not been sent yet");
    expect(screen.getByText(/erased too/)).toBeTruthy();
  });

  it("lists the latest treatment first", async () => {
    const second = { ...treatment(), id: "second", treated_at: "2026-12-16T10:00:00Z" };
    await preparePhone(alice, { treatments: [treatment(), second] });
    show(YourData);
    const links = (await screen.findAllByRole("link", { name: /^Treatment of/ })).map((link) => link.textContent);
    expect(links.map((text) => text.slice(0, 25))).toEqual(["Treatment of Dec 16, 2026", "Treatment of Nov 18, 2026"]);
  });

  it("counts the photos that this phone has not sent, and nothing of other treatments or other kinds", async () => {
    const db = await database();
    const tx = db.transaction("outbox", "readwrite");
    const waiting = [["photo", "p1"], ["photo", "p2"], ["photo", "p3"], ["entry", "e1"], ["grant", "e1"]] as const;
    for (const [kind, target] of waiting) await enqueue(tx.store, { kind, target, body: null }, Date.now());
    await tx.done;
    const photos = [photo("p1"), photo("p2"), { ...photo("p3"), treatment_id: "other" }];
    await preparePhone(alice, { treatments: [treatment()], entries: [entry("e1")], photos });
    await vi.waitFor(() => expect(onPhone.value?.outbox).toHaveLength(waiting.length));
    network({ [OF_TREATMENT]: { erases: counts(), clinics: [] } });
    showErase();
    await screen.findByText("3 changes have not been sent yet");
  });

  it("needs the network, and says so", async () => {
    network({});
    showErase();
    expect(await alertText()).toContain("Erasing needs a connection");
    network({ [OF_TREATMENT]: { erases: counts(1), clinics: [] } });
    tap(await button("Try again"));
    await screen.findByText("1 check-in");
  });

  it("that this phone does not know says why", async () => {
    network({ "GET /api/my/treatments/other/erasure": refusal("treatment-unknown", 404) });
    show(EraseTreatment, { id: "other" });
    expect(await alertText()).toContain("We could not find this treatment");
  });
});

describe("erasing the account", () => {
  const DELETE = "DELETE /api/me";
  const PREVIEW = { erases: counts(4, 0, 2, 1), clinics: [{ ...CLINIC, treatments: 0, replies: 0, reactions: 1, access_records: 0 }] };

  async function confirm(): Promise<void> {
    show(EraseAccount);
    fireEvent.input(await screen.findByLabelText("Type “erase” to confirm"), { target: { value: "erase" } });
    tap(await button("Erase account"));
  }

  it("erases this phone too, and ends on a plain screen", async () => {
    guardedNetwork({ [DELETE]: {} }, { [ACCOUNT]: PREVIEW });
    await confirm();
    expect(await card("This is erased at once")).toContain("4 check-ins2 photos1 treatment that you recorded yourselfEverything you have sharedYour passkeys, devices and recovery links");
    expect(await card("What Lindenhof keeps")).toContain("1 late reaction that it has confirmed");
    tap(await button("Use your passkey"));
    await vi.waitFor(() => expect(location.pathname).toBe("/erased"));
    expect(authSession.value).toEqual({ state: "out" });
    expect(await (await database()).count("entries")).toBe(0);
    show(Erased);
    await screen.findByRole("heading", { name: "Your account is erased" });
  });

  it("that an earlier attempt has erased already goes on to this phone", async () => {
    network({ [ACCOUNT]: PREVIEW, [DELETE]: refusal("account-erased", 401) });
    await confirm();
    await vi.waitFor(() => expect(location.pathname).toBe("/erased"));
  });

  it("keeps everything when the session has merely expired", async () => {
    network({ [ACCOUNT]: PREVIEW, [DELETE]: refusal("not-signed-in", 401) });
    await confirm();
    expect(await alertText()).toContain("You are signed out");
    expect(await (await database()).count("entries")).toBe(1);
    expect(me()?.display_name).toBe("Alice");
  });

  it("says what is left when only this phone could not be erased", async () => {
    const broken = vi.spyOn(indexedDB, "deleteDatabase").mockImplementation(() => {
      throw new DOMException("Broken in this test.", "UnknownError");
    });
    const sent = network({ [ACCOUNT]: PREVIEW, [DELETE]: {} });
    await confirm();
    expect(await alertText()).toContain("The server has done its part. Only the data on this device is left.");
    broken.mockRestore();
    tap(await button("Try again"));
    await vi.waitFor(() => expect(location.pathname).toBe("/erased"));
    expect(sent.filter(({ call }) => call === DELETE)).toHaveLength(1);
  });
});

describe("before the diary on this phone has been read", () => {
  beforeEach(() => {
    onPhone.value = undefined;
  });

  it("the account can be erased, and nothing is said to be unsent", async () => {
    show(YourData);
    await screen.findByRole("link", { name: /^Erase account/ });
    expect(screen.queryByText(/not been sent yet/)).toBeNull();
    expect(screen.queryByRole("link", { name: /^Treatment of/ })).toBeNull();
  });

  it("what goes is listed, and nothing is said to be unsent", async () => {
    network({ [OF_TREATMENT]: { erases: counts(4), clinics: [] }, [ACCOUNT]: { erases: counts(7), clinics: [] } });
    show(EraseTreatment, { id: "treatment" });
    await screen.findByText("4 check-ins");
    expect(screen.getByRole("heading", { level: 1, name: "Erase" })).toBeTruthy();
    show(EraseAccount);
    await screen.findByText("7 check-ins");
    expect(screen.queryByText(/not been sent yet/)).toBeNull();
  });
});
