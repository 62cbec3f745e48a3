/** What browsers have and Node lacks for photos: a decoder and a canvas, whose results a test chooses. */
import { vi } from "vitest";

/** An image after decoding. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  /** The colour of the pixel at a place of the canvas, as one grey value. */
  readonly paint: (x: number, y: number) => number;
}

/** Stripes that are neither blurred nor dark. */
export const STRIPES: Decoded["paint"] = (x) => (x % 8 < 4 ? 90 : 180);

/** What was drawn: the sizes of the canvases in the order of drawing, and how many bitmaps were closed. */
export interface Drawn {
  readonly sizes: (readonly [width: number, height: number])[];
  closed: number;
}

interface Options {
  /** False: the phone has no memory for a canvas. */
  readonly canvas?: boolean;
  /** False: the phone cannot encode what was drawn. */
  readonly encodes?: boolean;
  /** The type of the files that the browser cannot decode. */
  readonly refuses?: string;
}

/** Let the decoder answer with this image; null: it cannot decode the file. */
export function decodes(image: Decoded | null, { canvas = true, encodes = true, refuses = "" }: Options = {}): Drawn {
  const drawn: Drawn = { sizes: [], closed: 0 };
  const bitmap = { ...image, close: () => (drawn.closed += 1) };
  vi.stubGlobal("createImageBitmap", (source: { readonly type?: string }) =>
    image && source.type !== refuses ? Promise.resolve(bitmap) : Promise.reject(new DOMException("Cannot decode.", "InvalidStateError")),
  );
  vi.stubGlobal("document", { createElement: () => newCanvas() });
  return drawn;

  function newCanvas(): object {
    const own = {
      ...{ width: 300, height: 150 },
      getContext: () => (canvas ? context : null),
      toBlob: (done: (blob: Blob | null) => void, type: string) => done(encodes ? new Blob(["encoded"], { type }) : null),
    };
    const context = {
      drawImage: () => drawn.sizes.push([own.width, own.height]),
      getImageData: () => ({ data: pixels(own.width, own.height, image?.paint ?? STRIPES) }),
    };
    return own;
  }
}

function pixels(width: number, height: number, paint: Decoded["paint"]): Uint8ClampedArray {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) data.fill(paint(at % width, Math.floor(at / width)), at * 4, at * 4 + 3);
  return data;
}

/** Bytes from characters and numbers. */
export function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : [...part])));
}

export const JPEG = bytes([0xff, 0xd8, 0xff, 0xda, 1, 2, 0xff, 0xd9]);
export const HEIC = bytes([0, 0, 0, 24], "ftypheic", [0, 0, 0, 0]);
export const MP4 = bytes([0, 0, 0, 24], "ftypisom", [0, 0, 2, 0], "isomiso2");
