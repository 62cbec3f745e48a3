/** Applies what the server sends to the local database. */

import { isStanding, type Changes, type Entry, type EntryDocument, type Grant, type Photo, type Treatment } from "../domain/diary";
import { merge } from "../domain/merge";
import { mergedFields } from "../domain/merged-fields";
import { hasSameContent } from "../domain/same-content";
import type { Database, Notice, OutboxItem } from "./schema";
import { atomic } from "./atomic";
import { applyErasures, DIARY_STORES, type DiaryTransaction } from "./erased-elsewhere";
import type { Erasable } from "./erasures";
import { enqueue } from "./outbox";
import { putPhoto } from "./photo-eyes";

/** Apply one response of `/api/my/changes` and move the cursor, in one transaction. Erasures come last: they win. */
export async function applyChanges(db: Database, changes: Changes, now = Date.now()): Promise<void> {
  await atomic(db, DIARY_STORES, (tx) => receive(tx, changes, now));
}

/** `applyChanges` inside a transaction. */
export async function receive(tx: DiaryTransaction, changes: Changes, now: number): Promise<void> {
  for (const treatment of changes.treatments) await receiveTreatment(tx, treatment, now);
  for (const table of ["replies", "grants", "access_records"] as const) {
    for (const row of changes[table]) await tx.objectStore(table).put(row);
  }
  for (const photo of changes.photos) {
    if (!(await eraseAgain(tx, "photo", photo.id, now))) await putPhoto(tx, photo);
  }
  for (const theirs of changes.entries) {
    if (await eraseAgain(tx, "entry", theirs.id, now)) continue;
    await receiveEntry(tx, theirs);
  }
  await applyErasures(tx, changes.erasures, now);
  await tx.objectStore("values").put(changes.revision, "cursor");
  await tx.objectStore("values").put(changes.epoch, "epoch");
}

/** Store a treatment, and tell the person what the clinic has changed in it: their days and answers follow at once. */
async function receiveTreatment(tx: DiaryTransaction, theirs: Treatment, now: number): Promise<void> {
  const mine = await tx.objectStore("treatments").get(theirs.id);
  await tx.objectStore("treatments").put(theirs);
  if (!mine) return;
  for (const kind of changesOf(mine, theirs)) {
    const day = { day_at: theirs.treated_at, time_zone: theirs.time_zone, noticed_at: now };
    await tx.objectStore("notices").put({ id: `${kind}:${theirs.id}`, kind, ...day });
  }
}

function changesOf(mine: Treatment, theirs: Treatment): readonly Notice["kind"][] {
  if (!isStanding(theirs)) return isStanding(mine) ? ["treatment-withdrawn"] : [];
  const moved = Date.parse(mine.treated_at) !== Date.parse(theirs.treated_at) || mine.time_zone !== theirs.time_zone;
  return [...(moved ? (["time-corrected"] as const) : []), ...(mine.sheet.key === theirs.sheet.key ? [] : (["sheet-replaced"] as const))];
}

/** Whether this was erased on this phone. A write that was under way has overtaken the erasure, so the server gets it again. */
async function eraseAgain(tx: Pick<DiaryTransaction, "objectStore">, kind: Erasable, id: string, now: number): Promise<boolean> {
  if ((await tx.objectStore("erased").get(`${kind}:${id}`)) === undefined) return false;
  await enqueue(tx.objectStore("outbox"), { kind: `erase-${kind}`, target: id, body: null }, now);
  return true;
}

/**
 * Store an entry of the server. An unsent edit stays; the server will merge it with `theirs`. If the server has exactly what
 * we sent last (its response was lost), base the edit on that.
 */
async function receiveEntry(tx: DiaryTransaction, theirs: Entry): Promise<void> {
  const [entries, outbox] = [tx.objectStore("entries"), tx.objectStore("outbox")];
  const mine = await entries.get(theirs.id);
  const unsent = await outbox.get(`entry:${theirs.id}`);
  if (!mine || !unsent) {
    await entries.put(theirs);
  } else if (unsent.in_flight && hasSameContent(theirs.document, unsent.in_flight)) {
    await entries.put({ ...mine, revision: theirs.revision });
    await noteMerge(tx, unsent, unsent.in_flight, theirs);
    await outbox.put(basedOn(unsent, theirs.document));
  } else if (!unsent.in_flight || !unsent.theirs) {
    // after a lost response, theirs may contain our own edit: what arrived before that is what the other device wrote
    await outbox.put({ ...unsent, theirs: theirs.document });
  }
}

/** Store the server's response to a written entry. An edit made in the meantime is rebased on it and stays in the outbox. */
export async function entrySaved(db: Database, sent: OutboxItem, sentDocument: EntryDocument, answer: Entry): Promise<void> {
  await atomic(db, ["entries", "outbox", "erased", "notices"], async (tx) => {
    if (await eraseAgain(tx, "entry", answer.id, Date.now())) return tx.objectStore("outbox").delete(sent.key); // meanwhile, by another tab
    const mine = await tx.objectStore("entries").get(answer.id);
    const item = await tx.objectStore("outbox").get(sent.key);
    if (item) await noteMerge(tx, item, sentDocument, answer);
    if (!mine || !item || item.change === sent.change) {
      await tx.objectStore("entries").put(answer);
      await tx.objectStore("outbox").delete(sent.key);
    } else {
      await tx.objectStore("entries").put(rebase(sentDocument, answer, mine));
      await tx.objectStore("outbox").put({ ...basedOn(item, answer.document), in_flight: null });
    }
  });
}

function basedOn({ theirs: _theirs, ...item }: OutboxItem, base: EntryDocument): OutboxItem {
  return { ...item, base };
}

/** Tell the person if the server has merged what we sent. The fields of a notice that was not confirmed yet stay in it. */
async function noteMerge(tx: Pick<DiaryTransaction, "objectStore">, item: OutboxItem, sent: EntryDocument, answer: Entry): Promise<void> {
  const { base = null, theirs = null } = item;
  const fields = mergedFields({ base, theirs, mine: sent, merged: answer.document });
  if (fields.length === 0) return;
  const { id, occurred_at, document } = answer;
  const earlier = (await tx.objectStore("notices").get(`merged:${id}`))?.fields ?? [];
  const others = earlier.filter(({ field }) => !fields.some((each) => each.field === field));
  const day = { day_at: occurred_at, time_zone: document.time_zone, noticed_at: Date.now() };
  await tx.objectStore("notices").put({ id: `merged:${id}`, kind: "merged", ...day, fields: [...fields, ...others] });
}

function rebase(base: EntryDocument, answer: Entry, mine: Entry): Entry {
  const { document, noRoom } = merge(base, answer.document, mine.document);
  // texts that do not fit together: keep ours; the server has theirs in the history of the entry
  const ours = Object.fromEntries(noRoom.map((name) => [name, mine.document[name as "note" | "question"]]));
  return { ...mine, document: { ...document, ...ours }, revision: answer.revision, edited: true };
}

/** Store the server's response to an uploaded photo. */
export async function photoSaved(db: Database, sent: OutboxItem, answer: Photo): Promise<void> {
  await atomic(db, ["photos", "outbox", "erased"], async (tx) => {
    if (!(await eraseAgain(tx, "photo", answer.id, Date.now()))) await putPhoto(tx, answer);
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
