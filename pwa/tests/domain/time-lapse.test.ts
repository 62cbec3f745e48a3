import { describe, expect, it } from "vitest";
import { fadeAt, following, played, type Film, type FrameState } from "../../src/domain/time-lapse";

const filmOf = (...states: readonly FrameState[]): Film => ({ count: states.length, stateOf: (index) => states[index] ?? "missing" });

describe("the photo that follows", () => {
  it("is the next one that is not missing, if there is one", () => {
    expect(following(0, filmOf("ready", "missing", "loading"))).toBe(2);
    expect(following(0, filmOf("ready", "missing"))).toBeUndefined();
  });
});

describe("playing on", () => {
  it("stays with a photo for its time, and keeps what is over", () => {
    expect(played({ index: 0, part: 0.25 }, 0.5, filmOf("ready", "ready"))).toEqual({ index: 0, part: 0.75, hasEnded: false });
    expect(played({ index: 0, part: 0.75 }, 0.5, filmOf("ready", "ready"))).toEqual({ index: 1, part: 0.25, hasEnded: false });
  });

  it("waits for a photo that is being loaded, and leaves out those that are missing", () => {
    expect(played({ index: 0, part: 0.9 }, 0.5, filmOf("ready", "loading"))).toEqual({ index: 0, part: 1, hasEnded: false });
    expect(played({ index: 0, part: 0.5 }, 0.5, filmOf("ready", "missing", "ready"))).toEqual({ index: 2, part: 0, hasEnded: false });
  });

  it("ends after the last photo that can be seen", () => {
    expect(played({ index: 1, part: 0.5 }, 0.5, filmOf("ready", "ready", "missing"))).toEqual({ index: 1, part: 1, hasEnded: true });
  });
});

it("the next photo fades in towards the end of the time", () => {
  expect([0, 0.6, 1].map(fadeAt)).toEqual([0, 0, 1]);
  expect(fadeAt(0.825)).toBeCloseTo(0.5, 9);
});
