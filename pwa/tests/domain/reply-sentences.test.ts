/** The sentences of replies on sheets of one or two rules. */
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/assessment";
import type { BoundLeaf, States } from "../../src/domain/bounds";
import { HOUR } from "../../src/domain/dates";
import { readQuestion } from "../../src/domain/questions";
import { reply, sentences, type Reply } from "../../src/domain/replies";
import type { TimelineRule, Window } from "../../src/domain/timeline";
import { topicTree } from "../../src/domain/topics";
import { timeline } from "../records";
import { builtIn } from "../topics";

const tree = topicTree(builtIn());
const treatedAt = Date.parse(timeline().treated_at);
const after = (hours: number): number => treatedAt + hours * HOUR;
const healed = { least_at: null, surely_at: null, state: "healed", act: null, kind: "state", text: "healed" } as const;

function hour(hours: number): Window["opens"] {
  const at = new Date(after(hours)).toISOString();
  return { least_at: at, surely_at: at, state: null, act: null, kind: "exact", text: `${hours}h` };
}

function window(verb: TimelineRule["verb"], topics: string, rule: Partial<TimelineRule> = {}, part: Partial<Window> = {}): Window {
  const id = `${verb} ${topics}`;
  return {
    rule: { id, verb, topics: topics.split(" "), says: "", cite: "1", source: "sheet", ...rule },
    ...{ opens: null, closes: null, needs: [], unless: [], ...part },
  };
}

/** The reply five hours after the treatment. */
function replyOn(windows: readonly Window[], words: string, states: States = {}): Reply {
  const to = { timeline: { ...timeline(), windows }, tree, states, name: "" };
  return reply(readQuestion(words, "en", tree), [to], { now: after(5), timeZone: "Europe/Berlin" });
}

function keys(windows: readonly Window[], words: string, states: States = {}): readonly string[] {
  return sentences(replyOn(windows, words, states)).map(({ key }) => key);
}

describe("an only-rule", () => {
  const only = (closes: Window["closes"]): readonly Window[] => [window("only", "sunscreen", { family: ["topical"] }, { closes })];

  test("names its end to what it permits and to what it closes", () => {
    expect(keys(only(hour(72)), "can I use sunscreen")).toEqual(["answer.only.own-until"]);
    expect(keys(only(hour(72)), "can I use retinol")).toEqual(["answer.only.others-until"]);
  });

  test("names no end where the skin decides, or nothing", () => {
    expect(keys(only(healed), "can I use sunscreen")).toEqual(["answer.only.own"]);
    expect(keys(only(healed), "can I use retinol")).toEqual(["answer.not-yet.gates"]);
    expect(keys(only(null), "can I use retinol")).toEqual(["answer.only.others"]);
  });
});

describe("a permission", () => {
  test("may need the practitioner's approval first", () => {
    expect(keys([window("allow", "sauna", { with: ["contact-practitioner"] })], "can I go to the sauna")).toEqual(["answer.yes.ask-first", "answer.says"]);
  });

  test("may be for some kinds of the topic only, or with something else", () => {
    expect(keys([window("allow", "moisturizer", { with: ["balm"] })], "can I use moisturizer")).toEqual(["answer.yes.with"]);
    expect(keys([window("allow", "topical", { with: ["balm", "sunscreen"] })], "can I use topical products")).toEqual(["answer.yes.kind"]);
  });

  test("for calm skin waits for nothing but the patient's report", () => {
    const calm = [window("allow", "sauna", {}, { needs: ["now:calm"] })];
    expect(keys(calm, "can I go to the sauna")).toEqual(["answer.quote"]);
    expect(keys(calm, "can I go to the sauna", { "now:calm": true })).toContain("answer.yes.allowed");
  });
});

test("a permission to come names its condition", () => {
  const opens = { ...(hour(24) as BoundLeaf), least_at: new Date(after(4)).toISOString(), kind: "range" } as const;
  const given = replyOn([window("allow", "sauna", { with: ["balm"] }, { opens })], "can I go to the sauna");
  expect(given.parts[0].answer.kind).toBe("not-yet");
  expect(sentences(given)).toContainEqual({ key: "answer.later-with", values: { with: { topics: ["balm"] } } });
});

test("an answer about a symptom announces its changes up to the end of the course", () => {
  const dayAfterShower = { ...healed, state: null, act: "after(shower)", kind: "act", offset: [24 * 60, 24 * 60] } as const;
  const windows = [window("expect", "redness", {}, { closes: hour(6) }), window("call", "redness", {}, { opens: hour(8), closes: dayAfterShower })];
  const [{ answer }] = replyOn(windows, "is redness normal", { "act:shower": after(1) }).parts;
  expect(answer.then.map(({ at, kind }) => [at, kind])).toEqual([[after(6), "longer"], [after(8), "tell"]]);
});

test("a duty tied to an act names the act", () => {
  const touching = { ...healed, state: null, act: "before(touch)", kind: "act", text: "before(touch)" } as const;
  const [sentence] = sentences(replyOn([window("do", "hand-washing", {}, { opens: touching })], "should I wash my hands"));
  expect(sentence).toMatchObject({ key: "answer.yes.asked-when", values: { gates: { gates: ["before(touch)"] } } });
});

test("a ban that ends once healed, and after 72 hours in any case, names both", () => {
  const closes = { text: "", all: [hour(24), { text: "", first: [healed, hour(72)] }] } as Window["closes"];
  const [sentence] = sentences(replyOn([window("avoid", "sauna", {}, { closes })], "how long no sauna"));
  expect(sentence).toMatchObject({ key: "answer.no.least-surely-gates", values: { least: { moment: after(24) }, surely: { moment: after(72) }, gates: { gates: ["healed"] } } });
});

describe("what the question states", () => {
  test("rules for the eyes answer a question about the skin around and under them", () => {
    const windows = [window("avoid", "retinol", { area: "under-eye" }, { closes: hour(72) })];
    expect(["around my eyes", "under my eyes", "on my neck"].map((where) => replyOn(windows, `can I use retinol ${where}`).parts[0].answer.kind)).toEqual(["no", "no", "unsaid"]);
  });

  test("a symptom that is not there changes no permission", () => {
    const windows = [window("allow", "sauna", {}, { needs: ["now:calm"] })];
    const states = { "now:calm": true };
    expect(["", "no pus, "].map((report) => replyOn(windows, `${report}can I go to the sauna`, states).parts[0].answer.kind)).toEqual(["yes", "yes"]);
  });
});

describe("an open finding that a call of the sheet raised", () => {
  const finding = (part: Partial<Finding> = {}): Finding => ({
    ...{ symptom: null, sign: "pustules", area: null, kind: "reportable-sign", rule: null, since_at: "2026-05-01T10:00:00Z", entry_id: "1" },
    ...{ reasons: [{ kind: "reportable-sign", rule: null, at: "2026-05-01T10:00:00Z", entry_id: "1" }], gone_at: null, answered_at: null },
    ...part,
  });
  const carried = (verb: TimelineRule["verb"], words: string, part: Partial<Finding> = {}): readonly unknown[] => {
    const windows = [window(verb, verb === "expect" ? "redness" : "sauna", {}, { closes: hour(72) })];
    const to = { timeline: { ...timeline(), windows }, tree, states: {}, name: "", findings: [finding(part)] };
    const given = reply(readQuestion(words, "en", tree), [to], { now: after(5), timeZone: "Europe/Berlin" });
    return sentences(given).slice(0, 1).map(({ key, values }) => [key, values["what"]]);
  };

  test("comes before what permits something or puts the patient at ease", () => {
    expect(carried("allow", "can I go to the sauna")).toEqual([["answer.finding.ask", { noticed: "pustules" }]]);
    expect(carried("expect", "is redness normal")).toEqual([["answer.finding.tell", { noticed: "pustules" }]]);
    expect(carried("avoid", "can I go to the sauna")).toEqual([["answer.lead.no", undefined]]);
  });

  test("is not carried once it is gone or answered, nor if only the diary raised it", () => {
    const yes = [["answer.lead.yes", undefined]];
    expect(carried("allow", "can I go to the sauna", { gone_at: "2026-05-02T10:00:00Z" })).toEqual(yes);
    expect(carried("allow", "can I go to the sauna", { answered_at: "2026-05-02T10:00:00Z" })).toEqual(yes);
    const observed = [{ kind: "observation", rule: null, at: "2026-05-01T10:00:00Z", entry_id: "1" }] as const;
    expect(carried("allow", "can I go to the sauna", { kind: "observation", reasons: observed })).toEqual(yes);
  });
});

describe("the next session", () => {
  const after4Weeks = { ...hour(28 * 24), surely_at: new Date(after(42 * 24)).toISOString(), kind: "range" } as Window["opens"];
  const sessions = (opens: Window["opens"], rule: Partial<TimelineRule> = {}): readonly Window[] => [window("repeat", "microneedling", rule, { opens })];

  test("is a window, not an uncertainty", () => {
    expect(keys(sessions(after4Weeks), "when can I have my next session")).toEqual(["answer.repeat.range"]);
    expect(keys(sessions(hour(28 * 24)), "when can I have my next session")).toEqual(["answer.no.surely"]);
    expect(keys(sessions({ ...hour(2), surely_at: new Date(after(9)).toISOString(), kind: "range" } as Window["opens"]), "when can I have my next session")).toEqual(["answer.repeat.not-yet"]);
    expect(keys(sessions(hour(2)), "when can I have my next session")).toEqual(["answer.repeat.over"]);
  });
});

describe("a family on which the sheet is silent", () => {
  const allowed = (topics: string): readonly Window[] => topics.split(" ").map((topic) => window("allow", topic));

  test("quotes up to two rules on its members, and names examples of more", () => {
    expect(keys(allowed("vitamin-c retinol"), "can I use topical products")).toEqual(["answer.quote", "answer.says", "answer.unsaid.nothing-else"]);
    const [several] = sentences(replyOn(allowed("vitamin-c retinol make-up sunscreen"), "can I use topical products"));
    expect(several).toEqual({ key: "answer.unsaid.several", values: { topic: { topics: ["topical"] }, members: { topics: expect.any(Array) as unknown } } });
    expect((several?.values["members"] as { readonly topics: readonly string[] }).topics).toHaveLength(3);
  });

  test("does not repeat a condition of a member that is the family's own", () => {
    const inTheSun = (condition: string): readonly Window[] => [window("allow", "outdoors", { with: ["hat"] }), window("allow", "sun", { with: [condition] })];
    expect(replyOn(inTheSun("hat"), "can I go outdoors").parts[0].answer.except).toEqual([]);
    expect(replyOn(inTheSun("sunscreen"), "can I go outdoors").parts[0].answer.except).toMatchObject([{ topic: "sun", with: ["sunscreen"] }]);
  });
});

test("a permission with two closed conditions is as open as the less strict one", () => {
  const opens = { ...(hour(24) as BoundLeaf), least_at: new Date(after(4)).toISOString(), kind: "range" } as const;
  const bans = [window("avoid", "hat", {}, { closes: hour(72) }), window("avoid", "sunscreen", {}, { closes: opens })];
  const [{ answer }] = replyOn([window("allow", "sun", { with: ["hat", "sunscreen"] }), ...bans], "can I go into the sun").parts;
  expect([answer.kind, answer.surelyAt]).toEqual(["not-yet", after(24)]);
});

describe("what comes first", () => {
  const serum = window("do", "hyaluronic-acid", { every: "each cleanse" });
  const before = (...cleansing: readonly Window[]): string | undefined => replyOn([serum, ...cleansing], "can I use hyaluronic acid").parts[0].before?.kind;

  test("is named while it is not allowed, or not yet", () => {
    const closes = { ...(hour(24) as BoundLeaf), least_at: new Date(after(4)).toISOString(), kind: "range" } as const;
    expect([before(window("avoid", "cleansing", {}, { closes: hour(12) })), before(window("avoid", "cleansing", {}, { closes }))]).toEqual(["no", "not-yet"]);
  });

  test("is not named once it is allowed, or if the sheet is silent on it", () => {
    expect([before(window("allow", "cleansing")), before()]).toEqual([undefined, undefined]);
  });
});

test("what a doctor prescribed is quoted where the question asks how to use it", () => {
  const prescribed = [window("allow", "tretinoin", { amount: "a pea" }, { needs: ["now:prescribed"] })];
  expect(keys(prescribed, "how do I use the tretinoin my doctor prescribed")).toEqual(["answer.yes.prescribed", "answer.says"]);
});

test("pain that can be borne is not severe", () => {
  const conditions = (words: string): readonly string[] => readQuestion(words, "de", tree).conditions;
  expect(conditions("ich halte die Schmerzen nicht aus")).toEqual(expect.arrayContaining(["now:severe"]));
  expect(conditions("ich halte die Schmerzen aus")).toEqual([]);
});

describe("an interval between sessions of which the sheet gives no whole range", () => {
  const asked = (opens: Window["opens"]): readonly string[] => keys([window("repeat", "microneedling", {}, { opens })], "when can I have my next session");

  test("whose number is missing names none", () => {
    expect(asked({ ...healed, state: null, kind: "unknown", text: "?" })).toEqual(["answer.no.number-missing"]);
  });

  test("of which only the end is known names the end", () => {
    expect(asked({ ...(hour(72) as BoundLeaf), least_at: null })).toEqual(["answer.no.surely"]);
  });
});

/** Topics and kinds of the answers to a question. */
function answersTo(windows: readonly Window[], words: string, hours = 5): readonly string[] {
  const to = { timeline: { ...timeline(), windows }, tree, states: {}, name: "" };
  const { parts } = reply(readQuestion(words, "en", tree), [to], { now: after(hours), timeZone: "Europe/Berlin" });
  return parts.map(({ answer }) => `${answer.topic ?? ""} ${answer.kind}`);
}

describe("a question that states an act and names no topic", () => {
  const act = (text: string): BoundLeaf => ({ ...healed, state: null, act: text, kind: "act", text });
  const windows = [
    window("do", "shower balm", {}, { opens: act("on(home)") }),
    window("do", "balm", { id: "again" }, { opens: { all: [act("after(home)"), hour(2) as BoundLeaf], text: "" } }),
    window("do", "sunscreen", {}, { opens: act("after(wash)") }),
    window("do", "hand-washing", {}, { opens: act("before(touch)") }),
    window("avoid", "sauna", {}, { opens: act("on(home)") }),
  ];

  test("is answered with the duties that begin with the act, each topic once", () => {
    expect(answersTo(windows, "finally home, what now?").toSorted()).toEqual(["balm yes", "shower yes"]);
    expect(answersTo(windows, "ive just cleansed, what next")).toEqual(["sunscreen yes"]);
  });

  test("is not answered with them if it names a topic, or if the act is not stated", () => {
    expect(answersTo(windows, "finally home, can I swim")).toEqual(["swimming unsaid"]);
    expect(answersTo(windows, "what now?")).toEqual([" unsaid"]);
  });
});

describe("an instrument that the tree does not know", () => {
  const ban = window("avoid", "make-up-brush", {}, { closes: hour(72) });
  const windows = [ban, window("avoid", "cleansing-brush", {}, { closes: hour(72) }), window("avoid", "sauna", {}, { closes: hour(72) }), window("allow", "make-up")];

  test("is answered with the banned instruments of what is asked about, and no others", () => {
    expect(answersTo(windows, "foundation with my kabuki")).toEqual(["make-up-brush no", "foundation yes"]);
    expect(answersTo(windows, "can I wash my face with my zorbomat")).toEqual(["cleansing-brush no", "cleanser unsaid"]);
  });

  test("is not answered with a ban that has ended, or where none is named", () => {
    expect(answersTo(windows, "foundation with my kabuki", 100)).toEqual(["foundation yes"]);
    expect(answersTo(windows, "can I wear foundation")).toEqual(["foundation yes"]);
  });

  test("is not answered with a permission to come, or with a ban on something that is no instrument", () => {
    const others = [window("allow", "make-up-brush", {}, { opens: hour(72) }), window("avoid", "concealer", {}, { closes: hour(72) }), window("allow", "foundation")];
    expect(answersTo(others, "foundation with my kabuki")).toEqual(["foundation yes"]);
  });

  test("is not answered twice where the family's answer names the ban already", () => {
    expect(answersTo([window("allow", "make-up"), ban], "can I wear make-up with my kabuki")).toEqual(["make-up yes"]);
  });
});

describe("a duty that has ended", () => {
  const duty = (closes: Window["closes"], id: string): Window => window("do", "moisturizer", { id }, { closes });
  const at = (hours: number, windows: readonly Window[]): readonly (readonly unknown[])[] => {
    const to = { timeline: { ...timeline(), windows }, tree, states: {}, name: "" };
    const given = reply(readQuestion("do I need moisturizer", "en", tree), [to], { now: after(hours), timeZone: "Europe/Berlin" });
    return sentences(given).map(({ key, values }) => [key, values["until"]]);
  };

  test("is said to have ended, with the last of its ends", () => {
    expect(at(50, [duty(hour(48), "later"), duty(hour(24), "first")])).toEqual([["answer.unsaid.ended", { moment: after(48) }]]);
  });

  test("is still asked for until then", () => {
    expect(at(30, [duty(hour(48), "later"), duty(hour(24), "first")])).toEqual([["answer.yes.asked-until", { moment: after(48) }]]);
  });

  test("is not said to have ended before its end if it is for calm skin only, and the skin is not calm", () => {
    const calm = { ...duty(hour(24), "calm"), needs: ["now:calm"] };
    expect(keys([calm], "do I need moisturizer", { "now:calm": false })).toEqual(["answer.unsaid"]);
  });

  test("is not named if it is on something else, or was no duty", () => {
    expect(at(50, [window("do", "sunscreen", {}, { closes: hour(24) })])).toEqual([["answer.unsaid", undefined]]);
    expect(at(50, [window("expect", "moisturizer", {}, { closes: hour(24) })]).map(([key]) => key)).not.toContain("answer.unsaid.ended");
  });
});
