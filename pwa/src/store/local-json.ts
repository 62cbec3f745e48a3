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

/** Values of one kind, each under a name: what is typed and not saved yet. */
export interface LocalStore<T> {
  /** The stored value; null if there is none, or this device cannot store it. */
  readonly load: (name: string) => Partial<T> | null;
  /** Returns whether this device could store it. */
  readonly save: (name: string, value: T) => boolean;
  readonly discard: (name: string) => void;
  readonly discardAll: () => void;
  readonly names: () => readonly string[];
}

/** Keep values under keys that begin with `afterglow-` and their kind. */
export function localStore<T extends object>(kind: string): LocalStore<T> {
  const prefix = `afterglow-${kind} `;
  return {
    load: (name) => valueOf(loadJson(prefix + name)),
    save: (name, value) => saveJson(prefix + name, value),
    discard: (name) => discardJson(prefix + name),
    discardAll: () => keysFrom(prefix).forEach(discardJson),
    names: () => keysFrom(prefix).map((key) => key.slice(prefix.length)),
  };
}

/** An older version of the app may have stored fewer fields, so all of them are optional. */
function valueOf<T extends object>(stored: unknown): Partial<T> | null {
  return typeof stored === "object" ? stored : null;
}

/** Delete a value. */
export function discardJson(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // without storage there is nothing to delete
  }
}

function keysFrom(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
