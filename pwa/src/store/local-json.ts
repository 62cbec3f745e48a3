/** JSON in `localStorage`, on devices that may refuse to store anything. */

/** The stored value; null if there is none, or none that can be read. */
export function loadJson(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Returns whether this device could store it. */
export function saveJson(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The keys that begin with this. */
export function keysFrom(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** Delete the values of all keys that are meant. */
export function discardJson(isMeant: (key: string) => boolean): void {
  for (const key of keysFrom("")) if (isMeant(key)) localStorage.removeItem(key);
}
