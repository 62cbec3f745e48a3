/** The browser's Cache API in memory: as much of it as the app and its service worker use. */

type Key = string | { readonly url: string };
const addressOf = (key: Key): string => (typeof key === "string" ? key : key.url);

class FakeCache {
  readonly stored = new Map<string, Response>();

  put(key: Key, response: Response): Promise<void> {
    this.stored.set(addressOf(key), response);
    return Promise.resolve();
  }

  match(key: Key): Promise<Response | undefined> {
    return Promise.resolve(this.stored.get(addressOf(key))?.clone());
  }

  delete(key: Key): Promise<boolean> {
    return Promise.resolve(this.stored.delete(addressOf(key)));
  }

  keys(): Promise<readonly { readonly url: string }[]> {
    return Promise.resolve([...this.stored.keys()].map((url) => ({ url })));
  }
}

/** All caches of one origin. `caches.match` is what workbox reads with: it names the cache. */
export class FakeCaches {
  readonly caches = new Map<string, FakeCache>();

  open(name: string): Promise<FakeCache> {
    const cache = this.caches.get(name) ?? new FakeCache();
    this.caches.set(name, cache);
    return Promise.resolve(cache);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.caches.delete(name));
  }

  async match(key: Key, { cacheName }: { cacheName: string }): Promise<Response | undefined> {
    return (await this.open(cacheName)).match(key);
  }
}
