/** Playing photos one after the other: where the film is, and which photo follows. */

/** A photo that is drawn, that is being loaded, or that cannot be seen (not on this phone, erased). */
export type FrameState = "ready" | "loading" | "missing";

export interface Film {
  readonly count: number;
  readonly stateOf: (index: number) => FrameState;
}

/** The photo on screen, and which part of its time is over (0 to 1). */
export interface Position {
  readonly index: number;
  readonly part: number;
}

export interface Played extends Position {
  /** The last photo has had its time. */
  readonly hasEnded: boolean;
}

/** The part of a photo's time in which the next one fades in. */
const FADE = 0.35;

/** The next photo that can be seen, or may yet turn out to be; undefined after the last one. */
export function following(index: number, { count, stateOf }: Film): number | undefined {
  for (let next = index + 1; next < count; next += 1) if (stateOf(next) !== "missing") return next;
  return undefined;
}

/** Play on by a part of one photo's time. Waits before a photo that is still being loaded, and leaves out those that are missing. */
export function played({ index, part }: Position, by: number, film: Film): Played {
  const over = part + by;
  if (over < 1) return { index, part: over, hasEnded: false };
  const next = following(index, film);
  if (next === undefined) return { index, part: 1, hasEnded: true };
  return film.stateOf(next) === "ready" ? { index: next, part: Math.min(over - 1, 1), hasEnded: false } : { index, part: 1, hasEnded: false };
}

/** How far the next photo has faded in, 0 to 1. */
export function fadeAt(part: number): number {
  return Math.max(0, (part - (1 - FADE)) / FADE);
}
