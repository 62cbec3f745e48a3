/**
 * An in-memory server that follows the real one rule by rule (server/usecases/diary.py, photos.py, erasing.py). Golden cases
 * that the real server has answered hold it to that (model-server.test.ts).
 */
import type { Changes, Entry, EntryDocument, Erasure, Photo } from "../../src/domain/diary";
import { merge } from "../../src/domain/merge";
import { hasSameContent } from "../../src/domain/same-content";
import { MAX_PHOTOS_PER_ENTRY } from "../../src/domain/vocabulary";
import type { Result } from "../../src/sync/server";

interface Version {
  readonly occurred_at: string;
  readonly document: EntryDocument;
  readonly revision: number;
  /** Identifies the same upload when it is repeated. */
  readonly upload: string;
}

interface Row extends Version {
  readonly treatment_id: string;
  readonly edited: boolean;
  readonly earlier: readonly Version[];
}

/** One call of a phone, as data: a network can delay it, or deliver it twice. */
export type Call =
  | { readonly to: "changes"; readonly after: number }
  | { readonly to: "write"; readonly entry: Entry }
  | { readonly to: "upload"; readonly photo: Photo }
  | { readonly to: "eyes"; readonly id: string; readonly eyes: Photo["eyes"] }
  | { readonly to: "erase-entry" | "erase-photo" | "erase-treatment"; readonly id: string };

export interface Backup {
  readonly revision: number;
  readonly rows: readonly (readonly [string, Row])[];
  readonly photos: readonly (readonly [string, Photo])[];
}

/** As in models/revision.py. */
const RESTORE_GAP = 1_000_000_000;

export class ModelServer {
  revision = 0;
  epoch = "";
  readonly treatments = new Map<string, { readonly treated_at: string }>();
  readonly rows = new Map<string, Row>();
  readonly photos = new Map<string, Photo>();
  readonly erasures = new Map<string, Erasure>();

  handle(call: Call): Result<unknown> {
    switch (call.to) {
      case "changes":
        return { value: this.changes(call.after) };
      case "write":
        return this.write(call.entry);
      case "upload":
        return this.upload(call.photo);
      case "eyes":
        return this.markEyes(call.id, call.eyes);
      case "erase-entry":
        return this.erase("entry", call.id, this.rows.has(call.id), () => this.eraseEntry(call.id));
      case "erase-photo":
        return this.erase("photo", call.id, this.photos.has(call.id), () => this.erasePhotos([call.id]));
      case "erase-treatment":
        return this.erase("treatment", call.id, this.treatments.has(call.id), () => this.eraseTreatment(call.id));
    }
  }

  /** What `restore` brings back later. */
  backup(): Backup {
    return structuredClone({ revision: this.revision, rows: [...this.rows], photos: [...this.photos] });
  }

  /** Lose everything since the backup except what was erased, as `afterglow restore` does. */
  restore({ revision, rows, photos }: Backup): void {
    this.epoch += "restored ";
    this.revision = revision + RESTORE_GAP;
    for (const [table, copies] of [[this.rows, rows], [this.photos, photos]] as const) {
      table.clear();
      for (const [id, row] of copies) (table as Map<string, unknown>).set(id, row);
    }
    for (const [key, erasure] of this.erasures) this.erasures.set(key, { ...erasure, revision: this.revision });
    for (const { kind, id } of this.erasures.values()) {
      if (kind === "entry") this.rows.delete(id);
      if (kind === "photo") this.photos.delete(id);
    }
  }

  /** Every version of an entry, the current one last. */
  versions(id: string): readonly EntryDocument[] {
    const row = this.rows.get(id);
    return row ? [...row.earlier, row].map(({ document }) => document) : [];
  }

  private changes(after: number): Changes {
    const newer = <T extends { readonly revision: number }>(all: Iterable<T>): T[] => [...all].filter(({ revision }) => revision > after);
    return {
      revision: this.revision,
      epoch: this.epoch,
      entries: newer([...this.rows].map(([id, row]) => viewOf(id, row))),
      photos: newer(this.photos.values()),
      erasures: newer(this.erasures.values()),
      ...{ more: false, treatments: [], replies: [], grants: [], access_records: [] },
    };
  }

  private write(entry: Entry): Result<Entry> {
    if (this.isErased("entry", entry.id) || this.isErased("treatment", entry.treatment_id)) return refused(410, "erased");
    const treatment = this.treatments.get(entry.treatment_id);
    if (!treatment) return refused(404, "treatment-unknown");
    const corrected = Date.parse(entry.occurred_at) - (entry.document.clock_offset_ms ?? 0);
    if (Math.max(Date.parse(entry.occurred_at), corrected) < Date.parse(treatment.treated_at)) return refused(422, "entry-before-treatment");
    const row = this.rows.get(entry.id);
    if (row && row.treatment_id !== entry.treatment_id) return refused(409, "entry-moved");
    const written = row ? this.edit(row, entry) : this.create(entry);
    this.rows.set(entry.id, written);
    return { value: viewOf(entry.id, written) };
  }

  private create(entry: Entry): Row {
    const { treatment_id, occurred_at, document } = entry;
    return { treatment_id, occurred_at, document, revision: ++this.revision, upload: uploadOf(entry), edited: false, earlier: [] };
  }

  private edit(row: Row, entry: Entry): Row {
    const upload = uploadOf(entry);
    if (row.upload === upload || row.earlier.some((version) => version.upload === upload)) return row;
    const base = [...row.earlier, row].findLast(({ revision }) => revision <= entry.revision);
    const merged = merge(base?.document ?? null, row.document, entry.document);
    const { document, noRoom } = base === row ? { document: entry.document, noRoom: [] } : merged;
    const moved = !base || base.occurred_at !== entry.occurred_at;
    const occurred_at = moved ? entry.occurred_at : row.occurred_at;
    if (!noRoom.length && occurred_at === row.occurred_at && hasSameContent(document, row.document)) return row;
    const { revision, upload: last } = row;
    const current: Version = { occurred_at: row.occurred_at, document: row.document, revision, upload: last };
    const whole = { occurred_at: entry.occurred_at, document: entry.document, upload };
    const earlier = [...row.earlier, current, ...(noRoom.length ? [{ ...whole, revision: ++this.revision }] : [])];
    return { ...row, document, occurred_at, revision: ++this.revision, upload, edited: true, earlier };
  }

  private upload(photo: Photo): Result<Photo> {
    if (this.isErased("photo", photo.id) || this.isErased("entry", (photo.entry_id ?? ""))) return refused(410, "erased");
    const row = this.rows.get((photo.entry_id ?? ""));
    if (!row) return refused(404, "entry-unknown");
    const stored = this.photos.get(photo.id);
    if (stored) return stored.sha256 === photo.sha256 ? { value: stored } : refused(409, "id-taken");
    const count = [...this.photos.values()].filter(({ entry_id }) => entry_id === photo.entry_id).length;
    if (count >= MAX_PHOTOS_PER_ENTRY) return refused(413, "too-many-photos");
    const added = { ...photo, eyes: null, treatment_id: row.treatment_id, revision: ++this.revision };
    this.photos.set(photo.id, added);
    return { value: added };
  }

  private markEyes(id: string, eyes: Photo["eyes"]): Result<Photo> {
    if (this.isErased("photo", id)) return refused(410, "erased");
    const photo = this.photos.get(id);
    if (!photo) return refused(404, "photo-unknown");
    const marked = hasSameContent(photo.eyes, eyes) ? photo : { ...photo, eyes, revision: ++this.revision };
    this.photos.set(id, marked);
    return { value: marked };
  }

  private erase(kind: Erasure["kind"], id: string, exists: boolean, remove: () => void): Result<unknown> {
    if (this.isErased(kind, id)) return { value: {} };
    if (!exists) return refused(404, `${kind}-unknown`);
    this.revision += 1; // one for everything that goes
    remove();
    return { value: {} };
  }

  private eraseEntry(id: string): void {
    this.erasePhotos([...this.photos.values()].filter(({ entry_id }) => entry_id === id).map((photo) => photo.id));
    this.rows.delete(id);
    this.record("entry", id);
  }

  private erasePhotos(ids: readonly string[]): void {
    for (const id of ids) {
      this.photos.delete(id);
      this.record("photo", id);
    }
  }

  private eraseTreatment(id: string): void {
    for (const [entryId, row] of this.rows) {
      if (row.treatment_id === id) this.eraseEntry(entryId);
    }
    this.treatments.delete(id);
    this.record("treatment", id);
  }

  private record(kind: Erasure["kind"], id: string): void {
    this.erasures.set(`${kind}:${id}`, { kind, id, erased_at: "2026-11-20T12:00:00Z", revision: this.revision });
  }

  private isErased(kind: Erasure["kind"], id: string): boolean {
    return this.erasures.has(`${kind}:${id}`);
  }
}

function viewOf(id: string, { treatment_id, occurred_at, document, revision, edited }: Row): Entry {
  return { id, treatment_id, occurred_at, document, revision, edited, received_at: "2026-11-20T12:00:00Z" };
}

/** Stands for the hash of the request's body. */
function uploadOf({ treatment_id, occurred_at, revision, document }: Entry): string {
  return JSON.stringify([treatment_id, occurred_at, revision, document]);
}

function refused(status: number, code: string): { readonly problem: { readonly status: number; readonly code: string } } {
  return { problem: { status, code } };
}
