/** Messages between the tabs of the app. */

const CHANNEL = "afterglow-store";

/** `changed`: the database has changed. `release`: another tab needs the database, close your connection to it. */
export type TabMessage = "changed" | "release";

type Listener = () => void;

const listeners: Readonly<Record<TabMessage, Set<Listener>>> = { changed: new Set(), release: new Set() };
let channel: BroadcastChannel | undefined;

function openChannel(): BroadcastChannel | undefined {
  if (channel || typeof BroadcastChannel === "undefined") return channel;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => notify(data);
  // an open channel would keep Node's test runner alive
  (channel as { unref?: () => void }).unref?.();
  return channel;
}

/** Call the listeners of this tab. */
export function notify(message: TabMessage): void {
  for (const listener of listeners[message]) listener();
}

/** Send a message to the other tabs. */
export function post(message: TabMessage): void {
  openChannel()?.postMessage(message);
}

/** Call `listener` on every such message. Returns a function that stops listening. */
export function listen(message: TabMessage, listener: Listener): () => void {
  openChannel();
  listeners[message].add(listener);
  return () => listeners[message].delete(listener);
}
