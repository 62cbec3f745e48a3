import type { Reply } from "../../domain/diary";
import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { post } from "../../store/outbox";

/** The patient has read it. */
export async function seeReply(reply: Reply): Promise<void> {
  const db = await database();
  const now = Date.now();
  await db.put("replies", { ...reply, seen_at: new Date(now).toISOString() });
  await post(db, { kind: "seen", target: reply.id, body: null }, now);
  saved();
}
