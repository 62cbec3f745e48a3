/** Keeps the text on the paste screen on this device until it has been read, so that a reload or Back loses nothing. */

export interface Pasted {
  readonly title: string;
  readonly text: string;
}

const KEY = "afterglow-pasted";
const NOTHING: Pasted = { title: "", text: "" };

/** What was typed last; nothing if this device cannot store it. */
export function loadPasted(): Pasted {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Pasted> | null;
    return { title: stored?.title ?? "", text: stored?.text ?? "" };
  } catch {
    return NOTHING;
  }
}

/** Returns whether this device could store it. */
export function savePasted(pasted: Pasted): boolean {
  try {
    if (pasted.text === "" && pasted.title === "") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(pasted));
    return true;
  } catch {
    return false;
  }
}

/** Delete the text: the desk has it now. */
export function discardPasted(): void {
  savePasted(NOTHING);
}
