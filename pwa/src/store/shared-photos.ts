/** The photos that another app has shared and that no check-in has taken yet. The service worker puts them into a cache. */

import { CUT_HEADER, isOutdated, SHARED_CACHE, SHARED_PREFIX } from "../domain/shared-photos";

/** A shared file; of one that is too large, `bytes` is only the beginning. */
export interface SharedFile {
  readonly bytes: Blob;
  readonly isCut: boolean;
}

/** List the addresses of the photos that wait, in the order of sharing. Those that have waited for a day are deleted. */
export async function sharedPhotos(now: number): Promise<readonly string[]> {
  if (!("caches" in globalThis)) return []; // an insecure page has no service worker either
  const cache = await caches.open(SHARED_CACHE);
  const all = (await cache.keys()).map(({ url }) => url.slice(url.indexOf(SHARED_PREFIX)));
  for (const address of all) if (isOutdated(address, now)) await cache.delete(address);
  return all.filter((address) => !isOutdated(address, now)).sort();
}

/** Get a shared file; undefined if it is no longer there. */
export async function findShared(address: string): Promise<SharedFile | undefined> {
  const response = await (await caches.open(SHARED_CACHE)).match(address);
  return response && { bytes: await response.blob(), isCut: response.headers.has(CUT_HEADER) };
}

/** Delete one of them. */
export async function deleteShared(address: string): Promise<void> {
  await (await caches.open(SHARED_CACHE)).delete(address);
}

/** Delete all of them. */
export async function deleteAllShared(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(SHARED_CACHE);
}
