import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Changes, Treatment } from "../../src/domain/diary";
import { isStanding, latestOf } from "../../src/domain/diary";
import { applyChanges } from "../../src/store/changes";
import { database } from "../../src/store/database";
import { treatment } from "../records";

const NOTHING: Changes = { revision: 1, more: false, epoch: "", treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], erasures: [] };

async function received(part: Partial<Treatment>, revision = 2): Promise<readonly { kind: string; day_at: string }[]> {
  const db = await database();
  await applyChanges(db, { ...NOTHING, revision, treatments: [{ ...treatment(), ...part, revision }] });
  return (await db.getAll("notices")).map(({ kind, day_at }) => ({ kind, day_at }));
}

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear("treatments"), db.clear("notices")]);
  await applyChanges(db, { ...NOTHING, treatments: [treatment()] });
});

describe("what the clinic changes in a treatment", () => {
  it("is told when its time moves, with the new day", async () => {
    const at = "2026-11-17T10:00:00Z";
    expect(await received({ treated_at: at })).toEqual([{ kind: "time-corrected", day_at: at }]);
  });

  it("is told when its time zone changes", async () => {
    expect(await received({ time_zone: "Europe/London" })).toMatchObject([{ kind: "time-corrected" }]);
  });

  it("is told when another sheet applies, but not when a newer version does", async () => {
    expect(await received({ sheet: { ...treatment().sheet, version: 2 } })).toEqual([]);
    expect(await received({ sheet: { ...treatment().sheet, key: "other" } }, 3)).toMatchObject([{ kind: "sheet-replaced" }]);
  });

  it("is told once when it is withdrawn, and the treatment stays on the phone", async () => {
    const withdrawn = { withdrawn_at: "2026-11-19T10:00:00Z" };
    expect(await received(withdrawn)).toMatchObject([{ kind: "treatment-withdrawn" }]);
    await (await database()).clear("notices");
    expect(await received(withdrawn, 3)).toEqual([]);
    expect(await (await database()).count("treatments")).toBe(1);
  });

  it("is not told of a treatment that this phone has not had", async () => {
    expect(await received({ id: "new", withdrawn_at: "2026-11-19T10:00:00Z" })).toEqual([]);
    expect(await received({ next_treatment_at: "2026-12-19T10:00:00Z" }, 3)).toEqual([]);
  });
});

describe("a treatment that counts", () => {
  it("is not withdrawn, also in what an older app has stored", () => {
    expect([isStanding({}), isStanding({ withdrawn_at: null }), isStanding({ withdrawn_at: "2026-11-19T10:00:00Z" })]).toEqual([true, true, false]);
  });

  it("is the latest one", () => {
    const [first, second] = [treatment(), { ...treatment(), id: "second", treated_at: "2026-11-19T10:00:00Z" }];
    expect([latestOf([first, second])?.id, latestOf([second, first])?.id, latestOf([])]).toEqual(["second", "second", undefined]);
  });
});
