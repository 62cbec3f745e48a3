/** Applies what was erased on another device. An erasure wins over unsent changes, and the person is told about them. */

import type { Entry, Erasure, Treatment } from "../domain/diary";
import { atomic, type WriteTransaction } from "./atomic";
import { removeEntry, removePhoto } from "./erasures";
import type { Database, Notice, OutboxItem } from "./schema";

/** Every store that may hold a part of a treatment. */
export const DIARY_STORES = [
  "treatments", "entries", "photos", "pictures", "thumbnails", "replies", "grants", "access_records", "outbox", "drafts", "erased", "notices", "values",
] as const;

/** A transaction that may delete all parts of a treatment. */
export type DiaryTransaction = Pick<WriteTransaction<typeof DIARY_STORES>, "objectStore">;

/** The erasures of one response of the server, treatments first: they include their entries. */
export async function applyErasures(tx: DiaryTransaction, erasures: readonly Erasure[], now: number): Promise<void> {
  const of = (kind: Erasure["kind"]): readonly string[] => erasures.filter((each) => each.kind === kind).map(({ id }) => id);
  for (const id of of("treatment")) await removeTreatment(tx, id, now);
  for (const id of of("entry")) await eraseEntry(tx, id, now);
  for (const id of of("photo")) {
    await removePhoto(tx, id);
    await tx.objectStore("outbox").delete(`erase-photo:${id}`);
  }
}

/** Give up a change that the server refuses because what it changes was erased, although no erasure has been received. */
export async function erasedElsewhere(db: Database, { key, kind, target }: OutboxItem, now: number): Promise<void> {
  await atomic(db, DIARY_STORES, async (tx) => {
    if (kind === "entry") await eraseEntry(tx, target, now);
    if (kind === "photo") await removePhoto(tx, target);
    await tx.objectStore("outbox").delete(key);
  });
}

/** Delete a treatment that was erased on this phone, together with everything that belongs to it. Nobody need be told. */
export async function removeErasedTreatment(db: Database, treatmentId: string): Promise<void> {
  await atomic(db, DIARY_STORES, (tx) => removeTreatment(tx, treatmentId));
}

/** Delete an entry that was erased elsewhere. Erasing it here as well is no longer necessary, nor is telling the person then. */
async function eraseEntry(tx: DiaryTransaction, id: string, now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  const entry = await tx.objectStore("entries").get(id);
  const isErasedHere = (await outbox.get(`erase-entry:${id}`)) !== undefined;
  if (entry && !isErasedHere && (await hasUnsent(tx, id))) await tx.objectStore("notices").put(entryNotice(entry, now));
  await removeEntry(tx, id);
  await outbox.delete(`erase-entry:${id}`);
}

/** Whether this phone holds something of the entry that the server may not have: an edit, a draft, or a photo. */
async function hasUnsent(tx: DiaryTransaction, id: string): Promise<boolean> {
  const outbox = tx.objectStore("outbox");
  if ((await outbox.get(`entry:${id}`)) ?? (await tx.objectStore("drafts").get(id))) return true;
  for (const photoId of await tx.objectStore("photos").index("entry").getAllKeys(id)) {
    if (await outbox.get(`photo:${photoId}`)) return true;
  }
  return false;
}

/** Tell the person about unsent changes if there is a `now` to tell it for. */
async function removeTreatment(tx: DiaryTransaction, id: string, now?: number): Promise<void> {
  const treatment = await tx.objectStore("treatments").get(id);
  let unsent = false;
  for (const entryId of await tx.objectStore("entries").index("treatment").getAllKeys(id)) {
    unsent ||= await hasUnsent(tx, entryId);
    await removeEntry(tx, entryId);
    await tx.objectStore("outbox").delete(`erase-entry:${entryId}`);
  }
  unsent = (await removeLoose(tx, id)) || unsent;
  await tx.objectStore("treatments").delete(id);
  if (treatment && unsent && now !== undefined) await tx.objectStore("notices").put(treatmentNotice(treatment, now));
}

/** Delete what belongs to the treatment and to none of its entries. Returns whether a check-in was not saved yet. */
async function removeLoose(tx: DiaryTransaction, id: string): Promise<boolean> {
  for (const table of ["replies", "grants", "access_records"] as const) {
    for (const row of await tx.objectStore(table).getAll()) {
      if (row.treatment_id !== id) continue;
      await tx.objectStore(table).delete(row.id);
      for (const kind of ["read", "revoke"]) await tx.objectStore("outbox").delete(`${kind}:${row.id}`);
    }
  }
  for (const item of await tx.objectStore("outbox").getAll()) {
    if (item.kind === "grant" && item.body?.["treatment_id"] === id) await tx.objectStore("outbox").delete(item.key);
  }
  for (const name of [`sheet-change.${id}`, `correction-seen.${id}`]) await tx.objectStore("values").delete(name);
  const drafts = (await tx.objectStore("drafts").getAll()).filter((draft) => draft.treatment_id === id);
  for (const draft of drafts) await tx.objectStore("drafts").delete(draft.entry_id);
  return drafts.length > 0;
}

function entryNotice({ id, occurred_at, document }: Entry, now: number): Notice {
  return { id: `entry:${id}`, kind: "entry-erased", day_at: occurred_at, time_zone: document.time_zone, noticed_at: now };
}

function treatmentNotice({ id, treated_at, time_zone }: Treatment, now: number): Notice {
  return { id: `treatment:${id}`, kind: "treatment-erased", day_at: treated_at, time_zone, noticed_at: now };
}
