/** The model of the server answers as the real one did (tests/golden_sync.py). */
import { describe, expect, test } from "vitest";
import { emptyDocument, type Changes, type Entry, type EntryDocument, type Photo } from "../../src/domain/diary";
import { hasSameContent } from "../../src/domain/same-content";
import { MAX_NOTE } from "../../src/domain/vocabulary";
import { golden } from "../golden";
import { photo } from "../records";
import { ModelServer, type Call } from "./model-server";

interface GoldenCall {
  readonly to: Call["to"];
  readonly id: string;
  readonly after: number;
  readonly treatment: string;
  readonly occurred_at: string;
  readonly base: number;
  readonly document: Partial<EntryDocument>;
  readonly entry: string;
  readonly content: string;
  readonly at: number | null;
  readonly answer: { readonly value?: unknown; readonly refused?: string };
}

interface Case {
  readonly name: string;
  readonly treated_at: string;
  readonly calls: readonly GoldenCall[];
}

const ZONE = "Europe/Berlin";
const LONG = "x".repeat(MAX_NOTE - 3);
/** The file has `LONG` in place of a note that leaves no room for another. */
const noteOf = (note = ""): string => note.replace("LONG", LONG);
const instant = (text: string): string => new Date(text).toISOString();

function callOf(call: GoldenCall): Call {
  const { id } = call;
  if (call.to === "write") {
    const document = { ...emptyDocument(ZONE), ...call.document, note: noteOf(call.document.note) };
    return { to: "write", entry: { id, treatment_id: call.treatment, occurred_at: instant(call.occurred_at), document, revision: call.base, edited: false } };
  }
  if (call.to === "upload") return { to: "upload", photo: { ...photo(id), entry_id: call.entry, sha256: call.content } };
  if (call.to === "eyes") return { to: "eyes", id, eyes: call.at === null ? null : { left: { x: call.at, y: 0.4 }, right: { x: 0.7, y: 0.4 } } };
  return call.to === "changes" ? { to: "changes", after: call.after } : { to: call.to, id };
}

/** An answer of the model in the terms of the file. */
function shownAnswer(to: Call["to"], value: unknown): unknown {
  if (to === "write") return shownEntry(value as Entry);
  if (to === "upload" || to === "eyes") return shownPhoto(value as Photo);
  if (to !== "changes") return null;
  const { revision, entries, photos, erasures } = value as Changes;
  const erased = erasures.map((erasure) => ({ id: erasure.id, kind: erasure.kind, revision: erasure.revision }));
  return { revision, entries: sorted(entries.map(shownEntry)), photos: sorted(photos.map(shownPhoto)), erasures: sorted(erased) };
}

function sorted<T extends { readonly id: string; readonly kind?: string }>(rows: readonly T[]): readonly T[] {
  const order = ({ id, kind = "" }: T): string => `${kind} ${id}`;
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

function shownEntry({ id, treatment_id, occurred_at, revision, edited, document }: Entry) {
  const plain = Object.entries(emptyDocument(ZONE)) as [keyof EntryDocument, unknown][];
  const filled = plain.filter(([name, empty]) => !hasSameContent(document[name], empty)).map(([name]) => [name, document[name]]);
  return { id, treatment: treatment_id, occurred_at, revision, edited, document: Object.fromEntries(filled) as Partial<EntryDocument> };
}

function shownPhoto({ id, entry_id, revision, eyes }: Photo) {
  return { id, entry: entry_id, revision, at: eyes?.left.x ?? null };
}

/** The answer of the real server, with instants and notes as the phone has them. */
function expected(answer: GoldenCall["answer"]): unknown {
  const text = JSON.stringify(answer.value ?? { refused: answer.refused }, (name, value: unknown) => {
    if (name === "occurred_at") return instant(String(value));
    return name === "note" ? noteOf(String(value)) : value;
  });
  return answer.refused === undefined && (answer.value ?? null) === null ? null : JSON.parse(text);
}

describe("the model of the server answers as the server", () => {
  test.each(golden<Case>("sync").map((each) => [each.name, each] as const))("%s", (_, { treated_at, calls }) => {
    const server = new ModelServer();
    for (const id of ["u", "v"]) server.treatments.set(id, { treated_at });
    const answers = calls.map((call) => {
      const result = server.handle(callOf(call));
      return result.problem ? { refused: result.problem.code } : shownAnswer(call.to, result.value);
    });
    expect(answers).toEqual(calls.map(({ answer }) => expected(answer)));
  });
});
