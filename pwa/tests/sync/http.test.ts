import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Changes, Photo } from "../../src/domain/diary";
import { MAX_CLOCK_OFFSET_MS } from "../../src/domain/vocabulary";
import { httpServer } from "../../src/sync/http";
import { grant, photo, reply, timeline, treatment } from "../records";
import { entry, receivedEntry } from "./people";

const offsets: number[] = [];
const server = httpServer((offset) => offsets.push(offset));

beforeEach(() => offsets.splice(0));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Fake fetch with one response; records the requests. */
function page(changes: Partial<Changes>): Changes {
  return { revision: 3, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [], ...changes };
}

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
  await server.writeEntry({ ...entry("e1", { note: "sore" }), revision: 7 });

  expect(asked[0]?.path).toBe("/api/entries/e1");
  expect(asked[0]?.init.method).toBe("PUT");
  expect(JSON.parse(asked[0]?.init.body as string)).toMatchObject({ base_revision: 7, treatment_id: "treatment", document: { note: "sore" } });
});

test("a photo is uploaded with its angle, area and hash, so that a damaged upload is detected", async () => {
  const { asked } = network(() => Response.json({}));
  const closeUp: Photo = { ...photo("p1"), angle: "close-up", area: "chin", sha256: "00ff10", clock_offset_ms: null };
  await server.uploadPhoto(closeUp, { id: "p1", type: "image/jpeg", bytes: new ArrayBuffer(3) });

  expect(asked[0]?.path).toBe("/api/photos/p1?entry_id=e1&angle=close-up&taken_at=2026-11-20T11%3A00%3A00Z&area=chin");
  expect(asked[0]?.init.headers).toEqual({ "Content-Type": "image/jpeg", "Content-Digest": "sha-256=:AP8Q:" });
});

test("every call goes to its own address, with its method", async () => {
  const { asked } = network(() => Response.json({}));
  await server.changes(3);
  await server.closeDiary("g1");
  await server.eraseEntry("e1");
  await server.erasePhoto("p1");
  await server.markEyes({ ...photo("p1"), eyes: null });
  await server.markRead("r1");
  await server.declineHandover("t1");
  await server.uploadPhoto(photo("p1"), { id: "p1", type: "image/jpeg", bytes: new ArrayBuffer(3) });

  expect(asked.map(({ path, init }) => `${String(init.method)} ${path.replace(/\?entry.*/, "")}`)).toEqual([
    "GET /api/my/changes?after=3",
    "DELETE /api/my/grants/g1",
    "DELETE /api/entries/e1",
    "DELETE /api/photos/p1",
    "PUT /api/photos/p1/eyes",
    "POST /api/my/replies/r1/read",
    "DELETE /api/my/treatments/t1/handover",
    "PUT /api/photos/p1",
  ]);
});

test("a grant is sent as JSON; the server refuses any other type", async () => {
  const { asked } = network(() => Response.json(grant("g1")));
  await server.openDiary({ id: "g1" });

  expect(asked[0]).toMatchObject({
    path: "/api/my/grants",
    init: { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"id":"g1"}' },
  });
});

test("a network failure is a problem with status 0, not an exception", async () => {
  network(() => {
    throw new TypeError("Failed to fetch");
  });
  expect(await server.changes(3)).toEqual({ problem: { status: 0, code: "no-answer" } });
});

test("a refusal has the server's code", async () => {
  network(() => refusal(422, "photo-unreadable"));
  expect((await server.closeDiary("g1")).problem).toMatchObject({ status: 422, code: "photo-unreadable" });
});

test("Retry-After is passed on in milliseconds", async () => {
  network(() => refusal(503, "busy", { "Retry-After": "30" }));
  expect((await server.changes(0)).problem?.waitFor).toBe(30_000);
});

test("the pages of a large diary arrive as one, in their order", async () => {
  const pages = [page({ revision: 7, more: true, entries: [receivedEntry("e1")] }), page({ revision: 9, photos: [photo("p1")] })];
  const { asked } = network(() => Response.json(pages.shift()));

  const { value } = (await server.changes(3)) as { value: Changes };

  expect(asked.map(({ path }) => path)).toEqual(["/api/my/changes?after=3", "/api/my/changes?after=7"]);
  expect(value).toMatchObject({ revision: 9, more: false, entries: [{ id: "e1" }], photos: [{ id: "p1" }] });
});

test("of a diary whose second page fails nothing is passed on", async () => {
  const answers = [Response.json(page({ more: true })), refusal(503, "busy")];
  network(() => answers.shift() ?? Response.error());
  expect(await server.changes(3)).toMatchObject({ problem: { status: 503 } });
});

test("a refusal without JSON keeps its status", async () => {
  network(() => new Response("<html>Bad gateway</html>", { status: 502 }));
  expect((await server.markRead("r1")).problem).toMatchObject({ status: 502, code: "unexpected" });
});

test("the page of a captive portal is not taken for a response from the server", async () => {
  network(() => new Response("<html>Welcome! Please accept our terms.</html>", { status: 200 }));
  expect((await server.writeEntry(entry("e1"))).problem).toMatchObject({ status: 0 });
});

describe("a response is accepted only in the contract's shape", () => {
  const changes = { revision: 3, more: false, epoch: "", treatments: [treatment()], entries: [receivedEntry("e1")], photos: [photo("p1")], replies: [reply("r1")], grants: [grant("g1")], access_records: [], erasures: [] };
  const badWindow = { rule: { id: "r", verb: "avoid", topics: "make-up", says: "" }, opens: null, closes: null, needs: [], unless: [] };
  const withTimeline = (part: object): object => ({ ...changes, treatments: [{ ...treatment(), timeline: { ...timeline(), ...part } }] });

  test("a complete response is accepted", async () => {
    network(() => Response.json(changes));
    expect(await server.changes(0)).toEqual({ value: changes });
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["no entries", { ...changes, entries: undefined }],
    ["entries as an object", { ...changes, entries: {} }],
    ["an entry without an id", { ...changes, entries: [{ ...entry("e1"), id: 7 }] }],
    ["an entry without a document", { ...changes, entries: [{ ...entry("e1"), document: null }] }],
    ["an invalid time", { ...changes, entries: [{ ...entry("e1"), occurred_at: "yesterday" }] }],
    ["a treatment without a timeline", { ...changes, treatments: [{ ...treatment(), timeline: {} }] }],
    ["a timeline without windows", withTimeline({ windows: null })],
    ["a rule whose topics are a string", withTimeline({ windows: [badWindow] })],
    ["a bound whose parts are not a list", withTimeline({ windows: [{ ...badWindow, rule: { ...badWindow.rule, topics: [] }, opens: { all: 3 } }] })],
    ["a revision that is a string", { ...changes, revision: "3" }],
  ])("%s", async (_, body) => {
    network(() => Response.json(body));
    expect(await server.changes(0)).toEqual({ problem: { status: 200, code: "bad-response" } });
  });

  test("a written entry, a photo and a grant are checked, too", async () => {
    network(() => Response.json({}));
    const bytes = { id: "p1", type: "image/jpeg", bytes: new ArrayBuffer(3) };
    const answers = [server.writeEntry(entry("e1")), server.uploadPhoto(photo("p1"), bytes), server.openDiary({})];
    expect((await Promise.all(answers)).map((answer) => answer.problem?.code)).toEqual(["bad-response", "bad-response", "bad-response"]);
  });
});

describe("the phone's clock is measured with every exchange", () => {
  const SENT_AT = Date.parse("2026-11-20T12:00:00Z");
  const HOUR = 3_600_000;
  const date = (at: number): string => new Date(at).toUTCString();

  /** The server answers with these headers, this many milliseconds after it was asked. */
  function answers(headers: Record<string, string>, roundTrip = 0, body = "{}"): void {
    vi.useFakeTimers({ now: SENT_AT, toFake: ["Date"] });
    network(() => {
      vi.setSystemTime(SENT_AT + roundTrip);
      return new Response(body, { headers });
    });
  }

  test.each<[string, number]>([
    ["an hour ahead", HOUR],
    ["two days ahead", 48 * HOUR],
    ["three days behind", -72 * HOUR],
    ["right", 0],
  ])("%s, to the second", async (_, ahead) => {
    answers({ Date: date(SENT_AT - ahead) });
    await server.markRead("r1");
    expect(Math.abs((offsets[0] ?? Number.NaN) - ahead)).toBeLessThanOrEqual(500);
  });

  test("a phone that thinks it is 1970 reports no larger offset than the server accepts, or its entries would be refused", async () => {
    answers({ Date: date(SENT_AT + 56 * 365 * 24 * HOUR) });
    await server.markRead("r1");
    expect(offsets).toEqual([-MAX_CLOCK_OFFSET_MS]);
  });

  test("the server is assumed to answer halfway through the round trip", async () => {
    answers({ Date: date(SENT_AT) }, 8_000);
    await server.markRead("r1");
    expect(offsets).toEqual([3_500]);
  });

  test("a refusal measures the clock just as an answer does", async () => {
    vi.useFakeTimers({ now: SENT_AT, toFake: ["Date"] });
    network(() => refusal(422, "entry-in-future", { Date: date(SENT_AT - HOUR) }));
    await server.writeEntry(entry("e1"));
    expect(offsets).toEqual([HOUR - 500]);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["a response from a cache", { Date: date(SENT_AT - HOUR), Age: "3600" }, 0, "{}"],
    ["no Date", {}, 0, "{}"],
    ["an invalid Date", { Date: "soon" }, 0, "{}"],
    ["a round trip of minutes", { Date: date(SENT_AT) }, 300_000, "{}"],
    ["a clock that was set back meanwhile", { Date: date(SENT_AT) }, -HOUR, "{}"],
    ["a captive portal", { Date: date(SENT_AT - HOUR) }, 0, "<html>"],
  ])("%s measures nothing", async (_, headers, roundTrip, body) => {
    answers(headers, roundTrip, body);
    await server.markRead("r1");
    expect(offsets).toEqual([]);
  });

  test("no cache of the browser answers in the server's place", async () => {
    const { asked } = network(() => Response.json({}));
    await server.changes(0);
    expect(asked[0]?.init.cache).toBe("no-store");
  });

  test("a photo says how far the clock was off when it was taken", async () => {
    const { asked } = network(() => Response.json({}));
    await server.uploadPhoto({ ...photo("p1"), clock_offset_ms: -259_200_000 }, { id: "p1", type: "image/jpeg", bytes: new ArrayBuffer(3) });
    expect(new URLSearchParams(asked[0]?.path.split("?")[1]).get("clock_offset_ms")).toBe("-259200000");
  });
});
