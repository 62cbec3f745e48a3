/**
 * A seeded simulation: phones with the real store and the real sync, a network that loses, delays, repeats and reorders,
 * processes that are killed anywhere, phones without room and with a clock that somebody sets. Everything follows from the
 * seed.
 */
import { emptyDocument, type Changes, type Entry, type EntryDocument, type Photo } from "../../src/domain/diary";
import { openDatabase } from "../../src/store/database";
import { saveEntry } from "../../src/store/diary";
import { holdErasure, undoErasure, type Erasable } from "../../src/store/erasures";
import { saveEyes } from "../../src/store/photo-eyes";
import { retryAll } from "../../src/store/outbox";
import { StorageProblem } from "../../src/store/problem";
import type { Database } from "../../src/store/schema";
import { BAD_RESPONSE, type Result, type Server } from "../../src/sync/server";
import { syncOnce } from "../../src/sync/sync-once";
import { Killed, mortal, step, type Life } from "./crashing";
import { ModelServer, type Call } from "./model-server";
import { treatment } from "../records";
import { NOON, picture } from "./people";

const HELD_MS = 12_000;
const DAY_MS = 86_400_000;

/** A pseudo-random number generator (mulberry32): the same seed gives the same numbers. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  of<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

/** What the person did, to be compared with what is left at the end. */
export interface Deeds {
  /** Entry → the words that were saved in it, one per save. */
  readonly words: Map<string, string[]>;
  /** Entry → its treatment. */
  readonly treatments: Map<string, string>;
  /** Photo → its entry. */
  readonly photos: Map<string, string>;
  /** `entry:id` and `photo:id` → the phones on which it was erased, without undoing that. */
  readonly erased: Map<string, ReadonlySet<string>>;
}

export class World {
  readonly chance: Chance;
  readonly server = new ModelServer();
  readonly phones: SimulatedPhone[] = [];
  readonly deeds: Deeds = { words: new Map(), treatments: new Map(), photos: new Map(), erased: new Map() };
  readonly treatments = ["t1", "t2"];
  /** What went wrong on the way: a change dropped without a word, or a call that the server refused for good. */
  readonly faults: string[] = [];
  kills = 0;
  /** Calls that were sent and have not arrived. */
  readonly underWay: Call[] = [];
  private ids = 0;

  constructor(readonly seed: number) {
    this.chance = new Chance(seed);
    for (const id of this.treatments) this.server.treatments.set(id, { treated_at: "2026-11-10T10:00:00Z" });
  }

  static async begin(seed: number): Promise<World> {
    const world = new World(seed);
    const count = 2 + world.chance.below(2);
    for (let number = 0; number < count; number += 1) world.phones.push(await SimulatedPhone.open(world, number));
    return world;
  }

  id(kind: string): string {
    this.ids += 1;
    return `${kind}${String(this.ids)}`;
  }

  /** One random thing happens. */
  async turn(): Promise<void> {
    const phone = this.chance.of(this.phones);
    if (!phone) return;
    if (this.chance.happens(8)) return this.arriveLate();
    if (this.chance.happens(1)) this.eraseTreatment();
    phone.now += this.chance.below(30_000);
    if (this.chance.happens(2)) phone.now += (this.chance.below(3) - 1) * DAY_MS; // somebody sets the clock
    if (this.chance.happens(45)) await phone.sync(this.chance.happens(30) ? 1 + this.chance.below(80) : 0);
    else await phone.act(this.chance.happens(10) ? 1 + this.chance.below(12) : 0);
  }

  /** A delayed call arrives at the server. Its phone does not wait for the answer any more. */
  arriveLate(): void {
    if (this.underWay.length === 0) return;
    for (const call of this.underWay.splice(this.chance.below(this.underWay.length), 1)) this.server.handle(call);
  }

  /** Erased from the settings of a phone, with the server's answer: the other phones learn of it later. */
  private eraseTreatment(): void {
    const id = this.chance.of(this.treatments) ?? "";
    this.server.handle({ to: "erase-treatment", id });
  }

  /** Everything arrives, and the phones sync without trouble until nothing changes any more. */
  async settle(): Promise<void> {
    while (this.underWay.length > 0) this.arriveLate();
    for (let round = 0; round < 4; round += 1) {
      for (const phone of this.phones) {
        phone.now += 2 * 3_600_000;
        await retryAll(phone.db);
        phone.calm = true;
        await phone.sync(0);
      }
    }
  }
}

export class SimulatedPhone {
  now = NOON;
  /** No trouble in the network any more. */
  calm = false;
  private life: Life = { left: 0, dead: false, full: false };

  private constructor(
    private readonly world: World,
    private readonly name: string,
    /** For looking at the phone from outside; its process uses `process`. */
    public db: Database,
  ) {}

  static async open(world: World, number: number): Promise<SimulatedPhone> {
    const name = `seed-${String(world.seed)}-phone-${String(number)}`;
    const db = await openDatabase(name);
    for (const id of world.treatments) await db.put("treatments", { ...treatment(), id });
    return new SimulatedPhone(world, name, db);
  }

  /** Sync once, or until the process is killed after that many steps. */
  async sync(steps: number): Promise<void> {
    const unsent = (await this.db.getAllKeys("outbox")).filter((key) => key.startsWith("entry:"));
    const treatments = new Map((await this.db.getAll("entries")).map(({ id, treatment_id }) => [id, treatment_id]));
    await this.run(steps, (db) => syncOnce(db, this.network(), { now: () => this.now }));
    const notices = new Set(await this.db.getAllKeys("notices"));
    for (const key of unsent) {
      const id = key.replace("entry:", "");
      if (this.world.deeds.erased.get(key)?.has(this.name) || (await this.db.get("entries", id))) continue;
      if (notices.has(key) || notices.has(`treatment:${treatments.get(id) ?? ""}`)) continue;
      this.world.faults.push(`nobody was told that ${key} was dropped on ${this.name}`);
    }
    const refused = (await this.db.getAll("outbox")).filter(({ problem }) => problem !== null);
    this.world.faults.push(...refused.map(({ key, problem }) => `${key} on ${this.name} needs attention: ${problem ?? ""}`));
  }

  /** The person does something, unless the process is killed before it is stored. */
  async act(steps: number): Promise<void> {
    const { chance } = this.world;
    const entries = await this.shownEntries();
    const entry = chance.of(entries);
    const what = chance.below(100);
    if (!entry || what < 30) return this.write(steps, undefined);
    if (what < 60) return this.write(steps, entry);
    if (what < 78) return this.erase(steps, "entry", entry.id);
    const photo = chance.of(await this.shownPhotos(entry.id));
    if (what < 88) return photo && this.erase(steps, "photo", photo.id);
    if (what < 94) return photo && this.mark(steps, photo.id);
    return this.undo(steps);
  }

  async shownEntries(): Promise<readonly Entry[]> {
    const keys = new Set(await this.db.getAllKeys("outbox"));
    return (await this.db.getAll("entries")).filter(({ id }) => !keys.has(`erase-entry:${id}`));
  }

  async shownPhotos(entryId?: string): Promise<readonly Photo[]> {
    const keys = new Set(await this.db.getAllKeys("outbox"));
    const photos = await this.db.getAll("photos");
    return photos.filter(({ id, entry_id }) => (entryId ?? entry_id) === entry_id && !keys.has(`erase-photo:${id}`) && !keys.has(`erase-entry:${entry_id}`));
  }

  private async write(steps: number, known: Entry | undefined): Promise<void> {
    const { world } = this;
    const [id, word] = [known?.id ?? world.id("e"), world.id("word")];
    const document = written(known?.document, word, world.chance);
    const entry = known ?? this.newEntry(id);
    const pictures = Array.from({ length: world.chance.below(3) }, () => picture(world.id("p")));
    await this.run(steps, (db) => saveEntry(db, { ...entry, document }, pictures, this.now));
    if (!(await this.db.get("entries", id))?.document.products.includes(word)) return; // killed before it was stored
    world.deeds.treatments.set(id, entry.treatment_id);
    world.deeds.words.set(id, [...(world.deeds.words.get(id) ?? []), word]);
    for (const each of pictures) world.deeds.photos.set(each.id, id);
  }

  private newEntry(id: string): Entry {
    const treatment_id = this.world.chance.of(this.world.treatments) ?? "";
    return { id, treatment_id, occurred_at: "2026-11-20T11:00:00Z", document: emptyDocument("UTC"), revision: 0, edited: false };
  }

  private async mark(steps: number, id: string): Promise<void> {
    const eyes = { left: { x: this.world.chance.below(50) / 100, y: 0.4 }, right: { x: 0.7, y: 0.4 } };
    await this.run(steps, (db) => saveEyes(db, id, eyes, this.now));
  }

  private async erase(steps: number, kind: Erasable, id: string): Promise<void> {
    await this.run(steps, (db) => holdErasure(db, kind, id, { now: this.now, eraseAt: this.now + HELD_MS }));
    if (!(await this.db.get("outbox", `erase-${kind}:${id}`))) return; // killed before it was stored
    this.noteErasure(`${kind}:${id}`, true);
  }

  private async undo(steps: number): Promise<void> {
    const item = this.world.chance.of((await this.db.getAll("outbox")).filter(({ held }) => held));
    if (!item) return;
    const kind = item.kind === "erase-entry" ? "entry" : "photo";
    await this.run(steps, (db) => undoErasure(db, kind, item.target));
    if (await this.db.get("outbox", item.key)) return;
    this.noteErasure(`${kind}:${item.target}`, false);
  }

  private noteErasure(key: string, erased: boolean): void {
    const others = [...(this.world.deeds.erased.get(key) ?? [])].filter((name) => name !== this.name);
    const all = new Set(erased ? [...others, this.name] : others);
    if (all.size > 0) this.world.deeds.erased.set(key, all);
    else this.world.deeds.erased.delete(key);
  }

  /** Run a process on this phone. If it is killed, the app starts again with what the database has. */
  private async run(steps: number, work: (db: Database) => Promise<unknown>): Promise<void> {
    const life: Life = { left: steps, dead: false, full: !this.calm && this.world.chance.happens(6) };
    this.life = life;
    try {
      await work(mortal(this.db, life));
    } catch (reason) {
      if (!(reason instanceof Killed) && !(reason instanceof StorageProblem)) throw reason;
    }
    if (!life.dead) return;
    this.world.kills += 1;
    this.db.close();
    this.db = await openDatabase(this.name);
  }

  private network(): Server {
    return {
      changes: (after) => this.send<Changes>({ to: "changes", after }),
      writeEntry: (entry) => this.send<Entry>({ to: "write", entry }),
      uploadPhoto: (photo) => this.send<Photo>({ to: "upload", photo }),
      markEyes: ({ id, eyes }) => this.send<Photo>({ to: "eyes", id, eyes }),
      eraseEntry: (id) => this.send({ to: "erase-entry", id }),
      erasePhoto: (id) => this.send({ to: "erase-photo", id }),
      openDiary: () => Promise.reject(new Error("No phone shares its diary here.")),
      closeDiary: () => Promise.reject(new Error("No phone shares its diary here.")),
      markRead: () => Promise.reject(new Error("No practitioner replies here.")),
      declineHandover: () => Promise.reject(new Error("No practitioner leaves here.")),
    };
  }

  private async send<T = unknown>(call: Call): Promise<Result<T>> {
    const { chance, server, underWay } = this.world;
    const { life } = this;
    step(life);
    if (!this.calm && chance.happens(10)) await this.meanwhile();
    this.now += chance.below(500);
    const trouble = this.calm ? "none" : (chance.of(TROUBLES) ?? "none");
    if (trouble === "delayed") underWay.push(structuredClone(call));
    if (trouble === "repeated") underWay.push(structuredClone(call));
    if (trouble === "lost" || trouble === "delayed") return { problem: { status: 0, code: "no-answer" } };
    if (trouble === "busy") return { problem: { status: 503, code: "not-ready" } };
    const result = structuredClone(server.handle(call)) as Result<T>;
    step(life);
    if (trouble === "answer-lost") return { problem: { status: 0, code: "no-answer" } };
    return trouble === "garbled" && !result.problem ? { problem: { status: 200, code: BAD_RESPONSE } } : result;
  }

  /** While a call is under way, the person goes on, in a process that nothing kills. */
  private async meanwhile(): Promise<void> {
    const { life } = this;
    await this.act(0);
    this.life = life;
  }
}

const NO_TROUBLE = Array<"none">(8).fill("none");
const TROUBLES = [...NO_TROUBLE, "lost", "delayed", "delayed", "repeated", "busy", "answer-lost", "garbled"] as const;

/** The document with one more word in its list, which no merge may lose; the other fields clash at will. */
function written(known: EntryDocument | undefined, word: string, chance: Chance): EntryDocument {
  const before = known ?? emptyDocument("UTC");
  const scores = chance.happens(50) ? { ...before.scores, redness: chance.below(5) } : before.scores;
  return { ...before, scores, products: [...before.products, word], note: chance.happens(50) ? word : before.note };
}
