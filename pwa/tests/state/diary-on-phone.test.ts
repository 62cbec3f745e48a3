// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import type { Photo, Treatment } from "../../src/domain/diary";
import { now } from "../../src/state/clock";
import { entries, entryState, onPhone, openGrants, photos, states, syncOutcome, syncState, treatment, type OnPhone } from "../../src/state/diary";
import { outboxItem } from "../../src/store/outbox";
import { grant, photo as photoOf, treatment as treatmentOf } from "../records";
import { entry, NOON } from "../sync/people";

const NOTHING: OnPhone = { treatments: [], entries: [], photos: [], replies: [], grants: [], access_records: [], outbox: [], notices: [] };
const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map((each) => each.id);

function has(part: Partial<OnPhone>): void {
  onPhone.value = { ...NOTHING, treatments: [treatmentOf()], ...part };
}

beforeEach(() => {
  now.value = NOON;
  syncOutcome.value = undefined;
});

describe("before the phone has been read", () => {
  test("there is nothing to show, and no state is claimed", () => {
    onPhone.value = undefined;
    expect([treatment.value, entries.value, photos.value, openGrants.value]).toEqual([undefined, [], [], []]);
    expect([syncState.value, entryState("e1")]).toEqual(["saved", "saved"]);
  });
});

describe("after a second treatment", () => {
  const first: Treatment = { ...treatmentOf(), id: "first", treated_at: "2026-09-01T10:00:00Z" };

  test.each([[[first, treatmentOf()]], [[treatmentOf(), first]]])("the latest one counts, in whichever order they are stored", (treatments) => {
    has({ treatments });
    expect(treatment.value?.id).toBe("treatment");
  });

  test("entries, photos and open diaries of the earlier one are not mixed in", () => {
    has({
      treatments: [first, treatmentOf()],
      entries: [{ ...entry("old"), treatment_id: "first" }, entry("new")],
      photos: [{ ...photoOf("old"), treatment_id: "first" }, photoOf("new")],
      grants: [{ ...grant("old"), treatment_id: "first" }, grant("new"), { ...grant("closed"), revoked_at: "2026-11-19T10:00:00Z" }],
    });
    expect([ids(entries.value), ids(photos.value), ids(openGrants.value)]).toEqual([["new"], ["new"], ["new"]]);
  });
});

test("entries and photos are in the order in which they were made, not stored", () => {
  const late = (id: string): Photo => ({ ...photoOf(id), taken_at: "2026-11-20T11:30:00Z" });
  has({ entries: [{ ...entry("b"), occurred_at: "2026-11-20T11:30:00Z" }, entry("a")], photos: [late("q"), photoOf("p")] });
  expect([ids(entries.value), ids(photos.value)]).toEqual([["a", "b"], ["p", "q"]]);
});

test("the flags of this moment are among the states until the entry is a day old", () => {
  has({ entries: [entry("a", { states: { healed: false }, scores: { tenderness: 2 } })] });
  expect(states.value).toMatchObject({ healed: false, "now:sore": true });
  now.value = NOON + 24 * 3_600_000;
  expect(states.value).toEqual({ healed: false, calm: false, "gone(tenderness)": false });
});

describe("whether an entry has arrived", () => {
  const waits = outboxItem("photo", "p1", NOON);

  test("its photos count, those of other entries do not", () => {
    has({ entries: [entry("e1"), entry("e2")], photos: [{ ...photoOf("p1"), entry_id: "e1" }, { ...photoOf("p2"), entry_id: "e2" }], outbox: [waits] });
    expect([entryState("e1"), entryState("e2"), syncState.value]).toEqual(["on-phone", "saved", "on-phone"]);
  });

  test("a refused photo needs attention", () => {
    has({ entries: [entry("e1")], photos: [{ ...photoOf("p1"), entry_id: "e1" }], outbox: [{ ...waits, problem: "too-large" }] });
    expect([entryState("e1"), syncState.value]).toEqual(["needs-attention", "needs-attention"]);
  });
});
