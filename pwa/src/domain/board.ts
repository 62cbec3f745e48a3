/** The board of Today: one tile per topic, with the strictest of what all current sheets say, in a few words. */

import { answer, isStricter, stricterOf, type Answer, type AnswerKind } from "./answers";
import { isByCall, type Finding } from "./assessment";
import type { States } from "./bounds";
import { boardTopics } from "./board-topics";
import { stricterAnswer } from "./stricter-answer";
import { PRESCRIBED, type Timeline } from "./timeline";
import { ancestors, type NamedTopics } from "./topic-names";

/** One version of the sheet of one treatment. While a safety correction is pending, a treatment has two. */
export interface BoardSheet {
  readonly treatmentId: string;
  readonly timeline: Timeline;
  readonly states: States;
  /** The open findings of the treatment. */
  readonly findings: readonly Finding[];
}

/**
 * What a tile says: a ban until a moment (`until`) or until states or acts are reported (`once`), "yes", a yes with one of
 * these topics (`with`) or when an act is reported (`when`), only these topics (`only`), not this member of the family
 * (`except`), that it `depends` on the member, that a ban has `ended`, that the practitioner is to be asked (`ask`), or just
 * "no" or "not clear".
 */
export type Says =
  | { readonly form: "until"; readonly at: number }
  | { readonly form: "once" | "when"; readonly gates: readonly string[] }
  | { readonly form: "with" | "only"; readonly topics: readonly string[] }
  | { readonly form: "except"; readonly topic: string }
  | { readonly form: "yes" | "ended" | "depends" | "ask" | "no" | "unclear" };

/** An answer in icon, colour and a few words. */
export interface Verdict {
  /** How the tile looks. "yes" only if the answer is. */
  readonly kind: AnswerKind;
  readonly says: Says;
}

export interface Tile extends Verdict {
  readonly topic: string;
  /** The treatment whose sheet is the strictest about it. */
  readonly treatmentId: string;
}

type Sheets = readonly [BoardSheet, ...BoardSheet[]];
type Times = readonly [number, ...number[]];

/** The tiles at these times: two if the clocks of phone and server differ, and then the stricter answer of both. */
export function board(sheets: Sheets, tree: NamedTopics, times: Times): readonly Tile[] {
  const topics = boardTopics(sheets.map(({ timeline }) => timeline), tree);
  return topics.map((topic) => tileOf(topic, sheets, tree, times));
}

function tileOf(topic: string, sheets: Sheets, tree: NamedTopics, times: Times): Tile {
  const ask = ({ timeline, states }: BoardSheet): Answer => stricterAnswer(times, (now) => answer(timeline, tree, topic, { now, states }));
  const answers = sheets.map((sheet) => ({ sheet, own: ask(sheet) }));
  const [first] = answers as [(typeof answers)[number], ...typeof answers];
  const strictest = answers.reduce((last, each) => (isStricter(each.own, last.own) ? each : last), first);
  const given = answers.slice(1).reduce((all, { own }) => stricterOf(all, own), first.own);
  const isOpen = sheets.some(({ findings }) => findings.some(isByCall));
  return { topic, ...verdictOf(given, tree, isOpen), treatmentId: strictest.sheet.treatmentId };
}

const RESTRICTING: readonly AnswerKind[] = ["no", "only", "not-yet"];

/** The practitioner is asked first, before anything is permitted while the sheet wants a finding to be reported. */
const ASK = { kind: "tell", says: { form: "ask" } } as const;

/** The condition of a permission that the practitioner gives. */
const ASK_FIRST = "contact-practitioner";

/** A tile in a few words. `hasFinding`: the sheet asks the patient to report something that is still open. */
export function verdictOf(given: Answer, tree: NamedTopics, hasFinding: boolean): Verdict {
  const { kind, except } = given;
  const [member, ...others] = except.filter((each) => each.kind !== "yes");
  if (RESTRICTING.includes(kind)) return { kind, says: restricted(given, tree) };
  if (member) return { kind: member.kind, says: others.length ? { form: "depends" } : { form: "except", topic: member.topic } };
  if (kind !== "over" && kind !== "yes") return { kind: "unsaid", says: { form: "ask" } };
  if (hasFinding) return ASK;
  // a member has a condition of its own
  return except.length ? { kind, says: { form: "depends" } } : easy(given);
}

function easy({ kind, with: needed, dependsOn }: Answer): Verdict {
  if (kind === "over") return { kind, says: { form: "ended" } };
  if (needed.includes(ASK_FIRST)) return ASK;
  if (needed.length) return { kind: "yes", says: { form: "with", topics: needed } };
  return { kind: "yes", says: dependsOn.length ? { form: "when", gates: dependsOn } : { form: "yes" } };
}

function restricted(given: Answer, tree: NamedTopics): Says {
  const { kind, topic, numberMissing } = given;
  const only = given.only.filter((each) => topic !== null && isAlike(each, topic, tree));
  if (only.length) return { form: "only", topics: only };
  if (numberMissing) return { form: "ask" };
  const free = given.then.find((change) => !RESTRICTING.includes(change.kind));
  if (free && free.at !== null) return { form: "until", at: free.at };
  // a ban that is counted from a report may end after the course
  if (given.until !== null && given.until === given.surelyAt) return { form: "until", at: given.until };
  const { dependsOn } = free ?? given;
  const gates = dependsOn.filter((gate) => !gate.startsWith("now:"));
  if (gates.length) return { form: "once", gates };
  if (dependsOn.includes(PRESCRIBED)) return { form: "ask" };
  return { form: kind === "no" ? "no" : "unclear" };
}

/** Whether two topics have a family in common that is not the root of the tree: a serum may stand in for a cream, not for make-up. */
function isAlike(one: string, other: string, tree: NamedTopics): boolean {
  const families = ancestors(tree, one);
  return ancestors(tree, other).some((each) => families.includes(each) && (each === other || tree.parents.get(each)?.length !== 0));
}
