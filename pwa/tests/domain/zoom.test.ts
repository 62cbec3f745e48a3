import { describe, expect, it } from "vitest";
import { DOUBLE_TAP, pannedBy, toggledAt, UNZOOMED, zoomedAt, type Zoom } from "../../src/domain/zoom";

const frame = { width: 400, height: 800 };
/** Where a point of the photo (pixels from its centre) is on screen. */
const onScreen = (zoom: Zoom, x: number, y: number): readonly [number, number] => [x * zoom.scale + zoom.x, y * zoom.scale + zoom.y];

describe("magnifying", () => {
  it("keeps the point under the fingers where it is", () => {
    const zoom = zoomedAt(UNZOOMED, 2, { x: 50, y: -100 }, frame);
    expect(zoom.scale).toBe(2);
    expect(onScreen(zoom, 50, -100)).toEqual([50, -100]);
    const more = zoomedAt(zoom, 1.5, { x: -20, y: 30 }, frame);
    const point = [(-20 - zoom.x) / zoom.scale, (30 - zoom.y) / zoom.scale] as const;
    expect(onScreen(more, ...point).map(Math.round)).toEqual([-20, 30]);
  });

  it("ends at six times, and never makes the photo smaller than the frame", () => {
    expect(zoomedAt(UNZOOMED, 100, { x: 0, y: 0 }, frame).scale).toBe(6);
    expect(zoomedAt({ scale: 2, x: 90, y: 0 }, 0.1, { x: 0, y: 0 }, frame)).toEqual(UNZOOMED);
  });

  it("never moves an edge of the photo into the frame", () => {
    expect(pannedBy(UNZOOMED, { x: 30, y: 30 }, frame)).toEqual(UNZOOMED);
    expect(pannedBy({ scale: 2, x: 0, y: 0 }, { x: 1000, y: -1000 }, frame)).toEqual({ scale: 2, x: 200, y: -400 });
  });

  it("goes back to the whole photo with the next double tap", () => {
    const zoom = toggledAt(UNZOOMED, { x: 10, y: 10 }, frame);
    expect(zoom.scale).toBe(DOUBLE_TAP);
    expect(toggledAt(zoom, { x: 10, y: 10 }, frame)).toEqual(UNZOOMED);
  });
});
