/** Keeps on this device the replies that are not sent yet, one per treatment. */

import { discardJson, loadJson, saveJson } from "./local-json";

export interface ReplyDraft {
  readonly text: string;
  /** The entry whose question it answers, if that was chosen. */
  readonly question: string | null;
  /** The template that it began with. */
  readonly template: string | null;
}

const PREFIX = "afterglow-reply ";
const NONE: ReplyDraft = { text: "", question: null, template: null };

/** The unsent reply to one diary; an empty one if there is none. */
export function loadReplyDraft(treatmentId: string): ReplyDraft {
  return { ...NONE, ...(loadJson(PREFIX + treatmentId) as Partial<ReplyDraft> | null) };
}

/** Keep an unsent reply, or forget it if it has no text. */
export function saveReplyDraft(treatmentId: string, draft: ReplyDraft): void {
  if (draft.text.trim() === "") discardReplyDraft(treatmentId);
  else saveJson(PREFIX + treatmentId, draft);
}

export function discardReplyDraft(treatmentId: string): void {
  discardJson((key) => key === PREFIX + treatmentId);
}

export function discardAllReplyDrafts(): void {
  discardJson((key) => key.startsWith(PREFIX));
}
