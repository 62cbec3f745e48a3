// @vitest-environment jsdom
/** How the app follows its service worker: new versions, and taps on notifications. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

type Worker = EventTarget & { postMessage: (message: unknown) => void };

const worker = (): Worker => Object.assign(new EventTarget(), { postMessage: vi.fn() });

class FakeRegistration extends EventTarget {
  waiting: Worker | null = null;
  installing: Worker | null = null;
  update = vi.fn(() => Promise.reject(new TypeError("offline")));

  /** A new version is downloaded; once installed, it waits. */
  brings(version: Worker): void {
    this.installing = version;
    this.dispatchEvent(new Event("updatefound"));
    this.waiting = version;
    version.dispatchEvent(new Event("statechange"));
  }
}

/** Fake the browser's side; `controller` is the version that runs this page, null on the first visit. */
function browser(registration: unknown, controller: Worker | null = worker()): EventTarget & { register: ReturnType<typeof vi.fn> } {
  const register = vi.fn(() => (registration === "refused" ? Promise.reject(new TypeError("refused")) : Promise.resolve(registration)));
  const container = Object.assign(new EventTarget(), { controller, register });
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: container });
  return container;
}

const reload = vi.fn();

/** The module keeps whether the person has accepted: each test starts the app anew. */
async function start(): Promise<typeof import("../../src/state/update")> {
  vi.resetModules();
  const update = await import("../../src/state/update");
  update.watchForUpdates();
  await vi.advanceTimersByTimeAsync(0);
  return update;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv("DEV", false);
  vi.stubGlobal("location", { reload });
  reload.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

describe("a new version of the app", () => {
  test("waits until the person accepts it, then takes over and reloads the page once", async () => {
    const [registration, version] = [new FakeRegistration(), worker()];
    const container = browser(registration);
    const { updateNow, waitingVersion } = await start();
    expect(waitingVersion.value).toBeUndefined();

    registration.brings(version);
    expect(waitingVersion.value).toBe(version);
    expect(version.postMessage).not.toHaveBeenCalled();

    updateNow();
    expect(version.postMessage).toHaveBeenCalledWith({ type: "take-over" });
    container.dispatchEvent(new Event("controllerchange"));
    container.dispatchEvent(new Event("controllerchange"));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  test("that was downloaded before the app was opened is offered as well", async () => {
    const registration = new FakeRegistration();
    registration.waiting = worker();
    browser(registration);
    expect((await start()).waitingVersion.value).toBe(registration.waiting);
  });

  test("never reloads an app in which nobody has accepted it: a half-written check-in would be gone", async () => {
    const container = browser(new FakeRegistration());
    await start();
    container.dispatchEvent(new Event("controllerchange"));
    expect(reload).not.toHaveBeenCalled();
  });

  test("is not announced on the first visit, where there is no older one", async () => {
    const registration = new FakeRegistration();
    browser(registration, null);
    const { waitingVersion } = await start();
    registration.brings(worker());
    expect(waitingVersion.value).toBeUndefined();
  });

  test("is looked for every hour, and being offline is not an error", async () => {
    const registration = new FakeRegistration();
    browser(registration);
    await start();
    await vi.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(registration.update).toHaveBeenCalledTimes(2);
  });

  test("is looked for when a part of the app does not load: the server may have only the files of a newer version", async () => {
    const registration = new FakeRegistration();
    browser(registration);
    await start();
    dispatchEvent(new Event("vite:preloadError"));
    expect(registration.update).toHaveBeenCalledOnce();
  });
});

describe("a part of the app that failed twice", () => {
  test.each([
    [true, 1],
    [false, 0],
  ])("is loaded with the whole page, if there is a network: %s", async (onLine, times) => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(onLine);
    (await start()).reloadIfOnline();
    expect(reload).toHaveBeenCalledTimes(times);
  });
});

describe("the app works without a service worker", () => {
  test.each([
    ["a privacy tool resolves without a registration", undefined],
    ["the browser refuses", "refused"],
  ])("%s", async (_name, registration) => {
    browser(registration);
    const { updateNow, waitingVersion } = await start();
    updateNow();
    expect(waitingVersion.value).toBeUndefined();
  });

  test("the browser has none", async () => {
    expect((await start()).waitingVersion.value).toBeUndefined();
  });

  test("none is registered during development, where it would serve old files", async () => {
    vi.stubEnv("DEV", true);
    const { register } = browser(new FakeRegistration());
    await start();
    expect(register).not.toHaveBeenCalled();
  });
});

describe("a tapped notification", () => {
  const follow = async (go: (path: string) => void) => (await import("../../src/state/worker-navigation")).watchForNavigation(go);

  test("opens its screen in the open app, until the app stops listening", async () => {
    const container = browser(new FakeRegistration());
    const [paths, go] = [[] as string[], (path: string) => void paths.push(path)];
    const stop = await follow(go);
    const says = (data: unknown): boolean => container.dispatchEvent(new MessageEvent("message", { data }));

    says({ type: "go", to: "/replies" });
    for (const other of [null, "go", { type: "go" }, { type: "go", to: 5 }, { type: "else", to: "/evil" }]) says(other);
    stop();
    says({ type: "go", to: "/late" });

    expect(paths).toEqual(["/replies"]);
  });

  test("cannot be followed without a service worker, which is not an error", async () => {
    const go = vi.fn();
    (await follow(go))();
    expect(go).not.toHaveBeenCalled();
  });
});
