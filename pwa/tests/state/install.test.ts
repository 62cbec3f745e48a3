// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15";

/** The module keeps the browser's offer: each test opens the app anew. */
async function start(agent = "Mozilla/5.0 (X11; Linux)", { standalone = false, touch = 0 } = {}): Promise<typeof import("../../src/state/install-way")> {
  vi.resetModules();
  vi.stubGlobal("matchMedia", () => ({ matches: standalone }));
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
  Object.defineProperty(navigator, "maxTouchPoints", { value: touch, configurable: true });
  (await import("../../src/state/install")).watchForInstall();
  return import("../../src/state/install-way");
}

function offer(outcome = "dismissed"): { readonly event: Event; readonly prompt: ReturnType<typeof vi.fn> } {
  const prompt = vi.fn(() => Promise.resolve({ outcome }));
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  dispatchEvent(event);
  return { event, prompt };
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test.each([
  ["an iPhone", `${IPHONE} Version/19.1 Mobile/15E148 Safari/604.1`, 5, "iphone"],
  ["an iPad, which calls itself a Macintosh", MAC, 5, "ipad"],
  ["an old iPad", "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Version/12.1 Mobile/15E148 Safari/604.1", 5, "ipad"],
  ["a Mac", MAC, 0, "none"],
  ["Chrome on an iPhone", `${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`, 5, "not-safari"],
  ["Firefox on an iPhone", `${IPHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 5, "not-safari"],
  ["Instagram on an iPhone", `${IPHONE} Mobile/15E148 Instagram 380.0`, 5, "not-safari"],
  ["a browser inside another app", `${IPHONE} Mobile/15E148`, 5, "not-safari"],
  ["Firefox on Android", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", 5, "firefox"],
  ["Firefox on a computer", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 0, "none"],
  ["Chrome that makes no offer", "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36", 5, "none"],
])("%s: the way to install the app", async (_, agent, touch, way) => {
  expect((await start(agent, { touch })).installWay()).toBe(way);
});

test("the browser's offer becomes a button of ours, which works once", async () => {
  const { install, installWay } = await start();
  const { event, prompt } = offer();
  expect([event.defaultPrevented, installWay()]).toEqual([true, "button"]);
  expect([await install(), await install()]).toEqual([false, false]);
  expect(prompt).toHaveBeenCalledTimes(1);
  expect(installWay()).toBe("none");
});

test("the offer can be accepted", async () => {
  const { install } = await start();
  offer("accepted");
  expect(await install()).toBe(true);
});

test("an app that is installed, now or before, is not offered again", async () => {
  const { installWay } = await start();
  offer();
  dispatchEvent(new Event("appinstalled"));
  expect(installWay()).toBe("installed");
  expect((await start(undefined, { standalone: true })).installWay()).toBe("installed");
  Object.assign(navigator, { standalone: true });
  const { installWay: onHomeScreen, shouldAskToInstall } = await start(IPHONE);
  expect([onHomeScreen(), shouldAskToInstall()]).toEqual(["installed", false]);
  Reflect.deleteProperty(navigator, "standalone");
});

test("the person is asked once, and only where it is possible", async () => {
  const { shouldAskToInstall, rememberAsked } = await start();
  expect(shouldAskToInstall()).toBe(false);
  offer();
  expect(shouldAskToInstall()).toBe(true);
  rememberAsked();
  expect(shouldAskToInstall()).toBe(false);
});
