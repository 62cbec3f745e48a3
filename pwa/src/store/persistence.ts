/** Asks the browser not to evict the local data. */

/** Request persistent storage. True if the browser grants it. Never throws: some browsers lack the API. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
