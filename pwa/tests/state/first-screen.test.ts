import { afterEach, beforeEach, expect, test, vi } from "vitest";

type FirstScreen = typeof import("../../src/state/first-screen");

let module: FirstScreen;
const run = vi.fn();

beforeEach(async () => {
  vi.resetModules();
  run.mockClear();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  module = await import("../../src/state/first-screen");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what the first screen does not need waits until the browser has nothing else to do", () => {
  const idle: (() => void)[] = [];
  const requestIdleCallback = (action: () => void): number => idle.push(action);
  vi.stubGlobal("window", { requestIdleCallback });
  vi.stubGlobal("requestIdleCallback", requestIdleCallback);
  module.afterFirstScreen(run);
  module.firstScreenIsUsable();
  expect(run).not.toHaveBeenCalled();
  idle.forEach((action) => action());
  expect(run).toHaveBeenCalledOnce();
  module.firstScreenIsUsable();
  expect(idle).toHaveLength(1);
  module.afterFirstScreen(run);
  expect(run).toHaveBeenCalledTimes(2); // from now on at once
});

test("in Safari, which does not tell when it is idle, it waits for two frames", () => {
  const frames: (() => void)[] = [];
  vi.stubGlobal("window", {});
  vi.stubGlobal("requestAnimationFrame", (action: () => void): number => frames.push(action));
  module.afterFirstScreen(run);
  module.firstScreenIsUsable();
  frames.shift()?.();
  expect(run).not.toHaveBeenCalled();
  frames.shift()?.();
  expect(run).toHaveBeenCalledOnce();
});

test("it does not wait longer than ten seconds for a screen that does not come", () => {
  module.afterFirstScreen(run);
  vi.advanceTimersByTime(9_999);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
});
