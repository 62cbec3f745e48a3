/** A camera in a test, and what its pictures look like. jsdom has neither cameras nor canvases. */
import { act, fireEvent, screen, waitFor } from "@testing-library/preact";
import { vi } from "vitest";

type Scene = "clear" | "dark" | "blurred" | "uneven";

const SIDE = 16;
const JPEG = [0xff, 0xd8, 0xff, 0xda, 1, 2, 0xff, 0xd9];

/** The grey of a pixel in each scene: stripes are sharp, an even grey is blurred. */
const PAINT: Readonly<Record<Scene, (x: number) => number>> = {
  clear: (x) => (x % 4 < 2 ? 90 : 180),
  dark: (x) => (x % 4 < 2 ? 20 : 60),
  blurred: () => 128,
  uneven: (x) => (x < 8 ? 60 : 200) + (x % 4 < 2 ? 30 : 0),
};

export interface FakeCamera {
  /** What the next picture shows. */
  scene: Scene;
  /** Whether the next frame cannot be read, as when another app takes the camera. */
  isBroken: boolean;
  /** Which cameras were opened, in order. */
  readonly opened: string[];
  /** How many streams were closed. */
  closed: number;
  /** End the open stream, as a call does. */
  readonly end: () => void;
}

/** Let the browser have a camera, or refuse it. */
export function attachCamera(open: () => Promise<void> = () => Promise.resolve()): FakeCamera {
  const camera: FakeCamera = { scene: "clear", isBroken: false, opened: [], closed: 0, end: () => void act(() => void track.dispatchEvent(new Event("ended"))) };
  let track = new EventTarget();
  const getUserMedia = async ({ video }: { video: { facingMode: string } }) => {
    await open();
    camera.opened.push(video.facingMode);
    track = Object.assign(new EventTarget(), { stop: () => (camera.closed += 1) });
    return { getTracks: () => [track] };
  };
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia } });
  vi.stubGlobal("createImageBitmap", async (source: unknown) => {
    if (camera.isBroken) throw new DOMException("No frame in this test.", "InvalidStateError");
    if (source instanceof Blob && new Uint8Array(await source.arrayBuffer())[4] === 0x66) throw new DOMException("HEIC", "InvalidStateError");
    return { width: SIDE, height: SIDE, close: () => undefined };
  });
  const getImageData = () => ({ data: pixelsOf(camera.scene), width: SIDE, height: SIDE });
  HTMLCanvasElement.prototype.getContext = (() => ({ drawImage: () => undefined, getImageData })) as never;
  HTMLCanvasElement.prototype.toBlob = (done) => done(new Blob([Uint8Array.from(JPEG)], { type: "image/jpeg" }));
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  // Node refuses an ArrayBuffer of jsdom's realm, but takes a view of it
  vi.spyOn(crypto.subtle, "digest").mockImplementation((name, data) => digest(name, new Uint8Array(data as ArrayBuffer)));
  return camera;
}

export function detachCamera(): void {
  Reflect.deleteProperty(navigator, "mediaDevices");
}

function pixelsOf(scene: Scene): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at += 1) pixels.fill(PAINT[scene](at % SIDE), at * 4, at * 4 + 3);
  return pixels;
}

/** The first frame of the camera arrives. */
export function showFrame(): void {
  const video = document.querySelector("video");
  if (!video) return;
  Object.defineProperties(video, { videoWidth: { configurable: true, value: 3 * SIDE }, videoHeight: { configurable: true, value: 4 * SIDE } });
  fireEvent.loadedData(video);
}

/** Tap the shutter once the camera shows a picture. */
export async function shoot(): Promise<void> {
  const shutter = await screen.findByRole<HTMLButtonElement>("button", { name: "Take photo" });
  await waitFor(() => {
    showFrame();
    if (shutter.disabled) throw new Error("no picture yet");
  });
  void act(() => shutter.click());
}

export const jpegFile = (...exif: readonly number[]): File => new File([Uint8Array.from([...JPEG.slice(0, 2), ...exif, ...JPEG.slice(2)])], "photo.jpg");
/** A photo that this browser cannot decode, but the server can. */
export const heicFile = (): File => new File([Uint8Array.from([0, 0, 0, 24]), "ftypheic"], "photo.heic");
export const textFile = (): File => new File(["This is not a photo."], "letter.txt");
