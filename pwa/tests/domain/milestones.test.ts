import { expect, test } from "vitest";
import { comingMilestones, shownMilestones } from "../../src/domain/milestones";
import type { Milestone, Timeline } from "../../src/domain/timeline";
import { timeline } from "../records";

function milestone(kind: Milestone["kind"], topic: string, day: number): Milestone {
  return { at: `2026-11-${String(day)}T10:00:00Z`, kind, rule_id: topic, topics: [topic], gates: [] };
}

const sheet: Timeline = {
  ...timeline(),
  milestones: [
    milestone("resolved", "session", 18), // "a session takes 45 minutes"
    milestone("resolved", "redness", 20),
    milestone("resolved", "flaking", 22),
    milestone("allowed", "make-up", 22),
    milestone("ends", "sauna", 25),
  ],
};
const topics = (milestones: readonly Milestone[]): readonly string[] => milestones.map((each) => each.rule_id);

test("the end of something that is not a symptom is not announced as a step of healing", () => {
  expect(topics(shownMilestones(sheet, {}))).toEqual(["redness", "flaking", "make-up", "sauna"]);
});

test("everything that happens at the next moment is shown together, and nothing of a later one", () => {
  expect(topics(comingMilestones(sheet, Date.parse("2026-11-20T10:00:00Z"), {}))).toEqual(["flaking", "make-up"]);
});

test("after the last milestone none is coming", () => {
  expect(comingMilestones(sheet, Date.parse("2026-12-20T10:00:00Z"), {})).toEqual([]);
});
