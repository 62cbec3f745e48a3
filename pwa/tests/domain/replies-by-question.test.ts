import { describe, expect, it } from "vitest";
import { emptyDocument, type Entry, type Reply } from "../../src/domain/diary";
import { questionToAnswer, repliesByQuestion } from "../../src/domain/replies-by-question";
import { reply } from "../records";

function question(id: string, occurred_at: string, text = "Is this normal?"): Entry {
  return { id, treatment_id: "treatment", occurred_at, document: { ...emptyDocument("UTC"), question: text }, revision: 1, edited: false, received_at: occurred_at };
}

const FIRST = question("first", "2026-11-18T12:00:00Z");
const SECOND = question("second", "2026-11-19T10:00:00Z");
const answered = (id: string, created_at: string, entry_id: string | null = null): Reply => ({ ...reply(id), created_at, entry_id });
const late = (entry_id: string | null): Reply => answered("late", "2026-11-20T10:00:00Z", entry_id);
const placed = (entries: readonly Entry[], replies: readonly Reply[]): unknown => {
  const { answers, alone } = repliesByQuestion({ entries, replies });
  return [[...answers].map(([id, own]) => [id, own.map((each) => each.id)]), alone.map(({ id }) => id)];
};

describe("a reply that names no question", () => {
  it("answers the latest question that its author could read", () => {
    const replies = [late(null), answered("r2", "2026-11-19T10:00:00Z"), answered("r1", "2026-11-18T13:00:00Z")];
    expect(placed([SECOND, FIRST, question("note", "2026-11-19T12:00:00Z", "")], replies)).toEqual([[["first", ["r1"]], ["second", ["r2", "late"]]], []]);
  });

  it("does not answer a question that the server did not have yet", () => {
    expect(placed([{ ...FIRST, revision: 0 }], [late(null)])).toEqual([[], ["late"]]);
  });

  it("may have been stored before replies could name one", () => {
    const { entry_id: _, ...old } = late(null);
    expect(placed([FIRST], [old as Reply])).toEqual([[["first", ["late"]]], []]);
  });
});

describe("a reply that names a question", () => {
  it("answers that, whatever was asked since", () => {
    expect(placed([FIRST, SECOND], [late("first"), answered("soon", "2026-11-19T11:00:00Z", "second")])).toEqual([[["second", ["soon"]], ["first", ["late"]]], []]);
  });

  it("stands alone if its entry was erased, or has no question any more", () => {
    expect(placed([SECOND], [late("first")])).toEqual([[], ["late"]]);
    expect(placed([{ ...FIRST, document: emptyDocument("UTC") }, SECOND], [late("first")])).toEqual([[], ["late"]]);
  });
});

describe("the question to answer next", () => {
  it("is the latest without a reply, else the latest", () => {
    expect(questionToAnswer({ entries: [], replies: [] })).toBeUndefined();
    expect(questionToAnswer({ entries: [FIRST, SECOND], replies: [] })?.id).toBe("second");
    expect(questionToAnswer({ entries: [FIRST, SECOND], replies: [late("second")] })?.id).toBe("first");
    expect(questionToAnswer({ entries: [FIRST, SECOND], replies: [late("second"), late("first")] })?.id).toBe("second");
  });
});
