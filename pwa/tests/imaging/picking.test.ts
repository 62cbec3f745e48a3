/** Photos that people pick or take: what is refused and why, what is scaled, and what is left for the server to decode. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pickPhoto, type Picked, type Prepared } from "../../src/actions/photo/pick-photo";
import { app1, tiffOf } from "./exif-files";
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
    ["of 0 bytes", new Uint8Array(0), "empty"],
    ["with a video", MP4, "video"],
    ["with a WebM video", bytes([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3]), "video"],
    ["with an AVI video", bytes("RIFF1234AVI LIST"), "video"],
    ["that ends before its header does", bytes([0xff, 0xd8]), "format"],
    ["with text", bytes("This is not a picture."), "format"],
    ["that is a JPEG cut short", JPEG.slice(0, -1), "damaged"],
    ["of 60 MB", larger(JPEG, 60 * MEGABYTE), "large"],
    ["with a video of 60 MB", larger(MP4, 60 * MEGABYTE), "video"],
  ])("%s is refused before it is decoded", async (_, file, code) => {
    const drawn = decodes({ width: 40, height: 30, paint: STRIPES });
    expect(await pick(file)).toEqual({ refused: code });
    expect(drawn.sizes).toEqual([]);
  });

  it("of which the browser says that it is a video is refused, whatever its bytes say", async () => {
    expect(await pickPhoto(new Blob([bytes("????")], { type: "video/quicktime" }))).toEqual({ refused: "video" });
  });

  it.each([
    ["JPEG", JPEG],
    ["PNG", PNG],
  ])("that is a damaged %s is refused", async (_, file) => {
    decodes(null);
    expect(await pick(file)).toEqual({ refused: "damaged" });
  });

  it.each([
    ["HEIC", HEIC, "image/heic"],
    ["AVIF", AVIF, "image/avif"],
  ])("that is a %s is left for the server to decode, without a quality check", async (_, file, type) => {
    decodes(null);
    expect(await pick(file)).toMatchObject({ flaw: null, photo: { type, width: 0, height: 0, sharpness: 0, brightness: 0 } });
    expect(new Uint8Array((await picked(file)).bytes)).toEqual(file);
  });

  it("that only the server can decode comes back as a JPEG, which is checked like any other", async () => {
    const drawn = decodes({ width: 40, height: 30, paint: STRIPES }, { refuses: "image/heic" });
    const asked: RequestInit[] = [];
    vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
      asked.push(request);
      return Promise.resolve(address === "/api/my/photo-previews" ? new Response(JPEG) : new Response("", { status: 404 }));
    });
    expect(await pick(HEIC)).toMatchObject({ flaw: null, photo: { type: "image/jpeg", width: 40 } });
    expect(asked).toMatchObject([{ method: "POST", headers: { "Content-Type": "image/heic", "Content-Digest": expect.stringMatching(/^sha-256=:.{44}:$/) as string } }]);
    expect(drawn.closed).toBe(1);
  });

  it.each([
    ["the server refuses it", () => Promise.resolve(Response.json({ code: "photo-unreadable" }, { status: 422 }))],
    ["the server fails without a reason", () => Promise.resolve(new Response("", { status: 502 }))],
    ["something else answers", () => Promise.resolve(new Response("Please sign in to this network."))],
    ["there is no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ])("that only the server can decode stays as it is if %s", async (_, answer) => {
    decodes(null);
    vi.stubGlobal("fetch", answer);
    expect(await pick(HEIC)).toMatchObject({ flaw: null, photo: { type: "image/heic", width: 0 } });
  });

  it("that the server would have to decode may have up to 16 MB", async () => {
    decodes(null);
    expect(await pick(larger(HEIC, 16 * MEGABYTE))).toMatchObject({ photo: { type: "image/heic" } });
    expect(await pick(larger(HEIC, 16 * MEGABYTE + 1))).toEqual({ refused: "large" });
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

describe("the date of a picked file", () => {
  beforeEach(() => void decodes({ width: 40, height: 30, paint: STRIPES }));
  const stated = async (file: Uint8Array<ArrayBuffer>): Promise<unknown> => ((await pick(file)) as { statedAt?: unknown }).statedAt;
  const withExif = (tiff: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => bytes([0xff, 0xd8], app1(tiff), [...JPEG.slice(2)]);

  it("is an instant if the camera knew its time zone", async () => {
    expect(await stated(withExif(tiffOf({ original: "2026:11:20 08:15:00", offset: "+01:00" })))).toBe("2026-11-20T07:15:00.000Z");
  });

  it("is by this phone's clock if the camera did not know its time zone", async () => {
    expect(await stated(withExif(tiffOf({ original: "2026:11:20 08:15:00" })))).toBe(new Date("2026-11-20T08:15:00").toISOString());
  });

  it("is null if the file has none", async () => {
    expect(await stated(JPEG)).toBeNull();
  });
});

describe("a phone that is short of memory", () => {
  it("has no canvas for a photo: it is refused, and the app goes on", async () => {
    decodes({ width: 40, height: 30, paint: STRIPES }, { canvas: false });
    expect(await pick(JPEG)).toEqual({ refused: "damaged" });
  });

  it("cannot encode a photo: it is refused", async () => {
    decodes({ width: 40, height: 30, paint: STRIPES }, { encodes: false });
    expect(await pick(JPEG)).toEqual({ refused: "damaged" });
  });

  it("cannot even read the file: it is refused", async () => {
    const gone = new Blob([JPEG]);
    vi.spyOn(gone, "arrayBuffer").mockRejectedValue(new DOMException("The file was deleted.", "NotFoundError"));
    expect(await pickPhoto(gone)).toEqual({ refused: "damaged" });
  });
});
