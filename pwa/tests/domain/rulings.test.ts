import { describe, expect, test } from "vitest";
import { answer, type AnswerKind } from "../../src/domain/answers";
import { HOUR } from "../../src/domain/dates";
import type { Timeline, TimelineRule, Window } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { timeline } from "../records";

const after = (hours: number): number => Date.parse("2026-11-18T10:00:00Z") + hours * HOUR;

function bound(hours: number): Window["opens"] {
  const at = new Date(after(hours)).toISOString();
  return { least_at: at, surely_at: at, state: null, act: null, kind: "exact", text: `${hours}h` };
}

function window(source: TimelineRule["source"], verb: TimelineRule["verb"], from: number | null, until: number | null): Window {
  return {
    rule: { id: `${source} ${verb}`, verb, topics: ["make-up"], says: "", cite: "1", source },
    ...{ opens: from === null ? null : bound(from), closes: until === null ? null : bound(until), needs: [], unless: [] },
  };
}

const none = { en: "" };
const tree = topicTree({ format: 2, ids: "make-up mascara", parents: [[], [0]], words: { en: "make-up\nmascara" }, small: none, ordinary: none, tails: "" });

function kind(windows: readonly Window[], hours: number, topic = "make-up"): AnswerKind {
  const sheet: Timeline = { ...timeline(), windows };
  return answer(sheet, tree, topic, { now: after(hours), states: {} }).kind;
}

describe("what Bob told Alice beside the sheet goes before the sheet on its very topic", () => {
  const shortBan = [window("sheet", "avoid", null, 72), window("practitioner", "avoid", null, 24)];
  const laterPermission = [window("sheet", "allow", 0, null), window("practitioner", "allow", 48, null)];

  test("while it is in force", () => {
    expect(kind([window("sheet", "allow", 0, null), window("practitioner", "avoid", null, 24)], 12)).toBe("no");
  });

  test("when it is over: his ban of one day is not prolonged by the sheet's of three", () => {
    expect(kind(shortBan, 30)).toBe("yes");
  });

  test("when it is still to come: the sheet does not allow earlier what he allows later", () => {
    expect(kind(laterPermission, 12)).toBe("no");
  });

  test("on a member of the topic the sheet's rule in force decides once his is over", () => {
    expect(kind(shortBan, 30, "mascara")).toBe("no");
  });
});
