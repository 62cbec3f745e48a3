/** The phone's camera inside the app: what is taken here never reaches the camera roll. */

import { prepareBitmap, type Prepared } from "./prepare";

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  /** Takes what the video element shows now. */
  readonly take: (video: HTMLVideoElement) => Promise<Prepared>;
  readonly close: () => void;
}

export type Facing = "user" | "environment";

/** Opens the camera. Rejects when there is none or the person says no. */
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

/** Whether this browser has a camera to offer at all. */
export function hasCamera(): boolean {
  return typeof navigator !== "undefined" && "mediaDevices" in navigator;
}
