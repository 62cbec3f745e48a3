import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Field } from "../../../ui";
import { languagesOf, listed, listIn, textIn, withField, withListIn, withWording, type SheetList, type SheetText } from "../editing";
import { languageName } from "../../../i18n/language-name";
import { withRule } from "./content";
import type { Desk } from "./use-desk";

interface WordingProps {
  readonly desk: Desk;
  readonly rule: SheetRule;
  readonly error: string | undefined;
}

/** A text of the rule, once for each language of the sheet. */
export function Wordings({ desk, rule, field, error, long }: WordingProps & { field: "says" | "why" | "cite" | "amount"; long?: boolean }) {
  const { document } = desk.content;
  const write = (code: string, wording: string): void =>
    desk.change((now) => {
      const current = now.document.rules.find((each) => each.id === rule.id);
      return current ? withRule(now, withField(current, field, withWording(current[field], code, wording, document.language))) : now;
    });
  return (
    <>
      {languagesOf(document).map((code) => (
        <Field
          key={code}
          type={long ? "area" : "text"}
          label={t(`practitioner.desk.${field}`, { language: languageName(code) })}
          value={wordingIn(rule[field], code, document.language)}
          onInput={(text) => write(code, text)}
          error={code === document.language ? error : undefined}
          more={{ maxLength: long ? 500 : 200, lang: code, ...(long && { rows: 2 }) }}
        />
      ))}
    </>
  );
}

/** A plain text is in the language of the sheet. */
function wordingIn(text: SheetText | undefined, code: string, sheetLanguage: string): string {
  return typeof text === "string" && code !== sheetLanguage ? "" : textIn(text, code);
}

/** Products or methods, separated by commas, once for each language of the sheet. */
export function UsingFields({ desk, rule, error }: WordingProps) {
  const { document } = desk.content;
  const write = (code: string, items: readonly string[]): void =>
    desk.change((now) => {
      const current = now.document.rules.find((each) => each.id === rule.id);
      return current ? withRule(now, withField(current, "using", withListIn(current.using, code, items, document.language))) : now;
    });
  return (
    <>
      {languagesOf(document).map((code) => (
        <Using key={code} code={code} values={itemsIn(rule.using, code, document.language)} onChange={(items) => write(code, items)} error={code === document.language ? error : undefined} />
      ))}
    </>
  );
}

function itemsIn(list: SheetList | undefined, code: string, sheetLanguage: string): readonly string[] {
  return Array.isArray(list) && code !== sheetLanguage ? [] : listIn(list, code);
}

interface UsingProps {
  readonly code: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly error: string | undefined;
}

/** A list as text. While it is edited, the text stays exactly as typed. */
function Using({ code, values, onChange, error }: UsingProps) {
  const [typed, setTyped] = useState(() => values.join(", "));
  const shown = listed(typed).join() === values.join() ? typed : values.join(", ");
  const write = (text: string): void => {
    setTyped(text);
    onChange(listed(text));
  };
  return (
    <Field
      label={t("practitioner.desk.using", { language: languageName(code) })}
      hint={t("practitioner.desk.using.hint")}
      value={shown}
      onInput={write}
      error={error}
      more={{ maxLength: 400, lang: code }}
    />
  );
}
