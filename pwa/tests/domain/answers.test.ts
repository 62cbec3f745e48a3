import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answer, toDocument, type Answer } from "../../src/domain/answers";
import { leastMoment, openGates, certainty, sureMoment, type Bound, type States } from "../../src/domain/bounds";
import { endOfCourse } from "../../src/domain/course";
import { dayOfHealing } from "../../src/domain/dates";
import { today, type Today, type TodayItem } from "../../src/domain/today";
import type { Timeline } from "../../src/domain/timeline";
import { topicTree, type TopicTree } from "../../src/domain/topics";
import { golden } from "../golden";
import { smallTopics } from "../topics";

const parsed = (at: string | null): number | null => (at === null ? null : Date.parse(at));

interface Leaf {
  readonly time: string;
  readonly bound: Bound;
  readonly certainties: readonly {
    readonly now: string;
    readonly states: States;
    readonly late: number;
    readonly early: number;
    readonly waits_for: readonly string[];
    readonly least: string | null;
    readonly sure: string | null;
  }[];
}

describe("a bound is evaluated as on the server", () => {
  const cases = golden<Leaf>("bounds");

  test.each(cases.map((each) => [each.time, each] as const))("%s", (_time, { bound, certainties }) => {
    for (const { now, states, ...wanted } of certainties) {
      const at = Date.parse(now);
      expect({
        late: certainty(bound, at, states),
        early: certainty(bound, at, states, true),
        waits_for: openGates(bound, at, states),
        least: leastMoment(bound, states),
        sure: sureMoment(bound, states),
      }).toEqual({ ...wanted, least: parsed(wanted.least), sure: parsed(wanted.sure) });
    }
  });
});

interface Asked {
  readonly topic: string;
  readonly now: string;
  readonly states: States;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly areas: readonly string[];
  readonly dropped: readonly Readonly<Record<string, unknown>>[];
}

function treeOf(parents: Readonly<Record<string, readonly string[]>>): TopicTree {
  const ids = Object.keys(parents);
  const above = ids.map((id) => (parents[id] ?? []).map((parent) => ids.indexOf(parent)));
  return topicTree(smallTopics(ids.join(" "), { en: ids.join("\n") }, { parents: above }));
}

/** The document with rules by their ids, as the golden file has them. */
function shown(result: Answer, timeline: Timeline): Record<string, unknown> {
  return { ...toDocument(result, timeline), rule: result.rule?.id ?? null, also: result.also.map((rule) => rule.id) };
}

interface Case {
  readonly name: string;
  readonly timeline: Timeline;
  readonly end: string | null;
  readonly asks: readonly Asked[];
}

describe("can I …? is answered as on the server", () => {
  const file = new URL("../../../tests/golden/answers.json", import.meta.url);
  const { parents, cases } = JSON.parse(readFileSync(file, "utf8")) as {
    parents: Record<string, string[]>;
    cases: Case[];
  };
  const tree = treeOf(parents);

  test.each(cases.map((each) => [each.name, each] as const))("%s", (_name, { timeline, end, asks }) => {
    expect(endOfCourse(timeline)?.at ?? null).toBe(parsed(end));
    for (const { topic, now, states, areas, answer: wanted, dropped } of asks) {
      const result = answer(timeline, tree, topic, { now: Date.parse(now), states, areas });
      expect({ now, states, ...shown(result, timeline) }).toEqual({ now, states, ...wanted });
      expect(result.dropped.map((each) => shown(each, timeline))).toEqual(dropped);
    }
  });
});

interface ShownItem {
  readonly since: string | null;
  readonly until: string | null;
  readonly surely_until: string | null;
}

interface View {
  readonly now: string;
  readonly states: States;
  readonly today: Readonly<Record<"do" | "leave_alone" | "allowed" | "expect" | "tell", readonly ShownItem[]>> & {
    readonly hours: number;
    readonly day: number;
    readonly next_change_at: string | null;
    readonly next_milestones: readonly unknown[];
  };
}

const items = (list: readonly TodayItem[]): unknown[] =>
  list.map(({ rule, sure, since, until, surelyUntil, dependsOn }) => ({
    rule: rule.id,
    ...{ sure, since, until, surely_until: surelyUntil, depends_on: dependsOn },
  }));

const wantedItems = (list: readonly ShownItem[]): unknown[] =>
  list.map((each) => ({
    ...each,
    since: parsed(each.since),
    until: parsed(each.until),
    surely_until: parsed(each.surely_until),
  }));

function lists(view: Today): Record<string, unknown> {
  const { hours, day, nextChangeAt, nextMilestones } = view;
  return {
    ...{ hours, day, next_change_at: nextChangeAt, milestones: nextMilestones.length },
    do: items(view.do),
    leave_alone: items(view.leaveAlone),
    allowed: items(view.allowed),
    expect: items(view.expect),
    tell: items(view.tell),
  };
}

describe("today shows the same as on the server", () => {
  const cases = golden<{ name: string; timeline: Timeline; views: readonly View[] }>("today");

  test.each(cases.map((each) => [each.name, each] as const))("%s", (_name, { timeline, views }) => {
    for (const { now, states, today: wanted } of views) {
      expect(lists(today(timeline, Date.parse(now), states))).toEqual({
        ...{ hours: wanted.hours, day: wanted.day, next_change_at: parsed(wanted.next_change_at) },
        milestones: wanted.next_milestones.length,
        do: wantedItems(wanted.do),
        leave_alone: wantedItems(wanted.leave_alone),
        allowed: wantedItems(wanted.allowed),
        expect: wantedItems(wanted.expect),
        tell: wantedItems(wanted.tell),
      });
    }
  });
});

test("the day of healing follows the local calendar of the treatment, across changes to and from summer time", () => {
  const cases = golden<{
    readonly treated_at: string;
    readonly now: string;
    readonly time_zone: string;
    readonly day_one: number;
    readonly day: number;
  }>("days");
  for (const { treated_at, now, time_zone, day_one, day } of cases) {
    expect({ treated_at, now, time_zone, day: dayOfHealing(treated_at, Date.parse(now), time_zone, day_one) }).toEqual({ treated_at, now, time_zone, day });
  }
});
