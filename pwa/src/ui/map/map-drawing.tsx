import type { MapView } from "./map-views";
import { HeadOutline } from "./head-outline";
import "./map.css";

const FEATURES = "M102 176c8-9 25-9 33 0M165 176c8-9 25-9 33 0M150 184l-6 28h12M130 246c12 8 28 8 40 0M98 158c10-8 28-8 40-2M162 156c12-6 30-6 40 2";
const SIDE_FEATURES = "M88 176c5-7 13-8 19-3M132 176c8-8 25-8 33 0M104 240c8 5 18 5 26 0M128 158c12-8 28-6 40 2";
const NECK = "M110 0v60c0 26-30 34-70 46C18 114 8 132 4 168v62M190 0v60c0 26 30 34 70 46 22 8 32 26 36 62v62M62 108c30 4 62 10 84 22M238 108c-30 4-62 10-84 22M150 150v60";
const SCALP = "M150 18c62 0 98 44 98 106s-38 112-98 112-98-50-98-112S88 18 150 18ZM138 234l12 22 12-22M52 118c-18-2-22 26-4 36M248 118c18-2 22 26 4 36M150 30v60";
const HAND = "M96 226H52c-6-30-8-52-22-74-6-10-12-20-6-26 8-8 18 4 26 16V52c0-14 20-14 20 0v52-70c0-14 20-14 20 0v70-62c0-14 20-14 20 0v66-44c0-13 18-13 18 0v76c0 34-20 50-32 86Z";
const FRONT_BODY = "M92 12c14 0 22 10 22 24s-8 26-22 26-22-12-22-26 8-24 22-24ZM76 66c-26 4-40 10-46 34l-16 78 12 4 22-62v60l-6 84h34l8-70h12l8 70h34l-6-84v-60l22 62 12-4-16-78c-6-24-20-30-46-34";
const BACK = "M250 12c14 0 22 10 22 24s-8 26-22 26-22-12-22-26 8-24 22-24ZM238 66c-22 4-32 12-34 34v70M262 66c22 4 32 12 34 34v70M250 78v84";

/** The drawing of one view, in one hand with the outline of the camera. */
export function MapDrawing({ view }: { readonly view: MapView }) {
  if (view === "face" || view === "left" || view === "right") {
    return (
      <svg class="map__drawing" viewBox="60 70 180 230" aria-hidden="true">
        <g {...(view === "left" ? { transform: "translate(305 0) scale(-1 1)" } : view === "right" ? { transform: "translate(-5 0)" } : {})}>
          <HeadOutline side={view === "face" ? "front" : "left"} />
          <path d={view === "face" ? FEATURES : SIDE_FEATURES} />
        </g>
      </svg>
    );
  }
  return (
    <svg class="map__drawing" viewBox="0 0 300 270" aria-hidden="true">
      {view === "neck" && <path d={NECK} />}
      {view === "scalp" && <path d={SCALP} />}
      {view === "hands" && <Hands />}
      {view === "body" && <path d={`${FRONT_BODY}${BACK}`} />}
    </svg>
  );
}

/** The backs of both hands: the thumbs are between them. */
function Hands() {
  return (
    <>
      <path d={HAND} transform="translate(152 16) scale(-1 1)" />
      <path d={HAND} transform="translate(148 16)" />
    </>
  );
}
