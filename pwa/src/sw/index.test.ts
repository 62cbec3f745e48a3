/** The service worker as the browser runs it: events in, caches, notifications and windows out. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LANGUAGE_CACHE, LANGUAGE_PATH } from "../domain/worker-language";
import { ON_DEMAND_CACHE } from "./on-demand";
import { FakeCaches } from "../../tests/cache-storage";

const ORIGIN = "https://diary.example";
const PAGE = `${ORIGIN}/index.html`;
const SCRIPT = `${ORIGIN}/assets/index-1a2b3c4d.js`;
const QUEUE = `${ORIGIN}/assets/queue-2b3c4d5e.js`;
const RECORD = `${ORIGIN}/assets/record-3c4d5e6f.js`;

/** An event that keeps the worker alive for what it waits for. */
class ExtendableEvent {
  readonly waits: Promise<unknown>[] = [];
  answer: Promise<Response> | undefined;
  constructor(readonly type: string, part: object = {}) {
    Object.assign(this, part);
  }
  waitUntil(work: Promise<unknown>): void {
    this.waits.push(work);
  }
  respondWith(answer: Promise<Response>): void {
    this.answer = answer;
  }
}

interface Window {
  url?: string;
  postMessage: (message: unknown) => void;
  focus: () => Promise<void>;
}

class Worker {
  readonly location = new URL(`${ORIGIN}/sw.js`);
  readonly navigator = { language: "en-GB" };
  readonly caches = new FakeCaches();
  readonly skipWaiting = vi.fn(() => Promise.resolve());
  readonly windows: Window[] = [];
  readonly clients = { claim: vi.fn(() => Promise.resolve()), matchAll: () => Promise.resolve(this.windows), openWindow: vi.fn(() => Promise.resolve(null)) };
  readonly subscribe = vi.fn((_options: object) => Promise.resolve({ toJSON: () => ({ endpoint: "https://push.example/new" }) }));
  readonly registration = { scope: `${ORIGIN}/`, showNotification: vi.fn(() => Promise.resolve()), pushManager: { subscribe: this.subscribe } };
  readonly __WB_DISABLE_DEV_LOGS = true;
  readonly #listeners = new Map<string, (event: ExtendableEvent) => void>();

  readonly addEventListener = (type: string, listener: (event: ExtendableEvent) => void): void => void this.#listeners.set(type, listener);

  /** Dispatch an event, and wait for what keeps the worker alive. */
  async gets(type: string, part: object = {}): Promise<ExtendableEvent> {
    const event = new ExtendableEvent(type, part);
    this.#listeners.get(type)?.(event);
    await event.answer?.catch(() => undefined); // an answer may ask for more time
    for (let at = 0; at < event.waits.length; at += 1) await event.waits[at];
    return event;
  }

  async fetches(url: string, { mode = "cors", method = "GET" } = {}): Promise<string | undefined> {
    const { answer } = await this.gets("fetch", { request: { url, mode, method } });
    return (await answer)?.text();
  }

  async opensAt(path: string): Promise<void> {
    this.windows.push({ url: ORIGIN + path, postMessage: () => undefined, focus: () => Promise.resolve() });
    await this.gets("activate");
  }

  onDemand(): string[] {
    return [...(this.caches.caches.get(ON_DEMAND_CACHE)?.stored.keys() ?? [])].sort();
  }
}

let worker: Worker;
const network = vi.fn((request: Request | string, _init?: RequestInit) => Promise.resolve(new Response(`network: ${typeof request === "string" ? request : request.url}`)));

beforeEach(async () => {
  worker = new Worker();
  network.mockReset();
  vi.stubGlobal("__WB_DISABLE_DEV_LOGS", true); // workbox describes each request otherwise
  for (const [name, value] of Object.entries({ self: worker, location: worker.location, caches: worker.caches, fetch: network, ExtendableEvent, FetchEvent: class FetchEvent extends ExtendableEvent {} })) vi.stubGlobal(name, value);
  vi.stubGlobal("__ON_DEMAND__", ["/assets/queue-2b3c4d5e.js", "/assets/record-3c4d5e6f.js"]);
  vi.stubGlobal("__PRECACHE__", [{ url: "/index.html", revision: "1" }, { url: "/assets/index-1a2b3c4d.js", revision: null }]);
  vi.resetModules();
  await import("./index");
});
afterEach(() => vi.unstubAllGlobals());

describe("the app without a network", () => {
  it("is stored when the worker is installed, and every page opens from it", async () => {
    await worker.gets("install");
    expect(network.mock.calls.map(([request]) => (request as Request).url)).toEqual([PAGE, SCRIPT]);
    network.mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await worker.fetches(`${ORIGIN}/diary`, { mode: "navigate" })).toBe(`network: ${PAGE}`);
    expect(await worker.fetches(SCRIPT)).toBe(`network: ${SCRIPT}`);
  });

  it("comes from the network where the browser has emptied the cache", async () => {
    network.mockImplementation((request) => Promise.resolve(new Response(`again: ${(request as Request).url}`)));
    expect(await worker.fetches(SCRIPT)).toBe(`again: ${SCRIPT}`);
  });

  it.each([
    ["the API", `${ORIGIN}/api/my/changes?after=0`],
    ["a file that is not part of this version", `${ORIGIN}/assets/other-5e6f7a8b.js`],
    ["another origin", "https://elsewhere.example/index.html"],
  ])("does not include %s", async (_, url) => {
    await worker.gets("install");
    expect((await worker.gets("fetch", { request: { url, mode: "cors", method: "GET" } })).answer).toBeUndefined();
  });

  it("is replaced as a whole: the files of the old version are deleted", async () => {
    await worker.gets("install");
    const cache = [...worker.caches.caches.values()].find(({ stored }) => stored.has(SCRIPT));
    await cache?.put(`${ORIGIN}/assets/old-00000000.js`, new Response("old"));
    await worker.gets("activate");
    expect([...(cache?.stored.keys() ?? [])].sort()).toEqual([SCRIPT, `${PAGE}?__WB_REVISION__=1`]);
  });
});

describe("what another app shares", () => {
  it("is taken by the worker, which leads to the screen that says what became of it", async () => {
    const shared = { url: `${ORIGIN}/receive`, method: "POST", mode: "navigate", formData: () => Promise.resolve(new FormData()) };
    const answer = await (await worker.gets("fetch", { request: shared })).answer;
    expect([answer?.status, answer?.headers.get("location")]).toEqual([303, `${ORIGIN}/receive`]);
    expect(network).not.toHaveBeenCalled();
  });
});

describe("the files of practitioners' screens", () => {
  it("are not on a patient's phone", async () => {
    await worker.gets("install");
    await worker.opensAt("/diary");
    expect(worker.onDemand()).toEqual([]);
    expect(network.mock.calls.map(([request]) => (request as Request).url)).toEqual([PAGE, SCRIPT]);
    expect(worker.clients.claim).toHaveBeenCalledOnce();
  });

  it("are all stored once a device asks for one of them, and open without a network", async () => {
    expect(await worker.fetches(QUEUE)).toBe(`network: ${QUEUE}`);
    expect(worker.onDemand()).toEqual([QUEUE, RECORD]);
    network.mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await worker.fetches(RECORD)).toBe(`network: ${RECORD}`);
  });

  it.each(["/clinic", "/clinic/review/1"])("are stored if such a screen was open before the worker: %s", async (path) => {
    await worker.opensAt(path);
    expect(worker.onDemand()).toEqual([QUEUE, RECORD]);
  });

  it("are not stored for a page whose path only begins alike", async () => {
    await worker.opensAt("/clinics");
    expect(worker.onDemand()).toEqual([]);
  });

  it("of a new version are stored before it takes over, and the old ones deleted afterwards", async () => {
    const old = `${ORIGIN}/assets/queue-00000000.js`;
    await (await worker.caches.open(ON_DEMAND_CACHE)).put(old, new Response("old"));
    await worker.gets("install");
    expect(worker.onDemand()).toEqual([old, QUEUE, RECORD]);
    await worker.gets("activate");
    expect(worker.onDemand()).toEqual([QUEUE, RECORD]);
  });

  it("that the server no longer has are not stored, and the page learns that", async () => {
    network.mockImplementation(() => Promise.resolve(new Response("Not Found", { status: 404 })));
    const { answer } = await worker.gets("fetch", { request: { url: QUEUE, mode: "cors", method: "GET" } });
    expect((await answer)?.status).toBe(404);
    await worker.opensAt("/clinic");
    expect(worker.onDemand()).toEqual([]);
  });

  it("come from the network where the storage is damaged", async () => {
    vi.spyOn(worker.caches, "open").mockRejectedValueOnce(new DOMException("", "UnknownError"));
    expect(await worker.fetches(QUEUE)).toBe(`network: ${QUEUE}`);
  });

  it("that did not arrive follow the next time, and do not hold up the update", async () => {
    await worker.fetches(QUEUE);
    await (await worker.caches.open(ON_DEMAND_CACHE)).delete(RECORD);
    network.mockRejectedValue(new TypeError("Failed to fetch"));
    await worker.gets("activate");
    network.mockReset();
    await worker.opensAt("/clinic");
    expect(worker.onDemand()).toEqual([QUEUE, RECORD]);
  });
});

describe("a new version of the worker", () => {
  it("takes over when the person has accepted it", async () => {
    await worker.gets("message", { data: { type: "take-over" } });
    expect(worker.skipWaiting).toHaveBeenCalledOnce();
  });

  it.each([[null], [{ type: "go" }], ["take-over"]])("does not for another message: %j", async (data) => {
    await worker.gets("message", { data });
    expect(worker.skipWaiting).not.toHaveBeenCalled();
  });
});

describe("a push message", () => {
  const declared = JSON.stringify({ notification: { title: "Sauna", body: "You can go again.", navigate: `${ORIGIN}/ask`, silent: false } });

  it("is shown", async () => {
    await worker.gets("push", { data: { text: () => declared } });
    expect(worker.registration.showNotification).toHaveBeenCalledWith("Sauna", expect.objectContaining({ body: "You can go again.", silent: false, data: { to: "/ask" } }));
  });

  it.each([
    ["en-GB", "There is something new in Afterglow."],
    ["de-AT", "In Afterglow gibt es etwas Neues."],
    ["fr-FR", "There is something new in Afterglow."],
  ])("without a text is shown in the language of the browser: %s", async (language, body) => {
    worker.navigator.language = language;
    await worker.gets("push", { data: null });
    expect(worker.registration.showNotification).toHaveBeenCalledWith("Afterglow", expect.objectContaining({ body, data: { to: "/" } }));
  });

  it("without a text is shown in the language that was chosen in the app", async () => {
    await (await worker.caches.open(LANGUAGE_CACHE)).put(LANGUAGE_PATH, new Response("de"));
    await worker.gets("push", { data: { text: () => "" } });
    expect(worker.registration.showNotification).toHaveBeenCalledWith("Afterglow", expect.objectContaining({ body: "In Afterglow gibt es etwas Neues." }));
  });
});

describe("a tap on a notification", () => {
  const close = vi.fn();
  const tapped = { notification: { close, data: { to: "/ask" } } };
  beforeEach(() => close.mockClear());

  it("closes it and opens the app at its screen", async () => {
    await worker.gets("notificationclick", tapped);
    expect(close).toHaveBeenCalledOnce();
    expect(worker.clients.openWindow).toHaveBeenCalledWith("/ask");
  });

  it("tells an open app where to go, instead of loading it anew: an unsaved check-in would be lost", async () => {
    const open = { postMessage: vi.fn(), focus: vi.fn(() => Promise.resolve()) };
    worker.windows.push(open);
    await worker.gets("notificationclick", tapped);
    expect(open.postMessage).toHaveBeenCalledWith({ type: "go", to: "/ask" });
    expect(open.focus).toHaveBeenCalledOnce();
    expect(worker.clients.openWindow).not.toHaveBeenCalled();
  });
});

describe("a subscription that the push service has dropped", () => {
  const registered = { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ endpoint: "https://push.example/new" }) };

  it("is made again with the same key, and registered with the server", async () => {
    const key = new Uint8Array([4]).buffer;
    await worker.gets("pushsubscriptionchange", { oldSubscription: { options: { applicationServerKey: key } } });
    expect(worker.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: key });
    expect(network).toHaveBeenCalledWith("/api/my/push-subscriptions", registered);
  });

  it.each([[{}], [{ oldSubscription: null }], [{ oldSubscription: { options: { applicationServerKey: null } } }]])("is made with the server's key if the browser lost it: %j", async (event) => {
    network.mockImplementation((address) => Promise.resolve(address === "/api/push-key" ? Response.json({ public_key: "BPk" }) : Response.json({ id: "1" })));
    await worker.gets("pushsubscriptionchange", event);
    expect(worker.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: "BPk" });
    expect(network).toHaveBeenLastCalledWith("/api/my/push-subscriptions", registered);
  });
});
