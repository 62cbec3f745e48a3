import { describe, expect, it } from "vitest";
import { NO_HAND, touched, type Finger, type Gesture } from "../../src/domain/gestures";

type Event = readonly [Finger["type"], number, number, number, number?, number?];

/** What a list of pointer events (type, id, x, y, time) is read as; steps without a gesture are left out. */
function read(...events: readonly Event[]): readonly Gesture[] {
  let hand = NO_HAND;
  return events.flatMap(([type, id, x, y, at = 0]) => {
    const [next, gesture] = touched(hand, { type, id, x, y, at });
    hand = next;
    return gesture ? [gesture] : [];
  });
}

describe("one finger", () => {
  it("drags once it has moved further than it shakes, and drops where it is lifted", () => {
    expect(read(["down", 1, 0, 0], ["move", 1, 4, 0], ["move", 1, 20, 5], ["up", 1, 40, 5, 300])).toEqual([
      { kind: "drag", by: { x: 16, y: 5 }, total: { x: 20, y: 5 } },
      { kind: "drop", total: { x: 40, y: 5 }, ms: 300 },
    ]);
  });

  it("taps twice in one place within a third of a second", () => {
    const tap = (at: number, x: number): readonly Event[] => [["down", 1, x, 0, at], ["up", 1, x, 0, at + 50]];
    expect(read(...tap(0, 0), ...tap(200, 5))).toEqual([{ kind: "double-tap", point: { x: 5, y: 0 } }]);
    expect(read(...tap(0, 0), ...tap(500, 5))).toEqual([]);
    expect(read(...tap(0, 0), ...tap(200, 90))).toEqual([]);
    expect(read(...tap(0, 0), ...tap(200, 0), ...tap(400, 0))).toHaveLength(1); // three taps are no two double taps
  });

  it("drops nothing if the browser takes it over", () => {
    expect(read(["down", 1, 0, 0], ["move", 1, 90, 0], ["cancel", 1, 90, 0]).at(-1)).toEqual({ kind: "drop", total: { x: 0, y: 0 }, ms: 0 });
  });

  it("does nothing without having touched the photo, as a mouse that hovers", () => {
    expect(read(["move", 1, 50, 0], ["up", 1, 50, 0])).toEqual([]);
  });
});

describe("two fingers", () => {
  it("pinch: they change the distance and move the middle", () => {
    expect(read(["down", 1, -10, 0], ["down", 2, 10, 0], ["move", 2, 30, 0])).toEqual([{ kind: "pinch", factor: 2, centre: { x: 10, y: 0 }, by: { x: 10, y: 0 } }]);
  });

  it("are no swipe, whatever the last of them does", () => {
    const gestures = read(["down", 1, 0, 0], ["down", 2, 10, 0], ["up", 2, 10, 0, 20], ["move", 1, 60, 0], ["up", 1, 200, 0, 40]);
    expect(gestures).toEqual([
      { kind: "drag", by: { x: 60, y: 0 }, total: { x: 60, y: 0 } },
      { kind: "drop", total: { x: 0, y: 0 }, ms: 0 },
    ]);
  });

  it("may lie on one point", () => {
    expect(read(["down", 1, 0, 0], ["down", 2, 0, 0], ["move", 2, 3, 4])).toEqual([{ kind: "pinch", factor: 5, centre: { x: 1.5, y: 2 }, by: { x: 1.5, y: 2 } }]);
  });
});
