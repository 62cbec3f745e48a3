// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import { loadQueue, loadReview } from "../../src/actions/clinic";
import { api, bodyOf } from "../../src/api";
import { grant, photo, reply, treatment } from "../records";
import { receivedEntry } from "../sync/people";

afterEach(() => vi.unstubAllGlobals());

function serverSends(body: unknown): void {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(body)));
}

const codeOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => "shown", (thrown: unknown) => (thrown as { code?: unknown }).code);

const me = { id: "a", role: "patient", display_name: "Alice", language: "en", time_zone: "Europe/Berlin", skin_cues: [], clinic: null, is_owner: false, memberships: [] };
const item = { treatment_id: "t", section: "calm", patient_name: "Alice", treated_at: "2026-11-18T10:00:00Z", findings: [] };
const review = {
  ...{ treatment: treatment(), patient_name: "Alice", entries: [receivedEntry("e1")], photos: [photo("p1")], replies: [reply("r1")] },
  ...{ bands: [], findings: [], departures: [], resolved: [], days_logged: 1, days_so_far: 2, days_late: 0, next_window: null, grant: grant("g1") },
  ...{ course: { first: [], settled_after_days: null, later: [] }, reviewed: null, series: [] },
};

describe("a response that a screen could not show is a failure of loading", () => {
  const loadMe = (): Promise<unknown> => bodyOf(api.GET("/api/me"));
  test.each<[string, () => Promise<unknown>, unknown, string]>([
    ["me", loadMe, me, "shown"],
    ["nobody", loadMe, null, "bad-response"],
    ["a role that this app does not know", loadMe, { ...me, role: "robot" }, "bad-response"],
    ["a membership without its clinic", loadMe, { ...me, memberships: [{ id: "m", role: "owner" }] }, "bad-response"],
    ["cues that are not a list", loadMe, { ...me, skin_cues: null }, "bad-response"],
    ["the queue", () => loadQueue(null), { items: [item], counts: [], next: null }, "shown"],
    ["a queue without items", () => loadQueue(null), {}, "bad-response"],
    ["an item without findings", () => loadQueue(null), { items: [{ ...item, findings: undefined }], counts: [], next: null }, "bad-response"],
    ["a review", () => loadReview("t"), review, "shown"],
    ["a review without a timeline", () => loadReview("t"), { ...review, treatment: { ...treatment(), timeline: null } }, "bad-response"],
    ["a review with half an entry", () => loadReview("t"), { ...review, entries: [{ id: "e1" }] }, "bad-response"],
    ["a list in place of an answer whose content is not used", () => bodyOf(api.POST("/api/sign-out")), [], "bad-response"],
  ])("%s", async (_, load, body, wanted) => {
    serverSends(body);
    expect(await codeOf(load())).toBe(wanted);
  });
});
