/** Keeps on this device what is half typed at a desk, and which sentences have been opened there. */

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
  try {
    const stored = JSON.parse(localStorage.getItem(PREFIX + sheet) ?? "null") as Partial<DeskNotes> | null;
    return { ...NONE, ...stored };
  } catch {
    return NONE;
  }
}

/** Returns whether this device could store them. */
export function saveDeskNotes(sheet: string, notes: DeskNotes): boolean {
  try {
    localStorage.setItem(PREFIX + sheet, JSON.stringify(notes));
    return true;
  } catch {
    return false;
  }
}

/** Delete the notes of one sheet: it is published or deleted. */
export function discardDeskNotes(sheet: string): void {
  discard((key) => key === PREFIX + sheet);
}

export function discardAllDeskNotes(): void {
  discard((key) => key.startsWith(PREFIX));
}

function discard(isMeant: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(localStorage)) if (isMeant(key)) localStorage.removeItem(key);
  } catch {
    // without storage there is nothing to delete
  }
}
