/**
 * Prepares a photo for saving: decodes it, scales it down and encodes it as JPEG (which drops the location, the date and
 * all other metadata), measures it, and computes its SHA-256. A file that the browser cannot decode (HEIC outside Safari)
 * is left as it is; the server decodes it.
 */

import { isWholeJpeg, typeOf } from "./format";
import { MEASURED_SIDE, measure, type Measures } from "./measure";

/** A photo that is ready to be saved. `width` is 0 if the browser could not decode it. */
export interface Prepared extends Measures {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/** Why a file cannot be used. The codes are those of the server. */
export class PhotoRefused extends Error {
  readonly code: "photo-format" | "photo-unreadable" | "photo-too-large";

  constructor(code: PhotoRefused["code"]) {
    super(code);
    this.code = code;
  }
}

/** Longest side of an upload in pixels; the server stores no larger photos. */
const LONGEST = 2560;
const QUALITY = 0.9;
/** The server's limit for an upload in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Prepare a picked file. Throws `PhotoRefused`. */
export async function prepareFile(file: Blob): Promise<Prepared> {
  const bytes = await file.arrayBuffer();
  const type = typeOf(bytes);
  if (type === null) throw new PhotoRefused("photo-format");
  if (type === "image/jpeg" && !isWholeJpeg(bytes)) throw new PhotoRefused("photo-unreadable");
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch(() => null);
  if (bitmap) return prepareBitmap(bitmap);
  if (type !== "image/heic" && type !== "image/avif") throw new PhotoRefused("photo-unreadable");
  if (bytes.byteLength > MOST_BYTES) throw new PhotoRefused("photo-too-large");
  return { bytes, type, width: 0, height: 0, sharpness: 0, brightness: 0, sha256: await sha256(bytes) };
}

/** Prepare a decoded image, and close the bitmap. */
export async function prepareBitmap(bitmap: ImageBitmap): Promise<Prepared> {
  const full = draw(bitmap, LONGEST);
  const small = draw(bitmap, MEASURED_SIDE);
  bitmap.close();
  const measures = measure(pixelsOf(small), small.width, small.height);
  const bytes = await jpeg(full);
  const { width, height } = full;
  return { bytes, type: "image/jpeg", width, height, ...measures, sha256: await sha256(bytes) };
}

function draw(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  context(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context2d = canvas.getContext("2d");
  if (!context2d) throw new PhotoRefused("photo-unreadable");
  return context2d;
}

function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  return context(canvas).getImageData(0, 0, canvas.width, canvas.height).data;
}

async function jpeg(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new PhotoRefused("photo-unreadable");
  return blob.arrayBuffer();
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
