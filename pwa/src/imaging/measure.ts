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

/** Luma of each pixel by Rec. 601. */
function greyOf(pixels: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(pixels.length / 4);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at * 4, at * 4 + 3);
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
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
