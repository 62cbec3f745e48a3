/**
 * Prepares a photo for saving: decodes it, scales it down and encodes it as JPEG (which drops the location, the date and
 * all other metadata), measures it, and computes its SHA-256. A file that the browser cannot decode (HEIC outside Safari)
 * is left as it is; the server decodes it.
 */

import { isVideo, isWholeJpeg, typeOf, type PhotoType } from "./format";
import { MEASURED_SIDE, measure, type Measures } from "./measure";

/** A photo that is ready to be saved. `width` is 0 if the browser could not decode it. */
export interface Prepared extends Measures {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/** Why a file cannot be used. */
export type Refusal = "empty" | "video" | "format" | "damaged" | "large";

export class PhotoRefused extends Error {
  readonly why: Refusal;

  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/** Longest side of an upload in pixels; the server stores no larger photos. */
const LONGEST = 2560;
const QUALITY = 0.9;
const MEGABYTE = 1024 * 1024;
/** The server's limit for an upload in bytes. */
const MOST_BYTES = 16 * MEGABYTE;
/** A file that is larger is not even read: it would not fit the memory of a phone. Photos of 200 megapixels are smaller. */
const MOST_READ = 50 * MEGABYTE;
/** What tells the type of a file, in bytes. */
const HEAD = 64;

/** Prepare a picked file. Throws `PhotoRefused`. */
export async function prepareFile(file: Blob): Promise<Prepared> {
  const type = await checkHead(file);
  const bytes = await file.arrayBuffer();
  if (type === "image/jpeg" && !isWholeJpeg(bytes)) throw new PhotoRefused("damaged");
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch(() => null);
  if (bitmap) return prepareBitmap(bitmap);
  if (type !== "image/heic" && type !== "image/avif") throw new PhotoRefused("damaged");
  if (bytes.byteLength > MOST_BYTES) throw new PhotoRefused("large");
  return { bytes, type, width: 0, height: 0, sharpness: 0, brightness: 0, sha256: await sha256(bytes) };
}

/** The type of a file. Refuses what the first bytes and the size tell, before the file is read: a video may be larger than the memory. */
async function checkHead(file: Blob): Promise<PhotoType> {
  if (file.size === 0) throw new PhotoRefused("empty");
  const head = await file.slice(0, HEAD).arrayBuffer();
  if (isVideo(head, file.type)) throw new PhotoRefused("video");
  const type = typeOf(head);
  if (type === null) throw new PhotoRefused("format");
  if (file.size > MOST_READ) throw new PhotoRefused("large");
  return type;
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
  if (!context2d) throw new PhotoRefused("damaged");
  return context2d;
}

function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  return context(canvas).getImageData(0, 0, canvas.width, canvas.height).data;
}

async function jpeg(canvas: HTMLCanvasElement): Promise<ArrayBuffer> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new PhotoRefused("damaged");
  return blob.arrayBuffer();
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
