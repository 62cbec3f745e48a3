import type { Changes, Entry, Erasure, Photo } from "../../src/domain/diary";
import { merge } from "../../src/domain/merge";
import type { Picture } from "../../src/store/schema";
import { BAD_RESPONSE, type Result, type Server } from "../../src/sync/server";

type Step = "changes" | "writeEntry" | "uploadPhoto" | "openDiary" | "closeDiary" | "markRead" | "declineHandover" | "eraseEntry" | "erasePhoto" | "markEyes";
/** `lost`: taken, but the response never arrives. `garbled`: taken, but the response cannot be used. A number: a refusal. */
type Trouble = "unreachable" | "lost" | "garbled" | number | { readonly status: number; readonly waitFor: number };

const CODES: Readonly<Record<number, string>> = { 401: "not-signed-in", 409: "entry-moved", 413: "too-large", 422: "photo-unreadable", 400: "photo-damaged", 410: "erased" };

/** An in-memory server with the rules of the real one: revisions, idempotent writes, merged edits, photos after entries. */
export class FakeServer implements Server {
  revision = 0;
  epoch = "";
  readonly entries = new Map<string, Entry>();
  readonly history = new Map<string, Entry>();
  readonly photos = new Map<string, Photo>();
  readonly erasures: Erasure[] = [];
  readonly calls: string[] = [];
  private readonly troubles: { step: Step; trouble: Trouble }[] = [];

  /** Make the next calls of this step fail. */
  next(step: Step, ...troubles: Trouble[]): this {
    for (const trouble of troubles) this.troubles.push({ step, trouble });
    return this;
  }

  changes(after: number): Promise<Result<Changes>> {
    return this.answer("changes", "", () => ({
      revision: this.revision,
      epoch: this.epoch,
      treatments: [],
      entries: [...this.entries.values()].filter((entry) => entry.revision > after),
      photos: [...this.photos.values()].filter((photo) => photo.revision > after),
      replies: [],
      grants: [],
      access_records: [],
      more: false,
      erasures: this.erasures.filter((erasure) => erasure.revision > after),
    }));
  }

  writeEntry(entry: Entry): Promise<Result<Entry>> {
    if (this.isErased("entry", entry.id)) return this.refuse("writeEntry", entry.id, 410);
    return this.answer("writeEntry", entry.id, () => {
      const existing = this.entries.get(entry.id);
      if (existing && JSON.stringify(existing.document) === JSON.stringify(entry.document)) return existing;
      const base = this.history.get(`${entry.id}@${entry.revision}`)?.document ?? null;
      const document = existing ? merge(base, existing.document, entry.document).document : entry.document;
      return this.store({ ...entry, document, edited: existing !== undefined });
    });
  }

  uploadPhoto(photo: Photo, picture: Picture): Promise<Result<Photo>> {
    if (this.isErased("photo", photo.id) || this.isErased("entry", (photo.entry_id ?? ""))) return this.refuse("uploadPhoto", photo.id, 410);
    if (!this.entries.has((photo.entry_id ?? ""))) this.troubles.unshift({ step: "uploadPhoto", trouble: 404 });
    return this.answer("uploadPhoto", photo.id, () => {
      const stored = this.photos.get(photo.id) ?? { ...photo, eyes: null, revision: ++this.revision, width: picture.bytes.byteLength };
      this.photos.set(photo.id, stored);
      return stored;
    });
  }

  markEyes({ id, eyes }: Photo): Promise<Result<Photo>> {
    const stored = this.photos.get(id);
    if (!stored) return this.refuse("markEyes", id, this.isErased("photo", id) ? 410 : 404);
    return this.answer("markEyes", id, () => {
      const marked = { ...stored, eyes, revision: ++this.revision };
      this.photos.set(id, marked);
      return marked;
    });
  }

  openDiary(body: Readonly<Record<string, unknown>>): Promise<Result<never>> {
    return this.answer("openDiary", String(body["id"]), () => body as never);
  }

  closeDiary(grantId: string): Promise<Result<unknown>> {
    return this.answer("closeDiary", grantId, () => null);
  }

  markRead(replyId: string): Promise<Result<unknown>> {
    return this.answer("markRead", replyId, () => null);
  }

  declineHandover(treatmentId: string): Promise<Result<unknown>> {
    return this.answer("declineHandover", treatmentId, () => null);
  }

  eraseEntry(id: string): Promise<Result<unknown>> {
    if (!this.entries.has(id) && !this.isErased("entry", id)) return this.refuse("eraseEntry", id, 404);
    return this.answer("eraseEntry", id, () => {
      if (!this.entries.delete(id)) return {};
      const photos = [...this.photos.values()].filter(({ entry_id }) => entry_id === id);
      for (const photo of photos) this.photos.delete(photo.id);
      return this.recordErasures([...photos.map((photo) => ["photo", photo.id] as const), ["entry", id]]);
    });
  }

  erasePhoto(id: string): Promise<Result<unknown>> {
    if (!this.photos.has(id) && !this.isErased("photo", id)) return this.refuse("erasePhoto", id, 404);
    return this.answer("erasePhoto", id, () => (this.photos.delete(id) ? this.recordErasures([["photo", id]]) : {}));
  }

  private isErased(kind: Erasure["kind"], id: string): boolean {
    return this.erasures.some((erasure) => erasure.kind === kind && erasure.id === id);
  }

  private recordErasures(items: readonly (readonly [kind: Erasure["kind"], id: string])[]): object {
    this.revision += 1;
    for (const [kind, id] of items) this.erasures.push({ kind, id, erased_at: "2026-11-20T12:00:00Z", revision: this.revision });
    return {};
  }

  private refuse(step: Step, target: string, status: number): Promise<Result<never>> {
    this.troubles.unshift({ step, trouble: status });
    return this.answer(step, target, () => ({}) as never);
  }

  private store(entry: Entry): Entry {
    const stored = { ...entry, revision: ++this.revision };
    this.entries.set(stored.id, stored);
    this.history.set(`${stored.id}@${stored.revision}`, stored);
    return stored;
  }

  private answer<T>(step: Step, target: string, take: () => T): Promise<Result<T>> {
    this.calls.push(target ? `${step} ${target}` : step);
    const at = this.troubles.findIndex((each) => each.step === step);
    const trouble = at < 0 ? undefined : this.troubles.splice(at, 1)[0]?.trouble;
    if (trouble === undefined) return Promise.resolve({ value: take() });
    if (trouble === "lost" || trouble === "garbled") take();
    if (trouble === "garbled") return Promise.resolve({ problem: { status: 200, code: BAD_RESPONSE } });
    if (typeof trouble === "object") return Promise.resolve({ problem: { ...problem(trouble.status).problem, waitFor: trouble.waitFor } });
    return Promise.resolve(problem(typeof trouble === "number" ? trouble : 0));
  }
}

function problem(status: number): { problem: { status: number; code: string } } {
  return { problem: { status, code: CODES[status] ?? (status ? `status-${status}` : "no-answer") } };
}
