/** Limits how long a request waits for other tabs, because the browser itself would wait forever. */

import { post } from "./channel";
import { StorageProblem, storageProblemOf } from "./problem";

/** Milliseconds that another tab has to close its connection. */
const BLOCKED_MS = 4_000;
/**
 * Milliseconds that the browser has to answer when it does not report that another tab blocks the request. It may just be slow, or
 * the request is in a queue behind one that is blocked itself.
 */
const SILENT_MS = 15_000;

/** A request that opens or deletes the database. */
export interface PendingRequest<T> {
  readonly result: Promise<T>;
  /** Whether the browser has reported that another connection blocks the request. */
  readonly isBlocked: () => boolean;
}

/** Start a request; if another tab blocks it, ask that tab to close its connection. */
export function requestStorage<T>(start: (onBlocked: () => void) => Promise<T>): PendingRequest<T> {
  let blocked = false;
  const onBlocked = (): void => {
    blocked = true;
    post("release");
  };
  return { result: start(onBlocked), isBlocked: () => blocked };
}

/** Wait for a request, but not forever: rejects with `storage-blocked` in time. The request itself stays pending. */
export async function waitFor<T>({ result, isBlocked }: PendingRequest<T>): Promise<T> {
  const timers: ReturnType<typeof setTimeout>[] = [];
  const late = new Promise<never>((_, reject) => {
    const giveUp = (): void => reject(new StorageProblem("storage-blocked"));
    timers.push(setTimeout(() => isBlocked() && giveUp(), BLOCKED_MS), setTimeout(giveUp, SILENT_MS));
  });
  try {
    return await Promise.race([result, late]);
  } catch (reason) {
    throw storageProblemOf(reason);
  } finally {
    timers.forEach(clearTimeout);
  }
}
