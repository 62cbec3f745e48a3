/** Measures whether a photo is sharp and bright enough to be compared later, on a small grey image as the server does. */

/** Longest side of the measured image in pixels. */
export const MEASURED_SIDE = 320;

/** Below this variance of the Laplacian a photo of a face looks blurred. */
const BLURRED = 18;
/** Mean luma, 0 to 255. */
const DARK = 62;
const GLARING = 222;

export interface Measures {
  readonly sharpness: number;
  readonly brightness: number;
}

export type PhotoFlaw = "blurred" | "dark" | "glaring";

/** The part of a picture in which the outline has the face: an ellipse, in fractions of the width and the height. */
const FACE = { x: 0.5, y: 0.45, across: 0.22, down: 0.22 };

/** Measure RGBA pixels, given row by row. */
export function measure(pixels: Uint8ClampedArray, width: number, height: number): Measures {
  const grey = greyOf(pixels);
  return { sharpness: laplacianVariance(grey, width, height), brightness: mean(grey) };
}

/** The flaw of a photo; null if it has none. */
export function flawOf({ sharpness, brightness }: Measures): PhotoFlaw | null {
  if (brightness < DARK) return "dark";
  if (brightness > GLARING) return "glaring";
  return sharpness < BLURRED ? "blurred" : null;
}

/** How unequal the light on the two halves of the face is: 0 if they are equally bright, 1 if one is black. */
export function unevenness(pixels: Uint8ClampedArray, width: number, height: number): number {
  const halves = { left: [] as number[], right: [] as number[] };
  greyOf(pixels).forEach((grey, at) => {
    const x = ((at % width) + 0.5) / width - FACE.x;
    const y = (Math.floor(at / width) + 0.5) / height - FACE.y;
    if ((x / FACE.across) ** 2 + (y / FACE.down) ** 2 <= 1) halves[x < 0 ? "left" : "right"].push(grey);
  });
  const [one, other] = [mean(halves.left), mean(halves.right)];
  return Math.abs(one - other) / Math.max(one, other, 1);
}

/** Luma of each pixel by Rec. 601. */
function greyOf(pixels: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(pixels.length / 4);
  const channel = (at: number): number => pixels[at] ?? 0;
  for (let at = 0; at < grey.length; at += 1) grey[at] = 0.299 * channel(at * 4) + 0.587 * channel(at * 4 + 1) + 0.114 * channel(at * 4 + 2);
  return grey;
}

function laplacianVariance(grey: Float32Array, width: number, height: number): number {
  const edges: number[] = [];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around = value(grey, at - 1) + value(grey, at + 1) + value(grey, at - width) + value(grey, at + width);
      edges.push(around - 4 * value(grey, at));
    }
  }
  const middle = mean(edges);
  return mean(edges.map((edge) => (edge - middle) ** 2));
}

function value(grey: Float32Array, at: number): number {
  return grey[at] ?? 0;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += values[at] ?? 0;
  return values.length ? sum / values.length : 0;
}
