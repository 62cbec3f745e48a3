import { describe, expect, test } from "vitest";
import { bands } from "../../src/domain/course";
import { HOUR } from "../../src/domain/dates";
import { expectedNow, hoursShown } from "../../src/domain/expected-now";
import { today } from "../../src/domain/today";
import type { Timeline, Window } from "../../src/domain/timeline";
import { golden } from "../golden";
import { timeline as empty } from "../records";

const sheets = golden<{ readonly timeline: Timeline }>("replies").map(({ timeline }) => [timeline.sheet.id, timeline] as const);
const START = Date.parse(empty().treated_at);

function expecting(symptom: string, hours: number | null, from?: number): Window {
  const bound = (at: number): Window["closes"] => {
    const iso = new Date(START + at * HOUR).toISOString();
    return { least_at: iso, surely_at: iso, state: null, act: null, kind: "exact", text: "" };
  };
  const rule = { id: symptom, verb: "expect", topics: [symptom], says: "", cite: "", source: "sheet" } as const;
  return { rule, opens: from === undefined ? null : bound(from), closes: hours === null ? null : bound(hours), needs: [], unless: [] };
}

const sheet = (...windows: readonly Window[]): Timeline => ({ ...empty(), windows });
const shown = (timelines: readonly [Timeline, ...Timeline[]], ...hours: readonly number[]): readonly unknown[] => {
  const [first = 0] = hours;
  const items = today(timelines[0], START + first * HOUR, {}).expect;
  return expectedNow(timelines, items, hours.map((hour) => START + hour * HOUR)).map(({ symptom, until }) => [symptom, until]);
};

describe("what is expected now", () => {
  test("the soonest to end first, and last what the sheet gives no end", () => {
    expect(shown([sheet(expecting("itching", null), expecting("swelling", 48), expecting("dryness", 24))], 3)).toEqual([["dryness", 24], ["swelling", 48], ["itching", null]]);
  });

  test("neither what is over nor what has not begun", () => {
    expect(shown([sheet(expecting("swelling", 24), expecting("flaking", 96, 72))], 30)).toEqual([]);
    expect(shown([sheet(expecting("flaking", 96, 72))], 80)).toEqual([["flaking", 96]]);
  });

  test("only what both versions of a sheet expect, up to the earlier end", () => {
    const followed = sheet(expecting("swelling", 72), expecting("dryness", 72));
    expect(shown([followed, sheet(expecting("swelling", 48))], 30)).toEqual([["swelling", 48]]);
    expect(shown([followed, sheet(expecting("swelling", 24))], 30)).toEqual([]);
  });

  test("only what is expected by both clocks", () => {
    expect(shown([sheet(expecting("swelling", 48))], 40, 60)).toEqual([]);
  });

  test.each(sheets)("%s: nothing after its band", (_name, timeline) => {
    const start = Date.parse(timeline.treated_at);
    for (const hours of [1, 30, 60, 100, 200]) {
      const now = start + hours * HOUR;
      const lines = expectedNow([timeline], today(timeline, now, {}).expect, [now]);
      for (const { symptom, until } of lines) {
        expect(bands(timeline).map((band) => band.symptom)).toContain(symptom);
        expect(until ?? Infinity).toBeGreaterThan(hours);
      }
      expect(hoursShown(timeline, lines)).toBeGreaterThanOrEqual(Math.max(24, ...lines.map(({ until }) => until ?? 0)));
    }
  });
});

test("a band without a course is drawn over a day at least", () => {
  expect(hoursShown(empty(), [])).toBe(24);
});
