/** What conditions that a sheet names itself are called. */

import { signal } from "@preact/signals";
import { language } from "../i18n";

/** Names of conditions, by language. */
export type ConditionNames = Readonly<Record<string, Readonly<Record<string, string>>>>;

const NOW = "now:";

/** Those of the sheet on the desk, for all its words. */
export const deskConditions = signal<ConditionNames>({});

/** The name in the language on screen, or else in the first that the sheet has; undefined for a condition that it does not name. */
export function conditionName(flag: string, names: ConditionNames = {}): string | undefined {
  const own = names[flag.startsWith(NOW) ? flag.slice(NOW.length) : flag] ?? {};
  return [own[language.value], ...Object.values(own)].find((name) => name !== undefined && name.trim() !== "");
}
