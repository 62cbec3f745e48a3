/** Asks the browser not to clear away what only this phone has. */

/** True when the browser has promised to keep the data. Never throws: some browsers know nothing of it. */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
