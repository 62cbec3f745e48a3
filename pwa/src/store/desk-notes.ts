/** Keeps on this device what is half typed at a desk, and which sentences have been opened there. */

import { discardJson, loadJson, saveJson } from "./local-json";

export interface DeskNotes {
  /** What was typed into a field and not saved, by the name of the field. */
  readonly typed: Readonly<Record<string, string>>;
  /** The sentences that have been opened. */
  readonly opened: readonly string[];
}

const PREFIX = "afterglow-desk ";
const NONE: DeskNotes = { typed: {}, opened: [] };

/** The notes of one sheet; none if this device cannot store them. */
export function loadDeskNotes(sheet: string): DeskNotes {
  return { ...NONE, ...(loadJson(PREFIX + sheet) as Partial<DeskNotes> | null) };
}

/** Returns whether this device could store them. */
export function saveDeskNotes(sheet: string, notes: DeskNotes): boolean {
  return saveJson(PREFIX + sheet, notes);
}

/** Delete the notes of one sheet: it is published or deleted. */
export function discardDeskNotes(sheet: string): void {
  discardJson((key) => key === PREFIX + sheet);
}

export function discardAllDeskNotes(): void {
  discardJson((key) => key.startsWith(PREFIX));
}
