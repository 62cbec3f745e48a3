import { language, t } from "../../../i18n";
import type { SheetRule } from "../../../state/authoring";
import { Banner, Button } from "../../../ui";
import { languagesOf, textIn, withField, withWording } from "../editing";
import { languageName } from "../../../i18n/language-name";
import { mismatchOf, rewritten } from "../words/text-times";
import { span } from "../words/time-words";
import { sentenceOf, sentenceText, withRule } from "./content";
import { withText } from "./text-edits";
import type { Desk } from "./use-desk";

/** The text that patients read names another time than the rule: one tap rewrites it, and the sentence on the left if it is the same. */
export function TextNotice({ desk, rule }: { desk: Desk; rule: SheetRule }) {
  const { document } = desk.content;
  const texts = languagesOf(document).flatMap((code) => {
    const text = typeof rule.says === "string" && code !== document.language ? "" : textIn(rule.says, code);
    const mismatch = mismatchOf(text, rule);
    return mismatch ? [{ code, mismatch, text: rewritten(text, mismatch, code) }] : [];
  });
  const rewrite = (code: string, text: string): void =>
    desk.undoable(t("practitioner.desk.text-notice.done"), (now) => {
      const current = now.document.rules.find((each) => each.id === rule.id);
      const at = sentenceOf(now, rule.id);
      const repeats = current && at !== null && code === document.language && sentenceText(now, at).trim() === textIn(current.says, code).trim();
      if (repeats) return withText(now, at, text);
      return current ? withRule(now, withField(current, "says", withWording(current.says, code, text, document.language))) : now;
    });
  return (
    <>
      {texts.map(({ code, mismatch, text }) => (
        <Banner key={code} tone="attention" title={t("practitioner.desk.text-notice", { language: languageName(code) })}>
          <p>{t("practitioner.desk.text-notice.times", { text: mismatch.mention.text, rule: span(mismatch.length) })}</p>
          {!desk.fixed && (
            <>
              <p lang={code}>{t("practitioner.desk.quoted", { text })}</p>
              <Button kind="quiet" icon="edit" label={code === language.value ? t("practitioner.desk.text-notice.run") : `${t("practitioner.desk.text-notice.run")}: ${languageName(code)}`} onClick={() => rewrite(code, text)}>{t("practitioner.desk.text-notice.run")}</Button>
            </>
          )}
        </Banner>
      ))}
    </>
  );
}
