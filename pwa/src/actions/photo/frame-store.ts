import type { Eyes } from "../../domain/outline";
import type { Photo } from "../../domain/diary";
import type { FrameState } from "../../domain/time-lapse";
import { drawFrame } from "../../imaging/frames";
import { database } from "../../store/database";
import { findPicture } from "../../store/diary";
import { serverAddress } from "../diary/photo-address";

/** Why a photo is not in the film: it is on the server only and there is no network; it was erased; or it cannot be shown. */
export type FrameProblem = "offline" | "gone" | "failed";

/** Frames held in memory at once, about 3 MB each. */
const MOST = 24;

/** The frames of a film: loaded when they are asked for, the least recently used ones dropped. */
export class FrameStore {
  private readonly frames = new Map<string, HTMLCanvasElement | FrameProblem>();
  private readonly loading = new Map<string, Promise<void>>();

  constructor(
    private readonly target: Eyes,
    private readonly onChange: () => void,
  ) {}

  /** The frame of a photo; undefined while it is being loaded, which this call begins, and if it is missing. */
  get(photo: Photo): HTMLCanvasElement | undefined {
    const frame = this.lookUp(photo);
    return typeof frame === "object" ? frame : undefined;
  }

  stateOf(photo: Photo): FrameState {
    const frame = this.frames.get(keyOf(photo));
    if (frame === undefined) return "loading";
    return typeof frame === "object" ? "ready" : "missing";
  }

  /** Why the frame of a photo is missing; undefined if it is not. */
  problemOf(photo: Photo): FrameProblem | undefined {
    const frame = this.frames.get(keyOf(photo));
    return typeof frame === "string" ? frame : undefined;
  }

  /** Resolves once the frame is loaded or known to be missing. */
  async prepare(photo: Photo): Promise<void> {
    this.lookUp(photo);
    await this.loading.get(keyOf(photo));
  }

  /** Try missing photos again, as when the network is back. */
  retry(): void {
    for (const [key, frame] of this.frames) if (typeof frame === "string") this.frames.delete(key);
    this.onChange();
  }

  private lookUp(photo: Photo): HTMLCanvasElement | FrameProblem | undefined {
    const key = keyOf(photo);
    const frame = this.frames.get(key);
    if (frame === undefined) this.load(photo, key);
    else if (typeof frame === "object") {
      this.frames.delete(key);
      this.frames.set(key, frame); // used last
    }
    return frame;
  }

  private load(photo: Photo, key: string): void {
    if (this.loading.has(key)) return;
    const work = frameOf(photo, this.target).then((frame) => {
      this.frames.set(key, frame);
      this.loading.delete(key);
      this.dropOldest();
      this.onChange();
    });
    this.loading.set(key, work);
  }

  private dropOldest(): void {
    const drawn = [...this.frames].filter(([, frame]) => typeof frame === "object");
    for (const [key] of drawn.slice(0, Math.max(0, drawn.length - MOST))) this.frames.delete(key);
  }
}

/** A photo whose eyes were marked anew needs a new frame. */
function keyOf({ id, eyes }: Photo): string {
  return id + JSON.stringify(eyes);
}

async function frameOf(photo: Photo, target: Eyes): Promise<HTMLCanvasElement | FrameProblem> {
  try {
    const bitmap = (await localBitmap(photo.id)) ?? (await serverBitmap(photo.id));
    return typeof bitmap === "string" ? bitmap : drawFrame(bitmap, photo.eyes, target);
  } catch {
    return "failed"; // not a picture, or no memory
  }
}

/** Undefined if the photo is not on this phone, or is in a format that only the server can decode. */
async function localBitmap(photoId: string): Promise<ImageBitmap | undefined> {
  const picture = await findPicture(await database(), photoId);
  return picture && createImageBitmap(new Blob([picture.bytes], { type: picture.type })).catch(() => undefined);
}

async function serverBitmap(photoId: string): Promise<ImageBitmap | FrameProblem> {
  const response = await fetch(serverAddress(photoId, "display")).catch(() => undefined);
  if (!response) return "offline";
  if (!response.ok) return response.status === 404 || response.status === 410 ? "gone" : "failed";
  return createImageBitmap(await response.blob());
}
