/**
 * Files that only practitioners' screens need. They are not precached, because a patient's phone never opens them. The
 * first of them that a device asks for brings the others, so that its person's screens open without a network, too. Their
 * names contain a hash of their content: a stored copy is never out of date.
 */

export const ON_DEMAND_CACHE = "afterglow-on-demand";

/** Where practitioners' screens are. A page there was loaded before the worker could see what it asked for. */
const PRACTICE_PATH = /^\/clinic(\/|$)/;

/** Answer from the cache, or else from the server, and then store all `files`: this is a practitioner's device. */
export async function answerOnDemand(event: FetchEvent, address: string, files: readonly string[]): Promise<Response> {
  const cache = caches.open(ON_DEMAND_CACHE);
  const stored = await cache.then((opened) => opened.match(address)).catch(() => undefined); // a damaged storage: as if empty
  if (stored) return stored;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(files));
  return answer;
}

/** Before an update: store the new version's files beside the old ones, on a device that has those. */
export async function keepForUpdate(files: readonly string[]): Promise<void> {
  const stored = await (await caches.open(ON_DEMAND_CACHE)).keys();
  if (stored.length > 0) await keep(files);
}

/**
 * When a version takes over: delete the files of other versions, and see what open pages ask for from now on. Store the
 * files if a page shows a practitioner's screen already.
 */
export async function keepForOpenScreens(files: readonly string[], clients: Clients): Promise<void> {
  const cache = await caches.open(ON_DEMAND_CACHE);
  const old = (await cache.keys()).filter(({ url }) => !files.includes(url));
  await Promise.all(old.map((request) => cache.delete(request)));
  await clients.claim();
  const pages = await clients.matchAll({ type: "window" });
  if (pages.some(({ url }) => PRACTICE_PATH.test(new URL(url).pathname))) await keep(files);
}

/** Store what is missing. Without a network or with a full storage, the rest follows at the next opportunity. */
async function keep(files: readonly string[]): Promise<void> {
  const cache = await caches.open(ON_DEMAND_CACHE);
  await Promise.allSettled(
    files.map(async (address) => {
      if (await cache.match(address)) return;
      const answer = await fetch(address);
      if (answer.ok) await cache.put(address, answer);
    }),
  );
}
