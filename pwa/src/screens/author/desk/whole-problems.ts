/** What is wrong with the sheet as a whole, so that the server refuses it whichever rule is open. */

import { MOST_RULES } from "../../../actions/sheet-incomplete";
import { t } from "../../../i18n";
import type { SheetReport } from "../../../state/authoring";
import type { DeskContent } from "./content";
import { faultText } from "./faults";

export interface WholeProblem {
  /** What is wrong. */
  readonly title: string;
  /** What to do about it. */
  readonly text: string;
}

/** Too many rules: known without the server, before anything is sent. */
export function tooManyRules({ document }: DeskContent): WholeProblem | null {
  const count = document.rules.length;
  if (count <= MOST_RULES) return null;
  return { title: t("practitioner.desk.too-many", { count, most: MOST_RULES }), text: t("practitioner.desk.too-many.text", { count: count - MOST_RULES }) };
}

/** All that is wrong with the whole sheet. */
export function wholeProblems(content: DeskContent, report: SheetReport | null): readonly WholeProblem[] {
  const tooMany = tooManyRules(content);
  const faults = (report?.faults ?? []).filter(({ rule, field }) => rule === null && !(tooMany && field === "rules"));
  const others = [...new Set(faults.map(faultText))].map((text): WholeProblem => ({ title: t("practitioner.desk.incomplete"), text }));
  return tooMany ? [tooMany, ...others] : others;
}
