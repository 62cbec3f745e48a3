/** The few words of a tile. Their texts are in the set "patient". */

import type { Says } from "../../../domain/board";
import { distance, isMidnight } from "../../../domain/dates";
import type { NamedTopics } from "../../../domain/topic-names";
import { t } from "../../../i18n";
import { shortDay, shortWeekday, timeOfDay } from "../../../i18n/dates";
import { now, phoneTimeZone } from "../../../state/clock";
import { anyOf } from "../ask/topics-text";

/** More names than these do not fit a tile. */
const FEW = 2;

const STATES = ["healed", "calm", "shed"] as const;
const ACTS = ["on(home)", "after(wash)", "while(outside)"] as const;

/** "Tue 11:05", "once healed", "only hyaluronic acid", "yes". */
export function saysText(says: Says, tree: NamedTopics): string {
  switch (says.form) {
    case "until":
      return shortWhen(says.at);
    case "once":
      return onceText(says.gates);
    case "when":
      return whenText(says.gates);
    case "with":
      return t("patient.board.with", { topics: anyOf(says.topics, tree) });
    case "only":
      return says.topics.length > FEW ? t("patient.board.only-some") : t("patient.board.only", { topics: anyOf(says.topics, tree) });
    case "except":
      return t("patient.board.except", { topics: anyOf([says.topic], tree) });
    default:
      return t(`patient.board.${says.form}`);
  }
}

function onceText(gates: readonly string[]): string {
  const state = STATES.find((each) => gates.includes(each));
  return state && gates.length === 1 ? t(`patient.board.once.${state}`) : t("patient.board.depends");
}

function whenText(gates: readonly string[]): string {
  const act = ACTS.find((each) => gates.includes(each));
  if (act === undefined || gates.length > 1) return t("patient.board.depends");
  return t(`patient.board.when.${act === "on(home)" ? "home" : act === "after(wash)" ? "wash" : "outside"}`);
}

/** "18:05", "tomorrow 11:05", "Tue 11:05", "19 Dec"; a midnight is named by its day alone. */
function shortWhen(at: number): string {
  const iso = new Date(at).toISOString();
  const { days } = distance(iso, now.value, phoneTimeZone());
  if (days === 0) return timeOfDay(at);
  if (days >= 7) return shortDay(at);
  const day = days === 1 ? t("patient.when.tomorrow") : shortWeekday(at);
  return isMidnight(iso, phoneTimeZone()) ? day : `${day} ${timeOfDay(at)}`;
}
