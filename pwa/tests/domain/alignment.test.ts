/** The similarity that lays photos over each other by the eyes, over seeded random faces. */
import { describe, expect, it } from "vitest";
import { aligned, assumedEyes, covering, eyesOf, marked, moved, nudged, placed, similarity, startMarks, targetOf } from "../../src/domain/alignment";
import { OUTLINE_EYES, type Eyes } from "../../src/domain/outline";
import type { Point, Size } from "../../src/domain/zoom";

/** A small generator of numbers from 0 to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Case {
  readonly photo: Size;
  readonly frame: Size;
  readonly eyes: Eyes;
}

function cases(count: number): readonly Case[] {
  const next = numbers(8);
  const size = (): Size => ({ width: 300 + Math.round(next() * 2300), height: 300 + Math.round(next() * 2300) });
  const point = (): Point => ({ x: next(), y: next() });
  return Array.from({ length: count }, () => {
    let eyes = eyesOf(point(), point());
    while (!eyes) eyes = eyesOf(point(), point());
    return { photo: size(), frame: size(), eyes };
  });
}

const OUTLINE = OUTLINE_EYES.front;
const inPixels = ({ x, y }: Point, { width, height }: Size): Point => ({ x: x * width, y: y * height });
const apart = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
const area = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

describe("aligning a photo by its eyes", () => {
  it("takes both eyes to the target, within half a pixel", () => {
    for (const { photo, frame, eyes } of cases(2_000)) {
      const transform = aligned(photo, eyes, frame, OUTLINE);
      for (const side of ["left", "right"] as const) {
        expect(apart(moved(transform, inPixels(eyes[side], photo)), inPixels(OUTLINE[side], frame))).toBeLessThan(0.5);
      }
    }
  });

  it("never mirrors, and keeps every shape", () => {
    for (const { photo, frame, eyes } of cases(2_000)) {
      const transform = aligned(photo, eyes, frame, OUTLINE);
      const triangle = [{ x: 0, y: 0 }, { x: photo.width, y: 0 }, { x: 0, y: photo.height }] as const;
      const [a, b, c] = [moved(transform, triangle[0]), moved(transform, triangle[1]), moved(transform, triangle[2])];
      expect(area(a, b, c)).toBeGreaterThan(0); // as before: not mirrored
      expect(apart(a, b) / apart(a, c)).toBeCloseTo(photo.width / photo.height, 6);
    }
  });

  it("does not turn a face upside down if the eyes were marked in the other order", () => {
    const [one, other] = [{ x: 0.3, y: 0.4 }, { x: 0.6, y: 0.42 }];
    expect(eyesOf(other, one)).toEqual(eyesOf(one, other));
    expect(similarity(eyesOf(other, one) as Eyes, OUTLINE).a).toBeGreaterThan(0);
  });

  it("takes two marks in nearly the same place for a slip", () => {
    expect(eyesOf({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.5 })).toBeNull();
  });
});

describe("a photo without marked eyes", () => {
  it("covers the frame, cut in equal parts", () => {
    const frame = { width: 300, height: 400 };
    expect(aligned({ width: 800, height: 400 }, null, frame, OUTLINE)).toEqual({ a: 1, b: 0, e: -250, f: 0 });
    expect(aligned({ width: 800, height: 400 }, undefined, frame, OUTLINE).e).toBe(-250); // stored before there were marks
    expect(covering({ width: 600, height: 1600 }, frame)).toEqual({ a: 0.5, b: 0, e: 0, f: -200 });
  });

  it.each(["front", "left", "right"] as const)("has its eyes where the camera's outline was (%s): marking them there changes nothing", (angle) => {
    const frame = { width: 600, height: 800 };
    for (const { photo } of cases(200)) {
      const [assumed, plain] = [aligned(photo, assumedEyes(photo, angle), frame, targetOf(angle)), aligned(photo, null, frame, targetOf(angle))];
      for (const name of ["a", "b", "e", "f"] as const) expect(assumed[name]).toBeCloseTo(plain[name], 6);
    }
  });

  it("needs no eyes as a close-up", () => {
    expect(targetOf("close-up")).toEqual(OUTLINE);
  });
});

describe("marking the eyes", () => {
  const start = startMarks({ left: { x: 0.4, y: 0.4 }, right: { x: 0.6, y: 0.4 } });

  it("takes two taps, in either order", () => {
    const [left, right] = [{ x: 0.3, y: 0.5 }, { x: 0.7, y: 0.5 }];
    expect(marked(marked(start, left), right)).toEqual({ left, right, placed: ["left", "right"] });
    expect(marked(marked(start, right), left)).toEqual({ left, right, placed: ["right", "left"] });
  });

  it("takes two taps also for a face at the edge, where both are nearer to the same mark", () => {
    const marks = marked(marked(start, { x: 0.1, y: 0.4 }), { x: 0.25, y: 0.4 });
    expect(eyesOf(marks.left, marks.right)).toEqual({ left: { x: 0.1, y: 0.4 }, right: { x: 0.25, y: 0.4 } });
  });

  it("lets a tap nearby correct the mark that was just put, and any later tap the nearer one", () => {
    const corrected = marked(marked(start, { x: 0.3, y: 0.4 }), { x: 0.32, y: 0.42 });
    expect([corrected.left, corrected.right, corrected.placed]).toEqual([{ x: 0.32, y: 0.42 }, { x: 0.6, y: 0.4 }, ["left"]]);
    const both = marked(corrected, { x: 0.65, y: 0.4 });
    expect(marked(both, { x: 0.1, y: 0.4 }).left).toEqual({ x: 0.1, y: 0.4 });
    expect(marked(both, { x: 0.9, y: 0.4 }).right).toEqual({ x: 0.9, y: 0.4 });
  });

  it("moves a mark in small steps, never out of the photo", () => {
    const moved = nudged(start, "right", { x: 1, y: 0 });
    expect([moved.right.x, moved.placed]).toEqual([0.605, ["right"]]);
    expect(nudged(startMarks({ left: { x: 0, y: 1 }, right: { x: 1, y: 0 } }), "left", { x: -1, y: 1 }).left).toEqual({ x: 0, y: 1 });
  });
});

describe("a photo in a frame of any size", () => {
  const eyes: Eyes = { left: { x: 0.3, y: 0.5 }, right: { x: 0.7, y: 0.4 } };

  it("has its eyes on those of the outline", () => {
    const photo = { width: 1200, height: 900 };
    const place = placed(photo, "front", eyes);
    const height = photo.height / photo.width;
    const left = moved(place, { x: eyes.left.x, y: eyes.left.y * height });
    expect(left.x).toBeCloseTo(OUTLINE.left.x, 9);
    expect(left.y).toBeCloseTo((OUTLINE.left.y * 4) / 3, 9);
    expect(place.ratio).toBeCloseTo(4 / 3, 9);
  });

  it("is shown as a whole without marks", () => {
    expect(placed({ width: 3, height: 4 }, "left", null)).toEqual({ a: 1, b: 0, e: 0, f: 0, ratio: 0.75 });
    const wide = placed({ width: 4, height: 3 }, "front", null);
    expect(wide.a).toBe(1);
    expect(wide.f).toBeCloseTo((4 / 3 - 3 / 4) / 2, 9);
    const tall = placed({ width: 1, height: 2 }, "front", null);
    expect(tall.a).toBeCloseTo(2 / 3, 9);
    expect(tall.e).toBeCloseTo(1 / 6, 9);
  });
});
