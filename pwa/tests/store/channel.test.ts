/** The channel between tabs, also in browsers without one. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test("all messages of a tab use one channel", async () => {
  const opened: string[] = [];
  const sent: unknown[] = [];
  class Channel {
    constructor(name: string) {
      opened.push(name);
    }
    postMessage(message: unknown): void {
      sent.push(message);
    }
  }
  vi.stubGlobal("BroadcastChannel", Channel);
  const { listen, post } = await import("../../src/store/channel");
  listen("changed", () => undefined);
  post("changed");
  post("release");
  expect([opened, sent]).toEqual([["afterglow-store"], ["changed", "release"]]);
});

test("without channels, a tab notifies only itself", async () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  const { listen, notify, post } = await import("../../src/store/channel");
  const listener = vi.fn();
  const stop = listen("changed", listener);
  post("changed");
  expect(listener).not.toHaveBeenCalled();
  notify("changed");
  stop();
  notify("changed");
  expect(listener).toHaveBeenCalledTimes(1);
});
