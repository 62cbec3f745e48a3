// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";

/** The module keeps the browser's offer: each test opens the app anew. */
async function start(standalone = false): Promise<typeof import("../../src/state/install")> {
  vi.resetModules();
  vi.stubGlobal("matchMedia", () => ({ matches: standalone }));
  const install = await import("../../src/state/install");
  install.watchForInstall();
  return install;
}

function offer(): { readonly event: Event; readonly prompt: ReturnType<typeof vi.fn> } {
  const prompt = vi.fn(() => Promise.resolve({ outcome: "dismissed" }));
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  dispatchEvent(event);
  return { event, prompt };
}

afterEach(() => vi.unstubAllGlobals());

test("an iPhone is pointed to the share menu, other browsers to their own menu", async () => {
  const { installMethod } = await start();
  expect(installMethod()).toBe("menu");
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)");
  expect(installMethod()).toBe("ios");
});

test("the browser's offer becomes a button of ours, which works once", async () => {
  const { install, installMethod } = await start();
  const { event, prompt } = offer();
  expect([event.defaultPrevented, installMethod()]).toEqual([true, "button"]);

  await install();
  await install();

  expect(prompt).toHaveBeenCalledTimes(1);
  expect(installMethod()).toBe("menu");
});

test("an app that is installed, now or before, is not offered again", async () => {
  const { installMethod } = await start();
  offer();
  dispatchEvent(new Event("appinstalled"));
  expect(installMethod()).toBe("installed");
  expect((await start(true)).installMethod()).toBe("installed");
});
