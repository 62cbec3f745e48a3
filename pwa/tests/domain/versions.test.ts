import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { STRICTNESS, answer, type Answer, type AnswerKind } from "../../src/domain/answers";
import { answerOfVersions } from "../../src/domain/answers/versions";
import type { Bound, States } from "../../src/domain/bounds";
import { HOUR } from "../../src/domain/dates";
import { todayOfBoth } from "../../src/domain/stricter-today";
import { today } from "../../src/domain/today";
import type { Timeline, Window } from "../../src/domain/timeline";
import { topicTree, type TopicTree } from "../../src/domain/topics";
import { timeline } from "../records";
import { smallTopics } from "../topics";

const TREATED_AT = Date.parse("2026-11-18T10:00:00Z");
const after = (hours: number): number => TREATED_AT + hours * HOUR;

function bound(hours: number | null): Bound | null {
  if (hours === null) return null;
  const at = new Date(after(hours)).toISOString();
  return { least_at: at, surely_at: at, state: null, act: null, kind: "exact", text: `${hours}h` };
}

type Rule = readonly [verb: Window["rule"]["verb"], topics: readonly string[], from: number | null, until: number | null, needed?: readonly string[]];

function sheet(...rules: readonly Rule[]): Timeline {
  const windows = rules.map(([verb, topics, from, until, needed], at): Window => ({
    rule: { id: `${verb}-${topics.join("-")}-${at}`, verb, topics, says: "", cite: "1", source: "sheet", ...(needed && { with: needed }) },
    ...{ opens: bound(from), closes: bound(until), needs: [], unless: [] },
  }));
  return { ...timeline(), windows };
}

const words = { en: "make-up\nmascara\nsun\nsunscreen\ncovering\nserum\ncream" };
const tree = topicTree(smallTopics("make-up mascara sun sunscreen covering serum cream", words, { parents: [[], [0], [], [], [], [], []] }));
const both = (versions: readonly [Timeline, Timeline], topic: string, hours: number): Answer => answerOfVersions(versions, tree, topic, { now: after(hours), states: {} });

describe("until a safety correction is accepted", () => {
  test.each<[string, Timeline, Timeline, number, AnswerKind]>([
    ["the longer ban counts", sheet(["avoid", ["make-up"], null, 24]), sheet(["avoid", ["make-up"], null, 72]), 30, "no"],
    ["a ban beats a permission", sheet(["allow", ["make-up"], 0, null]), sheet(["avoid", ["make-up"], null, 72]), 30, "no"],
    ["silence is stricter than an ended ban", sheet(["avoid", ["make-up"], null, 24]), sheet(), 30, "unsaid"],
    ["both permit", sheet(["allow", ["make-up"], 0, null]), sheet(["do", ["make-up"], 0, null]), 30, "yes"],
  ])("%s", (_name, followed, corrected, hours, kind) => {
    expect(both([followed, corrected], "make-up", hours).kind).toBe(kind);
    expect(both([corrected, followed], "make-up", hours).kind).toBe(kind);
  });

  test("the rules of both are named, and the change is the later one", () => {
    const result = both([sheet(["avoid", ["make-up"], null, 24]), sheet(["avoid", ["make-up", "serum"], null, 72])], "make-up", 3);
    expect([result.kind, result.until]).toEqual(["no", after(72)]);
    expect([result.rule, ...result.also].map((rule) => rule?.id)).toEqual(["avoid-make-up-serum-0", "avoid-make-up-0"]);
    expect(result.then.map(({ at, kind }) => [at, kind])).toEqual([[after(72), "over"]]);
  });

  test("a permission needs a condition that fits both versions", () => {
    const covered = sheet(["allow", ["sun"], 0, null, ["sunscreen", "covering"]]);
    const only = (needed: string) => sheet(["allow", ["sun"], 0, null, [needed]]);
    expect(both([covered, only("covering")], "sun", 3)).toMatchObject({ kind: "yes", with: ["covering"] });
    expect(both([only("sunscreen"), only("covering")], "sun", 3)).toMatchObject({ kind: "not-yet", with: [] });
    expect(both([sheet(["allow", ["sun"], 0, null]), only("covering")], "sun", 3)).toMatchObject({ kind: "yes", with: ["covering"] });
  });

  test("only what both name may be used", () => {
    const only = (...topics: string[]): Timeline => ({ ...sheet(["only", topics, null, 24]), windows: sheet(["only", topics, null, 24]).windows.map((window) => ({ ...window, rule: { ...window.rule, family: ["serum", "cream", "make-up"] } })) });
    expect(both([only("serum", "cream"), only("cream")], "make-up", 3)).toMatchObject({ kind: "only", only: ["cream"] });
    expect(both([only("serum"), only("cream")], "make-up", 3).kind).toBe("no");
    expect([both([only("serum"), only("cream")], "serum", 3).kind, both([only("cream"), only("serum")], "serum", 3).kind]).toEqual(["no", "no"]);
  });

  test("Today lists what either forbids, what both allow, and the corrected duties that nothing forbids", () => {
    const open = today(sheet(["avoid", ["make-up"], null, null]), after(3), {});
    expect(todayOfBoth(open, today(sheet(["avoid", ["make-up"], null, 72]), after(3), {})).leaveAlone.map(({ until }) => until)).toEqual([null]);
    const followed = today(sheet(["avoid", ["make-up"], null, 24], ["avoid", ["sunscreen"], null, 24], ["allow", ["sun"], 0, null], ["do", ["serum"], 0, null]), after(3), {});
    const corrected = today(sheet(["avoid", ["make-up"], null, 72], ["do", ["sunscreen"], 0, null], ["do", ["cream"], 0, null]), after(3), {});
    const view = todayOfBoth(followed, corrected);
    expect(view.leaveAlone.map(({ rule, until }) => [rule.topics[0], until])).toEqual([["make-up", after(72)], ["sunscreen", after(24)]]);
    expect([view.allowed, view.do.map(({ rule }) => rule.topics[0])]).toEqual([[], ["cream"]]);
    expect(view.nextChangeAt).toBe(after(24));
    expect(todayOfBoth({ ...followed, nextChangeAt: null }, { ...corrected, nextChangeAt: null }).nextChangeAt).toBeNull();
  });
});

interface Golden {
  readonly parents: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly { readonly timeline: Timeline; readonly asks: readonly { readonly topic: string; readonly now: string; readonly states: States }[] }[];
}

describe("of any two sheets", () => {
  const { parents, cases } = JSON.parse(readFileSync(new URL("../../../tests/golden/answers.json", import.meta.url), "utf8")) as Golden;
  const ids = Object.keys(parents);
  const all: TopicTree = topicTree(smallTopics(ids.join(" "), { en: ids.join("\n") }, { parents: ids.map((id) => (parents[id] ?? []).map((parent) => ids.indexOf(parent))) }));

  test.each(cases.map((each, at) => [at, each] as const))("the answer is never less strict than that of either: %i", (at, { timeline: followed, asks }) => {
    const corrected = (cases[(at + 1) % cases.length] ?? cases[0])?.timeline as Timeline;
    for (const { topic, now, states } of asks) {
      const asked = { now: Date.parse(now), states };
      const result = answerOfVersions([followed, corrected], all, topic, asked);
      const least = Math.min(...[followed, corrected].map((version) => STRICTNESS[answer(version, all, topic, asked).kind]));
      expect(STRICTNESS[result.kind], `${topic} ${now}`).toBeLessThanOrEqual(least);
      for (const { at: moment, kind } of result.then) {
        if (moment === null) continue;
        const then = { now: moment, states };
        const own = [followed, corrected].map((version) => answer(version, all, topic, asked).then.findLast((change) => change.at !== null && change.at <= then.now)?.kind ?? answer(version, all, topic, asked).kind);
        expect(STRICTNESS[kind], `${topic} ${moment}`).toBeLessThanOrEqual(Math.min(...own.map((each) => STRICTNESS[each])));
      }
    }
  });
});

test("many rules on one topic give the same answer as few", () => {
  const bans = Array.from({ length: 40 }, (_, place): Rule => ["avoid", [place % 2 ? "make-up" : "mascara"], place % 3 ? null : 1, 10 + place]);
  const others: readonly Rule[] = [["allow", ["mascara"], 60, 80, ["covering"]], ["do", ["make-up"], 90, 100], ["allow", ["make-up"], 120, null]];
  const many = sheet(...bans, ...others);
  const few = sheet(...bans.slice(-4), ...others);
  for (const topic of ["make-up", "mascara"]) {
    for (const hours of [0, 5, 30, 48, 49, 50, 65, 80, 95, 110, 121]) {
      const [one, other] = [many, few].map((version) => answer(version, tree, topic, { now: after(hours), states: {} }));
      expect([one?.kind, one?.until, one?.with], `${topic} ${hours}`).toEqual([other?.kind, other?.until, other?.with]);
    }
  }
});
