/** What a frame can reach and a preview must not use. */
interface Realm {
  fetch: typeof fetch;
  readonly HTMLHeadingElement: typeof HTMLHeadingElement;
}

/**
 * Cut a frame off from the network, from the diary of this device, and from what is remembered here (language, theme, the
 * offset of the clock). Must run before any module of the app. Headings do not take the focus: it belongs to the page.
 */
export function isolate(realm: Realm & object): void {
  realm.fetch = () => Promise.reject(new TypeError("A preview has no network."));
  Object.defineProperty(realm, "indexedDB", { value: undefined });
  Object.defineProperty(realm, "localStorage", { value: new ShortMemory() });
  realm.HTMLHeadingElement.prototype.focus = () => undefined;
}

/** A storage that lasts as long as the frame. */
class ShortMemory implements Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  private readonly values = new Map<string, string>();

  getItem(name: string): string | null {
    return this.values.get(name) ?? null;
  }

  setItem(name: string, value: string): void {
    this.values.set(name, value);
  }

  removeItem(name: string): void {
    this.values.delete(name);
  }
}
