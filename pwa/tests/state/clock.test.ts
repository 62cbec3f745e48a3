// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";

const HOUR = 3_600_000;

/** The module as it is after a start of the app. */
async function start(): Promise<typeof import("../../src/state/clock")> {
  vi.resetModules();
  return import("../../src/state/clock");
}

beforeEach(() => localStorage.clear());

test("what is on screen follows the time while the app is open, and at once when it is opened again", async () => {
  vi.useFakeTimers();
  const { now } = await start();
  const begin = now.value;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(now.value).toBe(begin + 60_000);
  vi.setSystemTime(begin + 8 * HOUR); // the phone slept: no timer ran
  document.dispatchEvent(new Event("visibilitychange"));
  expect(now.value).toBe(begin + 8 * HOUR);
  vi.useRealTimers();
});

describe("the phone's clock", () => {
  test("is trusted until it has been measured", async () => {
    const { answerTimes, clockOffset, clockTrouble, now } = await start();
    expect([clockOffset.value, clockTrouble.value]).toEqual([null, false]);
    expect(answerTimes.value).toEqual([now.value, now.value]);
  });

  test.each([
    ["an hour ahead", HOUR],
    ["two days ahead", 48 * HOUR],
    ["three days behind", -72 * HOUR],
    ["two minutes and a second behind", -121_000],
  ])("%s of the server: answers are given for both times", async (_, offset) => {
    const { answerTimes, clockTrouble, now, setClockOffset } = await start();
    setClockOffset(offset);
    expect(clockTrouble.value).toBe(true);
    expect(answerTimes.value).toEqual([now.value, now.value - offset]);
  });

  test.each([0, 1_500, 120_000, -120_000])("an offset of %d milliseconds is tolerated", async (offset) => {
    const { answerTimes, clockTrouble, now, setClockOffset } = await start();
    setClockOffset(offset);
    expect(clockTrouble.value).toBe(false);
    expect(answerTimes.value).toEqual([now.value, now.value]);
  });

  test("is trusted again as soon as it is measured to be right", async () => {
    const { clockTrouble, setClockOffset } = await start();
    setClockOffset(48 * HOUR);
    setClockOffset(300);
    expect(clockTrouble.value).toBe(false);
  });

  test("that is wrong is still known after a restart without a network", async () => {
    (await start()).setClockOffset(48 * HOUR);
    const { clockOffset, clockTrouble } = await start();
    expect([clockOffset.value, clockTrouble.value]).toEqual([48 * HOUR, true]);
  });

  test("is measured on a full phone, too", async () => {
    const { clockTrouble, setClockOffset } = await start();
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("The phone is full.", "QuotaExceededError");
    });
    setClockOffset(48 * HOUR);
    expect(clockTrouble.value).toBe(true);
  });
});
