/**
 * The manner of a permission: gentle, slowly, six to eight drops. It is a part of the permission. Mirrors
 * server/domain/replies/manner.py.
 */

import { ASK_FIRST, type Answer } from "../answers";
import { NOW } from "../answers/asking";
import { PRESCRIBED, type TimelineRule } from "../timeline";

const WHEN: readonly string[] = ["once", "as needed"];

/** Whether a rule says with what, how much, where or on which occasion. */
function hasManner({ using, amount, area, every = "" }: TimelineRule): boolean {
  return Boolean(using?.length) || Boolean(amount) || area !== undefined || every.startsWith("each ") || WHEN.includes(every);
}

/**
 * Whether only the rule's own sentence is a true answer: a manner belongs to the permission, the rule speaks of a family of the
 * topic, or it is advice that neither permits nor forbids anything.
 */
export function isQuotedAlone({ kind, topic, rule, with: needed, dependsOn }: Answer): boolean {
  if (rule === null || !isPermitting(rule) || needed.length || dependsOn.length) return false;
  return kind === "yes" && (hasManner(rule) || rule.mark === "pointer" || topic === null || !rule.topics.includes(topic));
}

function isPermitting({ verb }: TimelineRule): boolean {
  return verb === "allow" || verb === "do";
}

/** Whether it is a permission whose beginning the sheet does not say, or makes depend on the skin. */
export function isOpenAdvice({ kind, rule, dependsOn, numberMissing, surelyAt }: Answer): boolean {
  if (rule === null || !isPermitting(rule) || kind !== "not-yet") return false;
  const areFlags = dependsOn.length > 0 && dependsOn.every((each) => each.startsWith(NOW));
  return numberMissing || (areFlags && !dependsOn.includes(PRESCRIBED) && surelyAt === null);
}

/** Whether the rule's own sentence belongs beside the answer. */
export function isQuotedBeside(answer: Answer): boolean {
  const { kind, rule, leastAt, surelyAt } = answer;
  if (rule === null) return false;
  switch (kind) {
    case "tell":
      return true;
    case "expected":
      return rule.up_to !== undefined;
    case "no":
      return rule.verb === "avoid" && leastAt === null && surelyAt === null && !answer.dependsOn.length && !answer.numberMissing;
    case "yes":
      return hasManner(rule) || (rule.every ?? "").includes("/") || (answer.with.length === 1 && answer.with[0] === ASK_FIRST);
    default:
      return false;
  }
}
