import type { DraftContent } from "./sheets";

/** Whether a rule is clearly unfinished. The server would refuse it, so it is not even sent. */
export function isIncomplete({ document }: DraftContent): boolean {
  return document.rules.some(({ topics, says }) => topics.length === 0 || isBlank(says, document.language));
}

function isBlank(text: DraftContent["document"]["rules"][number]["says"], language: string): boolean {
  return ((typeof text === "string" ? text : text[language]) ?? "").trim() === "";
}
