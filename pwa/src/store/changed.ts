/** Tells this tab, the other tabs and the worker that the database has changed. */

const CHANNEL = "afterglow-store";
const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;

function openChannel(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === "undefined") return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => notifyListeners();
  // in Node's test runner an open channel would keep the process alive
  (channel as { unref?: () => void }).unref?.();
  return channel;
}

function notifyListeners(): void {
  for (const listener of listeners) listener();
}

/** To be called after a transaction that others should see. */
export function announceChange(): void {
  notifyListeners();
  openChannel()?.postMessage(null);
}

/** Calls back after every change, here or in another tab; gives back how to stop. */
export function onChange(listener: () => void): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
