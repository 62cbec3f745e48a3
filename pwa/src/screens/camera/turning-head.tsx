import type { Angle } from "../../domain/vocabulary";

const FACE = "M18.500 20.500h.01M29.500 20.500h.01M24 22l-1.500 5.500h2.500M20 32.500c2.600 1.800 5.400 1.800 8 0";
const HEAD = "M24 6.500c8.800 0 14 6.400 14 15.500 0 10-5.600 19.500-14 19.500S10 32 10 22C10 12.900 15.200 6.500 24 6.500Z";
const CLOSE = "M10 16v-6h6M32 10h6v6M38 32v6h-6M16 38h-6v-6M24 29.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11Z";
const ARROW = "M12 45c8 2.500 16 2.500 24 0M15.500 41.500 12 45l4.500 2.200";

/** A small head that turns from the front into the pose, as the camera sees it. In one hand with the icons: stroked, round ends. */
export function TurningHead({ angle }: { angle: Angle }) {
  if (angle === "close-up") {
    return (
      <svg class="head" viewBox="0 0 48 50" aria-hidden="true">
        <path d={CLOSE} />
      </svg>
    );
  }
  return (
    <svg class={`head head--${angle}`} viewBox="0 0 48 50" aria-hidden="true">
      <path d={HEAD} />
      <path class="head__ear" d="M37.500 20.500c3-1.500 4.500 1 4 4s-2.500 4.500-4.500 4" />
      <path class="head__ear" d="M10.500 20.500c-3-1.500-4.500 1-4 4s2.500 4.500 4.500 4" />
      <path class="head__face" d={FACE} />
      {angle !== "front" && <path class="head__arrow" d={ARROW} />}
    </svg>
  );
}
