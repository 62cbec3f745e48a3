/** The app's own camera: how it opens, why it may not, and what part of the picture becomes the photo. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { photoFlaw, startCamera, type Camera } from "../../src/actions/photo/take-photo";
import { cropOf } from "../../src/imaging/camera";
import { decodes, STRIPES } from "./platform";

afterEach(() => {
  vi.unstubAllGlobals();
});

const camera = (getUserMedia: (asked: MediaStreamConstraints) => Promise<object>): void => void vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });

async function opened(): Promise<Camera> {
  const result = await startCamera("environment");
  if (result.problem !== undefined) throw new Error(result.problem);
  return result.camera;
}

describe("opening the camera", () => {
  it("is refused by a browser without one", async () => {
    vi.stubGlobal("navigator", {});
    expect(await startCamera("user")).toEqual({ problem: "none" });
  });

  it.each([
    ["NotAllowedError", "refused"],
    ["SecurityError", "refused"],
    ["NotReadableError", "in-use"],
    ["AbortError", "in-use"],
    ["NotFoundError", "none"],
    ["OverconstrainedError", "none"],
  ])("that fails with %s is a camera that is %s", async (name, problem) => {
    camera(() => Promise.reject(new DOMException("Refused in this test.", name)));
    expect(await startCamera("user")).toEqual({ problem });
  });

  it("that fails in an unknown way is no camera", async () => {
    camera(() => Promise.reject(new TypeError("Not a function.")));
    expect(await startCamera("user")).toEqual({ problem: "none" });
  });

  it("asks for the chosen side without a microphone, takes the frame, and lets all its tracks go", async () => {
    const stopped: string[] = [];
    const asked: MediaStreamConstraints[] = [];
    const tracks = ["front", "depth"].map((name) => Object.assign(new EventTarget(), { stop: () => stopped.push(name) }));
    camera((constraints) => {
      asked.push(constraints);
      return Promise.resolve({ getTracks: () => tracks });
    });
    decodes({ width: 1920, height: 2560, paint: STRIPES });
    const open = await opened();
    expect(asked).toMatchObject([{ audio: false, video: { facingMode: "environment" } }]);
    const photo = await open.take({} as HTMLVideoElement);
    expect(photo).toMatchObject({ type: "image/jpeg", width: 1920, height: 2560 });
    expect(photoFlaw(photo)).toBeNull();
    let ended = 0;
    open.onEnded(() => (ended += 1));
    tracks[1]?.dispatchEvent(new Event("ended"));
    expect([ended, stopped]).toEqual([1, []]);
    open.close();
    expect(stopped).toEqual(["front", "depth"]);
  });

  it("takes only the part that the finder shows", async () => {
    camera(() => Promise.resolve({ getTracks: () => [] }));
    decodes({ width: 720, height: 960, paint: STRIPES });
    const cut = vi.fn(createImageBitmap);
    vi.stubGlobal("createImageBitmap", cut);
    const video = { videoWidth: 1280, videoHeight: 960 } as HTMLVideoElement;
    await (await opened()).take(video);
    expect(cut).toHaveBeenCalledWith(video, 280, 0, 720, 960);
  });
});

it.each([
  [1280, 720, { x: 370, y: 0, width: 540, height: 720 }],
  [1080, 1920, { x: 0, y: 240, width: 1080, height: 1440 }],
  [1920, 2560, { x: 0, y: 0, width: 1920, height: 2560 }],
  [1, 1, { x: 0, y: 0, width: 1, height: 1 }],
])("a picture of %i by %i is cropped to three by four in its middle", (width, height, crop) => {
  expect(cropOf(width, height)).toEqual(crop);
});
