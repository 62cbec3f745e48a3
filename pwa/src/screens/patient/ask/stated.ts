import type { Treatment } from "../../../domain/diary";
import type { ReplyTo } from "../../../domain/replies";
import { t } from "../../../i18n";
import { conditionName } from "../../conditions";

/** Conditions of the sheet's own, as the person has answered them on this visit. */
export type Stated = Readonly<Record<string, boolean>>;

/**
 * The treatment with what was answered about conditions. "No" to what a rule needs leaves it open: the sheet names the
 * condition, so it must not look as if it said nothing.
 */
export function withStated(to: ReplyTo, stated: Stated): ReplyTo {
  const needed = new Set(to.timeline.windows.flatMap(({ needs }) => needs));
  const counted = Object.entries(stated).filter(([condition, holds]) => holds || !needed.has(condition));
  return { ...to, states: { ...to.states, ...Object.fromEntries(counted) } };
}

/** What was answered, in the words of the sheets. A condition that no sheet names any more is left out. */
export function statedNames(stated: Stated, treatments: readonly Treatment[]): readonly string[] {
  const names = treatments.map(({ timeline }) => timeline.conditions);
  return Object.entries(stated).flatMap(([condition, holds]) => {
    const name = names.map((each) => conditionName(condition, each)).find(Boolean);
    if (name === undefined) return [];
    return [holds ? name : t("patient.condition.not", { what: name })];
  });
}
