import type { Reply } from "../../domain/diary";
import { saved } from "../../state/diary";
import { database } from "../../store/database";
import { saveReplyRead } from "../../store/diary";

/** Mark a reply as read, here and as soon as possible on the server. Throws `StorageProblem`: the reply then stays unread. */
export async function markReplyRead(reply: Reply): Promise<void> {
  await saveReplyRead(await database(), reply.id, Date.now());
  saved();
}
