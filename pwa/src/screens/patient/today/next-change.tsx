import { useState } from "preact/hooks";
import type { Treatment } from "../../../domain/diary";
import { comingMilestones } from "../../../domain/milestones";
import type { Milestone, TimelineRule } from "../../../domain/timeline";
import type { NamedTopics } from "../../../domain/topic-names";
import { extendedTree } from "../../../domain/topics-extended";
import { t } from "../../../i18n";
import { now } from "../../../state/clock";
import { states } from "../../../state/diary";
import { namedTopics } from "../../../state/topic-tree";
import { Icon } from "../../../ui";
import { milestoneKind, onceText, whenText } from "../format";
import { RuleDialog } from "../rule-dialog";
import { namesInside, namesOf } from "./topic-names";

/** What changes next and when, in words; a tap opens the rule. While a safety correction is pending, it is not known. */
export function NextChange({ treatment: { timeline, correction } }: { treatment: Treatment }) {
  const [rule, setRule] = useState<TimelineRule | null>(null);
  const [first, ...others] = comingMilestones(timeline, now.value, states.value).toSorted(byWeight);
  const deciding = timeline.windows.find((window) => window.rule.id === first?.rule_id)?.rule;
  if (correction || !first || !deciding) return null;
  const tree = namedTopics.value && extendedTree(namedTopics.value, timeline.topics);
  return (
    <>
      <button type="button" class="strip__next" onClick={() => setRule(deciding)}>
        <span class="soft">{t("patient.next.when", { when: whenText(Date.parse(first.at)) })}</span>
        <span class="strip__what">
          {tree && milestoneText(first, deciding, tree)} <Icon name="next" small />
        </span>
        {others.length > 0 && <span class="small soft">{t("patient.next.more", { count: others.length })}</span>}
        {first.gates.length > 0 && <span class="small soft">{onceText(first.gates)}</span>}
      </button>
      <RuleDialog rule={rule} onClose={() => setRule(null)} />
    </>
  );
}

/** Of what changes at one moment, what opens something comes first. */
const WEIGHTS: readonly Milestone["kind"][] = ["allowed", "over", "begins", "call-after", "next-treatment", "ends", "resolved"];

function byWeight(one: Milestone, other: Milestone): number {
  return WEIGHTS.indexOf(one.kind) - WEIGHTS.indexOf(other.kind);
}

/** "Make-up: ban ends" */
function milestoneText(milestone: Milestone, rule: TimelineRule, tree: NamedTopics): string {
  const names = namesOf(milestone.topics, tree);
  if (milestone.with?.length) return t("patient.next.allowed-with", { topics: names, conditions: namesInside(milestone.with, tree) });
  return t(`patient.next.kind.${milestoneKind(milestone, rule)}`, { topics: names });
}
