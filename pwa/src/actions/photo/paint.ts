/** Painting a time-lapse, for screens. */
export { FRAME, paint as paintFrame } from "../../imaging/frames";
