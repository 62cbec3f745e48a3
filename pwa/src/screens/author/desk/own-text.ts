import { language } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { topicLabel } from "../../use-topics";
import { textIn, withField } from "../editing";
import { ruleWords } from "../words/rule-words";
import { ruleText } from "./text-edits";
import type { Desk } from "./use-desk";

/**
 * The rule with a text from its own fields, for a rule that says only part of its sentence: a patient would read the whole
 * sentence twice. The rule stays as it is without topics, and where the screen has another language than the sheet.
 */
export function withOwnText({ content, tree }: Pick<Desk, "content" | "tree">, rule: SheetRule): SheetRule {
  if (rule.topics.length === 0 || language.value !== content.document.language) return rule;
  return withField(rule, "says", ruleText(`${ruleWords(withField(rule, "exception", false), (topic) => topicLabel(tree, topic))}.`));
}

/** The same, only for a rule that has no text yet. */
export function withSomeText(desk: Pick<Desk, "content" | "tree">, rule: SheetRule): SheetRule {
  return textIn(rule.says, desk.content.document.language).trim() === "" ? withOwnText(desk, rule) : rule;
}
