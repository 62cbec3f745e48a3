import { language, t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Pill } from "../../../ui";
import { hasSameContent } from "../../../domain/same-content";
import type { TopicTree } from "../../../domain/topics";
import { topicLabel } from "../../use-topics";
import { textIn } from "../editing";
import { languageName } from "../../../i18n/language-name";
import { ruleWords } from "../words/rule-words";

/** A rule before and after; null where it does not exist. */
export interface Difference {
  readonly before: SheetRule | null;
  readonly after: SheetRule | null;
}

/** What differs between two lists of rules, by their ids. */
export function differences(before: readonly SheetRule[], after: readonly SheetRule[]): readonly Difference[] {
  const [old, fresh] = [new Map(before.map((rule) => [rule.id, rule])), new Map(after.map((rule) => [rule.id, rule]))];
  const changed = after.map((rule) => ({ before: old.get(rule.id) ?? null, after: rule })).filter((each) => each.before === null || !hasSameContent(each.before, each.after));
  return [...changed, ...before.filter((rule) => !fresh.has(rule.id)).map((rule) => ({ before: rule, after: null }))];
}

/** New, changed and removed rules in words. Where the words are the same, the texts that differ. */
export function DifferenceList({ items, tree }: { items: readonly Difference[]; tree: TopicTree }) {
  const words = (rule: SheetRule): string => ruleWords(rule, (topic) => topicLabel(tree, topic));
  return (
    <ul class="desk-changes">
      {items.map(({ before, after }) => (
        <li key={(after ?? before)?.id}>
          <Pill tone={before === null ? "teal" : after === null ? "plum" : "ochre"}>{t(`practitioner.desk.publish.${before === null ? "added" : after === null ? "removed" : "changed"}`)}</Pill>
          {before && after && words(before) === words(after) ? <SameWords before={before} after={after} words={words(after)} /> : (
            <>
              {before && <p class={after ? "soft" : ""}><s>{words(before)}</s></p>}
              {after && <p>{words(after)}</p>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The rule means the same; its texts or its place in the sheet differ. */
function SameWords({ before, after, words }: { before: SheetRule; after: SheetRule; words: string }) {
  const codes = [...new Set([before.says, after.says].flatMap((says) => (typeof says === "string" ? [] : Object.keys(says))))];
  const texts = codes.length === 0 ? [{ code: "", old: plain(before), now: plain(after) }] : codes.map((code) => ({ code, old: textFor(before, code), now: textFor(after, code) }));
  const changed = texts.filter(({ old, now }) => old !== now);
  return (
    <>
      <p>{words}</p>
      {changed.length === 0 && <p class="small soft">{t("practitioner.desk.difference.details")}</p>}
      {changed.map(({ code, old, now }) => (
        <p key={code} class="small">
          {t("practitioner.desk.difference.text", { language: languageName(code || language.value) })} {old !== "" && <s class="soft">{old}</s>} {now}
        </p>
      ))}
    </>
  );
}

function plain({ says }: SheetRule): string {
  return typeof says === "string" ? says : "";
}

/** A plain text stands for every language in which the other version has one. */
function textFor({ says }: SheetRule, code: string): string {
  return typeof says === "string" ? says : textIn(says, code);
}
