/** Detects the type of a file by its first bytes, because its name cannot be trusted. */

export type PhotoType = "image/jpeg" | "image/png" | "image/webp" | "image/heic" | "image/avif";

const HEIC_BRANDS = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"];
const AVIF_BRANDS = ["avif", "avis"];

/** The type of a photo in a supported format; null for any other file. */
export function typeOf(bytes: ArrayBuffer): PhotoType | null {
  const head = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 64));
  const text = String.fromCharCode(...head);
  if (text.startsWith("\u00ff\u00d8\u00ff")) return "image/jpeg";
  if (text.startsWith("\u0089PNG\r\n\u001a\n")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
  return text.slice(4, 8) === "ftyp" ? typeOfBrands(text) : null;
}

/** Whether a file is a video, by its first bytes or by what the browser makes of its name. */
export function isVideo(head: ArrayBuffer, type: string): boolean {
  const text = String.fromCharCode(...new Uint8Array(head, 0, Math.min(head.byteLength, 16)));
  const isBox = text.slice(4, 8) === "ftyp" && typeOf(head) === null; // MP4, QuickTime, 3GP
  const isMatroska = text.startsWith("\u001aE\u00df\u00a3"); // WebM, too
  return isBox || isMatroska || (text.startsWith("RIFF") && text.slice(8, 12) === "AVI ") || type.startsWith("video/");
}

function typeOfBrands(text: string): PhotoType | null {
  const major = text.slice(8, 12);
  if (AVIF_BRANDS.includes(major) || AVIF_BRANDS.some((brand) => text.includes(brand))) return "image/avif";
  return HEIC_BRANDS.includes(major) ? "image/heic" : null;
}

/** Whether a JPEG is complete: an end-of-image marker follows the last start of a scan. */
export function isWholeJpeg(bytes: ArrayBuffer): boolean {
  const all = new Uint8Array(bytes);
  return lastMarker(all, 0xd9) > lastMarker(all, 0xda);
}

function lastMarker(all: Uint8Array, marker: number): number {
  for (let at = all.length - 2; at >= 0; at -= 1) if (all[at] === 0xff && all[at + 1] === marker) return at;
  return -1;
}
