/** Draws photos into frames of one size, aligned by the eyes, for a time-lapse. */

import { aligned } from "../domain/alignment";
import type { Eyes } from "../domain/outline";
import type { Size } from "../domain/zoom";

/** The size of a frame in pixels: enough for a phone's screen, and small enough to hold some of them in memory. */
export const FRAME: Size = { width: 720, height: 960 };

/** What shows where an aligned photo does not reach the edge. */
const BACKGROUND = "#1c1917";

/** Draw a decoded photo into a new frame, and close the bitmap. Throws if the phone has no memory for it. */
export function drawFrame(bitmap: ImageBitmap, eyes: Eyes | null, target: Eyes): HTMLCanvasElement {
  const canvas = newFrame();
  const context = contextOf(canvas);
  const { a, b, e, f } = aligned(bitmap, eyes, FRAME, target);
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, FRAME.width, FRAME.height);
  context.setTransform(a, b, -b, a, e, f);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

/** An empty canvas of the size of a frame. */
export function newFrame(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = FRAME.width;
  canvas.height = FRAME.height;
  return canvas;
}

/** Show one frame, and over it the next one as far as it has faded in (0 to 1). */
export function paint(canvas: HTMLCanvasElement, from: HTMLCanvasElement, to: HTMLCanvasElement | undefined, mix: number): void {
  const context = contextOf(canvas);
  context.globalAlpha = 1;
  context.drawImage(from, 0, 0);
  if (!to || mix <= 0) return;
  context.globalAlpha = mix;
  context.drawImage(to, 0, 0);
  context.globalAlpha = 1;
}

/** Write a line of text onto the lower edge. */
export function caption(canvas: HTMLCanvasElement, text: string): void {
  const context = contextOf(canvas);
  context.font = "600 34px system-ui, sans-serif";
  const width = context.measureText(text).width;
  context.fillStyle = "rgb(0 0 0 / 60%)";
  context.fillRect(24, FRAME.height - 88, width + 40, 64);
  context.fillStyle = "#ffffff";
  context.fillText(text, 44, FRAME.height - 44);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The phone has no memory for a picture.");
  return context;
}
