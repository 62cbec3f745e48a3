/** The drawings of the map, and where the places are on them, in percent of the drawing from its upper left. As in a mirror: left is left. */

import type { Place } from "../../domain/vocabulary";

export const VIEWS = ["face", "left", "right", "neck", "scalp", "hands", "body"] as const;
export type MapView = (typeof VIEWS)[number];

/** The place, and its x and y. */
export type Mark = readonly [place: Place, x: number, y: number];

const LEFT: readonly Mark[] = [
  ["forehead-left", 66, 22],
  ["eyes-left", 32, 41],
  ["under-eye-left", 56, 53],
  ["nose", 86, 57],
  ["cheeks-left", 42, 66],
  ["upper-lip", 78, 71],
  ["jaw-left", 34, 82],
  ["chin", 66, 87],
];

/** Marks are at least 15 % apart, so that each is a target of 44 pixels on a small phone. */
export const MARKS: Readonly<Record<MapView, readonly Mark[]>> = {
  face: [
    ["forehead-left", 29, 20],
    ["forehead-middle", 50, 15],
    ["forehead-right", 71, 20],
    ["eyes-left", 15, 41],
    ["under-eye-left", 32, 53],
    ["nose", 50, 56],
    ["under-eye-right", 68, 53],
    ["eyes-right", 85, 41],
    ["cheeks-left", 24, 67],
    ["upper-lip", 50, 71],
    ["cheeks-right", 76, 67],
    ["jaw-left", 29, 82],
    ["chin", 50, 88],
    ["jaw-right", 71, 82],
  ],
  left: LEFT,
  right: LEFT.map(([place, x, y]) => [place.replace("left", "right") as Place, 100 - x, y]),
  neck: [
    ["neck-left", 41, 10],
    ["neck-middle", 50, 31],
    ["neck-right", 59, 10],
    ["decollete-left", 27, 64],
    ["decollete-middle", 50, 70],
    ["decollete-right", 73, 64],
  ],
  scalp: [
    ["scalp-back", 50, 17],
    ["scalp-left", 22, 48],
    ["scalp-top", 50, 46],
    ["scalp-right", 78, 48],
    ["scalp-front", 50, 75],
  ],
  hands: [
    ["hands-left", 26, 55],
    ["hands-right", 74, 55],
  ],
  body: [
    ["body-left-arm", 9, 42],
    ["body-belly", 31, 42],
    ["body-right-arm", 53, 42],
    ["body-left-leg", 22, 76],
    ["body-right-leg", 40, 76],
    ["body-back", 83, 34],
  ],
};
