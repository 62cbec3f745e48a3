/** The signed-in practitioner's unsent replies: those in work, and those that can no longer be sent. */

import { me } from "../state/auth-session";
import { discardReplyDraft as discard, loadReplyDraft as load, repliedTreatments, saveReplyDraft as save, type ReplyDraft } from "../store/reply-drafts";
import { isStillShared } from "./clinic";

export type { ReplyDraft };
/** What a person types and chooses. */
export type TypedReply = Pick<ReplyDraft, "text" | "question" | "template">;

/** A reply whose diary is closed to its writer. It names no patient: the writer may no longer know who it is. */
export interface UnsentReply {
  readonly treatment: string;
  readonly draft: ReplyDraft;
  /** Whether the writer has left the clinic in which it was written. */
  readonly left: boolean;
}

export function loadReplyDraft(treatmentId: string): ReplyDraft {
  return load(ownId(), treatmentId);
}

/** Keep what is typed in an open diary. Returns whether this device could store it. */
export function keepReply(treatmentId: string, { text, question, template }: TypedReply): boolean {
  const clinic = me()?.clinic;
  const where = clinic ? { id: clinic.id, name: clinic.name } : null;
  return save(ownId(), treatmentId, { text, question, template, clinic: where, typed_at: Date.now(), closed: false });
}

/** Put a discarded reply back as it was. */
export function restoreReply(treatmentId: string, draft: ReplyDraft): void {
  save(ownId(), treatmentId, draft);
}

export function discardReplyDraft(treatmentId: string): void {
  discard(ownId(), treatmentId);
}

/** Note whether the diary of an unsent reply is closed to its writer. */
export function noteClosed(treatmentId: string, closed: boolean): void {
  const draft = loadReplyDraft(treatmentId);
  if (draft.text !== "" && draft.closed !== closed) restoreReply(treatmentId, { ...draft, closed });
}

/** The replies that can no longer be sent, as far as this device knows, the last first. */
export function unsentReplies(): readonly UnsentReply[] {
  const all = repliedTreatments(ownId()).map((treatment) => unsent(treatment));
  return all.filter(({ draft, left }) => draft.text !== "" && (draft.closed || left)).sort((a, b) => (b.draft.typed_at ?? 0) - (a.draft.typed_at ?? 0));
}

/** Ask the server which diaries of this clinic's unsent replies are closed. Without an answer, all stay as they were. */
export async function checkUnsentReplies(): Promise<void> {
  for (const treatment of repliedTreatments(ownId())) {
    const { draft, left } = unsent(treatment);
    const elsewhere = draft.clinic !== null && draft.clinic.id !== me()?.clinic?.id;
    if (!left && !elsewhere) await isStillShared(treatment).then((shared) => noteClosed(treatment, !shared), () => undefined);
  }
}

function unsent(treatment: string): UnsentReply {
  const draft = loadReplyDraft(treatment);
  return { treatment, draft, left: draft.clinic !== null && hasLeft(draft.clinic.id) };
}

/** Whether the signed-in person does not work in a clinic, or no longer does. */
export function hasLeft(clinicId: string): boolean {
  return !me()?.memberships.some(({ clinic }) => clinic.id === clinicId);
}

function ownId(): string {
  return me()?.id ?? "";
}
