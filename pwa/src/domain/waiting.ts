/** What the sheet allows only once the skin has reached a certain state. */

import type { States } from "./bounds";
import { certainty, leastMoment, NOT_REACHED, openGates, sureMoment } from "./bounds";
import { HOUR } from "./dates";
import type { Entry } from "./diary";
import type { Timeline } from "./timeline";
import type { TodayItem } from "./today";
import type { SkinState } from "./vocabulary";

/** Permissions that depend on a state which the patient has not confirmed. `until` is the earliest possible beginning. */
export function waitingForSkin(timeline: Timeline, now: number, states: States): readonly TodayItem[] {
  return timeline.windows.flatMap(({ rule, opens, needs }) => {
    if (rule.verb !== "allow" || opens === null || needs.some((flag) => states[flag] === undefined || states[flag] === false)) return [];
    const dependsOn = openGates(opens, now, states);
    if (!dependsOn.length) return [];
    const sure = certainty(opens, now, states) === NOT_REACHED;
    return [{ rule, sure, since: null, until: leastMoment(opens, states), surelyUntil: sureMoment(opens, states), dependsOn, opensOn: dependsOn }];
  });
}

/** After a "not yet", the same question is asked again on the next day at the earliest. */
const ASK_AGAIN = 20 * HOUR;

/** Whether to ask about a state now: never after a "yes", and not too soon after a "not yet". */
export function mayAsk(state: SkinState, entries: readonly Entry[], now: number): boolean {
  const last = entries.filter((entry) => entry.document.states[state] !== undefined).at(-1);
  if (!last) return true;
  return last.document.states[state] === false && now - Date.parse(last.occurred_at) >= ASK_AGAIN;
}
