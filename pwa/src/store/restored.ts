/**
 * Compares this phone with a server that was restored from a backup. Such a server has lost what happened after the backup;
 * this phone may have it still.
 *
 * 1. Note what this phone has from the server.
 * 2. Receive everything that the server has, erasures included: what was erased stays erased.
 * 3. Put back what was newer here, and enqueue it. The server takes each item once, however many phones send it.
 *
 * Only the clinic can bring back its records, its replies and who may read the diary: this phone keeps the first two, and shows
 * a diary as closed where the server does not know the grant any more.
 */

import type { Changes, Entry, Grant, Photo, Reply } from "../domain/diary";
import { hasSameContent } from "../domain/same-content";
import { atomic } from "./atomic";
import { receive } from "./changes";
import { DIARY_STORES, type DiaryTransaction } from "./erased-elsewhere";
import { enqueue, outboxItem } from "./outbox";
import type { Database, OutboxItem } from "./schema";

/** Apply the whole of `/api/my/changes` of a restored server in one transaction, so that it is compared again if that fails. */
export async function applyRestored(db: Database, whole: Changes, now: number): Promise<void> {
  await atomic(db, DIARY_STORES, async (tx) => {
    const [entries, photos, replies, grants] = await Promise.all([
      tx.objectStore("entries").getAll(),
      tx.objectStore("photos").getAll(),
      tx.objectStore("replies").getAll(),
      tx.objectStore("grants").getAll(),
    ]);
    await receive(tx, whole, now);
    for (const mine of entries) await compareEntry(tx, mine, theirsOf(whole.entries, mine), now);
    for (const mine of photos) await comparePhoto(tx, mine, theirsOf(whole.photos, mine), now);
    for (const mine of replies) await compareReply(tx, mine, theirsOf(whole.replies, mine), now);
    for (const mine of grants) await compareGrant(tx, mine, theirsOf(whole.grants, mine), now);
    await tx.objectStore("notices").put({ id: "server-restored", kind: "server-restored", ...today(now), noticed_at: now });
  });
}

function theirsOf<T extends { readonly id: string }>(all: readonly T[], mine: T): T | undefined {
  return all.find(({ id }) => id === mine.id);
}

function today(now: number): { day_at: string; time_zone: string } {
  return { day_at: new Date(now).toISOString(), time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** What is enqueued keeps the revision that it had: the server takes the newest version up to that one as its base. */
async function compareEntry(tx: DiaryTransaction, mine: Entry, theirs: Entry | undefined, now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  if (!(await tx.objectStore("entries").get(mine.id))) return; // erased on another device
  const unsent = await outbox.get(`entry:${mine.id}`);
  if (!theirs) {
    if (!unsent) await enqueue(outbox, { kind: "entry", target: mine.id, body: null }, now);
  } else if (theirs.revision < mine.revision) {
    await compareNewer(tx, mine, theirs, now);
  } else if (!unsent && !isSame(mine, theirs)) {
    await tx.objectStore("entries").put(mine);
    await outbox.put(outboxItem("entry", mine.id, now));
  }
}

/** The server's version is one that this phone's came from. */
async function compareNewer(tx: DiaryTransaction, mine: Entry, theirs: Entry, now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  const unsent = await outbox.get(`entry:${mine.id}`);
  if (!unsent && isSame(mine, theirs)) return;
  await tx.objectStore("entries").put({ ...mine, revision: theirs.revision });
  const { theirs: _, ...item }: OutboxItem = unsent ?? outboxItem("entry", mine.id, now);
  await outbox.put({ ...item, base: theirs.document, in_flight: null });
}

function isSame(mine: Entry, theirs: Entry): boolean {
  return hasSameContent([mine.document, Date.parse(mine.occurred_at)], [theirs.document, Date.parse(theirs.occurred_at)]);
}

/** A photo that the server lost can be sent by the phone that took it; its marks, by any. */
async function comparePhoto(tx: DiaryTransaction, mine: Photo, theirs: Photo | undefined, now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  if (!(await tx.objectStore("photos").get(mine.id))) return; // erased on another device
  if (!theirs && !(await tx.objectStore("pictures").get(mine.id))) return;
  if (!theirs && !(await outbox.get(`photo:${mine.id}`))) await enqueue(outbox, { kind: "photo", target: mine.id, body: null }, now);
  const eyes = mine.eyes ?? null;
  if (eyes === null || (theirs && (theirs.revision > mine.revision || hasSameContent(theirs.eyes, eyes)))) return;
  await tx.objectStore("photos").put({ ...(theirs ?? mine), eyes });
  await enqueue(outbox, { kind: "eyes", target: mine.id, body: null }, now);
}

async function compareReply(tx: DiaryTransaction, mine: Reply, theirs: Reply | undefined, now: number): Promise<void> {
  if (!theirs || mine.read_at === null || theirs.read_at !== null) return;
  await tx.objectStore("replies").put({ ...theirs, read_at: mine.read_at });
  await enqueue(tx.objectStore("outbox"), { kind: "read", target: mine.id, body: null }, now);
}

/** What was closed is closed again. What was opened is not opened again: another phone may have closed it. */
async function compareGrant(tx: DiaryTransaction, mine: Grant, theirs: Grant | undefined, now: number): Promise<void> {
  if (!theirs) return tx.objectStore("grants").delete(mine.id);
  if (mine.revoked_at === null || theirs.revoked_at !== null) return;
  await tx.objectStore("grants").put({ ...theirs, revoked_at: mine.revoked_at });
  await enqueue(tx.objectStore("outbox"), { kind: "revoke", target: mine.id, body: null }, now);
}
