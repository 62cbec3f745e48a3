/** The words of an answer: its headline, when it holds, what it depends on. */

import type { Answer, StricterMember } from "../../../domain/answers";
import { labelOf, type TopicTree } from "../../../domain/topics";
import { language, locale, t } from "../../../i18n";
import { gateText, whenText } from "../format";

export function headline(result: Pick<Answer, "kind" | "only" | "rule">, tree: TopicTree): string {
  if (result.kind === "only") return t("patient.answer.only", { what: anyOf(result.only, tree) });
  if (result.kind === "yes" && result.rule?.verb === "do") return t("patient.answer.asked");
  return t(`patient.answer.${result.kind}`);
}

/** What a permission requires, and which part of that the sheet does not permit now. To be read before the answer. */
export function conditionLines({ with: needed, dropped }: Answer, tree: TopicTree): readonly string[] {
  const condition = needed.length ? [t("patient.answer.with", { what: anyOf(needed, tree) })] : [];
  return [...condition, ...dropped.map((each) => t("patient.answer.dropped", { what: nameOf(each.topic ?? "", tree) }))];
}

/** "Hard exercise: No, until Thursday 14:00". */
export function exceptLine({ topic, kind, until, rule }: StricterMember, tree: TopicTree): string {
  const verdict = headline({ kind, rule, only: rule.topics }, tree);
  const what = nameOf(topic, tree);
  if (until === null) return t("patient.answer.except.open", { what, verdict });
  return t("patient.answer.except.until", { what, verdict, when: whenText(until) });
}

/** Since when, until when, or what it depends on. */
export function whenLine(result: Answer): string | undefined {
  const { kind, since, until, leastAt } = result;
  switch (kind) {
    case "unsaid":
    case "tell":
    case "longer":
      return undefined;
    case "expected":
      return until === null ? undefined : t("patient.answer.until", { when: whenText(until) });
    case "over":
      return since === null ? undefined : t("patient.answer.since", { when: whenText(since) });
    case "yes":
      if (until !== null) return t("patient.answer.yes-until", { when: whenText(until) });
      return since === null || leastAt === null ? undefined : t("patient.answer.since", { when: whenText(since) });
    case "not-yet":
      return openLine(result);
    default:
      return endLine(result);
  }
}

function openLine({ dependsOn, until }: Answer): string {
  if (dependsOn.length > 0) return t("patient.answer.depends");
  return until === null ? t("patient.answer.no-number") : t("patient.answer.surely", { when: whenText(until) });
}

function endLine({ dependsOn, until }: Answer): string {
  if (until !== null) return t("patient.answer.until", { when: whenText(until) });
  const gates = dependsOn.filter((gate) => !gate.startsWith("now:")).map(gateText);
  return gates.length ? t("patient.answer.until", { when: gates.join(", ") }) : t("patient.answer.open");
}

/** "Sunscreen or covering". */
function anyOf(topics: readonly string[], tree: TopicTree): string {
  const names = topics.map((topic) => labelOf(tree, topic, language.value));
  return new Intl.ListFormat(locale.value, { type: "disjunction" }).format(names);
}

function nameOf(topic: string, tree: TopicTree): string {
  const name = labelOf(tree, topic, language.value);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
