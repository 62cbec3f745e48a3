import { describe, expect, test } from "vitest";
import { answer, type AnswerKind } from "../../src/domain/answers";
import { HOUR } from "../../src/domain/dates";
import type { Timeline, TimelineRule, Window } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { timeline } from "../records";
import { smallTopics } from "../topics";
import { today } from "../../src/domain/today";
import { waitingForSkin } from "../../src/domain/waiting";
import type { States } from "../../src/domain/bounds";

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

const tree = topicTree(smallTopics("make-up mascara", { en: "make-up\nmascara" }, { parents: [[], [0]] }));

function kind(windows: readonly Window[], hours: number, topic = "make-up"): AnswerKind {
  const sheet: Timeline = { ...timeline(), windows };
  return answer(sheet, tree, topic, { now: after(hours), states: {} }).kind;
}

describe("an instruction that Bob gave Alice overrides the sheet on the topic that it names", () => {
  const shortBan = [window("sheet", "avoid", null, 72), window("practitioner", "avoid", null, 24)];
  const laterPermission = [window("sheet", "allow", 0, null), window("practitioner", "allow", 48, null)];

  test("while it is in force", () => {
    expect(kind([window("sheet", "allow", 0, null), window("practitioner", "avoid", null, 24)], 12)).toBe("no");
  });

  test("until it is over: then the sheet applies again", () => {
    expect([kind(shortBan, 12), kind(shortBan, 30), kind(shortBan, 80)]).toEqual(["no", "no", "over"]);
  });

  test("when it is still to come: the sheet does not allow earlier what he allows later", () => {
    expect(kind(laterPermission, 12)).toBe("no");
  });

  test("of two, the one on the topic itself: make-up later, but mascara now", () => {
    const mascaraNow = window("practitioner", "allow", 0, null);
    const both = [window("practitioner", "allow", 48, null), { ...mascaraNow, rule: { ...mascaraNow.rule, id: "mascara", topics: ["mascara"] } }];
    expect([kind(both, 12, "mascara"), kind(both, 12)]).toEqual(["yes", "no"]);
  });

  test("on a member of the topic, only until it is over: then a sheet's rule in force decides", () => {
    expect(kind(shortBan, 30, "mascara")).toBe("no");
  });
});

function answerKind(windows: readonly Window[], hours: number, states: States = {}): AnswerKind {
  return answer({ ...timeline(), windows }, tree, "make-up", { now: after(hours), states }).kind;
}

describe("when the next session may be", () => {
  const again = window("sheet", "repeat", 48, null);

  test("not before the sheet's interval has passed", () => {
    expect([answerKind([again], 12), answerKind([again], 48)]).toEqual(["no", "over"]);
  });

  test("a number of sessions alone does not say when", () => {
    expect(answerKind([window("sheet", "repeat", null, null)], 48)).toBe("unsaid");
  });

  test("an interval that holds only for calm skin says nothing while that is unknown", () => {
    const calm = { ...again, needs: ["now:calm"] };
    expect([answerKind([calm], 60), answerKind([calm], 60, { "now:calm": true })]).toEqual(["unsaid", "over"]);
  });

  test("within a range of days: not yet", () => {
    const opens = { ...bound(48), surely_at: new Date(after(72)).toISOString(), kind: "range" } as Window["opens"];
    expect(answerKind([{ ...again, opens }], 60)).toBe("not-yet");
  });

  test("of two intervals the longer one decides", () => {
    expect(answerKind([again, window("sheet", "repeat", 96, null)], 60)).toBe("no");
  });
});

describe("a rule for the skin of this moment", () => {
  const ifCalm = { ...window("sheet", "allow", null, null), needs: ["now:calm"] };
  const unlessSore = { ...window("sheet", "allow", null, null), unless: ["now:sore"] };

  test("a permission for calm skin does not apply while it is not calm, and is uncertain while that is unknown", () => {
    expect([answerKind([ifCalm], 5, { "now:calm": false }), answerKind([ifCalm], 5), answerKind([ifCalm], 5, { "now:calm": true })]).toEqual(["unsaid", "not-yet", "yes"]);
  });

  test("a permission unless the skin is sore does not apply while it is, and is uncertain while that is unknown", () => {
    expect([answerKind([unlessSore], 5, { "now:sore": true }), answerKind([unlessSore], 5), answerKind([unlessSore], 5, { "now:sore": false })]).toEqual(["unsaid", "not-yet", "yes"]);
  });

  test("Today does not list what sore skin rules out", () => {
    const sheet = { ...timeline(), windows: [unlessSore] };
    expect(today(sheet, after(5), { "now:sore": true }).allowed).toEqual([]);
    expect(today(sheet, after(5), { "now:sore": false }).allowed).toHaveLength(1);
  });

  test("what waits for healed skin and needs calm skin is not listed as waiting while it is not calm", () => {
    const healed = { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" } as const;
    const sheet = { ...timeline(), windows: [{ ...ifCalm, opens: healed }] };
    expect(waitingForSkin(sheet, after(5), { "now:calm": false })).toEqual([]);
    expect(waitingForSkin(sheet, after(5), { "now:calm": true })).toHaveLength(1);
  });
});

describe("bans and permissions without a moment", () => {
  const healed = { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" } as const;

  test("of two permissions to come, the one by a state may come first", () => {
    const bySkin = { ...window("sheet", "allow", null, null), opens: healed };
    const byHour = window("sheet", "allow", 48, null);
    expect([answerKind([bySkin, byHour], 12), answerKind([bySkin], 12), answerKind([byHour], 12)]).toEqual(["not-yet", "not-yet", "no"]);
  });

  test("a denied state leaves the answer open, like one that nobody reported", () => {
    const bySkin = { ...window("sheet", "allow", null, null), opens: healed };
    expect([answerKind([bySkin], 30, { healed: false }), answerKind([bySkin], 30, { healed: true })]).toEqual(["not-yet", "yes"]);
  });

  test("a ban without an end is not over before one that ends", () => {
    expect(answerKind([window("sheet", "avoid", null, null), window("sheet", "avoid", null, 24)], 48)).toBe("no");
  });

  test("a ban until healed is over once the patient says so, whatever the hour", () => {
    const untilHealed = { ...window("sheet", "avoid", null, null), closes: healed };
    const both = [untilHealed, window("sheet", "avoid", null, 24)];
    expect([answerKind(both, 48, { healed: true }), answerKind(both, 48, { healed: false })]).toEqual(["over", "not-yet"]);
  });

  test("the answer is what the sheet asks for rather than what it merely allows", () => {
    const sheet = { ...timeline(), windows: [window("sheet", "allow", null, null), window("sheet", "do", null, null)] };
    expect(answer(sheet, tree, "make-up", { now: after(5), states: {} }).rule?.verb).toBe("do");
  });
});

test("an only-rule without families closes the nearest common family of what it names, not the rest of the tree", () => {
  const ids = "products cleansers milk foam oil make-up";
  const family = topicTree(smallTopics(ids, { en: ids.replaceAll(" ", "\n") }, { parents: [[], [0], [1], [1], [1], [0]] }));
  const only = window("sheet", "only", null, 72);
  const sheet = { ...timeline(), windows: [{ ...only, rule: { ...only.rule, topics: ["milk", "foam"] } }] };
  const of = (topic: string): AnswerKind => answer(sheet, family, topic, { now: after(5), states: {} }).kind;
  expect(["milk", "oil", "make-up"].map(of)).toEqual(["only", "only", "unsaid"]);
});
