import type { RuleTexts, Timeline, TimelineRule } from "../../domain/timeline";
import { language } from "../../i18n";
import { sheetTitle } from "../../i18n/sheet-title";
import { treatment } from "../../state/diary";

type Texts = Pick<TimelineRule, keyof RuleTexts> & { readonly lang: string | undefined };

/**
 * A rule's texts in the language on screen if the sheet has them, else in the sheet's own, with their `lang`. The sheet is
 * that of the current treatment unless `timeline` is given.
 */
export function textOf({ says, why, cite, amount, using, source, translations }: Pick<TimelineRule, keyof RuleTexts | "source" | "translations">, timeline?: Timeline): Texts {
  const shared = { cite, ...(amount !== undefined && { amount }), ...(using && { using }) };
  const translation = translations?.[language.value];
  if (translation) return { ...shared, ...translation, lang: undefined };
  return { ...shared, says, ...(why !== undefined && { why }), lang: languageOf({ source }, timeline) };
}

/** The title of the sheet that a treatment follows, in the language on screen if the sheet has it. */
export function titleOf({ timeline: { sheet } }: { readonly timeline: Timeline }): string {
  return sheetTitle(sheet);
}

/** The `lang` attribute for a rule's sentences: that of the sheet, if the screen is in another language. What the practitioner
 * directed has none: its language is not known. */
export function languageOf(rule: Pick<TimelineRule, "source">, timeline = treatment.value?.timeline): string | undefined {
  const spoken = timeline?.sheet.language;
  return rule.source === "practitioner" || spoken === language.value ? undefined : spoken;
}
