import type { Reply } from "../../domain/diary";
import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { enqueue } from "../../store/outbox";

/** Mark a reply as read on this phone and enqueue the same for the server. */
export async function markReplyRead(reply: Reply): Promise<void> {
  const db = await database();
  const now = Date.now();
  await db.put("replies", { ...reply, read_at: new Date(now).toISOString() });
  await enqueue(db, { kind: "read", target: reply.id, body: null }, now);
  saved();
}
