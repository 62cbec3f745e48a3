// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { storeWaiting, type WaitingPhoto } from "../src/actions/baseline";
import { emptyDocument } from "../src/domain/diary";
import { authSession, openAuthSession, OWNER, sessionEnded, signedIn } from "../src/state/auth-session";
import { sessionEnd } from "../src/state/session-end";
import { applyChanges } from "../src/store/changes";
import { database } from "../src/store/database";
import { saveEntry } from "../src/store/diary";
import { saveDraft } from "../src/store/drafts";
import { eraseSent } from "../src/store/erase";
import { saveSheet } from "../src/store/sheets";
import { cursor, setValue } from "../src/store/values";
import { alice, clearPhone, network, refusal } from "./components/phone";
import { photo, reply, treatment } from "./records";
import { entry, picture, receivedEntry } from "./sync/people";

const ME = "GET /api/me";
const CHANGES = { revision: 7, more: false, epoch: "", treatments: [treatment()], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };

/** What is on this phone, by store. */
async function stored(): Promise<Record<string, readonly string[]>> {
  const db = await database();
  const keys = await Promise.all([...db.objectStoreNames].map(async (name) => [name, await db.getAllKeys(name)] as const));
  return Object.fromEntries(keys.filter(([, own]) => own.length > 0));
}

/** A diary of which the server has a part. */
async function prepare({ unsent }: { unsent: boolean }): Promise<void> {
  const db = await database();
  await applyChanges(db, { ...CHANGES, entries: [receivedEntry("sent")], photos: [{ ...photo("p-sent"), entry_id: "sent" }], replies: [reply("r1")] });
  if (!unsent) return;
  await saveEntry(db, entry("unsent"), [picture("p-unsent")], Date.now());
  await saveDraft(db, { treatment_id: "treatment", entry_id: "half-done", occurred_at: null, document: emptyDocument("UTC"), pictures: [], touched_at: 0 });
}

const LEFT = { drafts: ["half-done"], entries: ["unsent"], outbox: ["entry:unsent", "photo:p-unsent"], photos: ["p-unsent"], pictures: ["p-unsent"] };

beforeEach(() => {
  localStorage.clear();
  sessionEnd.value = undefined;
  localStorage.setItem(OWNER, "alice");
  signedIn(alice);
});
afterEach(clearPhone);

describe("a phone that the person has signed out from another device", () => {
  it("erases what the server has, and leaves what was not sent", async () => {
    await prepare({ unsent: true });
    network({ [ME]: refusal("device-signed-out", 401) });
    await sessionEnded();
    expect(await stored()).toEqual(LEFT);
    expect(await cursor(await database())).toBe(0);
    expect(authSession.value).toEqual({ state: "out" });
    expect(sessionEnd.value).toEqual({ code: "device-signed-out", unsent: 3 });
    expect(localStorage.getItem(OWNER)).toBe("alice"); // nobody else may send it
  });

  it("is left empty if everything was sent", async () => {
    await prepare({ unsent: false });
    network({ [ME]: refusal("device-signed-out", 401) });
    await sessionEnded();
    expect(await stored()).toEqual({});
    expect(sessionEnd.value).toEqual({ code: "device-signed-out", unsent: 0 });
    expect(JSON.stringify(Object.entries(localStorage))).not.toMatch(/alice/i);
  });

  it("is emptied in the same way if the account was disabled", async () => {
    await prepare({ unsent: false });
    network({ [ME]: refusal("account-disabled", 401) });
    await sessionEnded();
    expect(await stored()).toEqual({});
    expect(sessionEnd.value).toEqual({ code: "account-disabled", unsent: 0 });
  });

  it("learns it at the start of the app, too", async () => {
    await prepare({ unsent: false });
    network({ [ME]: refusal("device-signed-out", 401) });
    await openAuthSession();
    await vi.waitFor(() => expect(authSession.value).toEqual({ state: "out" }));
    expect(await stored()).toEqual({});
  });

  it("leaves the sheets that a practitioner has not sent", async () => {
    const sheet = { content: {}, base: {}, created: true, changed_at: 0 };
    await saveSheet(await database(), { ...sheet, id: "sent", unsent: false });
    await saveSheet(await database(), { ...sheet, id: "typed", unsent: true });
    expect(await eraseSent()).toBe(1);
    expect(await stored()).toEqual({ sheets: ["typed"] });
  });

  it("leaves the baseline photos that a clinic has not sent", async () => {
    const shown = { angle: "front", area: null, taken_at: "2026-11-20T11:00:00Z", width: 3, height: 4, sharpness: 120, brightness: 128 } as const;
    const waiting: WaitingPhoto = { id: "front", ...shown, sha256: "ab", type: "image/jpeg", bytes: new ArrayBuffer(1) };
    await storeWaiting("t1", [waiting, { ...waiting, id: "left" }]);
    await storeWaiting("t2", []); // all of them were sent
    await setValue(await database(), "topics", {});
    expect(await eraseSent()).toBe(2);
    expect(await stored()).toEqual({ values: ["baseline t1"] });
  });

  it("is not erased if the person has signed in on it again meanwhile", async () => {
    await prepare({ unsent: false });
    let answer: (response: Response) => void = () => undefined;
    network({ [ME]: new Promise<Response>((resolve) => (answer = resolve)) });
    const refused = sessionEnded();
    const { leaveThisPhone } = await import("../src/state/session-end");
    signedIn(alice);
    await leaveThisPhone("device-signed-out");
    answer(Response.json(alice));
    await refused;
    expect(Object.keys(await stored())).toContain("entries");
    expect(sessionEnd.value).toBeUndefined();
  });

  it("tries again at the next start if the storage does not permit it", async () => {
    await prepare({ unsent: false });
    const broken = vi.spyOn(indexedDB, "deleteDatabase").mockImplementation(() => {
      throw new DOMException("Broken in this test.", "UnknownError");
    });
    network({ [ME]: refusal("device-signed-out", 401) });
    await sessionEnded();
    expect(authSession.value.state).toBe("expired");
    broken.mockRestore();
    await openAuthSession();
    expect(authSession.value.state).toBe("out");
    expect(localStorage.getItem(OWNER)).toBeNull();
  });
});

describe("a phone whose account was erased on another device", () => {
  it("erases everything, and counts what is gone with it", async () => {
    await prepare({ unsent: true });
    network({ [ME]: refusal("account-erased", 401) });
    await sessionEnded();
    expect(await stored()).toEqual({});
    expect(sessionEnd.value).toEqual({ code: "account-erased", unsent: 3 });
    expect(localStorage.getItem(OWNER)).toBeNull();
  });
});

describe("any other refusal", () => {
  it.each([
    ["of a session that has expired, or that a restored server does not know", refusal("not-signed-in", 401)],
    ["by something between the phone and the server", Promise.resolve(new Response("<html>", { status: 401 }))],
    ["while the network fails", "offline" as const],
    ["followed by an answer", alice],
  ])("%s closes the app and leaves everything", async (_, answer) => {
    await prepare({ unsent: true });
    const before = await stored();
    network({ [ME]: answer });
    await sessionEnded();
    expect(authSession.value.state).toBe("expired");
    expect(await stored()).toEqual(before);
    expect(sessionEnd.value).toBeUndefined();
  });
});
