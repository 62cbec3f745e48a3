/** Which question of the diary each reply of the practitioner answers. */

import type { Entry, Reply } from "./diary";
import { knownAt } from "./known-at";

/** The entries and replies of one treatment. */
export interface Correspondence {
  readonly entries: readonly Entry[];
  readonly replies: readonly Reply[];
}

/** The entries with a question, in the order in which the practitioner could read them. */
export function questionsOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ document }) => document.question !== "").sort((a, b) => knownAt(a) - knownAt(b));
}

/**
 * The entry whose question a reply answers: the one that it names, and none if that has no question any more or was erased. A
 * reply that names none answers the latest question that its author could read when writing it.
 */
export function answeredBy(reply: Reply, asked: readonly Entry[]): Entry | undefined {
  const { entry_id: named = null } = reply as Partial<Reply>;
  if (named !== null) return asked.find(({ id }) => id === named);
  return asked.findLast((entry) => knownAt(entry) <= Date.parse(reply.created_at));
}

/** The replies to each question, by the id of its entry, and those that answer none; all oldest first. */
export function repliesByQuestion({ entries, replies }: Correspondence): {
  readonly answers: ReadonlyMap<string, readonly Reply[]>;
  readonly alone: readonly Reply[];
} {
  const asked = questionsOf(entries);
  const placed = replies
    .map((reply) => ({ reply, to: answeredBy(reply, asked) }))
    .sort((a, b) => Date.parse(a.reply.created_at) - Date.parse(b.reply.created_at));
  const answers = new Map<string, Reply[]>();
  for (const { reply, to } of placed) if (to) answers.set(to.id, [...(answers.get(to.id) ?? []), reply]);
  return { answers, alone: placed.filter(({ to }) => !to).map(({ reply }) => reply) };
}

/** The question that a reply is most likely to be about: the latest without a reply, else the latest; undefined without any. */
export function questionToAnswer(diary: Correspondence): Entry | undefined {
  const { answers } = repliesByQuestion(diary);
  const asked = questionsOf(diary.entries);
  return asked.findLast(({ id }) => !answers.has(id)) ?? asked.at(-1);
}
