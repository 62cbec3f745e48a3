import type { Angle } from "../../domain/vocabulary";
import { EAR, FRONT, LEFT } from "../../ui/map/head-outline";

/** Drawn on the camera's frame, like the head itself. */
const FRONT_EYES = "M102 176c8-9 25-9 33 0M165 176c8-9 25-9 33 0";
const LEFT_EYES = "M88 176c5-7 13-8 19-3M132 176c8-8 25-8 33 0";
const FRONT_BODY = "M116 276v34c0 14-30 22-60 34-16 7-24 20-26 40M184 276v34c0 14 30 22 60 34 16 7 24 20 26 40";
const LEFT_BODY = "M134 284c0 14-2 24-8 34-14 14-46 18-66 44-6 8-9 18-10 28M204 248c-2 26-2 46 4 62 14 18 40 20 54 44 6 10 8 22 8 36";

/** The outline of the head for an angle; a close-up has a frame. `right` is the mirror image of `left`. */
export function Outline({ angle }: { angle: Angle }) {
  return (
    <svg class="outline" viewBox="0 0 300 400" preserveAspectRatio="none" aria-hidden="true">
      {angle === "close-up" ? <path d="M60 120v-30h30M210 90h30v30M240 280v30h-30M90 310h-30v-30" /> : <Head angle={angle} />}
    </svg>
  );
}

function Head({ angle }: { angle: Exclude<Angle, "close-up"> }) {
  if (angle === "front") {
    return (
      <g>
        <path d={FRONT} />
        <path class="outline__soft" d={`${FRONT_EYES}${FRONT_BODY}`} />
      </g>
    );
  }
  return (
    <g {...(angle === "right" ? { transform: "translate(300 0) scale(-1 1)" } : {})}>
      <path d={LEFT} />
      <path class="outline__soft" d={`${LEFT_EYES}${EAR}${LEFT_BODY}`} />
    </g>
  );
}
