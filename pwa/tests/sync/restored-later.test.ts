/** A phone notices a restored server, and the file with the code that compares does not arrive. */
import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { FakeServer } from "./fake-server";
import { phone } from "./people";

vi.mock("../../src/store/restored", () => Promise.reject(new Error("no network")));

test("is offline, keeps its diary, and compares at the next sync", async () => {
  const server = new FakeServer();
  const one = await phone();
  await one.writes("e1", { note: "kept" });
  await one.syncs(server);
  server.epoch = "restored";

  expect((await one.syncs(server)).outcome).toBe("offline");
  expect((await one.db.get("entries", "e1"))?.document.note).toBe("kept");
  expect(await one.db.get("values", "epoch")).toBe("");
});
