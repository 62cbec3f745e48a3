import type { Photo } from "../../domain/diary";
import { fadeAt, following, played, type Film, type Played } from "../../domain/time-lapse";
import { caption, newFrame, paint } from "../../imaging/frames";
import { record, videoType, type Recording } from "../../imaging/video";
import type { FrameStore } from "./frame-store";

export { videoType };

export interface VideoPlan {
  readonly photos: readonly Photo[];
  readonly frames: FrameStore;
  /** Photos per second. */
  readonly speed: number;
  /** What is written on a photo. */
  readonly captionOf: (photo: Photo) => string;
  /** Called with the part that is done, 0 to 1. */
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** A film, and how many photos it leaves out because they could not be seen. */
export interface Video {
  readonly file: Blob;
  readonly leftOut: number;
}

/** Longest time between two pictures that counts, in milliseconds: a hidden tab paints nothing. */
const LONGEST_STEP = 100;

/**
 * Record a time-lapse in real time, on this phone only. Resolves to null if it was cancelled, and if no photo can be seen.
 * Rejects if the browser cannot record.
 */
export async function makeVideo(plan: VideoPlan): Promise<Video | null> {
  const type = videoType();
  if (type === undefined) throw new Error("This browser cannot record a video.");
  const film = filmOf(plan);
  const first = await firstSeen(plan, film);
  if (first === undefined || isCancelled(plan)) return null;
  const canvas = newFrame();
  show(canvas, { index: first, part: 0 }, plan, film);
  const recording = record(canvas, type);
  await play(canvas, { index: first, part: 0, hasEnded: false }, { plan, film, recording });
  const file = await recording.finish();
  return isCancelled(plan) ? null : { file, leftOut: missingIn(film) };
}

function isCancelled({ signal }: VideoPlan): boolean {
  return signal.aborted;
}

function filmOf({ photos, frames }: Pick<VideoPlan, "photos" | "frames">): Film {
  return { count: photos.length, stateOf: (index) => frames.stateOf(photos[index] as Photo) };
}

function missingIn({ count, stateOf }: Film): number {
  return Array.from({ length: count }, (_, index) => stateOf(index)).filter((state) => state === "missing").length;
}

async function firstSeen({ photos, frames }: VideoPlan, film: Film): Promise<number | undefined> {
  for (const [index, photo] of photos.entries()) {
    await frames.prepare(photo);
    if (film.stateOf(index) === "ready") return index;
  }
  return undefined;
}

interface Session {
  readonly plan: VideoPlan;
  readonly film: Film;
  readonly recording: Recording;
}

async function play(canvas: HTMLCanvasElement, start: Played, { plan, film, recording }: Session): Promise<void> {
  let position = start;
  let last = await nextPaint();
  while (!position.hasEnded && !isCancelled(plan)) {
    await loadNext(position.index, { plan, film, recording });
    const now = await nextPaint();
    position = played(position, (Math.min(now - last, LONGEST_STEP) / 1000) * plan.speed, film);
    last = now;
    show(canvas, position, plan, film);
    plan.onProgress((position.index + position.part) / film.count);
  }
}

/** The next photos are loaded before their turn; the recording waits for them. */
async function loadNext(index: number, { plan, film, recording }: Session): Promise<void> {
  let next = following(index, film);
  while (next !== undefined && film.stateOf(next) === "loading") {
    recording.pause();
    await plan.frames.prepare(plan.photos[next] as Photo);
    next = following(index, film);
  }
  recording.resume();
}

function show(canvas: HTMLCanvasElement, { index, part }: Pick<Played, "index" | "part">, { photos, frames, captionOf }: VideoPlan, film: Film): void {
  const photo = photos[index] as Photo;
  const from = frames.get(photo);
  const next = following(index, film);
  if (!from) return; // dropped from memory: the last picture stays until it is loaded again
  paint(canvas, from, next === undefined ? undefined : frames.get(photos[next] as Photo), fadeAt(part));
  caption(canvas, captionOf(photo));
}

function nextPaint(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
