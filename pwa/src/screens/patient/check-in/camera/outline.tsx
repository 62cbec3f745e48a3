import type { Angle } from "../../../../domain/vocabulary";

/** Drawn on the camera's frame of 300 by 400, not mirrored. The eyes are where `OUTLINE_EYES` says. */
const FRONT = "M150 84C198 84 226 122 226 178C226 232 196 284 150 284C104 284 74 232 74 178C74 122 102 84 150 84Z";
const LEFT = "M158 84C206 84 232 122 232 168C232 192 226 212 216 230C202 262 176 284 146 284C120 284 104 272 98 250C94 240 94 232 96 222C84 222 74 214 76 206C78 196 86 186 86 174C84 150 84 134 92 118C104 96 130 84 158 84Z";

const EAR = "M222 176C232 166 244 172 242 190C240 206 232 218 222 216";
const FRONT_EYES = "M102 176c8-9 25-9 33 0M165 176c8-9 25-9 33 0";
const LEFT_EYES = "M88 176c5-7 13-8 19-3M132 176c8-8 25-8 33 0";
const FRONT_BODY = "M116 276v34c0 14-30 22-60 34-16 7-24 20-26 40M184 276v34c0 14 30 22 60 34 16 7 24 20 26 40";
const LEFT_BODY = "M134 284c0 14-2 24-8 34-14 14-46 18-66 44-6 8-9 18-10 28M204 248c-2 26-2 46 4 62 14 18 40 20 54 44 6 10 8 22 8 36";

/** The head alone, without eyes and shoulders, seen from the front or from the person's left. */
export function HeadOutline({ side }: { readonly side: "front" | "left" }) {
  return <path d={side === "front" ? FRONT : `${LEFT}${EAR}`} />;
}

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
