import type { TimelineRule } from "../../domain/timeline";
import { textOf } from "./sheet-language";

/** The sentence of a rule, in the language on screen if the sheet has it. */
export function Says({ rule }: { rule: TimelineRule }) {
  const { says, lang } = textOf(rule);
  return <span lang={lang}>{says}</span>;
}
