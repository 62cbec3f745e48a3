/** What the desk remembers on this device: texts that are not saved yet, and the sentences that have been opened. */

import { useEffect, useState } from "preact/hooks";
import { loadDeskNotes, saveDeskNotes, type DeskNotes } from "../../../actions/desk-notes";
import type { SheetOriginal } from "../../../state/authoring";
import type { DeskContent } from "./content";
import type { Selection } from "./selection";

export interface Notes {
  /** What was typed into this field and not saved; undefined if nothing was. */
  readonly typed: (field: string) => string | undefined;
  /** Remember what is typed into this field; undefined forgets it. */
  readonly keep: (field: string, words: string | undefined) => void;
  /** The keys of the sentences that have been opened. */
  readonly opened: ReadonlySet<string>;
}

/** The notes of one sheet. Selecting a sentence opens it. */
export function useNotes(sheet: string, { original }: DeskContent, selected: Selection): Notes {
  const [notes, setNotes] = useState(() => loadDeskNotes(sheet));
  const change = (work: (now: DeskNotes) => DeskNotes): void =>
    setNotes((shown) => {
      const stored = loadDeskNotes(sheet); // another tab may have written
      const next = work({ typed: { ...shown.typed, ...stored.typed }, opened: [...new Set([...shown.opened, ...stored.opened])] });
      saveDeskNotes(sheet, next); // without storage, they are kept until the desk is closed
      return next;
    });
  const key = original && selected && "sentence" in selected ? sentenceKeys(original)[selected.sentence] : undefined;
  useEffect(() => {
    if (key !== undefined && !notes.opened.includes(key)) change((now) => ({ ...now, opened: [...now.opened, key] }));
  }, [key]);
  return {
    typed: (field) => notes.typed[field],
    keep: (field, words) => change((now) => ({ ...now, typed: without(now.typed, field, words) })),
    opened: new Set(notes.opened),
  };
}

function without(typed: DeskNotes["typed"], field: string, words: string | undefined): DeskNotes["typed"] {
  const others = Object.entries(typed).filter(([each]) => each !== field);
  return Object.fromEntries(words === undefined ? others : [...others, [field, words]]);
}

const KEYS = new WeakMap<SheetOriginal, readonly string[]>();

/** A key for each sentence that stays when others are added or removed: its words, and a number from the second such sentence on. */
export function sentenceKeys(original: SheetOriginal): readonly string[] {
  const known = KEYS.get(original);
  if (known) return known;
  const letters = Array.from(original.text);
  const counts = new Map<string, number>();
  const keys = original.sentences.map(({ start, end }) => {
    const words = letters.slice(start, end).join("").trim();
    const count = (counts.get(words) ?? 0) + 1;
    counts.set(words, count);
    return count === 1 ? words : `${words} ${count}`;
  });
  KEYS.set(original, keys);
  return keys;
}

/** How a text is being written: other words for a sentence, or a sentence after it. */
export type Writes = "change" | "add";

/** The name of the field for the words of this sentence, or of a new one after it. */
export function textField({ original }: DeskContent, at: number, writes: Writes): string {
  return `${writes} ${original ? (sentenceKeys(original)[at] ?? "") : ""}`;
}

/** What is being written at this sentence, if anything was typed and not saved. */
export function writingAt(content: DeskContent, notes: Notes, at: number): Writes | null {
  return WRITES.find((each) => notes.typed(textField(content, at, each)) !== undefined) ?? null;
}

const WRITES: readonly Writes[] = ["change", "add"];
