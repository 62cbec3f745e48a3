// @vitest-environment jsdom
/** A sheet while it is written: a failing server, no network, a second tab, and what a device has stored of it. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SEND_MS, SheetAutosave, type SaveState } from "../../src/actions/sheet-autosave";
import { beginSheet, forgetSheet, listSheetsOnDevice, openSheet } from "../../src/actions/sheet-drafts";
import { isIncomplete } from "../../src/actions/sheet-incomplete";
import type { DraftContent } from "../../src/actions/sheets";
import { notify } from "../../src/store/channel";
import { database } from "../../src/store/database";
import { findSheet } from "../../src/store/sheets";
import { CONTENT, ID, problem, startServer, version, type DraftServer } from "../components/desk";
import { breakStore, clearPhone, network } from "../components/phone";

const titled = (title: DraftContent["document"]["title"]): DraftContent => ({ ...CONTENT, document: { ...CONTENT.document, title } });
const stored = async (): Promise<unknown> => findSheet(await database(), ID);

let server: DraftServer;
let leave: () => void;

beforeEach(() => {
  server = startServer();
  leave = () => undefined;
});
afterEach(async () => {
  leave();
  vi.useRealTimers();
  await clearPhone();
});

/** Open the sheet and write in it; `states` is what the author sees. */
async function write(content: DraftContent = titled("First")): Promise<{ autosave: SheetAutosave; states: SaveState[]; kinds: () => readonly string[] }> {
  const states: SaveState[] = [];
  const autosave = new SheetAutosave(await openSheet(ID), (state) => states.push(state));
  leave = autosave.start();
  autosave.change(content);
  return { autosave, states, kinds: () => states.map(({ kind }) => kind) };
}

describe("an upload", () => {
  it("that the server refuses stays on the device, with the reason, and is sent with the next change", async () => {
    server.refuse = "too-large";
    const { autosave, states } = await write();
    expect(await autosave.flush()).toEqual({ kind: "refused", code: "too-large", stored: true });
    expect(await stored()).toMatchObject({ unsent: true, content: { document: { title: "First" } } });
    server.refuse = null;
    autosave.change(titled("Second"));
    expect(await autosave.flush()).toMatchObject({ kind: "saved" });
    expect(server.stored?.document.title).toBe("Second");
    expect(states.at(-1)).toMatchObject({ kind: "saved" });
  });

  it.each([
    ["a network that fails", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["a server that never answers", () => Promise.reject(new DOMException("Too slow.", "TimeoutError"))],
  ])("waits for ten seconds after %s, and is then tried again", async (_, fetched) => {
    const { autosave } = await write();
    const answering = fetch;
    vi.stubGlobal("fetch", fetched);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    expect(await autosave.flush()).toEqual({ kind: "waiting", why: "offline" });
    vi.stubGlobal("fetch", answering);
    await vi.advanceTimersByTimeAsync(9_900);
    expect(server.uploads).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    vi.useRealTimers();
    await vi.waitFor(() => expect(server.stored?.document.title).toBe("First"));
  });

  it("is repeated after a pause if something changed while it was sending", async () => {
    const { autosave, kinds } = await write();
    const answering = fetch;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
      if (init.method === "PUT" && server.uploads === 0) autosave.change(titled("Second"));
      return answering(address, init);
    });
    await autosave.flush();
    expect(kinds().at(-1)).toBe("sending"); // not "saved": the second change is not on the server
    expect(server.stored?.document.title).toBe("First");
    await vi.waitFor(() => expect(server.stored?.document.title).toBe("Second"), { timeout: SEND_MS + 3_000 });
    await vi.waitFor(() => expect(kinds().at(-1)).toBe("saved"));
  });

  it("ends once the sheet is discarded, and stores nothing any more", async () => {
    const { autosave } = await write();
    await autosave.stop();
    await forgetSheet(ID);
    autosave.change(titled("Second"));
    await autosave.flush();
    expect(server.uploads).toBe(0);
    expect(await stored()).toBeUndefined();
  });
});

describe("a device that cannot store", () => {
  it("says so for as long as the network is away, and that nothing is stored", async () => {
    const repair = breakStore("sheets");
    const { autosave } = await write();
    server.offline = true;
    await vi.waitFor(async () => expect(await autosave.flush()).toEqual({ kind: "refused", code: "storage-full", stored: false }));
    repair();
    server.offline = false;
    expect(await autosave.flush()).toMatchObject({ kind: "saved" });
    expect(server.stored?.document.title).toBe("First");
  });
});

describe("a choice between two versions", () => {
  it("is sent once, even if the button is tapped twice", async () => {
    const { autosave } = await write();
    server.stored = version(titled("Theirs"));
    expect(await autosave.flush()).toMatchObject({ kind: "conflict", theirs: { document: { title: "Theirs" } } });
    autosave.keepMine();
    autosave.keepMine();
    await vi.waitFor(() => expect(server.stored?.document.title).toBe("First"));
    await vi.waitFor(async () => expect(await autosave.flush()).toMatchObject({ kind: "saved" }));
    expect(server.uploads).toBe(1);
  });

  it("is left to the author: what a second tab stores does not decide it", async () => {
    const { autosave, kinds } = await write();
    server.stored = version(titled("Theirs"));
    await autosave.flush();
    notify("changed");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(kinds().at(-1)).toBe("conflict");
    expect(server.stored.document.title).toBe("Theirs");
  });
});

describe("a second tab", () => {
  it("that has discarded the sheet does not change what is on this screen", async () => {
    const adopted: DraftContent[] = [];
    const autosave = new SheetAutosave(await openSheet(ID), () => undefined, (content) => adopted.push(content));
    leave = autosave.start();
    await forgetSheet(ID);
    notify("changed");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(adopted).toEqual([]);
    autosave.change(titled("Still here"));
    await autosave.flush();
    expect(server.stored?.document.title).toBe("Still here");
  });
});

describe("opening a sheet", () => {
  it("needs the topics: without them it fails as without a network", async () => {
    const id = await beginSheet(CONTENT);
    network({});
    await expect(openSheet(id)).rejects.toMatchObject({ code: "offline" });
  });

  it("without a network shows what this device has stored", async () => {
    const { autosave } = await write(titled("On this device"));
    server.offline = true;
    await autosave.flush();
    leave();
    expect(await openSheet(ID)).toMatchObject({ unsent: true, theirs: null, content: { document: { title: "On this device" } } });
  });

  it.each([
    ["without a network", 0, "offline"],
    ["that the server does not have", 404, "not-found"],
  ])("%s, and with nothing stored, fails with its reason", async (_, status, code) => {
    vi.stubGlobal("fetch", () => (status === 0 ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve(problem(code, status))));
    await expect(openSheet(ID)).rejects.toMatchObject({ code });
  });

  it("that the server does not have any more fails, although this device has stored it", async () => {
    const { autosave } = await write();
    await autosave.flush();
    leave();
    const answering = fetch;
    vi.stubGlobal("fetch", (address: string, init: RequestInit) => (address.includes(ID) ? Promise.resolve(problem("not-found", 404)) : answering(address, init)));
    await expect(openSheet(ID)).rejects.toMatchObject({ code: "not-found" });
  });

  it("uses the server's version if the device's storage cannot be read", async () => {
    const { autosave } = await write(titled("Sent"));
    await autosave.flush();
    leave();
    breakStore("sheets", "get", "UnknownError");
    expect(await openSheet(ID)).toMatchObject({ unsent: false, content: { document: { title: "Sent" } } });
  });
});

describe("a new sheet", () => {
  it.each([
    ["in one language", "Peel", "Peel"],
    ["in several languages", { de: "Schälkur", en: "Peel" }, "Peel"],
    ["without a title in its own language", { de: "Schälkur" }, ""],
  ])("is listed on this device: its title %s", async (_, title, listed) => {
    const id = await beginSheet(titled(title));
    expect(await listSheetsOnDevice()).toMatchObject([{ id, document: { title } }]);
    expect(await findSheet(await database(), id)).toMatchObject({ created: false, unsent: true, base: { title: listed } });
  });

  it("is not listed if the storage cannot be read", async () => {
    await beginSheet(CONTENT);
    breakStore("sheets", "getAll", "UnknownError");
    expect(await listSheetsOnDevice()).toEqual([]);
  });
});

describe("a rule without its text", () => {
  const saying = (says: DraftContent["document"]["rules"][number]["says"]): DraftContent => ({
    ...CONTENT,
    document: { ...CONTENT.document, language: "de", rules: CONTENT.document.rules.map((rule) => ({ ...rule, says })) },
  });

  it.each([
    ["Keine Sauna.", false],
    ["  ", true],
    [{ de: "Keine Sauna.", en: "" }, false],
    [{ en: "No sauna." }, true],
  ])("in the language of the sheet is not sent: %o", (says, incomplete) => {
    expect(isIncomplete(saying(says))).toBe(incomplete);
  });
});
