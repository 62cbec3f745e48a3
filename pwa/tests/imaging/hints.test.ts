/** The hints before the shutter: which one is given, how the phone's pose is read, and that words do not flicker. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hintOf, NO_HINT, steadied, type Hint, type Look } from "../../src/imaging/hints";
import { unevenness } from "../../src/imaging/measure";
import { askForPose, followPose, mustAskForPose, poseOf, type Pose } from "../../src/imaging/pose";
import { watchPicture, type Watched } from "../../src/imaging/watch";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const UPRIGHT: Pose = { roll: 0, pitch: 0 };
const clear = (part: Partial<Look> = {}): Look => ({ brightness: 130, sharpness: 200, unevenness: 0.1, pose: UPRIGHT, ...part });

describe("the hint", () => {
  it.each<[string, Partial<Look>, Hint | null]>([
    ["a clear picture", {}, null],
    ["darkness, before everything else", { brightness: 40, unevenness: 0.9, sharpness: 0, pose: { roll: 40, pitch: 40 } }, "dark"],
    ["glare", { brightness: 240, sharpness: 0 }, "glaring"],
    ["light from one side", { unevenness: 0.5, pose: { roll: 20, pitch: 0 } }, "uneven"],
    ["a phone that is turned", { pose: { roll: -9, pitch: 30 } }, "level"],
    ["a phone that leans back", { pose: { roll: 3, pitch: 25 }, sharpness: 0 }, "tilt"],
    ["a phone that leans forward", { pose: { roll: 3, pitch: -25 } }, "tilt"],
    ["blur", { sharpness: 3 }, "blurred"],
    ["blur on a phone without sensors", { sharpness: 3, pose: null }, "blurred"],
    ["a hand that is almost steady", { pose: { roll: 7, pitch: -19 } }, null],
  ])("for %s", (_, part, hint) => {
    expect(hintOf(clear(part), "front")).toBe(hint);
  });

  it("is not about uneven light if the head is turned: hair darkens one half", () => {
    expect(hintOf(clear({ unevenness: 0.8 }), "left")).toBeNull();
  });

  it("is not about the pose of a close-up: a hand or a neck is photographed from above", () => {
    expect(hintOf(clear({ pose: { roll: 40, pitch: 80 } }), "close-up")).toBeNull();
    expect(hintOf(clear({ pose: { roll: 40, pitch: 80 }, sharpness: 0 }), "close-up")).toBe("blurred");
  });

  it("appears after three looks in a row, and goes after three without it", () => {
    const shown: (Hint | null)[] = [];
    let state = NO_HINT;
    for (const hint of ["dark", "dark", null, "dark", "dark", "dark", null, "dark", null, "blurred", null, null, null] as const) {
      state = steadied(state, hint);
      shown.push(state.shown);
    }
    expect(shown).toEqual([...Array<null>(5).fill(null), ...Array<Hint>(7).fill("dark"), null]);
  });
});

describe("the light on a face", () => {
  const SIDE = 40;
  function picture(paint: (x: number, y: number) => number): Uint8ClampedArray {
    const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
    for (let at = 0; at < SIDE * SIDE; at += 1) pixels.fill(paint(at % SIDE, Math.floor(at / SIDE)), at * 4, at * 4 + 3);
    return pixels;
  }

  it("is even if both halves are equally bright, whatever is around the face", () => {
    expect(unevenness(picture(() => 90), SIDE, SIDE)).toBe(0);
    expect(unevenness(picture((x) => (x < 8 ? 0 : x > 31 ? 255 : 90)), SIDE, SIDE)).toBe(0);
  });

  it("is as uneven on dark skin as on fair skin, if one half gets half the light", () => {
    expect(unevenness(picture((x) => (x < SIDE / 2 ? 30 : 60)), SIDE, SIDE)).toBeCloseTo(0.5, 1);
    expect(unevenness(picture((x) => (x < SIDE / 2 ? 220 : 110)), SIDE, SIDE)).toBeCloseTo(0.5, 1);
  });

  it("of a black picture is even", () => {
    expect(unevenness(picture(() => 0), SIDE, SIDE)).toBe(0);
  });
});

describe("the pose of the phone", () => {
  it.each([
    ["upright", 90, 0, 0, 0],
    ["flat on the table", 0, 0, 0, 90],
    ["leaning back by 30°", 60, 0, 0, 30],
    ["leaning forward by 20°", 110, 0, 0, -20],
    ["across, which is level, too", 0, -90, 0, 0],
    ["upside down", -90, 0, 0, 0],
  ])("%s", (_, beta, gamma, roll, pitch) => {
    const pose = poseOf(beta, gamma);
    expect(Math.abs(pose.roll)).toBeCloseTo(Math.abs(roll));
    expect(pose.pitch).toBeCloseTo(pitch);
  });

  it("turned like a steering wheel has a roll", () => {
    // up is (sin 20°, cos 20°, 0): tilted by 20° in the plane of the screen
    expect(poseOf(70, -90).roll).toBeCloseTo(20);
    expect(poseOf(70, 90).roll).toBeCloseTo(-20);
  });

  it("is asked for where the phone demands it, and a refusal is not an error", async () => {
    expect([await mustAskForPose(), await askForPose()]).toEqual([false, false]);
    vi.stubGlobal("DeviceOrientationEvent", { requestPermission: () => Promise.resolve("granted") });
    expect([await mustAskForPose(), await askForPose()]).toEqual([true, true]);
    vi.stubGlobal("DeviceOrientationEvent", { requestPermission: () => Promise.reject(new DOMException("No tap.", "NotAllowedError")) });
    expect(await askForPose()).toBe(false);
  });

  it.each([
    ["granted", false],
    ["denied", false],
    ["prompt", true],
  ])("is not asked for if the browser knows the answer: %s", async (state, must) => {
    vi.stubGlobal("DeviceOrientationEvent", { requestPermission: () => Promise.resolve(state) });
    vi.stubGlobal("navigator", { permissions: { query: () => Promise.resolve({ state }) } });
    expect(await mustAskForPose()).toBe(must);
  });

  it("is followed until it is no longer needed; a phone without sensors reports none", () => {
    const target = new EventTarget();
    vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
    vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
    const poses: Pose[] = [];
    const stop = followPose((pose) => poses.push(pose));
    const turn = (beta: number | null, gamma: number | null) => target.dispatchEvent(Object.assign(new Event("deviceorientation"), { beta, gamma }));
    turn(null, null);
    turn(90, 0);
    stop();
    turn(0, 0);
    expect(poses).toHaveLength(1);
  });
});

describe("watching the picture", () => {
  const video = { videoWidth: 1280, videoHeight: 720 } as HTMLVideoElement;
  let looks = 0;
  let target = new EventTarget();

  function phone(context: object | null): void {
    looks = 0;
    target = new EventTarget();
    vi.useFakeTimers();
    vi.stubGlobal("document", { createElement: () => ({ getContext: () => context }) });
    vi.stubGlobal("addEventListener", target.addEventListener.bind(target));
    vi.stubGlobal("removeEventListener", target.removeEventListener.bind(target));
  }

  const grey = (value: number) => ({
    drawImage: () => (looks += 1),
    getImageData: () => ({ data: new Uint8ClampedArray(16 * 16 * 4).fill(value), width: 16, height: 16 }),
  });

  beforeEach(() => vi.stubGlobal("requestIdleCallback", undefined));

  it("looks at most five times a second, says what is wrong once, and stops when it is told to", () => {
    phone(grey(20));
    const reports: Watched[] = [];
    const stop = watchPicture(video, "front", (watched) => reports.push(watched));
    vi.advanceTimersByTime(2_000);
    expect(looks).toBeLessThanOrEqual(10);
    expect(looks).toBeGreaterThan(5);
    expect(reports).toEqual([{ hint: "dark", roll: 0 }]);
    stop();
    const before = looks;
    vi.advanceTimersByTime(2_000);
    expect(looks).toBe(before);
  });

  it("waits for an idle moment where the browser tells one", () => {
    phone(grey(20));
    const waiting: (() => void)[] = [];
    vi.stubGlobal("requestIdleCallback", (work: () => void) => waiting.push(work));
    const stop = watchPicture(video, "front", () => undefined);
    vi.advanceTimersByTime(1_000);
    expect([looks, waiting.length]).toEqual([1, 1]);
    waiting[0]?.();
    expect(looks).toBe(2);
    vi.advanceTimersByTime(1_000);
    stop();
    waiting[1]?.();
    expect(looks).toBe(2);
  });

  it("draws the level as the phone is held", () => {
    const stripes = { drawImage: () => undefined, getImageData: () => ({ data: new Uint8ClampedArray(16 * 16 * 4).map((_, at) => ((at >> 2) % 4 < 2 ? 90 : 180)), width: 16, height: 16 }) };
    phone(stripes);
    const reports: Watched[] = [];
    const stop = watchPicture(video, "front", (watched) => reports.push(watched));
    target.dispatchEvent(Object.assign(new Event("deviceorientation"), { beta: 70, gamma: -90 }));
    vi.advanceTimersByTime(1_000);
    stop();
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.at(-1)?.hint).toBe("level");
    expect(reports.at(-1)?.roll).toBeCloseTo(20);
  });

  it.each<[string, object | null, object]>([
    ["no memory for a picture", null, video],
    ["no picture yet", grey(20), { videoWidth: 0, videoHeight: 0 }],
    ["a camera that is closing", { drawImage: () => { throw new DOMException("Closing.", "InvalidStateError"); } }, video],
  ])("says nothing with %s", (_, context, from) => {
    phone(context);
    const report = vi.fn();
    const stop = watchPicture(from as HTMLVideoElement, "front", report);
    vi.advanceTimersByTime(2_000);
    stop();
    expect(report).not.toHaveBeenCalled();
  });
});
