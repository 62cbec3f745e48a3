import { afterEach, expect, test, vi } from "vitest";
import type { Photo } from "../../src/domain/diary";
import { httpServer } from "../../src/sync/http";
import { entry } from "./people";

afterEach(() => vi.unstubAllGlobals());

/** Fake fetch with one response; records the requests. */
function network(answer: () => Response): { readonly asked: { path: string; init: RequestInit }[] } {
  const asked: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return Promise.resolve().then(answer);
  });
  return { asked };
}

const refusal = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ status, code }), { status, headers });

test("an entry is written with the revision that it is based on", async () => {
  const { asked } = network(() => Response.json({}));
  await httpServer.writeEntry({ ...entry("e1", { note: "sore" }), revision: 7 });

  expect(asked[0]?.path).toBe("/api/entries/e1");
  expect(asked[0]?.init.method).toBe("PUT");
  expect(JSON.parse(asked[0]?.init.body as string)).toMatchObject({ base_revision: 7, treatment_id: "treatment", document: { note: "sore" } });
});

test("a photo is uploaded with its angle, area and hash, so that a damaged upload is detected", async () => {
  const { asked } = network(() => Response.json({}));
  const photo: Photo = {
    ...{ id: "p1", entry_id: "e1", treatment_id: "t", angle: "close-up", area: "chin", taken_at: "2026-11-20T11:00:00Z" },
    ...{ width: 3, height: 4, sharpness: 1, brightness: 1, sha256: "00ff10", revision: 0 },
  };
  await httpServer.uploadPhoto(photo, { id: "p1", type: "image/jpeg", bytes: new ArrayBuffer(3) });

  expect(asked[0]?.path).toBe("/api/photos/p1?entry_id=e1&angle=close-up&taken_at=2026-11-20T11%3A00%3A00Z&area=chin");
  expect(asked[0]?.init.headers).toEqual({ "Content-Type": "image/jpeg", "Content-Digest": "sha-256=:AP8Q:" });
});

test("a network failure is a problem with status 0, not an exception", async () => {
  network(() => {
    throw new TypeError("Failed to fetch");
  });
  expect(await httpServer.changes(3)).toEqual({ problem: { status: 0, code: "no-answer" } });
});

test("a refusal has the server's code", async () => {
  network(() => refusal(422, "photo-unreadable"));
  expect((await httpServer.closeDiary("g1")).problem).toMatchObject({ status: 422, code: "photo-unreadable" });
});

test("Retry-After is passed on in milliseconds", async () => {
  network(() => refusal(503, "busy", { "Retry-After": "30" }));
  expect((await httpServer.changes(0)).problem?.waitFor).toBe(30_000);
});

test("a refusal without JSON keeps its status", async () => {
  network(() => new Response("<html>Bad gateway</html>", { status: 502 }));
  expect((await httpServer.markRead("r1")).problem).toMatchObject({ status: 502, code: "unexpected" });
});

test("the page of a captive portal is not taken for a response of the server", async () => {
  network(() => new Response("<html>Welcome! Please accept our terms.</html>", { status: 200 }));
  expect((await httpServer.writeEntry(entry("e1"))).problem).toMatchObject({ status: 0 });
});
