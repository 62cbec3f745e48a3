// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { outboxItems } from "../../src/store/outbox";
import { StorageProblem } from "../../src/store/problem";
import { startLoop } from "../../src/sync/sync-loop";
import { methodOf } from "../store/full-phone";
import { FakeServer } from "./fake-server";
import { entry, NOON, phone, picture } from "./people";

const FIVE_MINUTES = 300_000;

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** From now on this phone has no space for records in these stores. */
function fill(...stores: readonly string[]): void {
  const put = methodOf<IDBRequest>(IDBObjectStore.prototype, "put");
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...values: unknown[]) {
    if (stores.includes(this.name)) throw new DOMException("The phone is full.", "QuotaExceededError");
    return put.apply(this, values);
  } as never);
}

describe("a response whose shape is not the contract's", () => {
  test("nothing on the phone is overwritten; the app reports it and tries again later", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("e1", { note: "mine" });
    await alice.syncs(server);
    await server.writeEntry({ ...entry("e1", { note: "from the other phone" }), revision: 1 });
    server.next("changes", "garbled");

    expect(await alice.syncs(server)).toEqual({ outcome: "bad-response", nextAt: NOON + FIVE_MINUTES });
    expect((await alice.db.get("entries", "e1"))?.document.note).toBe("mine");
    expect(await alice.db.get("values", "cursor")).toBe(0); // as the first sync left it: before its own write

    expect((await alice.syncs(server)).outcome).toBe("done");
    expect((await alice.db.get("entries", "e1"))?.document.note).toBe("from the other phone");
  });

  test("waiting items are still sent", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("changes", "garbled")];
    await alice.writes("e1", { note: "sore" }, [picture("p1")]);
    expect((await alice.syncs(server)).outcome).toBe("bad-response");
    expect([server.entries.has("e1"), server.photos.has("p1")]).toEqual([true, true]);
  });

  test("to a written entry: it stays in the outbox, is not refused, and is stored once in the end", async () => {
    const [alice, server] = [await phone(), new FakeServer().next("writeEntry", "garbled")];
    await alice.writes("e1", { note: "sore" });

    const { outcome, nextAt } = await alice.syncs(server);
    expect(outcome).toBe("bad-response");
    expect(await outboxItems(alice.db)).toMatchObject([{ key: "entry:e1", problem: null, attempts: 1 }]);

    alice.now = nextAt ?? Number.NaN;
    expect((await alice.syncs(server)).outcome).toBe("done");
    expect([server.entries.size, server.revision, await alice.waiting()]).toEqual([1, 1, []]);
  });
});

describe("a phone that is full", () => {
  test("what the server sends cannot be stored, but what the patient wrote is sent", async () => {
    const [alice, server] = [await phone(), new FakeServer()];
    await alice.writes("mine", {});
    await server.writeEntry(entry("theirs"));
    fill("entries", "outbox", "values");

    expect(await alice.syncs(server)).toEqual({ outcome: "storage-full", nextAt: NOON + FIVE_MINUTES }); // not repeatedly without a pause
    expect(server.entries.has("mine")).toBe(true);
    expect(await alice.db.get("values", "cursor")).toBeUndefined();

    vi.restoreAllMocks();
    expect((await alice.syncs(server)).outcome).toBe("done");
    expect([await alice.waiting(), (await alice.db.getAllKeys("entries")).sort(), server.revision]).toEqual([[], ["mine", "theirs"], 2]);
  });
});

describe("the loop", () => {
  test("shows that the database is blocked, and tries again", async () => {
    vi.useFakeTimers();
    const outcomes: string[] = [];
    const sync = (): Promise<never> => Promise.reject(new StorageProblem("storage-blocked"));
    const loop = startLoop({ sync, onOutcome: (outcome) => outcomes.push(outcome), now: Date.now });
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes).toEqual(["storage-blocked"]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outcomes).toEqual(["storage-blocked", "storage-blocked"]);
    loop.stop();
  });
});
