import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askEarly, takeEarly, topicNamesPath, WHOLE_DIARY } from "../../src/api/early";

const answers = new Map<string, () => Promise<Response>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  answers.clear();
  vi.stubGlobal("fetch", (path: string) => answers.get(path)?.() ?? Promise.reject(new TypeError("Failed to fetch")));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the diary and the names of the topics are asked for at once, and each response is used once", async () => {
  answers.set(WHOLE_DIARY, () => Promise.resolve(Response.json({ revision: 3 })));
  answers.set(topicNamesPath("de"), () => Promise.resolve(Response.json({ format: 8 })));
  askEarly("de");
  expect(await (await takeEarly(WHOLE_DIARY))?.response.json()).toEqual({ revision: 3 });
  expect(await (await takeEarly(topicNamesPath("de")))?.response.json()).toEqual({ format: 8 });
  expect(await takeEarly(WHOLE_DIARY)).toBeUndefined();
});

test("a response tells when it was asked for and when it came, for the clock of the phone", async () => {
  const sent = Date.now();
  answers.set(WHOLE_DIARY, async () => {
    await Promise.resolve();
    vi.setSystemTime(sent + 400);
    return Response.json({});
  });
  askEarly("en");
  const early = takeEarly(WHOLE_DIARY);
  expect(await early.then((taken) => [taken?.sentAt, taken?.receivedAt])).toEqual([sent, sent + 400]);
});

test("a refusal and a failure are not used, and nothing is where nothing was asked", async () => {
  answers.set(WHOLE_DIARY, () => Promise.resolve(Response.json({ code: "not-signed-in" }, { status: 401 })));
  askEarly("en");
  expect(await takeEarly(WHOLE_DIARY)).toBeUndefined();
  expect(await takeEarly(topicNamesPath("en"))).toBeUndefined();
  expect(await takeEarly("/api/me")).toBeUndefined();
});

test("after ten seconds a response is too old: somebody else may have signed in", async () => {
  answers.set(WHOLE_DIARY, () => Promise.resolve(Response.json({ revision: 3 })));
  askEarly("en");
  vi.setSystemTime(Date.now() + 10_000);
  expect(await takeEarly(WHOLE_DIARY)).toBeUndefined();
});
