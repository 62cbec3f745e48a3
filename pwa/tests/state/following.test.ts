// @vitest-environment jsdom
/** The diary of a signed-in person, with the real sync and a network that the test scripts. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { smallTopics } from "../topics";
import { followDiary, onPhone, saved, syncOutcome, syncState } from "../../src/state/diary";
import { firstScreenIsUsable } from "../../src/state/first-screen";
import { forgetPerson, openAuthSession, authSession, signedIn, type Me } from "../../src/state/auth-session";
import { loadTopics, topics, topicsProblem } from "../../src/state/topics";
import { database } from "../../src/store/database";
import { saveEntry } from "../../src/store/diary";
import { entry, NOON } from "../sync/people";

const ALICE: Me = {
  ...{ id: "11111111-1111-4111-8111-111111111111", role: "patient", display_name: "Alice", language: "en" },
  ...{ time_zone: "Europe/Berlin", skin_cues: [], clinic: null, is_owner: false, memberships: [] },
};
const HEAT = smallTopics("heat", { en: "heat" });
const NOTHING = { revision: 1, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };

const problem = (status: number, code: string): Response =>
  Response.json({ code }, { status, headers: { "Content-Type": "application/problem+json" } });

/** Script the network: each request is answered by the first path it contains. Returns the requested paths. */
function network(answers: Readonly<Record<string, () => Response | Promise<Response>>>): string[] {
  const paths: string[] = [];
  vi.stubGlobal("fetch", (request: string | Request) => {
    const path = typeof request === "string" ? request : request.url;
    paths.push(path);
    const known = Object.keys(answers).find((each) => path.includes(each));
    const reply = known === undefined ? undefined : answers[known];
    return Promise.resolve().then(() => reply?.() ?? Promise.reject(new TypeError("Failed to fetch")));
  });
  return paths;
}

beforeEach(async () => {
  localStorage.clear();
  topics.value = undefined;
  await (await database()).delete("values", "topics");
});

afterEach(() => {
  forgetPerson();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("signed in", () => {
  test("the server is asked at once, and the words of “can I …?” are fetched before they are needed offline", async () => {
    const paths = network({ "/api/topics": () => Response.json(HEAT), "/api/": () => Response.json(NOTHING) });
    signedIn(ALICE);
    followDiary();
    followDiary(); // a second call has no effect
    await vi.waitFor(() => expect(syncOutcome.value).toBe("done"));
    expect(topics.value).toBeUndefined();
    firstScreenIsUsable(); // the first screen does not wait for them
    await vi.waitFor(() => expect(topics.value?.topics).toEqual(["heat"]));
    expect(paths.filter((path) => path.includes("/api/topics"))).toHaveLength(1);
  });

  test("a saved entry is shown as waiting while the network is away, and is still there afterwards", async () => {
    network({});
    followDiary();
    signedIn(ALICE);
    await saveEntry(await database(), entry("e1", { note: "sore" }), [], NOON);
    saved();
    await vi.waitFor(() => expect([syncOutcome.value, syncState.value]).toEqual(["offline", "on-phone"]));
    expect(onPhone.value?.entries.map((each) => each.document.note)).toEqual(["sore"]);
  });

  test("the server has ended the session: the person is told, and the diary stays on the phone", async () => {
    network({ "/api/": () => problem(401, "not-signed-in") });
    followDiary();
    signedIn(ALICE);
    await vi.waitFor(() => expect(authSession.value.state).toBe("expired"));
    expect(onPhone.value?.entries).toHaveLength(1);
    saved(); // the sync loop has stopped
    expect(syncOutcome.value).toBe("signed-out");
  });
});

describe("opening the app", () => {
  test("shows the entrance after four seconds without an answer, and opens the diary if one still comes", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    authSession.value = { state: "unknown" };
    let answer: (response: Response) => void = () => undefined;
    network({ "/api/me": () => new Promise((resolve) => (answer = resolve)) });
    const opening = openAuthSession();
    await vi.advanceTimersByTimeAsync(4_000);
    await opening;
    expect(authSession.value.state).toBe("out");

    answer(Response.json(ALICE));
    vi.useRealTimers();
    await vi.waitFor(() => expect(authSession.value.state).toBe("in"), { timeout: 10_000 });
  });

  test("shows the entrance when offline with no stored person", async () => {
    authSession.value = { state: "unknown" };
    network({});
    await openAuthSession();
    expect(authSession.value.state).toBe("out");
  });
});

describe("the words of “can I …?”", () => {
  test.each([
    ["the network is away", {}, "offline"],
    ["the server fails", { "/api/topics": () => problem(500, "unexpected") }, "unexpected"],
    ["the response is not a topics document", { "/api/topics": () => Response.json({ format: HEAT.format }) }, "bad-response"],
  ] as const)("are missing, with the reason: %s", async (_name, answers, code) => {
    network(answers);
    await loadTopics();
    expect([topics.value, topicsProblem.value]).toEqual([undefined, code]);
  });

  test("if the server has no newer ones, the stored ones stay, and there is no problem", async () => {
    network({ "/api/topics": () => Response.json(HEAT, { headers: { ETag: '"1"' } }) });
    await loadTopics();
    topics.value = undefined;
    network({ "/api/topics": () => new Response(null, { status: 304 }) });
    await loadTopics();
    expect([(topics.value as { topics: unknown } | undefined)?.topics, topicsProblem.value]).toEqual([["heat"], undefined]);
  });

  test("a full phone shows them even though it cannot store them", async () => {
    network({ "/api/topics": () => Response.json(HEAT) });
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("The phone is full.", "QuotaExceededError");
    });
    await loadTopics();
    expect([(topics.value as { topics: unknown } | undefined)?.topics, topicsProblem.value]).toEqual([["heat"], undefined]);
  });
});
