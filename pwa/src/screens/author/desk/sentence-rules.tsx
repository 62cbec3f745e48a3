import { language, t } from "../../../i18n";
import type { SheetSentence } from "../../../state/authoring";
import { Icon } from "../../../ui";
import { issuesOf } from "../editing";
import { topicLabel } from "../../use-topics";
import { shortRuleWords } from "../words/rule-words";
import { rulesOf } from "./content";
import type { Desk } from "./use-desk";

/** The rules of a sentence in words, so that a sheet is checked by reading; a tap opens the fields of one. */
export function SentenceRules({ desk, sentence, at }: { desk: Desk; sentence: SheetSentence; at: number }) {
  const rules = rulesOf(desk.content, sentence);
  if (rules.length === 0) return null;
  const open = (id: string): void => {
    desk.select({ sentence: at });
    if (!desk.fixed) desk.edit(id);
    requestAnimationFrame(() => document.getElementById(`card-${id}`)?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <ul class="sentence-rules" lang={language.value} aria-label={t("practitioner.desk.sentence-rules")}>
      {rules.map((rule) => {
        const isOpen = issuesOf(desk.report?.issues ?? [], rule).length > 0;
        return (
          <li key={rule.id}>
            <button type="button" class={`sentence-rule${isOpen ? " sentence-rule--open" : ""}`} onClick={() => open(rule.id)}>
              <Icon name={isOpen ? "attention" : "yes"} small />
              <span>{shortRuleWords(rule, (topic) => topicLabel(desk.tree, topic))}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
