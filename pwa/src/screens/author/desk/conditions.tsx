/** The conditions that a sheet names itself, as its author words them. */

import { t } from "../../../i18n";
import type { SheetDocument } from "../../../state/authoring";
import { Card, Field } from "../../../ui";
import { languagesOf } from "../editing";
import { languageName } from "../../../i18n/language-name";
import type { DeskContent } from "./content";
import type { Desk } from "./use-desk";

const NOW = "now:";

/** The content with a name for a condition in one language; an empty name is removed. */
export function withConditionName(content: DeskContent, flag: string, code: string, name: string): DeskContent {
  const key = flag.startsWith(NOW) ? flag.slice(NOW.length) : flag;
  const { conditions = {}, ...document } = content.document;
  const names = Object.fromEntries(Object.entries({ ...conditions[key], [code]: name }).filter(([language, each]) => each !== "" || language === code));
  return { ...content, document: { ...document, conditions: { ...conditions, [key]: names } } };
}

/** The conditions that some rule still has. */
function usedConditions({ conditions = {}, rules }: SheetDocument): readonly string[] {
  const used = new Set(rules.flatMap((rule) => [...(rule.if ?? []), ...(rule.unless ?? [])]).map((flag) => flag.replace(NOW, "")));
  return Object.keys(conditions).filter((key) => used.has(key));
}

/** Their names, once for each language of the sheet. */
export function ConditionNamesCard({ desk }: { desk: Desk }) {
  const { document } = desk.content;
  const keys = usedConditions(document);
  if (keys.length === 0) return null;
  return (
    <Card title={t("practitioner.desk.conditions.names")}>
      <p class="small soft">{t("practitioner.desk.conditions.names.hint")}</p>
      {keys.flatMap((key) =>
        languagesOf(document).map((code) => (
          <Field
            key={`${key} ${code}`}
            label={t("practitioner.desk.conditions.name", { name: Object.values(document.conditions?.[key] ?? {})[0] ?? key, language: languageName(code) })}
            value={document.conditions?.[key]?.[code] ?? ""}
            onInput={(name) => desk.change((now) => withConditionName(now, key, code, name))}
            more={{ maxLength: 60, lang: code }}
          />
        )),
      )}
    </Card>
  );
}
