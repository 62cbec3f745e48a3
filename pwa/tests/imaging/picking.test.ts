/** Photos that people pick or take: what is refused and why, what is scaled, and what is left for the server to decode. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { pickPhoto, type Picked, type Prepared } from "../../src/actions/photo/pick-photo";
import { photoFlaw, startCamera } from "../../src/actions/photo/take-photo";
import { bytes, decodes, HEIC, JPEG, MP4, STRIPES } from "./platform";

afterEach(() => {
  vi.unstubAllGlobals();
});

const PNG = bytes([0x89], "PNG\r\n", [0x1a], "\n");
const AVIF = bytes([0, 0, 0, 24], "ftypavif", [0, 0, 0, 0]);
const MEGABYTE = 1024 * 1024;

function larger(file: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  all.set(file);
  return all;
}

const pick = (file: Uint8Array<ArrayBuffer>): Promise<Picked> => pickPhoto(new Blob([file]));

async function picked(file: Uint8Array<ArrayBuffer>): Promise<Prepared> {
  const { photo, refused } = (await pick(file)) as { photo?: Prepared; refused?: string };
  if (!photo) throw new Error(`refused: ${String(refused)}`);
  return photo;
}

describe("a picked file", () => {
  it.each([
    ["of 0 bytes", new Uint8Array(0), "photo-format"],
    ["with a video", MP4, "photo-format"],
    ["that ends before its header does", bytes([0xff, 0xd8]), "photo-format"],
    ["with text", bytes("This is not a picture."), "photo-format"],
    ["that is a JPEG cut short", JPEG.slice(0, -1), "photo-unreadable"],
  ])("%s is refused before it is decoded", async (_, file, code) => {
    const drawn = decodes({ width: 40, height: 30, paint: STRIPES });
    expect(await pick(file)).toEqual({ refused: code });
    expect(drawn.sizes).toEqual([]);
  });

  it.each([
    ["JPEG", JPEG],
    ["PNG", PNG],
  ])("that is a damaged %s is refused", async (_, file) => {
    decodes(null);
    expect(await pick(file)).toEqual({ refused: "photo-unreadable" });
  });

  it.each([
    ["HEIC", HEIC, "image/heic"],
    ["AVIF", AVIF, "image/avif"],
  ])("that is a %s is left for the server to decode, without a quality check", async (_, file, type) => {
    decodes(null);
    expect(await pick(file)).toMatchObject({ flaw: null, photo: { type, width: 0, height: 0, sharpness: 0, brightness: 0 } });
    expect(new Uint8Array((await picked(file)).bytes)).toEqual(file);
  });

  it("that the server would have to decode may have up to 16 MB", async () => {
    decodes(null);
    expect(await pick(larger(HEIC, 16 * MEGABYTE))).toMatchObject({ photo: { type: "image/heic" } });
    expect(await pick(larger(HEIC, 16 * MEGABYTE + 1))).toEqual({ refused: "photo-too-large" });
  });

  it("becomes a new JPEG with the checksum of its own bytes", async () => {
    const drawn = decodes({ width: 40, height: 30, paint: STRIPES });
    const photo = await picked(PNG);
    expect(photo).toMatchObject({ type: "image/jpeg", width: 40, height: 30, sha256: "766adc67b02bf315b9b5057994bfe6cfbd9354c433f259b29ba415dbe0f7afa5" });
    expect(new TextDecoder().decode(photo.bytes)).toBe("encoded");
    expect(drawn.closed).toBe(1);
  });

  it.each([
    ["a huge photo, on its side", 12_000, 3_000, [2560, 640]],
    ["a huge photo, upright", 3_000, 12_000, [640, 2560]],
    ["a line of one pixel", 20_000, 1, [2560, 1]],
    ["a small one", 8, 6, [8, 6]],
  ])("%s is at most 2560 pixels long, and keeps its proportions", async (_, width, height, size) => {
    const drawn = decodes({ width, height, paint: STRIPES });
    const photo = await picked(JPEG);
    expect([photo.width, photo.height]).toEqual(size);
    expect(drawn.sizes[0]).toEqual(size);
    expect(Math.max(...(drawn.sizes[1] ?? []))).toBe(Math.min(320, Math.max(width, height)));
  });

  it.each([
    ["dark", () => 20],
    ["glaring", () => 250],
    ["blurred", () => 120],
    [null, STRIPES],
  ])("with this flaw is accepted, and says so: %s", async (flaw, paint) => {
    decodes({ width: 64, height: 48, paint });
    expect(await pick(JPEG)).toMatchObject({ flaw });
  });
});

describe("a phone that is short of memory", () => {
  it("has no canvas for a photo: it is refused, and the app goes on", async () => {
    decodes({ width: 40, height: 30, paint: STRIPES }, { canvas: false });
    expect(await pick(JPEG)).toEqual({ refused: "photo-unreadable" });
  });

  it("cannot encode a photo: it is refused", async () => {
    decodes({ width: 40, height: 30, paint: STRIPES }, { encodes: false });
    expect(await pick(JPEG)).toEqual({ refused: "photo-unreadable" });
  });

  it("cannot even read the file: it is refused", async () => {
    const gone = { arrayBuffer: () => Promise.reject(new DOMException("The file was deleted.", "NotFoundError")) } as Blob;
    expect(await pickPhoto(gone)).toEqual({ refused: "photo-unreadable" });
  });
});

describe("the camera", () => {
  const camera = (getUserMedia: (asked: MediaStreamConstraints) => Promise<object>): void => void vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });

  it("is not offered by a browser without one", async () => {
    vi.stubGlobal("navigator", {});
    expect(await startCamera("user")).toBeUndefined();
  });

  it("stays closed if the person does not allow it", async () => {
    camera(() => Promise.reject(new DOMException("Not allowed.", "NotAllowedError")));
    expect(await startCamera("user")).toBeUndefined();
  });

  it("opens on the chosen side without a microphone, takes the frame, and lets all its tracks go", async () => {
    const stopped: string[] = [];
    const asked: MediaStreamConstraints[] = [];
    const tracks = ["front", "depth"].map((name) => ({ stop: () => stopped.push(name) }));
    camera((constraints) => {
      asked.push(constraints);
      return Promise.resolve({ getTracks: () => tracks });
    });
    decodes({ width: 1920, height: 2560, paint: STRIPES });
    const open = await startCamera("environment");
    expect(asked).toMatchObject([{ audio: false, video: { facingMode: "environment" } }]);
    const photo = await open?.take({} as HTMLVideoElement);
    expect(photo).toMatchObject({ type: "image/jpeg", width: 1920, height: 2560 });
    expect(photo && photoFlaw(photo)).toBeNull();
    expect(stopped).toEqual([]);
    open?.close();
    expect(stopped).toEqual(["front", "depth"]);
  });
});
