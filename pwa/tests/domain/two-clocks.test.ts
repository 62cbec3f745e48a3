import { describe, expect, test } from "vitest";
import { answer, KINDS, type Answer, type AnswerKind } from "../../src/domain/answers";
import { HOUR } from "../../src/domain/dates";
import { smallTopics } from "../topics";
import { stricterAnswer } from "../../src/domain/stricter-answer";
import { listedAtAny, stricterToday } from "../../src/domain/stricter-today";
import type { Timeline, Window } from "../../src/domain/timeline";
import { today, type TodayItem } from "../../src/domain/today";
import { topicTree } from "../../src/domain/topics";
import { timeline } from "../records";

const TREATED_AT = "2026-11-18T10:00:00Z";
const after = (hours: number): number => Date.parse(TREATED_AT) + hours * HOUR;

function bound(hours: number): Window["opens"] {
  const at = new Date(after(hours)).toISOString();
  return { least_at: at, surely_at: at, state: null, act: null, kind: "exact", text: `${hours}h` };
}

function window(id: string, verb: Window["rule"]["verb"], from: number | null, until: number | null): Window {
  return {
    rule: { id, verb, topics: [id], says: "", cite: "1", source: "sheet" },
    ...{ opens: from === null ? null : bound(from), closes: until === null ? null : bound(until), needs: [], unless: [] },
  };
}

/** Make-up is banned for 72 hours; sunscreen is a duty from hour 24 on; gentle cleansing is allowed until hour 96. */
const sheet: Timeline = {
  ...timeline(),
  windows: [
    window("make-up", "avoid", null, 72),
    window("sunscreen", "do", 24, null),
    window("cleansing", "allow", 0, 96),
    window("redness", "expect", null, 48),
    window("pain", "call", 30, null),
  ],
};

const words = { en: "make-up\nsunscreen\ncleansing\nredness\npain" };
const tree = topicTree(smallTopics("make-up sunscreen cleansing redness pain", words));

type Times = readonly [number, number];
const kind = (topic: string, times: Times): AnswerKind => stricterAnswer(times, (now) => answer(sheet, tree, topic, { now, states: {} })).kind;
const ids = (items: readonly TodayItem[]): string[] => items.map(({ rule }) => rule.id).sort();
const view = (now: number): ReturnType<typeof today> => today(sheet, now, {});

describe("nobody is allowed something because a clock is wrong", () => {
  // [phone, server]: it is not known which of the two is right
  test.each<[string, Times, Readonly<Record<string, AnswerKind>>]>([
    ["the phone is an hour ahead", [after(72.5), after(71.5)], { "make-up": "no", sunscreen: "yes", cleansing: "yes" }],
    ["the phone is two days ahead", [after(70), after(22)], { "make-up": "no", sunscreen: "unsaid", cleansing: "yes" }],
    ["the phone is three days behind", [after(3), after(75)], { "make-up": "no", sunscreen: "unsaid", cleansing: "yes" }],
    ["the server is two days ahead", [after(60), after(108)], { "make-up": "no", sunscreen: "yes", cleansing: "unsaid" }],
    ["the server is a year behind", [after(80), after(80 - 365 * 24)], { "make-up": "no", sunscreen: "unsaid" }],
    ["both agree", [after(80), after(80)], { "make-up": "over", sunscreen: "yes", cleansing: "yes" }],
  ])("%s", (_, times, kinds) => {
    expect(Object.fromEntries(Object.keys(kinds).map((topic) => [topic, kind(topic, times)]))).toEqual(kinds);
  });

  test("it does not matter which of the clocks is the phone's", () => {
    for (const [one, other] of [[3, 75], [22, 70], [90, 100]] as const) {
      for (const topic of ["make-up", "sunscreen", "cleansing"]) {
        expect(kind(topic, [after(one), after(other)])).toBe(kind(topic, [after(other), after(one)]));
      }
    }
  });
});

describe("the strictest answer first", () => {
  const base = answer(sheet, tree, null, { now: after(0), states: {} });
  const answerOf = (of: AnswerKind, part: Partial<Answer> = {}): Answer => ({ ...base, kind: of, ...part });
  const stricter = (one: Answer, other: Answer): Answer => stricterAnswer([0, 1], (now) => (now === 0 ? one : other));

  test.each(KINDS.flatMap((strict, at) => KINDS.slice(at + 1).map((lax) => [strict, lax] as const)))("%s comes before %s", (strict, lax) => {
    expect(stricter(answerOf(strict), answerOf(lax)).kind).toBe(strict);
    expect(stricter(answerOf(lax), answerOf(strict)).kind).toBe(strict);
  });

  test("of two bans the longer one, of two permissions the shorter one", () => {
    expect(stricter(answerOf("no", { until: 5 }), answerOf("no", { until: null })).until).toBeNull();
    expect(stricter(answerOf("yes", { until: null }), answerOf("yes", { until: 5 })).until).toBe(5);
  });

  test("of two ended bans, and of two expectations, the one that changes sooner", () => {
    expect(stricter(answerOf("over", { until: null }), answerOf("over", { until: 5 })).until).toBe(5);
    expect(stricter(answerOf("expected", { until: 9 }), answerOf("expected", { until: 5 })).until).toBe(5);
  });

  test("a permission is stricter than an instruction", () => {
    const { rule } = answer(sheet, tree, "sunscreen", { now: after(80), states: {} });
    expect(stricter(answerOf("yes", { rule }), answerOf("yes")).rule).toBeNull();
    expect(stricter(answerOf("yes"), answerOf("yes", { rule })).rule).toBeNull();
  });
});

describe("Today by two clocks", () => {
  test.each<[string, Times]>([
    ["the phone two days ahead", [after(75), after(27)]],
    ["the phone two days behind", [after(27), after(75)]],
  ])("%s: what both allow, and what either forbids", (_, times) => {
    const shown = stricterToday(times, view);
    expect(ids(shown.leaveAlone)).toEqual(["make-up"]);
    expect(ids(shown.do)).toEqual(["sunscreen"]);
    expect(ids(shown.allowed)).toEqual(["cleansing"]);
    expect(ids(shown.expect)).toEqual([]); // normal by one clock only: no reassurance
    expect(ids(shown.tell)).toEqual(["pain"]);
  });

  test("a duty or a permission of one clock alone is not shown", () => {
    expect(ids(stricterToday([after(75), after(3)], view).do)).toEqual([]);
    expect(ids(stricterToday([after(100), after(75)], view).allowed)).toEqual([]);
  });

  test("the hour is the phone's, the next change lies ahead by both clocks", () => {
    const shown = stricterToday([after(27), after(75)], view);
    expect([shown.hours, shown.nextChangeAt]).toEqual([27, after(96)]);
  });

  test("with one time it is the usual Today", () => {
    expect(stricterToday([after(27), after(27)], view)).toEqual(view(after(27)));
  });

  test("certain only if it is certain by both clocks; forbidden for certain if it is by one", () => {
    const item = (sure: boolean): TodayItem[] => view(after(27)).leaveAlone.map((each) => ({ ...each, sure }));
    const unsure = (now: number): ReturnType<typeof today> => ({ ...view(after(27)), allowed: item(now === 0), leaveAlone: item(now === 0) });
    const shown = stricterToday([0, 1], unsure);
    expect([shown.allowed[0]?.sure, shown.leaveAlone[0]?.sure]).toEqual([false, true]);
    const turned = stricterToday([1, 0], unsure);
    expect([turned.allowed[0]?.sure, turned.leaveAlone[0]?.sure]).toEqual([false, true]);
  });

  test("what waits by one of the clocks is listed as waiting", () => {
    const waiting = (now: number): readonly TodayItem[] => (now < after(48) ? view(now).leaveAlone : []);
    expect(ids(listedAtAny([after(27), after(75)], waiting))).toEqual(["make-up"]);
    expect(ids(listedAtAny([after(75), after(27)], waiting))).toEqual(["make-up"]);
  });
});
