/**
 * When a photo was taken, from its EXIF data, read on the phone: the server drops all metadata. Only this date is read.
 * Formats: Exif 2.32 (CIPA DC-008) in a TIFF structure. Files come from anywhere, so every offset is checked.
 */

/** The date as the camera wrote it; `offset` is that of the camera's time zone, if the camera knew it. */
export interface CaptureTime {
  /** "2026-11-20T08:15:00" */
  readonly local: string;
  /** "+01:00" */
  readonly offset: string | null;
}

const EXIF_IFD = 0x8769;
const DATE_TIME = 0x0132;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const ASCII = 2;
/** More entries than a camera writes. */
const MOST_ENTRIES = 512;

/** Read the date; null if there is none that can be read. */
export function captureTime(bytes: ArrayBuffer): CaptureTime | null {
  const start = startOfTiff(new Uint8Array(bytes));
  return start === null ? null : timeIn(new DataView(bytes, start));
}

/** What precedes the TIFF data: "Exif" and two zeros in JPEG, HEIC and most WebP files, the name of the chunk in PNG, name and length in WebP. */
const PREFIXES = [
  { text: "Exif\0\0", gap: 0 },
  { text: "eXIf", gap: 0 },
  { text: "EXIF", gap: 4 },
];

/** The first place at which TIFF data begins with one of the prefixes before it. */
function startOfTiff(bytes: Uint8Array): number | null {
  for (let at = bytes.indexOf(0x2a); at !== -1; at = bytes.indexOf(0x2a, at + 1)) {
    const start = at - (bytes[at - 1] === 0 ? 3 : 2);
    const mark = textAt(bytes, start, 4);
    if ((mark === "II*\0" || mark === "MM\0*") && PREFIXES.some(({ text, gap }) => textAt(bytes, start - gap - text.length, text.length) === text)) return start;
  }
  return null;
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return at < 0 ? "" : String.fromCharCode(...bytes.subarray(at, at + length));
}

function timeIn(tiff: DataView): CaptureTime | null {
  try {
    const little = tiff.getUint8(0) === 0x49;
    const main = directory(tiff, tiff.getUint32(4, little), little);
    const exifAt = main.get(EXIF_IFD);
    const exif = exifAt === undefined ? null : directory(tiff, tiff.getUint32(exifAt + 8, little), little);
    const local = localTime(text(tiff, exif?.get(DATE_TIME_ORIGINAL), little)) ?? localTime(text(tiff, main.get(DATE_TIME), little));
    const offset = text(tiff, exif?.get(OFFSET_TIME_ORIGINAL), little);
    return local === null ? null : { local, offset: offset !== null && /^[+-]\d\d:\d\d$/.test(offset) ? offset : null };
  } catch {
    return null; // an offset that leads out of the file
  }
}

/** The place of each entry of a directory, by its tag. */
function directory(tiff: DataView, at: number, little: boolean): Map<number, number> {
  const count = Math.min(tiff.getUint16(at, little), MOST_ENTRIES);
  const entries = new Map<number, number>();
  for (let index = 0; index < count; index += 1) entries.set(tiff.getUint16(at + 2 + index * 12, little), at + 2 + index * 12);
  return entries;
}

/** The text of an entry, without the zero at its end. Texts of up to four bytes are in the entry itself; no date is so short. */
function text(tiff: DataView, entry: number | undefined, little: boolean): string | null {
  if (entry === undefined || tiff.getUint16(entry + 2, little) !== ASCII) return null;
  const length = Math.min(tiff.getUint32(entry + 4, little), 32);
  const at = tiff.getUint32(entry + 8, little);
  const codes = Array.from({ length }, (_, index) => tiff.getUint8(at + index));
  return String.fromCharCode(...codes).replace(/\0.*$/s, "").trim();
}

/** "2026:11:20 08:15:00" in ISO form; null for zeros, blanks and days that do not exist. */
function localTime(written: string | null): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(written ?? "");
  if (!parts) return null;
  const local = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}`;
  const at = Date.parse(`${local}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local) ? local : null;
}
