/** The flags that an author can choose from in one sheet. */

import { flagsOf } from "./editing";
import type { DeskContent } from "./desk/content";

/** They can hold in any treatment. */
const COMMON = ["directed", "prescribed", "now:irritated", "now:sore"] as const;

/** Words by which a text speaks of a flag. */
const MENTIONS: readonly (readonly [string, RegExp])[] = [
  ["acne-scars", /acne scar|aknenarbe/i],
  ["aggressive-treatment", /intensive treatment|aggressive|intensive behandlung/i],
  ["aging-or-scarring", /age?ing skin|(treat\w*|because of|for) (\w+ )?scar|hautalterung|narbenbehandlung/i],
  ["b5-layer", /\bb5\b/i],
  ["cosmetic-needling", /cosmetic needling|kosmetisches needling/i],
  ["darker-skin", /dark(er)? skin|dunkle(re)? haut/i],
  ["retinol-layer", /retinol (layer|serum|peel)|layer of retinol|retinolschicht/i],
];

/** Those of the sheet's rules, those that its text mentions, and the common ones. */
export function flagsFor({ document, original }: DeskContent): readonly string[] {
  const text = original?.text ?? "";
  const mentioned = MENTIONS.flatMap(([flag, pattern]) => (pattern.test(text) ? [flag] : []));
  const moments = document.rules.flatMap((rule) => [...(rule.if ?? []), ...(rule.unless ?? [])]);
  return [...new Set([...flagsOf(document), ...moments, ...mentioned, ...COMMON])];
}
