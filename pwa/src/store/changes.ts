/** Applies what the server sends to the local database. */

import type { Changes, Entry, EntryDocument, Grant, Photo, Treatment } from "../domain/diary";
import { merge } from "../domain/merge";
import { hasSameContent } from "../domain/same-content";
import type { Database, OutboxItem } from "./schema";
import { atomic } from "./atomic";

const TABLES = ["treatments", "entries", "photos", "replies", "grants", "access_records", "outbox", "values"] as const;

/** Apply one response of `/api/my/changes` and move the cursor, in one transaction. */
export async function applyChanges(db: Database, changes: Changes): Promise<void> {
  await atomic(db, TABLES, async (tx) => {
    const outbox = new Map((await tx.objectStore("outbox").getAll()).map((item) => [item.key, item]));
    for (const table of ["treatments", "replies", "grants", "access_records"] as const) {
      for (const row of changes[table]) await tx.objectStore(table).put(row);
    }
    for (const photo of changes.photos) await tx.objectStore("photos").put(photo);
    for (const theirs of changes.entries) {
      const mine = await tx.objectStore("entries").get(theirs.id);
      await tx.objectStore("entries").put(reconcile(theirs, mine, outbox.get(`entry:${theirs.id}`)));
    }
    await tx.objectStore("values").put(changes.revision, "cursor");
  });
}

/**
 * Keep an unsent edit; the server will merge it. If the server has exactly what we sent last (its response was lost),
 * base the edit on that revision.
 */
function reconcile(theirs: Entry, mine: Entry | undefined, unsent: OutboxItem | undefined): Entry {
  if (!mine || !unsent) return theirs;
  return unsent.in_flight && hasSameContent(theirs.document, unsent.in_flight) ? { ...mine, revision: theirs.revision } : mine;
}

/** Store the server's response to a written entry. An edit made in the meantime is rebased on it and stays in the outbox. */
export async function entrySaved(db: Database, sent: OutboxItem, sentDocument: EntryDocument, answer: Entry): Promise<void> {
  await atomic(db, ["entries", "outbox"], async (tx) => {
    const mine = await tx.objectStore("entries").get(answer.id);
    const item = await tx.objectStore("outbox").get(sent.key);
    if (!mine || !item || item.change === sent.change) {
      await tx.objectStore("entries").put(answer);
      await tx.objectStore("outbox").delete(sent.key);
    } else {
      await tx.objectStore("entries").put(rebase(sentDocument, answer, mine));
      await tx.objectStore("outbox").put({ ...item, in_flight: null });
    }
  });
}

function rebase(base: EntryDocument, answer: Entry, mine: Entry): Entry {
  const { document, noRoom } = merge(base, answer.document, mine.document);
  // texts that do not fit together: keep ours; the server has theirs in the history of the entry
  const ours = Object.fromEntries(noRoom.map((name) => [name, mine.document[name as "note" | "question"]]));
  return { ...mine, document: { ...document, ...ours }, revision: answer.revision, edited: true };
}

/** Store the server's response to an uploaded photo. */
export async function photoSaved(db: Database, sent: OutboxItem, answer: Photo): Promise<void> {
  await atomic(db, ["photos", "outbox"], async (tx) => {
    await tx.objectStore("photos").put(answer);
    await tx.objectStore("outbox").delete(sent.key);
  });
}

/** Store the grant that the server has created, and remove its outbox item. */
export async function grantSaved(db: Database, sent: OutboxItem, grant: Grant): Promise<void> {
  await atomic(db, ["grants", "outbox"], async (tx) => {
    await tx.objectStore("grants").put(grant);
    await tx.objectStore("outbox").delete(sent.key);
  });
}

/** Store a treatment as the server has just returned it. */
export function saveTreatment(db: Database, treatment: Treatment): Promise<void> {
  return atomic(db, ["treatments"], (tx) => tx.objectStore("treatments").put(treatment));
}
