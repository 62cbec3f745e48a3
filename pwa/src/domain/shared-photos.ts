/**
 * Photos that another app has shared with this one. The service worker stores them in a cache, also offline and while nobody is signed
 * in, until the check-in has taken them; signing out deletes them.
 */

/** Where phones send what is shared: `share_target` of the manifest, and the server's page for what the worker did not take. */
export const RECEIVE_PATH = "/receive";

export const SHARED_CACHE = "afterglow-shared-photos";

/** The addresses in the cache begin with this, followed by the time of sharing in epoch milliseconds and a number. */
export const SHARED_PREFIX = "/shared-photos/";

/** Of a larger file only the beginning is stored, which is enough to say what it is. In bytes, as the limit for a picked file. */
export const MOST_SHARED_BYTES = 50 * 1024 * 1024;
export const SHARED_HEAD = 64;

/** The header that holds the size of a file of which only the beginning is stored. */
export const CUT_HEADER = "x-afterglow-size";

/** How long photos wait to be looked at, in milliseconds: a day. */
const WAITS_MS = 86_400_000;

/** Where to store the photo with this number. Addresses sort in the order of sharing. */
export function sharedAddress(sharedAt: number, number: number): string {
  return `${SHARED_PREFIX}${sharedAt}-${String(number).padStart(3, "0")}`;
}

/** Whether a stored photo has waited too long. */
export function isOutdated(address: string, now: number): boolean {
  const sharedAt = Number(address.slice(address.lastIndexOf("/") + 1).split("-", 1)[0]);
  return !(now - sharedAt < WAITS_MS);
}
