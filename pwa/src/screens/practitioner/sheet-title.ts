import type { Timeline } from "../../domain/timeline";
import { language } from "../../i18n";
import { sheetTitle } from "../../i18n/sheet-title";

/** The title of the sheet that a treatment follows, in the person's language, if the sheet has one. */
export function followedTitle({ timeline: { sheet } }: { readonly timeline: Timeline }): string {
  return sheetTitle(sheet);
}

/** The sentence of a rule and its place, and in which language the sentence is. */
export interface RuleWords {
  readonly says: string;
  readonly cite: string;
  readonly lang: string;
}

/** The words of a rule in the person's language, if the sheet has them; else as they were given. */
export function ruleWords({ rule_id: id, says, cite }: { readonly rule_id: string | null; readonly says: string; readonly cite: string }, { sheet, windows }: Timeline): RuleWords {
  const translated = windows.find(({ rule }) => rule.id === id)?.rule.translations?.[language.value];
  return translated ? { says: translated.says, cite: translated.cite ?? cite, lang: language.value } : { says, cite, lang: sheet.language };
}
