import type { TimelineRule } from "../../domain/timeline";
import { language } from "../../i18n";
import { treatment } from "../../state/diary";

/** The `lang` attribute for a rule's sentences: that of the sheet, if the screen is in another language. What the practitioner
 * directed has none: its language is not known. */
export function languageOf(rule: Pick<TimelineRule, "source">): string | undefined {
  const spoken = treatment.value?.timeline.sheet.language;
  return rule.source === "practitioner" || spoken === language.value ? undefined : spoken;
}
