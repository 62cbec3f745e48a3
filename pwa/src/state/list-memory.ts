/**
 * What a list looked like when it was left, so that "back" and a reload find it again. It is held in this tab's memory for
 * links inside the app, and in the history entry for reloads; never with a row of the list, because access may end.
 */
import { me } from "./auth-session";

/** `view` is the list's own: search, filters, order. */
export interface LeftList<View> {
  readonly view: View;
  /** How many pages were loaded. */
  readonly pages: number;
  readonly scroll: number;
}

const left = new Map<string, unknown>();

/** The key names the person and the clinic, so that nobody else finds a list as it was left. */
function keyOf(list: string): string {
  const person = me();
  return `${list} ${person?.id ?? ""} ${person?.clinic?.id ?? ""}`;
}

/** What was remembered of this list; undefined the first time. */
export function recallList<View>(list: string): LeftList<View> | undefined {
  const key = keyOf(list);
  const state: unknown = history.state;
  const remembered = left.get(key) ?? (isRecord(state) ? state[key] : undefined);
  return remembered as LeftList<View> | undefined;
}

/** Remember the list as it is now. */
export function rememberList<View>(list: string, now: LeftList<View>): void {
  const key = keyOf(list);
  left.set(key, now);
  history.replaceState({ ...(isRecord(history.state) && history.state), [key]: now }, "");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Forget every list, because the person has signed out. */
export function forgetLists(): void {
  left.clear();
  history.replaceState(null, "");
}
