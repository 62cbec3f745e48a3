import { useState } from "preact/hooks";
import type { Draft } from "../../../actions/diary/draft";
import { symptomsToAsk } from "../../../domain/check-in";
import { compared, earlierDay, type Answered, type Comparison, type EarlierDay } from "../../../domain/comparison";
import { bands } from "../../../domain/course";
import { hoursSince } from "../../../domain/dates";
import type { EntryDocument, Treatment } from "../../../domain/diary";
import type { SkinCue, Symptom } from "../../../domain/vocabulary";
import { now, phoneTimeZone } from "../../../state/clock";
import { entriesOf } from "../../../state/diary";
import { me } from "../../../state/auth-session";

/** The check-in that is being written, and the ways to change it. Every change is a new draft. */
export interface Writing {
  readonly draft: Draft;
  readonly changeDraft: (part: Partial<Draft>) => void;
  /** Merge the given fields into the document. */
  readonly change: (part: Partial<EntryDocument>) => void;
  readonly given: Answered;
  readonly answer: (given: Answered) => void;
}

/** What is asked about the skin at the time of the check-in, and the earlier day to compare with. */
export interface Asking {
  readonly cues: readonly SkinCue[];
  readonly asked: readonly Symptom[];
  /** Symptoms that are not asked and can be added. */
  readonly more: readonly Symptom[];
  readonly day: EarlierDay | undefined;
  /** Since the treatment. */
  readonly hours: number;
}

export function useWriting(initial: Draft): Writing {
  const [draft, setDraft] = useState(initial);
  const changeDraft = (part: Partial<Draft>): void => setDraft((last) => ({ ...last, ...part, touched_at: Date.now() }));
  const change = (part: Partial<EntryDocument>): void =>
    setDraft((last) => ({ ...last, document: { ...last.document, ...part }, touched_at: Date.now() }));
  const answer = ({ comparison, filled, scores, signs }: Answered): void =>
    setDraft((last) => ({ ...last, comparison, filled, document: { ...last.document, scores, signs }, touched_at: Date.now() }));
  const { comparison = null, filled = [], document: { scores, signs } } = draft;
  return { draft, changeDraft, change, given: { comparison, filled, scores, signs }, answer };
}

/** The moment of the check-in: now, unless the person has given another one. */
export function momentOf({ occurred_at }: Draft): number {
  return occurred_at === null ? now.value : Date.parse(occurred_at);
}

/** What to ask. It reads signals: an entry that arrives from another phone may be the one to compare with. */
export function askingOf({ id, treated_at, timeline }: Treatment, draft: Draft): Asking {
  const at = momentOf(draft);
  const day = earlierDay(entriesOf(id).filter((entry) => entry.id !== draft.entry_id), at, phoneTimeZone());
  const cues = (me()?.skin_cues ?? []) as SkinCue[];
  const hours = hoursSince(treated_at, at);
  return { ...symptomsToAsk(cues, bands(timeline), hours, day?.scores), cues, day, hours };
}

/** Answer "Compared with yesterday?"; the same answer again takes it back. */
export function answerComparison({ given, answer }: Writing, asking: Asking, picked: Comparison): void {
  answer(compared(given, picked === given.comparison ? null : picked, asking));
}
