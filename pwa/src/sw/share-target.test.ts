/** What another app shares, as the browser hands it to the worker. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CUT_HEADER, isOutdated, MOST_SHARED_BYTES, SHARED_CACHE, sharedAddress } from "../domain/shared-photos";
import { FakeCaches } from "../../tests/cache-storage";
import { isShared, receiveShared } from "./share-target";

const ORIGIN = "https://diary.example";
const NOW = Date.parse("2026-11-22T19:00:00Z");
let caches: FakeCaches;

beforeEach(() => {
  caches = new FakeCaches();
  vi.stubGlobal("caches", caches);
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function share(...files: readonly (File | string)[]): Promise<string | null> {
  const form = new FormData();
  for (const file of files) form.append("photos", file);
  const answer = await receiveShared(new Request(`${ORIGIN}/receive`, { method: "POST", body: form }), ORIGIN);
  expect(answer.status).toBe(303);
  return answer.headers.get("location");
}
const stored = () => [...(caches.caches.get(SHARED_CACHE)?.stored ?? [])];
const file = (text: string, type = "image/jpeg") => new File([text], "a.jpg", { type });

it.each([
  ["POST", `${ORIGIN}/receive`, true],
  ["GET", `${ORIGIN}/receive`, false],
  ["POST", `${ORIGIN}/api/my/changes`, false],
  ["POST", "https://elsewhere.example/receive", false],
])("%s %s is shared: %s", (method, url, expected) => {
  expect(isShared({ method, url }, ORIGIN)).toBe(expected);
});

it("photos wait in the order of sharing, with their types", async () => {
  expect(await share(file("one"), file("two", "image/heic"))).toBe(`${ORIGIN}/receive`);
  expect(stored().map(([address]) => address)).toEqual([sharedAddress(NOW, 0), sharedAddress(NOW, 1)]);
  const [first, second] = stored().map(([, response]) => response);
  expect([await first?.text(), second?.headers.get("content-type")]).toEqual(["one", "image/heic"]);
});

it("a text is no photo", async () => {
  expect(await share("a text")).toBe(`${ORIGIN}/receive`);
  expect(stored()).toEqual([]);
});

it("of a film or a huge file only the beginning is stored", async () => {
  await share(new File([new Uint8Array(MOST_SHARED_BYTES + 1)], "film.mp4", { type: "video/mp4" }));
  const [[, response] = []] = stored();
  expect([response?.headers.get(CUT_HEADER), (await response?.arrayBuffer())?.byteLength]).toEqual([String(MOST_SHARED_BYTES + 1), 64]);
});

it("more photos than an entry holds: the first are stored, and the person is told", async () => {
  expect(await share(...Array.from({ length: 30 }, () => file("x")))).toBe(`${ORIGIN}/receive?too-many`);
  expect(stored()).toHaveLength(24);
});

it("a full device is told apart from a share that cannot be read", async () => {
  caches.open = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  expect(await share(file("x"))).toBe(`${ORIGIN}/receive?full`);
  const broken = new Request(`${ORIGIN}/receive`, { method: "POST", body: "no form" });
  expect((await receiveShared(broken, ORIGIN)).headers.get("location")).toBe(`${ORIGIN}/receive?missed`);
});

it.each([[NOW - 1_000, false], [NOW - 86_400_000, true], [Number.NaN, true]])("a photo shared at %s is outdated: %s", (at, expected) => {
  expect(isOutdated(sharedAddress(at, 0), NOW)).toBe(expected);
});
