/** EXIF data as cameras write it, for tests. */
import { bytes } from "./platform";

interface Dates {
  readonly original?: string;
  readonly changed?: string;
  readonly offset?: string;
}

interface Layout {
  readonly little?: boolean;
  /** The type of the dates; 2 is ASCII. */
  readonly type?: number;
}

/** A TIFF structure with these dates: a main directory that leads to one of EXIF, and texts behind them. */
export function tiffOf({ original, changed, offset }: Dates, { little = true, type = 2 }: Layout = {}): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(256));
  const main: [tag: number, text: string | null][] = [...(changed === undefined ? [] : [[0x0132, changed] as [number, string]]), [0x8769, null]];
  const exif: [tag: number, text: string][] = [...(original === undefined ? [] : [[0x9003, original] as [number, string]]), ...(offset === undefined ? [] : [[0x9011, offset] as [number, string]])];
  const exifAt = 8 + 2 + main.length * 12 + 4;
  let textAt = exifAt + 2 + exif.length * 12 + 4;
  const write = (at: number, entries: readonly [number, string | null][]): void => {
    view.setUint16(at, entries.length, little);
    entries.forEach(([tag, text], index) => {
      const place = at + 2 + index * 12;
      view.setUint16(place, tag, little);
      view.setUint16(place + 2, text === null ? 4 : type, little);
      view.setUint32(place + 4, text === null ? 1 : text.length + 1, little);
      view.setUint32(place + 8, text === null ? exifAt : textAt, little);
      if (text === null) return;
      Array.from(text).forEach((character, position) => view.setUint8(textAt + position, character.charCodeAt(0)));
      textAt += text.length + 1;
    });
  };
  [0, 1].forEach((at) => view.setUint8(at, little ? 0x49 : 0x4d));
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  write(8, main);
  write(exifAt, exif);
  return new Uint8Array(view.buffer);
}

/** The segment of a JPEG that holds it. */
export function app1(tiff: Uint8Array): number[] {
  const length = tiff.length + 8;
  return [...bytes([0xff, 0xe1, length >> 8, length & 0xff], "Exif\0\0"), ...tiff];
}
