// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { completeSignIn } from "../../src/actions/entrance/complete-sign-in";
import { signOut } from "../../src/actions/entrance/sign-out";
import { openAuthSession, authSession, type Me } from "../../src/state/auth-session";
import { closeDatabase, database, DATABASE_NAME, MIGRATIONS, openDatabase } from "../../src/store/database";
import { eraseEverything } from "../../src/store/erase";
import { getValue, setValue } from "../../src/store/values";

const ALICE: Me = {
  id: "11111111-1111-4111-8111-111111111111",
  role: "patient",
  display_name: "Alice",
  language: "en",
  time_zone: "Europe/Berlin",
  skin_cues: [],
  clinic: null,
  is_owner: false, memberships: [],
};
const DORA: Me = { ...ALICE, id: "22222222-2222-4222-8222-222222222222", display_name: "Dora" };

/** A few seconds, by the fake clock: what another tab is given to close its connection. */
const A_FEW_SECONDS = 4_000;
const A_QUARTER_OF_A_MINUTE = 15_000;

const tabs: { close: () => void }[] = [];

/** Another tab that holds a connection and ignores the browser's request to close it. */
async function otherTab(name: string, version?: number): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("not opened"));
  });
  tabs.push(db);
  return db;
}

/** That tab receives the messages of this one, and closes its connection when asked. */
function listening(db: IDBDatabase): string[] {
  const heard: string[] = [];
  const channel = new BroadcastChannel("afterglow-store");
  tabs.push(channel);
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    heard.push(data);
    if (data === "release") db.close();
  };
  return heard;
}

function count(db: IDBDatabase, store: string): Promise<number> {
  const request = db.transaction(store).objectStore(store).count();
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
}

const thrownBy = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (thrown: unknown) => thrown);

/** Let fake-indexeddb and the channels do what they can in real time, then let the fake clock run. */
async function pass(milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(milliseconds);
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ done: true })));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await eraseEverything();
});

/** The migrations of a newer version of the app: one more than in this version. */
const TOMORROW = [...MIGRATIONS, () => undefined];

describe("another tab has an older version of the database open", () => {
  test("it keeps its connection: opening fails within a few seconds instead of waiting forever", async () => {
    await otherTab("held", 1);
    const problem = thrownBy(openDatabase("held", TOMORROW));
    await pass(A_FEW_SECONDS);
    expect(await problem).toMatchObject({ name: "StorageProblem", code: "storage-blocked" });
  });

  test("it is asked to close its connection, and then the database opens", async () => {
    const heard = listening(await otherTab("released", 1));
    const opening = openDatabase("released", TOMORROW);
    await pass(0);
    expect((await opening).version).toBe(TOMORROW.length);
    expect(heard).toEqual(["release"]);
    (await opening).close();
  });

  test("this tab closes its connection when a newer one needs the database, and reopens it later", async () => {
    const ours = await openDatabase("ours");
    const newer = await openDatabase("ours", TOMORROW);
    expect(newer.version).toBe(TOMORROW.length);
    expect(() => ours.transaction("values")).toThrow();
    newer.close();
  });
});

describe("this tab is asked to close its connection", () => {
  test("it does, and opens a new one when it needs one", async () => {
    const before = await database();
    const channel = new BroadcastChannel("afterglow-store");
    tabs.push(channel);
    channel.postMessage("release");
    await vi.waitFor(() => expect(() => before.transaction("values")).toThrow());
    expect(await database()).not.toBe(before);
  });
});

describe("the browser does not report why a request has to wait", () => {
  test("opening behind a deletion that another tab blocks fails in the end, and works once that tab is closed", async () => {
    const tab = await otherTab(DATABASE_NAME);
    indexedDB.deleteDatabase(DATABASE_NAME);
    const problem = thrownBy(database());
    await pass(A_FEW_SECONDS);
    await pass(A_QUARTER_OF_A_MINUTE);
    expect(await problem).toMatchObject({ code: "storage-blocked" });

    tab.close();
    expect(await getValue(await database(), "note")).toBeUndefined();
  });
});

describe("signing out while another tab holds the database", () => {
  test("the other tab closes its connection: everything is erased", async () => {
    await completeSignIn(ALICE);
    await setValue(await database(), "note", "Alice's own words");
    const heard = listening(await otherTab(DATABASE_NAME));
    const leaving = signOut();
    await pass(0);
    await leaving;
    expect(heard).toContain("release");
    expect(authSession.value.state).toBe("out");
    expect(await indexedDB.databases()).not.toContainEqual(expect.objectContaining({ name: DATABASE_NAME }));
  });

  test("the other tab keeps it: signing out reports that, leaves nothing readable, and can be repeated", async () => {
    await completeSignIn(ALICE);
    await setValue(await database(), "note", "Alice's own words");
    const tab = await otherTab(DATABASE_NAME);
    const problem = thrownBy(signOut());
    await pass(A_FEW_SECONDS);
    expect(await problem).toMatchObject({ name: "StorageProblem", code: "storage-blocked" });
    expect(await count(tab, "values")).toBe(0);
    expect(authSession.value.state).toBe("in");

    tab.close();
    await signOut();
    expect(authSession.value.state).toBe("out");
  });

  test("somebody else who signs in does not see the diary, even after a reload", async () => {
    await completeSignIn(ALICE);
    await setValue(await database(), "note", "Alice's own words");
    closeDatabase();
    const tab = await otherTab(DATABASE_NAME);
    indexedDB.deleteDatabase(DATABASE_NAME); // a deletion that this tab blocks: nothing can be opened or emptied
    const problem = thrownBy(completeSignIn(DORA));
    await pass(A_FEW_SECONDS);
    await pass(A_QUARTER_OF_A_MINUTE);
    expect(await problem).toMatchObject({ name: "StorageProblem" });

    authSession.value = { state: "unknown" };
    localStorage.removeItem("afterglow.me");
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json(DORA)));
    const opening = openAuthSession();
    await pass(A_FEW_SECONDS);
    await pass(A_QUARTER_OF_A_MINUTE);
    await opening;
    expect(authSession.value.state).toBe("out");
    tab.close();
  });
});
