/** Keeps on this device the replies that are not sent yet: one per person and treatment, with the clinic in which it is written. */

import { localStore } from "./local-json";

export interface ReplyDraft {
  readonly text: string;
  /** The entry whose question it answers, if that was chosen. */
  readonly question: string | null;
  /** The template that it began with. */
  readonly template: string | null;
  /** Where it is written: the writer may leave this clinic. */
  readonly clinic: { readonly id: string; readonly name: string } | null;
  /** When it was changed last, in milliseconds. */
  readonly typed_at: number | null;
  /** Whether its diary was closed to the writer when the app last asked. */
  readonly closed: boolean;
}

const drafts = localStore<ReplyDraft>("reply");
const NONE: ReplyDraft = { text: "", question: null, template: null, clinic: null, typed_at: null, closed: false };

/** The unsent reply of one person to one diary; an empty one if there is none. */
export function loadReplyDraft(personId: string, treatmentId: string): ReplyDraft {
  return { ...NONE, ...(drafts.load(`${personId} ${treatmentId}`) ?? drafts.load(treatmentId)) };
}

/** Keep an unsent reply, or forget it if it has no text. Returns whether this device could store it. */
export function saveReplyDraft(personId: string, treatmentId: string, draft: ReplyDraft): boolean {
  const saved = draft.text.trim() === "" || drafts.save(`${personId} ${treatmentId}`, draft);
  if (draft.text.trim() === "") discardReplyDraft(personId, treatmentId);
  else if (saved) drafts.discard(treatmentId);
  return saved;
}

/** Delete the draft, also one of an earlier version of the app, which did not store whose it is. */
export function discardReplyDraft(personId: string, treatmentId: string): void {
  drafts.discard(`${personId} ${treatmentId}`);
  drafts.discard(treatmentId);
}

/** The treatments to which a person has an unsent reply. */
export function repliedTreatments(personId: string): readonly string[] {
  const own = drafts.names().map((name) => name.split(" ")).filter((parts) => parts.length === 1 || parts[0] === personId);
  return [...new Set(own.map((parts) => parts.at(-1) ?? ""))];
}

/** The number of unsent replies on this device. */
export function countReplyDrafts(): number {
  return drafts.names().length;
}

export const { discardAll: discardAllReplyDrafts } = drafts;
