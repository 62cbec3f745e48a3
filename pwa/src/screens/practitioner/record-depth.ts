import { MAX_DEPTH_MM, MIN_DEPTH_MM } from "../../domain/vocabulary";
import { decimal } from "../../i18n/dates";
import { toNumber } from "./record-form";

/** The depths of the buttons for more and less, in millimetres: fine below half a millimetre, in quarters above. */
const STEPS = [...[0.1, 0.2, 0.3, 0.4], ...Array.from({ length: 11 }, (_, index) => 0.5 + index * 0.25)].filter((step) => step >= MIN_DEPTH_MM && step <= MAX_DEPTH_MM);

/** The depth one step further, as it is typed; undefined if there is none. An empty field starts at the least depth. */
export function nextDepth(typed: string, by: 1 | -1): string | undefined {
  const depth = toNumber(typed);
  const next = by === 1 ? STEPS.find((step) => step > depth) : STEPS.findLast((step) => step < depth);
  return next === undefined ? undefined : decimal(next);
}
