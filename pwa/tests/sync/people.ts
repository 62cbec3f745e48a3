import { emptyDocument, type Entry, type EntryDocument } from "../../src/domain/diary";
import { openDatabase } from "../../src/store/database";
import { saveEntry, type NewPicture } from "../../src/store/diary";
import type { Database } from "../../src/store/schema";
import { syncOnce, type SyncResult } from "../../src/sync/sync-once";
import type { FakeServer } from "./fake-server";

export const NOON = Date.parse("2026-11-20T12:00:00Z");

let phones = 0;

/** A phone with a database of its own and a clock that the test sets. */
export interface Phone {
  readonly db: Database;
  now: number;
  readonly writes: (id: string, part: Partial<EntryDocument>, pictures?: readonly NewPicture[]) => Promise<void>;
  readonly syncs: (server: FakeServer) => Promise<SyncResult>;
  readonly waiting: () => Promise<readonly string[]>;
}

export async function phone(name = `phone-${String(++phones)}`): Promise<Phone> {
  const db = await openDatabase(name);
  const self: Phone = {
    db,
    now: NOON,
    writes: (id, part, pictures = []) => saveEntry(db, entry(id, part), pictures, self.now),
    syncs: (server) => syncOnce(db, server, { now: () => self.now }),
    waiting: async () => (await db.getAllKeys("outbox")).sort(),
  };
  return self;
}

export function entry(id: string, part: Partial<EntryDocument> = {}): Entry {
  const document = { ...emptyDocument("Europe/Berlin"), ...part };
  return { id, treatment_id: "treatment", occurred_at: "2026-11-20T11:00:00Z", document, revision: 0, edited: false };
}

/** An entry as the server sends it. */
export function receivedEntry(id: string): Entry {
  return { ...entry(id), revision: 2, received_at: "2026-11-20T11:00:05Z" };
}

export function picture(id: string): NewPicture {
  return {
    id,
    angle: "front",
    area: null,
    clock_offset_ms: null,
    taken_at: "2026-11-20T11:00:00Z",
    width: 3,
    height: 4,
    sharpness: 120,
    brightness: 128,
    sha256: "ab".repeat(32),
    type: "image/jpeg",
    bytes: new Uint8Array([0xff, 0xd8, 0xff]).buffer,
  };
}
