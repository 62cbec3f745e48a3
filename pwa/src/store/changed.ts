/** Notifies this tab, other tabs and the service worker of changes in the database. */

const CHANNEL = "afterglow-store";
const listeners = new Set<() => void>();
let channel: BroadcastChannel | undefined;

function openChannel(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === "undefined") return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = () => notifyListeners();
  // an open channel would keep Node's test runner alive
  (channel as { unref?: () => void }).unref?.();
  return channel;
}

function notifyListeners(): void {
  for (const listener of listeners) listener();
}

/** Notify all listeners; call it after a transaction that others should see. */
export function announceChange(): void {
  notifyListeners();
  openChannel()?.postMessage(null);
}

/** Call back after every change in any tab. Returns a function that stops it. */
export function onChange(listener: () => void): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}
