/** What the phone keeps. Nothing here is a cache that may vanish: an entry may exist on this phone only. */

import type { DBSchema, IDBPDatabase } from "idb";
import type { Entry, EntryDocument, Grant, AccessRecord, Photo, Reply, Treatment } from "../domain/diary";

/** The bytes of a photo. An ArrayBuffer, not a Blob: some browsers lose the Blobs of a database. */
export interface Picture {
  readonly id: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** Something on its way to the server. */
export interface OutboxItem {
  /** `kind:target`: there is at most one parcel for one thing. */
  readonly key: string;
  readonly kind: "entry" | "photo" | "grant" | "revoke" | "read";
  readonly target: string;
  readonly queued_at: number;
  /** Counts edits: a parcel that changed while it was being sent stays. */
  readonly change: number;
  readonly attempts: number;
  /** Epoch milliseconds before which it is not tried again. */
  readonly not_before: number;
  /** The problem code of a final refusal; such a parcel needs the person's attention. */
  readonly problem: string | null;
  /** What went out last without an answer: the server may have it. */
  readonly in_flight: EntryDocument | null;
  /** What is sent for kinds that have no record of their own. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A photo taken for a check-in that is not saved yet. */
export interface DraftPicture extends Omit<Photo, "entry_id" | "treatment_id" | "revision"> {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** A check-in under way; it survives a closed app. */
export interface Draft {
  readonly treatment_id: string;
  /** The entry being written or edited. */
  readonly entry_id: string;
  readonly occurred_at: string | null;
  readonly document: EntryDocument;
  readonly pictures: readonly DraftPicture[];
  readonly touched_at: number;
}

export interface AfterglowData extends DBSchema {
  treatments: { key: string; value: Treatment };
  entries: { key: string; value: Entry; indexes: { treatment: string } };
  photos: { key: string; value: Photo; indexes: { treatment: string; entry: string } };
  pictures: { key: string; value: Picture };
  replies: { key: string; value: Reply };
  grants: { key: string; value: Grant };
  access_records: { key: string; value: AccessRecord };
  outbox: { key: string; value: OutboxItem };
  drafts: { key: string; value: Draft };
  /** Single values: the sync cursor, the topics document, the list of sheets. */
  values: { key: string; value: unknown };
}

export type Database = IDBPDatabase<AfterglowData>;
