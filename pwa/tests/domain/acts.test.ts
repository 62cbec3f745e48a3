import { describe, expect, it } from "vitest";
import { actNamed, actsToReport, broughtBy, currentTreatments } from "../../src/domain/acts";
import type { Bound } from "../../src/domain/bounds";
import type { TimelineRule, Window } from "../../src/domain/timeline";
import { timeline, treatment } from "../records";

const HOUR = 3_600_000;
const TREATED = Date.parse("2026-11-18T10:00:00Z");
const NOW = TREATED + 5 * HOUR;
const at = (hours: number): Bound => {
  const moment = new Date(TREATED + hours * HOUR).toISOString();
  return { least_at: moment, surely_at: moment, state: null, act: null, kind: "exact", text: `${String(hours)}h` };
};
const act = (text: string, offset?: readonly number[]): Bound => ({ least_at: null, surely_at: null, state: null, act: text, kind: "act", text, ...(offset && { offset }) });

const usedUp = (text: string): Bound => ({ least_at: null, surely_at: null, state: text, act: null, kind: "state", text });

function window(id: string, verb: TimelineRule["verb"], part: Partial<Window> = {}, every?: string): Window {
  const rule = { id, verb, topics: [id], says: id, cite: "1", source: "sheet", ...(every !== undefined && { every }) } as const;
  return { rule, opens: null, closes: null, needs: [], unless: [], ...part };
}

const sheet = (...windows: readonly Window[]) => ({ ...timeline(), windows });

describe("the acts that can be reported", () => {
  it.each<[string, Window, readonly string[]]>([
    ["one that begins a duty", window("shower", "do", { opens: act("on(home)") }), ["home"]],
    ["one that ends a ban", window("make-up", "avoid", { closes: act("after(wash)", [120, 120]) }), ["wash"]],
    ["one that lasts", window("hat", "do", { opens: act("while(outside)") }), ["outside"]],
    ["something that appears", window("bruise", "call", { opens: act("onset(bruise)", [1440, 1440]) }), ["bruise"]],
    ["one with which a duty is repeated", window("cream", "do", {}, "each wash"), ["wash"]],
    ["a product that runs out", window("cream", "do", { closes: usedUp("used-up(cream)") }), ["used-up(cream)"]],
    ["none that is still to come", window("hands", "do", { opens: act("before(touch)") }, "each touch"), []],
    ["none of a rule that is over", window("bath", "avoid", { opens: act("after(wash)"), closes: at(1) }), []],
    ["none with which nothing is repeated yet", window("cream", "do", { opens: at(24) }, "each wash"), []],
    ["none that a ban is repeated with", window("rub", "avoid", {}, "each wash"), []],
  ])("are %s", (_name, rule, acts) => {
    expect(actsToReport(sheet(rule), NOW, {})).toEqual(acts);
  });

  it("do not include those of a duty that is done for good, nor any after the course", () => {
    const shower = window("shower", "do", { opens: act("on(home)") }, "once");
    expect(actsToReport(sheet(shower), NOW, { "done:shower": NOW })).toEqual([]);
    expect(actsToReport(sheet(shower, window("sauna", "avoid", { closes: at(72) })), TREATED + 73 * HOUR, {})).toEqual([]);
  });

  it("do not include a product that was reported as used up", () => {
    const serum = window("serum", "allow", { opens: usedUp("used-up(cream)") });
    expect(actsToReport(sheet(serum), NOW, { "used-up(cream)": NOW })).toEqual([]);
  });

  it("are read from a gate", () => {
    const gates = ["after(wash)", "while(outside)", "used-up(serum)", "before(touch)", "healed", "gone(redness)"];
    expect(gates.map(actNamed)).toEqual(["wash", "outside", "used-up(serum)", undefined, undefined, undefined]);
  });
});

it("what an act brings is listed soonest first, without what has passed or belongs to another act", () => {
  const day = sheet(
    window("make-up", "avoid", { closes: act("after(wash)", [120, 180]) }),
    window("cream", "do", { opens: act("after(wash)", [30, 45]) }),
    window("serum", "allow", { opens: act("after(wash)", [60, 90]) }),
    window("shower", "do", { opens: act("on(home)", [10, 10]) }),
    window("pain", "call", { opens: act("after(wash)", [30, 30]) }),
  );
  const minutes = (now: number) => broughtBy("wash", day, now, { "act:wash": NOW, "act:home": NOW }).map((each) => [each.rule_id, each.kind, (Date.parse(each.at) - NOW) / 60_000]);
  expect(minutes(NOW)).toEqual([["cream", "begins", 30], ["serum", "begins", 90], ["make-up", "ends", 180]]);
  expect(minutes(NOW + HOUR)).toEqual([["serum", "begins", 90], ["make-up", "ends", 180]]);
  expect(broughtBy("wash", day, NOW, {})).toEqual([]);
});

it("treatments are current until their course has ended, the latest one always", () => {
  const of = (id: string, treated_at: string, hours: number | null) => ({
    ...treatment(),
    ...{ id, treated_at },
    timeline: sheet(window("sauna", "avoid", hours === null ? {} : { closes: at(hours) })),
  });
  const [face, neck, open] = [of("face", "2026-11-18T10:00:00Z", 72), of("neck", "2026-11-25T10:00:00Z", 24), of("open", "2026-11-01T10:00:00Z", null)];
  const current = (hours: number) => currentTreatments([open, face, neck], TREATED + hours * HOUR, () => ({})).map(({ id }) => id);
  expect(current(71)).toEqual(["neck", "face"]);
  expect(current(72)).toEqual(["neck"]);
  expect(currentTreatments([], NOW, () => ({}))).toEqual([]);
});
