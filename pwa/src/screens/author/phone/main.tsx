/**
 * The start of the patient's phone in a preview. The page imports this module for its address, and the frame runs it. A
 * frame has modules of its own, and so a clock, a language and a diary of its own: the patient's screens show a made-up
 * treatment there without knowing it, and without touching what the page shows.
 */
import { isolate } from "./isolate";

/** The file that a frame has to run. */
export const address = import.meta.url;

/** The element in the frame that the phone is shown in. */
export const ROOT = "phone";

const root = document.getElementById(ROOT);
if (root) {
  isolate(window);
  import("./phone").then(
    ({ start }) => start(root),
    () => undefined, // the page waits for a sign of life and offers a retry
  );
}
