import { expect, test } from "vitest";
import { isWholeJpeg, typeOf } from "../../src/imaging/format";
import { flawOf, measure } from "../../src/imaging/measure";

const bytes = (...parts: (string | number[])[]): ArrayBuffer =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (c) => c.charCodeAt(0)) : part))).buffer;

test("the type of a file is detected by its first bytes", () => {
  expect(typeOf(bytes([0xff, 0xd8, 0xff, 0xe0]))).toBe("image/jpeg");
  expect(typeOf(bytes([0x89], "PNG\r\n", [0x1a], "\n"))).toBe("image/png");
  expect(typeOf(bytes("RIFF1234WEBPVP8 "))).toBe("image/webp");
  expect(typeOf(bytes([0, 0, 0, 24], "ftypheic"))).toBe("image/heic");
  expect(typeOf(bytes([0, 0, 0, 24], "ftypavif"))).toBe("image/avif");
  expect(typeOf(bytes([0, 0, 0, 28], "ftypmif1", [0, 0, 0, 0], "mif1avif"))).toBe("image/avif");
  expect(typeOf(bytes("This is not a picture."))).toBeNull();
  expect(typeOf(bytes("RIFF1234WAVEfmt "))).toBeNull();
  expect(typeOf(bytes(""))).toBeNull();
});

test("a truncated JPEG is detected, even if its embedded preview is complete", () => {
  const preview = [0xff, 0xd8, 0xff, 0xda, 1, 2, 0xff, 0xd9];
  expect(isWholeJpeg(bytes([0xff, 0xd8], preview, [0xff, 0xda, 5, 6, 0xff, 0xd9]))).toBe(true);
  expect(isWholeJpeg(bytes([0xff, 0xd8], preview, [0xff, 0xda, 5, 6]))).toBe(false);
});

function picture(paint: (x: number, y: number) => number): { sharpness: number; brightness: number } {
  const side = 32;
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) pixels.fill(paint(at % side, Math.floor(at / side)), at * 4, at * 4 + 3);
  return measure(pixels, side, side);
}

test("a dark, a glaring and a blurred photo have a flaw; a clear one has none", () => {
  expect(flawOf(picture((x) => (x % 8 < 4 ? 20 : 60)))).toBe("dark");
  expect(flawOf(picture(() => 250))).toBe("glaring");
  expect(flawOf(picture((x) => 100 + x))).toBe("blurred");
  expect(flawOf(picture((x) => (x % 8 < 4 ? 90 : 180)))).toBeNull();
});

test("brightness follows human perception: green counts more than blue", () => {
  const one = new Uint8ClampedArray([0, 255, 0, 255, 0, 255, 0, 255]);
  const other = new Uint8ClampedArray([0, 0, 255, 255, 0, 0, 255, 255]);
  expect(measure(one, 2, 1).brightness).toBeGreaterThan(measure(other, 2, 1).brightness);
});
