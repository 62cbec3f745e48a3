/** Short vibrations, in milliseconds on, off, on …; each moment has its own, so that a hand can tell them apart. */
const PATTERNS = { save: [15, 60, 25], shutter: [20], undo: [25, 40, 10] } as const;

/** What a phone makes felt: something was saved, a photo was taken, something was undone. */
export type Haptic = keyof typeof PATTERNS;

export const HAPTICS = Object.keys(PATTERNS) as readonly Haptic[];

/** Let the phone vibrate. Nothing happens where it cannot (no iPhone does), or where the person wants less motion. */
export function haptic(name: Haptic): void {
  if (!("vibrate" in navigator) || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  navigator.vibrate([...PATTERNS[name]]);
}
