/** Keeps on this device what is half typed at a desk, and which sentences have been opened there. */

import { localStore } from "./local-json";

export interface DeskNotes {
  /** What was typed into a field and not saved, by the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  /** The sentences that have been opened. */
  readonly opened: readonly string[];
}

const notes = localStore<DeskNotes>("desk");
const NONE: DeskNotes = { typed: {}, opened: [] };

/** The notes of one sheet; none if this device cannot store them. */
export function loadDeskNotes(sheet: string): DeskNotes {
  return { ...NONE, ...notes.load(sheet) };
}

export const { save: saveDeskNotes, discard: discardDeskNotes, discardAll: discardAllDeskNotes } = notes;
