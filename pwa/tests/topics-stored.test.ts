// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TOPICS_FORMAT, labelOf } from "../src/domain/topics";
import { loadTopics, topics } from "../src/state/topics";
import { database } from "../src/store/database";
import { setValue, getValue } from "../src/store/values";
import { smallTopics } from "./topics";

const HEAT = smallTopics("", { en: "heat", de: "Hitze" });

/** Fake the server; returns the If-None-Match headers of the requests. */
function server(says: () => Response | Promise<Response>): (string | undefined)[] {
  const tags: (string | undefined)[] = [];
  vi.stubGlobal("fetch", (_address: string, { headers }: { headers: Record<string, string> }) => {
    tags.push(headers["If-None-Match"]);
    return Promise.resolve().then(says);
  });
  return tags;
}

const sent = (document: unknown): Response => Response.json(document, { headers: { ETag: '"new"' } });
const stored = async (): Promise<unknown> => getValue(await database(), "topics");
const shown = (): string | undefined => topics.value && labelOf(topics.value, "heat", "de");

beforeEach(async () => {
  topics.value = undefined;
  await (await database()).delete("values", "topics");
});

afterEach(() => vi.unstubAllGlobals());

it("stores the topics of the server for all languages", async () => {
  server(() => sent(HEAT));
  await loadTopics();
  expect(shown()).toBe("Hitze");
  expect(await stored()).toEqual({ etag: '"new"', document: HEAT });
});

it("shows the stored topics when offline", async () => {
  await setValue(await database(), "topics", { etag: '"old"', document: HEAT });
  const tags = server(() => Promise.reject(new TypeError("Failed to fetch")));
  await loadTopics();
  expect(shown()).toBe("Hitze");
  expect(tags).toEqual(['"old"']);
});

it("fetches topics again that an older app stored in another format", async () => {
  await setValue(await database(), "topics", { etag: '"old"', document: { format: 1, topics: [["heat", [], "heat"]] } });
  const tags = server(() => sent(HEAT));
  await loadTopics();
  expect(tags).toEqual([undefined]);
  expect(await stored()).toEqual({ etag: '"new"', document: HEAT });
});

it("keeps the stored topics if the server sends a format that it cannot read", async () => {
  await setValue(await database(), "topics", { etag: '"old"', document: HEAT });
  server(() => sent({ ...HEAT, format: TOPICS_FORMAT + 1 }));
  await loadTopics();
  expect(shown()).toBe("Hitze");
  expect(await stored()).toEqual({ etag: '"old"', document: HEAT });
});
