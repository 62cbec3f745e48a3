/** An answer as JSON, as `afterglow ask --json` prints it. Mirrors server/domain/answers/document.py. */

import { HOUR } from "../dates";
import type { Timeline, TimelineRule } from "../timeline";
import { isAskedFor, type Answer, type Change, type StricterMember } from "./model";

export function toDocument(answer: Answer, timeline: Timeline): Readonly<Record<string, unknown>> {
  const { rule } = answer;
  return {
    answer: answer.kind,
    topic: answer.topic,
    only: answer.only,
    with: answer.with,
    except: answer.except.map(member),
    since: instantText(answer.since),
    until: instantText(answer.until),
    least_hours: hoursUntil(timeline, answer.leastAt),
    surely_hours: hoursUntil(timeline, answer.surelyAt),
    minimum: answer.minimum,
    asked_for: isAskedFor(answer),
    every: rule?.every ?? null,
    amount: rule?.amount ?? null,
    using: rule?.using ?? [],
    depends_on: answer.dependsOn,
    then: answer.then.map(change),
    rule: ruleReference(rule),
    also: answer.also.map(ruleReference),
  };
}

function ruleReference(rule: TimelineRule | null): Readonly<Record<string, string>> | null {
  return rule && { id: rule.id, says: rule.says, cite: rule.cite };
}

function member({ topic, kind, until, rule }: StricterMember): Readonly<Record<string, unknown>> {
  return { topic, answer: kind, until: instantText(until), rule: rule.id };
}

function change(each: Change): Readonly<Record<string, unknown>> {
  return {
    at: instantText(each.at),
    least_at: instantText(each.leastAt),
    surely_at: instantText(each.surelyAt),
    answer: each.kind,
    with: each.with,
    depends_on: each.dependsOn,
    rule: each.rule?.id ?? null,
  };
}

/** As Python writes it: no fraction of a second, or six digits. */
function instantText(moment: number | null): string | null {
  if (moment === null) return null;
  return new Date(moment).toISOString().replace(".000Z", "Z").replace(/(\.\d{3})Z$/, "$1000Z");
}

function hoursUntil(timeline: Timeline, moment: number | null): number | null {
  return moment === null ? null : Number(((moment - Date.parse(timeline.treated_at)) / HOUR).toFixed(4));
}
