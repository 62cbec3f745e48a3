/** The schema of the local database. It is not a cache: an entry may exist on this phone only. */

import type { DBSchema, IDBPDatabase } from "idb";
import type { Comparison } from "../domain/comparison";
import type { Entry, EntryDocument, Grant, AccessRecord, Photo, Reply, Treatment } from "../domain/diary";
import type { MergedField } from "../domain/merged-fields";
import type { Typed } from "../domain/usage-chips";
import type { Place } from "../domain/vocabulary";

/** The bytes of a photo. An ArrayBuffer instead of a Blob, because some browsers lose Blobs that are stored in a database. */
export interface Picture {
  readonly id: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** A small copy of a photo that the server has. */
export interface Thumbnail extends Picture {
  readonly stored_at: number;
}

/** A change that waits to be sent to the server. */
export interface OutboxItem {
  /** `kind:target`; at most one item per target. */
  readonly key: string;
  readonly kind: "entry" | "photo" | "eyes" | "grant" | "revoke" | "read" | "decline" | "erase-entry" | "erase-photo";
  readonly target: string;
  readonly queued_at: number;
  /** Counts edits. An item that was changed while it was being sent stays in the outbox. */
  readonly change: number;
  readonly attempts: number;
  /** Earliest time of the next attempt, in epoch milliseconds. */
  readonly not_before: number;
  /** The problem code of a final refusal, which needs the patient's attention; else null. */
  readonly problem: string | null;
  /** The document that was sent last without a response: the server may have it. */
  readonly in_flight: EntryDocument | null;
  /** The request body of kinds that have no record of their own. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** The server's version that an edit of an entry started from; absent for a new entry. */
  readonly base?: EntryDocument;
  /** The version of another device that arrived while the edit was waiting. */
  readonly theirs?: EntryDocument;
  /** An attempt to send it was begun, so the server may have it even if no response arrived. */
  readonly begun?: true;
  /** An erasure that can still be undone: what it erases is not shown any more, but it is still stored. */
  readonly held?: true;
}

/** Something that was erased on this phone. A request that was under way may overtake the erasure and bring it back. */
export interface ErasedItem {
  /** `entry:id` or `photo:id`. */
  readonly key: string;
  readonly erased_at: number;
}

/** Something that happened to the diary and that the person has not confirmed yet. */
export interface Notice {
  readonly id: string;
  /**
   * `entry-erased`, `treatment-erased`: it was erased on another device, and an unsent change of this phone with it.
   * `time-corrected`, `sheet-replaced`, `treatment-withdrawn`: the clinic has changed its record of a treatment.
   * `server-restored`: the server was restored from a backup, and this phone sends again what it had lost.
   * `merged`: an entry was changed on two devices, and `fields` are those that the person may not expect.
   */
  readonly kind: "entry-erased" | "treatment-erased" | "time-corrected" | "sheet-replaced" | "treatment-withdrawn" | "server-restored" | "merged";
  readonly fields?: readonly MergedField[];
  /** The day that it names: when the entry was made, or the treatment, or when the phone noticed it. */
  readonly day_at: string;
  readonly time_zone: string;
  readonly noticed_at: number;
}

/** A photo of a check-in that is not saved yet. */
export interface DraftPicture extends Omit<Photo, "entry_id" | "treatment_id" | "clock_offset_ms" | "eyes" | "place" | "revision"> {
  /** Absent in a draft of an earlier version. */
  readonly place?: Place | null;
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** An unsaved check-in; it survives closing the app. */
export interface Draft {
  readonly treatment_id: string;
  /** Id of the entry being written or edited. */
  readonly entry_id: string;
  readonly occurred_at: string | null;
  readonly document: EntryDocument;
  readonly pictures: readonly DraftPicture[];
  readonly touched_at: number;
  /** The answer to "Compared with yesterday?"; an entry does not have it. */
  readonly comparison?: Comparison | null;
  /** What the comparison filled in and the person has not changed since. */
  readonly filled?: readonly string[];
  /** What is being typed and is not in the document's lists yet. */
  readonly typed?: Typed;
}

/** An aftercare sheet that a practitioner is writing. Every change is stored here before it is sent. */
export interface StoredSheet {
  /** Id of the sheet version. */
  readonly id: string;
  /** The sheet and its sentences as they are on screen. */
  readonly content: unknown;
  /** The version of the server that the content is based on. */
  readonly base: unknown;
  /** Whether the server does not have the content yet. */
  readonly unsent: boolean;
  /** Whether the server has a draft with this id. It accepts no draft without rules, so a new sheet is on this device only at first. */
  readonly created: boolean;
  readonly changed_at: number;
}

export interface AfterglowData extends DBSchema {
  treatments: { key: string; value: Treatment };
  entries: { key: string; value: Entry; indexes: { treatment: string } };
  photos: { key: string; value: Photo; indexes: { treatment: string; entry: string } };
  pictures: { key: string; value: Picture };
  thumbnails: { key: string; value: Thumbnail; indexes: { stored: number } };
  replies: { key: string; value: Reply };
  grants: { key: string; value: Grant };
  access_records: { key: string; value: AccessRecord };
  outbox: { key: string; value: OutboxItem };
  drafts: { key: string; value: Draft };
  sheets: { key: string; value: StoredSheet };
  erased: { key: string; value: ErasedItem };
  notices: { key: string; value: Notice };
  /** Single values: the sync cursor and the server's epoch, the topics document, postponed sheet changes. */
  values: { key: string; value: unknown };
}

export type Database = IDBPDatabase<AfterglowData>;
