import type { DraftContent } from "./sheets";

/** The most rules that a sheet can have. Mirrors server/domain/sheets/parser.py. */
export const MOST_RULES = 400;

export function hasTooManyRules({ document }: DraftContent): boolean {
  return document.rules.length > MOST_RULES;
}

/** Whether a rule is clearly unfinished, or there are too many. The server would refuse the sheet, so it is not even sent. */
export function isIncomplete(content: DraftContent): boolean {
  const { document } = content;
  return hasTooManyRules(content) || document.rules.some(({ topics, says }) => topics.length === 0 || isBlank(says, document.language));
}

function isBlank(text: DraftContent["document"]["rules"][number]["says"], language: string): boolean {
  return ((typeof text === "string" ? text : text[language]) ?? "").trim() === "";
}
