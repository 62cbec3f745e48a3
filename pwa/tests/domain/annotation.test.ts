import { describe, expect, it } from "vitest";
import { placed } from "../../src/domain/alignment";
import { arrowHead, combined, drawnTo, erasedAt, isDrawn, isOnPhoto, placeInPhoto, plainText, type Stroke } from "../../src/domain/annotation";
import { UNZOOMED } from "../../src/domain/zoom";
import { MAX_LINE, MAX_STROKE_POINTS } from "../../src/domain/vocabulary";

const pane = { width: 600, height: 400 }; // the frame of 3 by 4 in it is 300 by 400
const whole = placed({ width: 720, height: 960 }, "front", null);
const pen = (...points: readonly (readonly [number, number])[]): Stroke => ({ kind: "pen", ink: "light", points });
const arrow: Stroke = { kind: "arrow", ink: "blue", points: [[0.2, 0.2], [0.2, 0.2]] };
const note: Stroke = { kind: "text", ink: "amber", points: [[0.9, 0.9]], text: "New" };

describe("the place under a finger", () => {
  it("is in fractions of the photo", () => {
    expect(placeInPhoto({ x: 0, y: 0 }, UNZOOMED, pane, whole)).toEqual([0.5, 0.5]);
    expect(placeInPhoto({ x: -150, y: -200 }, UNZOOMED, pane, whole)).toEqual([0, 0]);
    expect(placeInPhoto({ x: 150, y: 200 }, UNZOOMED, pane, whole)).toEqual([1, 1]);
  });

  it("counts magnification, and whether the photo is wide or turned", () => {
    expect(placeInPhoto({ x: 40, y: 20 }, { scale: 2, x: 40, y: 20 }, pane, whole)).toEqual([0.5, 0.5]);
    expect(placeInPhoto({ x: 150, y: 0 }, { scale: 2, x: 0, y: 0 }, pane, whole)).toEqual([0.75, 0.5]);
    const wide = placed({ width: 960, height: 720 }, "front", null);
    expect(placeInPhoto({ x: 150, y: 112.5 }, UNZOOMED, pane, wide)).toEqual([1, 1]);
    const eyes = { left: { x: 0.3, y: 0.6 }, right: { x: 0.7, y: 0.3 } };
    const turned = placed({ width: 720, height: 960 }, "front", eyes); // its eyes lie on those of the outline
    const [x, y] = placeInPhoto({ x: 300 * (0.395 - 0.5), y: 400 * (0.44 - 0.5) }, UNZOOMED, pane, turned);
    expect(x).toBeCloseTo(0.3, 4);
    expect(y).toBeCloseTo(0.6, 4);
  });

  it("may lie outside of the photo, where nothing begins", () => {
    expect(isOnPhoto(placeInPhoto({ x: 200, y: 0 }, UNZOOMED, pane, whole))).toBe(false);
    expect(isOnPhoto([0.5, -0.1])).toBe(false);
    expect(isOnPhoto([0, 1])).toBe(true);
  });
});

describe("drawing", () => {
  it("adds the places of a finger to a line, but not those that are too near, and not too many", () => {
    expect(drawnTo(pen([0.1, 0.1]), [0.2, 1.4]).points).toEqual([[0.1, 0.1], [0.2, 1]]);
    expect(drawnTo(pen([0.1, 0.1]), [0.101, 0.1]).points).toHaveLength(1);
    const long = pen(...Array.from({ length: MAX_STROKE_POINTS }, (_, at) => [at % 2, 0.5] as const));
    expect(drawnTo(long, [0.5, 0.5])).toBe(long);
  });

  it("moves the head of an arrow; one without a length is none", () => {
    const drawn = drawnTo(drawnTo(arrow, [0.4, 0.4]), [-1, 0.2]);
    expect(drawn.points).toEqual([[0.2, 0.2], [0, 0.2]]);
    expect([isDrawn(arrow), isDrawn(drawn), isDrawn(pen([0.1, 0.1])), isDrawn({ ...arrow, points: [] })]).toEqual([false, true, true, false]);
    const head = arrowHead(drawn.points, { width: 1000, height: 1000 });
    expect(head.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([[31, 217], [31, 183]]);
  });
});

describe("erasing and putting together", () => {
  it("takes the nearest stroke away, if one is near", () => {
    const strokes = [pen([0.1, 0.1], [0.5, 0.1]), pen([0.1, 0.12], [0.1, 0.12]), note];
    expect(erasedAt(strokes, [0.3, 0.11])).toEqual(strokes.slice(1));
    expect(erasedAt(strokes, [0.1, 0.121])).toEqual([strokes[0], note]);
    expect(erasedAt(strokes, [0.9, 0.88])).toEqual(strokes.slice(0, 2));
    expect(erasedAt(strokes, [0.3, 0.5])).toBe(strokes);
    expect(erasedAt([], [0.3, 0.5])).toEqual([]);
  });

  it("lays one's own strokes on a colleague's, each of them once", () => {
    expect(combined([pen([0.1, 0.1]), note], [arrow, note])).toEqual([arrow, note, pen([0.1, 0.1])]);
  });
});

describe("a text", () => {
  it("is what was typed, without controls, and not longer than a line", () => {
    expect(plainText("  <b>two\nlines</b> ")).toBe("<b>two lines</b>");
    expect(plainText("gnp\u202Etxt\u2066")).toBe("gnptxt");
    expect(plainText("בדיקה")).toBe("בדיקה");
    expect(plainText("😀".repeat(MAX_LINE + 5))).toBe("😀".repeat(MAX_LINE));
  });
});
