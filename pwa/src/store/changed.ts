/** Notifies this tab and the other tabs of changes in the database. */

import { listen, notify, post } from "./channel";

/** Notify all listeners; call it after a transaction that others should see. */
export function announceChange(): void {
  notify("changed");
  post("changed");
}

/** Call `listener` after every change in any tab. Returns a function that stops listening. */
export function onChange(listener: () => void): () => void {
  return listen("changed", listener);
}
