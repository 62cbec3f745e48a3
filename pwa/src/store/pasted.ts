/** Keeps the text on the paste screen on this device until it has been read, so that a reload or Back loses nothing. */

import { discardJson, loadJson, saveJson } from "./local-json";

export interface Pasted {
  readonly title: string;
  readonly text: string;
}

const KEY = "afterglow-pasted";
const NOTHING: Pasted = { title: "", text: "" };

/** What was typed last; nothing if this device cannot store it. */
export function loadPasted(): Pasted {
  return { ...NOTHING, ...(loadJson(KEY) as Partial<Pasted> | null) };
}

/** Returns whether this device could store it. */
export function savePasted(pasted: Pasted): boolean {
  if (pasted.text !== "" || pasted.title !== "") return saveJson(KEY, pasted);
  discardPasted();
  return true;
}

/** Delete the text: the desk has it now. */
export function discardPasted(): void {
  discardJson(KEY);
}
