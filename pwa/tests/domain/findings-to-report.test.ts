import { describe, expect, test } from "vitest";
import { assess } from "../../src/domain/assessment";
import { emptyDocument, type Entry, type EntryDocument, type Treatment } from "../../src/domain/diary";
import type { Timeline } from "../../src/domain/timeline";
import { answerGone, answerStill, findingsToReport, isReplyLate, lastReportedAt, openFindings } from "../../src/domain/findings-to-report";

const flush = { least_at: "2026-11-19T10:00:00Z", surely_at: "2026-11-19T10:00:00Z", state: null, act: null, kind: "exact", text: "24h" } as const;

const timeline: Timeline = {
  sheet: { id: "s", version: 1, title: "S", publisher: "", language: "en" },
  ...{ treated_at: "2026-11-18T10:00:00Z", time_zone: "Europe/Berlin", day_one: 1, milestones: [], series: null },
  windows: [
    {
      rule: { id: "flush", verb: "expect", topics: ["redness"], says: "Redness goes down within 24 hours.", cite: "1", source: "sheet" },
      ...{ opens: null, closes: flush, needs: [], unless: [] },
    },
    {
      rule: { id: "spots", verb: "call", topics: ["pustules"], says: "Tell us about pustules.", cite: "2", source: "sheet" },
      ...{ opens: null, closes: null, needs: [], unless: [] },
    },
  ],
};

function entry(id: string, day: number, part: Partial<EntryDocument>): Entry {
  const document = { ...emptyDocument("Europe/Berlin"), ...part };
  return { id, treatment_id: "t", occurred_at: `2026-11-${day}T10:00:00Z`, document, revision: 1, edited: false };
}

const pustules = { signs: [{ sign: "pustules", area: "chin" }] } as const;
const names = (diary: readonly Entry[], last: Entry): readonly string[] =>
  findingsToReport(timeline, diary, last).map((finding) => `${finding.kind} ${finding.rule?.id ?? "-"}`);

test("a sign that the sheet wants reported is shown with its rule at every check-in that has it", () => {
  const [first, second] = [entry("a", 19, pustules), entry("b", 20, pustules)];
  expect(names([], first)).toEqual(["reportable-sign spots"]);
  expect(names([first], second)).toEqual(["reportable-sign spots"]);
});

test("a sign stays until the patient says that it is gone", () => {
  const first = entry("a", 19, pustules);
  expect(names([first], entry("b", 20, {}))).toEqual(["reportable-sign spots"]);
  expect(names([first], entry("b", 20, { signs_gone: ["pustules"] }))).toEqual([]);
});

test("a symptom that lasts too long stays until its score is none, through any cue of inflammation", () => {
  const [first, second] = [entry("a", 20, { scores: { warmth: 2 } }), entry("b", 21, { scores: { warmth: 2 } })];
  expect(names([], first)).toEqual(["outside-band flush"]);
  expect(names([first], second)).toEqual(["outside-band flush"]);
  expect(names([first], entry("b", 21, { scores: { warmth: 0 } }))).toEqual([]);
});

test("what the practitioner has answered is not shown again", () => {
  const first = entry("a", 19, pustules);
  const shown = (reply: string): readonly unknown[] => findingsToReport(timeline, [first], entry("b", 21, pustules), [reply]);
  expect(shown("2026-11-20T10:00:00Z")).toEqual([]);
  expect(shown("2026-11-19T09:00:00Z")).toHaveLength(1);
});

test("the first reply after a finding answers it, in whatever order replies arrive", () => {
  const replies = ["2026-11-21T10:00:00Z", "2026-11-20T10:00:00Z", "2026-11-18T12:00:00Z"];
  expect(assess(timeline, [entry("a", 19, pustules)], replies).map(({ answered_at }) => answered_at)).toEqual([replies[1]]);
});

test("signs at two areas of one entry are two findings, in the order of their areas", () => {
  const both = entry("a", 19, { signs: [{ sign: "pustules", area: "nose" }, { sign: "pustules", area: "chin" }] });
  expect(assess(timeline, [both]).map(({ area }) => area)).toEqual(["chin", "nose"]);
  expect(assess(timeline, [entry("a", 19, { signs: [...both.document.signs].reverse() })]).map(({ area }) => area)).toEqual(["chin", "nose"]);
});

test("an entry that an older version of the app has stored reports no acts and nothing that is gone", () => {
  const { acts: _acts, signs_gone: _gone, ...document } = emptyDocument("UTC");
  const old = { ...entry("b", 20, {}), document } as Entry;
  expect(names([entry("a", 19, pustules)], old)).toEqual(["reportable-sign spots"]);
});

test("one tap says that a finding is gone", () => {
  const diary = [entry("a", 20, { ...pustules, scores: { warmth: 2, redness: 1, itching: 1 } })];
  const answers = openFindings(timeline, diary).map((finding) => answerGone(finding, diary));
  expect(answers).toEqual([{ signs_gone: ["pustules"] }, { scores: { redness: 0, warmth: 0 } }]);
  expect(openFindings(timeline, [...diary, ...answers.map((answer, place) => entry(`b${place}`, 21, answer))])).toEqual([]);
});

test("what the sheet expects raises nothing", () => {
  expect(names([], entry("a", 18, { scores: { redness: 4 } }))).toEqual([]);
});

describe("a symptom that the sheet wants a call about", () => {
  const call = (id: string, topic: string): Timeline["windows"][number] => ({
    rule: { id, verb: "call", topics: [topic], says: "", cite: "3", source: "sheet" },
    ...{ opens: null, closes: null, needs: [], unless: [] },
  });
  const calling: Timeline = { ...timeline, windows: [call("itch", "itching"), call("hot", "inflammation")] };
  const rules = (diary: readonly Entry[], last: Entry): readonly string[] =>
    findingsToReport(calling, diary, last).map((finding) => finding.rule?.id ?? "-");

  test("is shown at every check-in that still has it, and no longer once it is gone", () => {
    const first = entry("a", 19, { scores: { itching: 2 } });
    expect(rules([], first)).toEqual(["itch"]);
    expect(rules([first], entry("b", 20, { scores: { itching: 1 } }))).toEqual(["itch"]);
    expect(rules([first], entry("b", 20, { scores: { itching: 0 } }))).toEqual([]);
    expect(rules([first], entry("b", 20, {}))).toEqual(["itch"]);
  });

  test("is shown through whichever cue of inflammation this skin shows", () => {
    const red = entry("a", 19, { scores: { redness: 2 } });
    expect(rules([red], entry("b", 20, { scores: { redness: 0, warmth: 1 } }))).toEqual(["hot"]);
  });

  test("is not shown at an entry of the day before it began", () => {
    expect(rules([entry("b", 20, { scores: { itching: 2 } })], entry("a", 19, { scores: { itching: 0 } }))).toEqual([]);
  });
});

test("that a finding is still there keeps it open, repeats the last scores and raises nothing new", () => {
  const first = [entry("a", 20, { scores: { warmth: 2, redness: 3, swelling: 0 }, ...pustules })];
  const findings = openFindings(timeline, first);
  const answers = findings.map((finding) => answerStill(finding, first));
  expect(answers).toContainEqual({ scores: { warmth: 2, redness: 3 } });
  expect(answers).toContainEqual({ signs: [{ sign: "pustules", area: "chin" }] });
  const later = [...first, ...answers.map((part, place) => entry(`b${place}`, 21, part))];
  expect(openFindings(timeline, later)).toEqual(findings);
  expect(findings.map((finding) => lastReportedAt(finding, later))).toEqual(findings.map(() => "2026-11-21T10:00:00Z"));
  expect(findings.map((finding) => lastReportedAt(finding, []))).toEqual(findings.map(({ since_at }) => since_at));
});

test("a sign was last reported when it was last listed, whatever the scores since", () => {
  const diary = [entry("a", 20, pustules), entry("b", 21, { scores: { redness: 1, warmth: 1 } })];
  const reported = openFindings(timeline, diary).map((finding) => [finding.sign ?? finding.symptom, lastReportedAt(finding, diary)]);
  expect(reported).toContainEqual(["pustules", "2026-11-20T10:00:00Z"]);
});

describe("a reply is late", () => {
  const [finding] = openFindings(timeline, [entry("a", 20, pustules)]);
  const lateAt = (at: string, clinic_hours: Treatment["clinic_hours"]): boolean => finding !== undefined && isReplyLate(finding, { clinic_hours }, Date.parse(at));

  test("a day after the last reason, if the clinic has not said within which time it answers", () => {
    expect([lateAt("2026-11-21T09:59:00Z", null), lateAt("2026-11-21T10:00:00Z", null)]).toEqual([false, true]);
  });

  test("after the time within which the clinic says that it answers", () => {
    const hours = { time_zone: "UTC", opening: [], reply_hours: 4 };
    expect([lateAt("2026-11-20T13:59:00Z", hours), lateAt("2026-11-20T14:00:00Z", hours)]).toEqual([false, true]);
  });
});
