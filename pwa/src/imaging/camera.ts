/** The camera inside the app: photos taken here never reach the camera roll. */

import { FRAME_RATIO } from "../domain/outline";
import { prepareBitmap, type Prepared } from "./prepare";

/** An open camera. */
export interface Camera {
  readonly stream: MediaStream;
  /** Take the current frame of the video element, cropped as the finder shows it. */
  readonly take: (video: HTMLVideoElement) => Promise<Prepared>;
  readonly close: () => void;
  /** Call `ended` if the stream ends by itself, as when a call comes in or the camera is unplugged. */
  readonly onEnded: (ended: () => void) => void;
}

export type Facing = "user" | "environment";

/** Why there is no picture. */
export type CameraProblem = "refused" | "none" | "in-use" | "stopped";

/** Open the camera. Rejects if there is none or the person does not allow it. */
export async function openCamera(facing: Facing): Promise<Camera> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: facing, width: { ideal: 2560 }, height: { ideal: 1920 } },
  });
  return {
    stream,
    take: async (video) => prepareBitmap(await frameOf(video)),
    close: () => stream.getTracks().forEach((track) => track.stop()),
    onEnded: (ended) => stream.getTracks().forEach((track) => track.addEventListener("ended", ended)),
  };
}

/** The problem that a rejection of `getUserMedia` stands for. The names are those of the Media Capture specification. */
export function problemOf(thrown: unknown): CameraProblem {
  const name = thrown instanceof DOMException ? thrown.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotReadableError" || name === "AbortError" ? "in-use" : "none";
}

/** Whether the browser supports cameras. */
export function hasCamera(): boolean {
  return typeof navigator !== "undefined" && "mediaDevices" in navigator;
}

/** A part of a picture, in pixels. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest part in the middle that has the finder's proportions. */
export function cropOf(width: number, height: number): Crop {
  const across = Math.min(width, Math.round(height * FRAME_RATIO));
  const down = Math.min(height, Math.round(width / FRAME_RATIO));
  return { x: Math.round((width - across) / 2), y: Math.round((height - down) / 2), width: across, height: down };
}

async function frameOf(video: HTMLVideoElement): Promise<ImageBitmap> {
  if (!video.videoWidth) return createImageBitmap(video); // rejects, unless the browser does not tell the size
  const { x, y, width, height } = cropOf(video.videoWidth, video.videoHeight);
  return createImageBitmap(video, x, y, width, height);
}
