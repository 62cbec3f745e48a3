/**
 * Hundreds of seeded schedules of two or three phones: nothing is lost, nothing doubled, everything converges, and what was
 * erased stays erased. `SYNC_SCHEDULES` sets how many, `SYNC_SEED` the first seed; a failure names its own.
 */
import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { hasSameContent } from "../../src/domain/same-content";
import { World, type SimulatedPhone } from "./simulation";

const SCHEDULES = Number(process.env["SYNC_SCHEDULES"] ?? 200);
const FIRST = Number(process.env["SYNC_SEED"] ?? 1);
const TURNS = 40;
const GROUP = 25;

async function live(seed: number): Promise<World> {
  const world = await World.begin(seed);
  for (let turn = 0; turn < TURNS; turn += 1) await world.turn();
  await world.settle();
  return world;
}

/** What is wrong after everything has arrived; nothing if all is well. */
async function faultsOf(world: World): Promise<readonly string[]> {
  const faults = [...lost(world), ...erasedButThere(world), ...world.faults];
  for (const phone of world.phones) faults.push(...(await differences(world, phone)));
  return faults;
}

function isErased({ server, deeds }: World, entryId: string): boolean {
  const treatmentId = deeds.treatments.get(entryId) ?? "";
  return server.erasures.has(`entry:${entryId}`) || server.erasures.has(`treatment:${treatmentId}`) || deeds.erased.has(`entry:${entryId}`);
}

/** Every word of an entry that was not erased is there once, and so is every photo. */
function lost(world: World): readonly string[] {
  const { server, deeds } = world;
  const words = [...deeds.words].filter(([id]) => !isErased(world, id)).flatMap(([id, all]) => {
    const products = server.rows.get(id)?.document.products ?? [];
    return all.filter((word) => products.filter((each) => each === word).length !== 1).map((word) => `${word} of ${id} is ${products.includes(word) ? "doubled" : "lost"}`);
  });
  const photos = [...deeds.photos].filter(([id, entryId]) => !server.photos.has(id) && !deeds.erased.has(`photo:${id}`) && !isErased(world, entryId));
  return [...words, ...photos.map(([id]) => `photo ${id} is lost`)];
}

function erasedButThere({ server, deeds }: World): readonly string[] {
  const there = [...deeds.erased.keys()].filter((key) => server.rows.has(key.replace("entry:", "")) || server.photos.has(key.replace("photo:", "")));
  return there.map((key) => `${key} was erased and is on the server`);
}

/** What a phone shows and what the server has are the same, and nothing waits. */
async function differences({ server }: World, phone: SimulatedPhone): Promise<readonly string[]> {
  const faults = (await phone.db.getAllKeys("outbox")).map((key) => `${key} still waits`);
  const entries = await phone.db.getAll("entries");
  const photos = await phone.db.getAll("photos");
  const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id).sort();
  if (!hasSameContent(ids(entries), [...server.rows.keys()].sort())) faults.push(`entries ${ids(entries).join()} instead of ${[...server.rows.keys()].sort().join()}`);
  if (!hasSameContent(ids(photos), [...server.photos.keys()].sort())) faults.push(`photos ${ids(photos).join()} instead of ${[...server.photos.keys()].sort().join()}`);
  for (const { id, document, revision } of entries) {
    const row = server.rows.get(id);
    if (row && (!hasSameContent(row.document, document) || row.revision !== revision)) faults.push(`${id} differs`);
  }
  const unlike = photos.filter(({ id, eyes }) => !hasSameContent(server.photos.get(id)?.eyes, eyes));
  faults.push(...unlike.map(({ id }) => `the eyes of ${id} differ`));
  const pictures = (await phone.db.getAllKeys("pictures")).filter((id) => !server.photos.has(id));
  return [...faults, ...pictures.map((id) => `the bytes of ${id} are still there`)];
}

describe("phones that lose their network and their process at any moment agree in the end", () => {
  const starts = Array.from({ length: Math.ceil(SCHEDULES / GROUP) }, (_, group) => FIRST + group * GROUP);
  test.each(starts)("schedules from seed %i on", async (start) => {
    for (let seed = start; seed < Math.min(start + GROUP, FIRST + SCHEDULES); seed += 1) {
      const world = await live(seed);
      expect(await faultsOf(world), `SYNC_SEED=${String(seed)} SYNC_SCHEDULES=1`).toEqual([]);
    }
  }, 120_000);
});
