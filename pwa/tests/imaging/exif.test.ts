/** The date of a photo is read from what cameras write, and nothing that a stranger writes can do harm. */
import { describe, expect, it } from "vitest";
import { captureTime } from "../../src/imaging/exif";
import { app1, tiffOf } from "./exif-files";
import { bytes, HEIC, JPEG } from "./platform";

const TIFF = tiffOf({ original: "2026:11:20 08:15:00", changed: "2026:12:24 18:00:00", offset: "+01:00" });
const TIME = { local: "2026-11-20T08:15:00", offset: "+01:00" };
const read = (file: Uint8Array<ArrayBuffer>) => captureTime(file.buffer);
const jpeg = (tiff: Uint8Array): Uint8Array<ArrayBuffer> => bytes([0xff, 0xd8], app1(tiff), [0xff, 0xda, 1, 2, 0xff, 0xd9]);

describe("the date is found", () => {
  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ["a JPEG", jpeg(TIFF)],
    ["a JPEG of a camera that writes big-endian", jpeg(tiffOf({ original: "2026:11:20 08:15:00", offset: "+01:00" }, { little: false }))],
    ["a PNG", bytes([0x89], "PNG\r\n", [0x1a], "\n", [0, 0, 1, 0], "eXIf", [...TIFF])],
    ["a WebP", bytes("RIFF1234WEBPVP8X", "EXIF", [0, 1, 0, 0], [...TIFF])],
    ["a WebP that repeats the name", bytes("RIFF1234WEBPVP8X", "EXIF", [6, 1, 0, 0], "Exif\0\0", [...TIFF])],
    ["a HEIC", bytes([...HEIC], "*meta*", [0, 0, 0, 6], "Exif\0\0", [...TIFF])],
  ])("in %s", (_, file) => {
    expect(read(file)).toEqual(TIME);
  });

  it("even if asterisks come before it", () => {
    expect(read(bytes("II*\0 MM\0* **", [...jpeg(TIFF)]))).toEqual(TIME);
  });

  it("as the date of the last change if there is no other, without a time zone", () => {
    expect(read(jpeg(tiffOf({ changed: "2026:12:24 18:00:00" })))).toEqual({ local: "2026-12-24T18:00:00", offset: null });
  });
});

describe("there is no date", () => {
  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ["without EXIF data", JPEG],
    ["in an empty file", bytes("")],
    ["that has zeros", jpeg(tiffOf({ original: "0000:00:00 00:00:00" }))],
    ["that has blanks", jpeg(tiffOf({ original: "    :  :     :  :  " }))],
    ["of a day that does not exist", jpeg(tiffOf({ original: "2026:02:31 10:00:00" }))],
    ["of an hour that does not exist", jpeg(tiffOf({ original: "2026:02:03 25:00:00" }))],
    ["that is not a text", jpeg(tiffOf({ original: "2026:11:20 08:15:00" }, { type: 7 }))],
    ["in data that end after the first bytes", bytes("Exif\0\0", [...TIFF.slice(0, 6)])],
  ])("%s", (_, file) => {
    expect(read(file)).toBeNull();
  });

  it.each([...Array(60).keys()])("or the same one in data cut at byte %i, without an error", (length) => {
    expect([null, TIME]).toContainEqual(read(bytes("Exif\0\0", [...TIFF.slice(0, length * 4)])));
  });

  it("and no error whatever single byte is changed", () => {
    for (let at = 0; at < TIFF.length; at += 1) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const broken = jpeg(TIFF.map((byte, index) => (index === at ? value : byte)));
        expect(() => read(broken)).not.toThrow();
      }
    }
  });

  it("but a text that is not a time zone is left out", () => {
    expect(read(jpeg(tiffOf({ original: "2026:11:20 08:15:00", offset: "here!!" })))).toEqual({ ...TIME, offset: null });
  });
});
