import type { Milestone, TimelineRule } from "../../domain/timeline";
import { lazy } from "../../ui";
import { milestoneText } from "./format";

const MilestoneCondition = lazy(async () => (await import("./milestone-condition")).MilestoneCondition);

/** What a milestone brings, with the condition of a permission. */
export function MilestoneLabel({ milestone, rule }: { milestone: Milestone; rule: TimelineRule }) {
  return milestone.with?.length ? <MilestoneCondition needed={milestone.with} /> : <strong>{milestoneText(milestone, rule)}</strong>;
}
