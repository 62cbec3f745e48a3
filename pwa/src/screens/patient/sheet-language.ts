import type { Timeline, TimelineRule } from "../../domain/timeline";
import { language } from "../../i18n";
import { treatment } from "../../state/diary";

/**
 * A rule's sentences in the language on screen if the sheet has them, else in the sheet's own, with their `lang`. The sheet
 * is that of the current treatment unless `timeline` is given.
 */
export function textOf(rule: Pick<TimelineRule, "source" | "says" | "why" | "translations">, timeline?: Timeline): Pick<TimelineRule, "says" | "why"> & { readonly lang: string | undefined } {
  const translation = rule.translations?.[language.value];
  return translation ? { ...translation, lang: undefined } : { ...rule, lang: languageOf(rule, timeline) };
}

/** The title of the sheet that a treatment follows, in the language on screen if the sheet has it. */
export function titleOf({ timeline: { sheet } }: { readonly timeline: Timeline }): string {
  return sheet.titles?.[language.value] ?? sheet.title;
}

/** The `lang` attribute for a rule's sentences: that of the sheet, if the screen is in another language. What the practitioner
 * directed has none: its language is not known. */
export function languageOf(rule: Pick<TimelineRule, "source">, timeline = treatment.value?.timeline): string | undefined {
  const spoken = timeline?.sheet.language;
  return rule.source === "practitioner" || spoken === language.value ? undefined : spoken;
}
