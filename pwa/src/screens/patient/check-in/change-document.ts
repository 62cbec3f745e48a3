import type { EntryDocument } from "../../../domain/diary";

/** Merge the given fields into the document of the check-in being written. */
export type ChangeDocument = (part: Partial<EntryDocument>) => void;
