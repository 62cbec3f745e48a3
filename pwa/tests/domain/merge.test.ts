import { describe, expect, test } from "vitest";
import type { EntryDocument } from "../../src/domain/diary";
import { emptyDocument } from "../../src/domain/diary";
import { merge } from "../../src/domain/merge";
import { MAX_NOTE } from "../../src/domain/vocabulary";
import { golden } from "../golden";

interface Case {
  readonly name: string;
  readonly base: Partial<EntryDocument> | null;
  readonly theirs: Partial<EntryDocument>;
  readonly mine: Partial<EntryDocument>;
  readonly merged: Partial<EntryDocument>;
  readonly both_changed: readonly string[];
  readonly no_room: readonly string[];
}

const filled = (part: Partial<EntryDocument>): EntryDocument => ({ ...emptyDocument("Europe/Berlin"), ...part });

describe("an entry written on two phones", () => {
  const cases = golden<Case>("merge");

  test.each(cases.map((each) => [each.name, each] as const))("%s", (_name, { base, theirs, mine, ...wanted }) => {
    const outcome = merge(base && filled(base), filled(theirs), filled(mine));

    expect(outcome.document).toStrictEqual(filled(wanted.merged));
    expect(outcome.bothChanged).toEqual(wanted.both_changed);
    expect(outcome.noRoom).toEqual(wanted.no_room);
  });

  test("two notes that do not fit together are reported, so that the caller can keep the second one", () => {
    const long = "x".repeat(MAX_NOTE - 2);

    const outcome = merge(filled({}), filled({ note: long }), filled({ note: "yes" }));

    expect(outcome.document.note).toBe(long);
    expect(outcome.noRoom).toEqual(["note"]);
  });
});
