/** Keeps on this device the replies that are not sent yet, one per treatment. */

import { localStore } from "./local-json";

export interface ReplyDraft {
  readonly text: string;
  /** The entry whose question it answers, if that was chosen. */
  readonly question: string | null;
  /** The template that it began with. */
  readonly template: string | null;
}

const drafts = localStore<ReplyDraft>("reply");
const NONE: ReplyDraft = { text: "", question: null, template: null };

/** The unsent reply to one diary; an empty one if there is none. */
export function loadReplyDraft(treatmentId: string): ReplyDraft {
  return { ...NONE, ...drafts.load(treatmentId) };
}

/** Keep an unsent reply, or forget it if it has no text. */
export function saveReplyDraft(treatmentId: string, draft: ReplyDraft): void {
  if (draft.text.trim() === "") drafts.discard(treatmentId);
  else drafts.save(treatmentId, draft);
}

export const { discard: discardReplyDraft, discardAll: discardAllReplyDrafts } = drafts;
