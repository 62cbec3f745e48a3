/** The camera inside the app: photos taken here never reach the camera roll. */

import { prepareBitmap, type Prepared } from "./prepare";

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  /** Take the current frame of the video element. */
  readonly take: (video: HTMLVideoElement) => Promise<Prepared>;
  readonly close: () => void;
}

export type Facing = "user" | "environment";

/** Open the camera. Rejects if there is none or the person does not allow it. */
export async function openCamera(facing: Facing): Promise<Camera> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: facing, width: { ideal: 2560 }, height: { ideal: 1920 } },
  });
  return {
    stream,
    take: async (video) => prepareBitmap(await createImageBitmap(video)),
    close: () => stream.getTracks().forEach((track) => track.stop()),
  };
}

/** Whether the browser supports cameras. */
export function hasCamera(): boolean {
  return typeof navigator !== "undefined" && "mediaDevices" in navigator;
}
