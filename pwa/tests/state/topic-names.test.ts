// @vitest-environment jsdom
/** The names of the topics: stored, else from the server, else those of the whole tree. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { smallTopics } from "../topics";
import { shortOf } from "../../src/domain/topic-names";
import { topicTree } from "../../src/domain/topics";
import { language } from "../../src/i18n";
import { firstScreenIsUsable } from "../../src/state/first-screen";
import { loadNamedTopics } from "../../src/state/topic-names";
import { fetchedNames, namedTopics, topics, topicsProblem } from "../../src/state/topic-tree";
import { database } from "../../src/store/database";

const NAMES = "/api/topics/names/en";
const HEAT = { format: 8, ids: "heat", parents: [[]], words: { en: "heat" }, short: { en: "" }, icons: "" };

/** Script the network. Returns the requests, each with its If-None-Match. */
function network(answers: Readonly<Record<string, () => Response>>): (readonly [string, string | undefined])[] {
  const requests: (readonly [string, string | undefined])[] = [];
  vi.stubGlobal("fetch", (path: string, parts?: { headers?: Record<string, string> }) => {
    requests.push([path, parts?.headers?.["If-None-Match"]]);
    const answer = answers[path];
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("Failed to fetch"));
  });
  return requests;
}

const shown = (): string | undefined => namedTopics.value && shortOf(namedTopics.value, "heat", "en");
const forget = (): void => {
  [topics.value, fetchedNames.value, topicsProblem.value] = [undefined, undefined, undefined];
};

beforeEach(async () => {
  forget();
  await (await database()).clear("values");
});
afterEach(() => {
  language.value = "en";
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("a new phone fetches them, and stores them for the next start", async () => {
  network({ [NAMES]: () => Response.json(HEAT, { headers: { ETag: '"1"' } }) });
  await loadNamedTopics();
  expect(shown()).toBe("Heat");
  forget();
  const requests = network({});
  await loadNamedTopics();
  expect([shown(), topicsProblem.value]).toEqual(["Heat", undefined]); // offline
  firstScreenIsUsable();
  await vi.waitFor(() => expect(requests).toEqual([[NAMES, '"1"']])); // asked whether they have changed, and the stored ones stay
  expect(shown()).toBe("Heat");
  await loadNamedTopics();
  expect(requests).toHaveLength(1);
});

test("stored ones are replaced if the server has newer ones, and only then", async () => {
  network({ [NAMES]: () => Response.json(HEAT, { headers: { ETag: '"1"' } }) });
  await loadNamedTopics();
  forget();
  const unchanged = network({ [NAMES]: () => new Response(null, { status: 304 }) });
  await loadNamedTopics();
  await vi.waitFor(() => expect(unchanged).toHaveLength(1));
  expect(shown()).toBe("Heat");
  forget();
  network({ [NAMES]: () => Response.json({ ...HEAT, words: { en: "warmth" } }) });
  await loadNamedTopics();
  await vi.waitFor(() => expect(shown()).toBe("Warmth"));
});

test("stored ones in another language are not used", async () => {
  network({ [NAMES]: () => Response.json(HEAT) });
  await loadNamedTopics();
  forget();
  language.value = "de";
  network({ "/api/topics/names/de": () => Response.json({ ...HEAT, words: { de: "Hitze" }, short: { de: "" } }) });
  await loadNamedTopics();
  expect(namedTopics.value && shortOf(namedTopics.value, "heat", "de")).toBe("Hitze");
});

test.each([
  ["the server does not have them", () => new Response("{}", { status: 404 })],
  ["they have another shape", () => Response.json({ ...HEAT, parents: 7 })],
  ["they are in a newer format", () => Response.json({ ...HEAT, format: 99 })],
])("the whole tree stands in where %s", async (_name, answer) => {
  network({ [NAMES]: answer, "/api/topics": () => Response.json(smallTopics("heat", { en: "heat" })) });
  await loadNamedTopics();
  expect([fetchedNames.value, topics.value?.topics]).toEqual([undefined, ["heat"]]);
});

test("without either it is said why", async () => {
  network({});
  await loadNamedTopics();
  expect([namedTopics.value, topicsProblem.value]).toEqual([undefined, "offline"]);
});

test("a phone that cannot read or store them shows them all the same", async () => {
  network({ [NAMES]: () => Response.json(HEAT) });
  vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(() => {
    throw new DOMException("The storage is broken.", "UnknownError");
  });
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("The phone is full.", "QuotaExceededError");
  });
  await loadNamedTopics();
  expect([shown(), topicsProblem.value]).toEqual(["Heat", undefined]);
});

test("they are stored for the next start, if the whole tree was here first", async () => {
  firstScreenIsUsable();
  topics.value = topicTree(smallTopics("heat", { en: "heat" }));
  const requests = network({ [NAMES]: () => Response.json(HEAT, { headers: { ETag: '"1"' } }) });
  await loadNamedTopics();
  await vi.waitFor(async () => expect(await (await database()).get("values", "topic-names")).toBeDefined());
  await loadNamedTopics();
  forget();
  network({});
  await loadNamedTopics();
  expect([shown(), requests]).toEqual(["Heat", [[NAMES, undefined]]]);
});

test("without a network, a phone that has the whole tree stays as it is", async () => {
  firstScreenIsUsable();
  topics.value = topicTree(smallTopics("heat", { en: "heat" }));
  const requests = network({});
  await loadNamedTopics();
  await vi.waitFor(() => expect(requests).toEqual([[NAMES, undefined]]));
  expect(namedTopics.value).toBe(topics.value);
});

test("the stored tree stands in at once where the server never answers, and the names are stored later", async () => {
  const document = smallTopics("heat", { en: "heat" });
  await (await database()).put("values", { etag: '"tree"', document }, "topics");
  let giveUp = (): void => undefined;
  const never = new Promise<Response>((_, reject) => {
    giveUp = () => reject(new TypeError("Failed to fetch"));
  });
  const requests: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    requests.push(path);
    return never;
  });
  const loading = loadNamedTopics();
  await vi.waitFor(() => expect(topics.value?.topics).toEqual(["heat"]));
  firstScreenIsUsable();
  await vi.waitFor(() => expect(requests.toSorted()).toEqual(["/api/topics", NAMES]));
  giveUp();
  await loading;
});

test("a request that nobody answers ends, so that the board can say what is wrong", async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort(new DOMException("late", "TimeoutError")));
  vi.stubGlobal("fetch", (_path: string, parts: RequestInit) => {
    signals.push(parts.signal);
    return Promise.reject(parts.signal?.reason as Error);
  });
  await loadNamedTopics();
  expect(topicsProblem.value).toBe("offline");
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  expect(timeout).toHaveBeenCalledWith(20_000);
});
