/**
 * Which of two answers is stricter, and what holds under both. Mirrors server/domain/answers/versions.py.
 *
 * `answerOfVersions([followed, corrected], …)` answers while a safety correction has not been accepted
 * (CARE_PROTOCOL.md, rule 10), from two timelines of one treatment. It returns one answer, which is never less strict
 * than either version's, now or at any moment of its `then`. `rule` is the deciding one; `also` names the rule of the
 * other version, so that both are shown.
 */

import type { States } from "../bounds";
import type { Timeline, TimelineRule } from "../timeline";
import type { NamedTopics } from "../topic-names";
import { answer } from "./answering";
import { isAskedFor, MAX_EXCEPT, STRICTNESS, type Answer, type AnswerKind, type Change, type StricterMember } from "./model";

const RESTRICTING: readonly AnswerKind[] = ["no", "only", "not-yet"];

/**
 * Kinds that let the patient go ahead or reassure them: the earlier end is stricter. For all others, the later end is.
 */
const EASY: readonly AnswerKind[] = ["expected", "over", "yes"];

/** Whether the first of two answers about the same thing is the stricter one. */
export function isStricter(one: Answer, other: Answer): boolean {
  if (one.kind !== other.kind) return STRICTNESS[one.kind] < STRICTNESS[other.kind];
  if (isPermittedByOnly(one) !== isPermittedByOnly(other)) return isPermittedByOnly(other);
  if (one.with.length > 0 !== other.with.length > 0) return one.with.length > 0;
  // a permission is stricter than an instruction, because it asks for nothing
  if (isAskedFor(one) !== isAskedFor(other)) return isAskedFor(other);
  const [ends, otherEnds] = [one.until ?? Infinity, other.until ?? Infinity];
  return EASY.includes(one.kind) ? ends < otherEnds : ends > otherEnds;
}

function isPermittedByOnly({ kind, topic, only }: Answer): boolean {
  return kind === "only" && topic !== null && only.includes(topic);
}

type Circumstances = { readonly now: number; readonly states: States; readonly areas?: readonly string[] };

/** The stricter of what the followed and the corrected version of a sheet say. */
export function answerOfVersions(versions: readonly [Timeline, Timeline], tree: NamedTopics, topic: string | null, at: Circumstances): Answer {
  const [followed, corrected] = versions;
  return stricterOf(answer(followed, tree, topic, at), answer(corrected, tree, topic, at));
}

/** One answer that is never less strict than either of two answers about one topic at one moment. */
export function stricterOf(followed: Answer, corrected: Answer): Answer {
  const [first, second] = isStricter(followed, corrected) ? [followed, corrected] : [corrected, followed];
  const { kind, with: needed, dependsOn } = stricter(first, second);
  const then = changes(first, second);
  const shared = second.only.length ? first.only.filter((topic) => second.only.includes(topic)) : first.only;
  const changed = then.find((change) => change.kind !== kind);
  const [leastAt, surelyAt] = ends(first, second);
  return {
    ...{ ...first, kind, with: needed, dependsOn, then, leastAt, surelyAt },
    only: kind === "only" ? shared : [],
    except: members([...first.except, ...second.except], kind),
    until: changed ? changed.at : untilOf(first, second),
    also: also(first, second),
  };
}

/** The parts of an answer or a change that count here; a change does not name what an `only` permits. */
interface Essence extends Pick<Change, "kind" | "with" | "dependsOn" | "rule"> {
  readonly only?: readonly string[];
}

/** What holds under both versions. If they share no condition or no permitted topic, the topic is closed. */
function stricter(one: Essence, other: Essence): Essence {
  const [strict, lax] = STRICTNESS[one.kind] <= STRICTNESS[other.kind] ? [one, other] : [other, one];
  const chosen = RESTRICTING.includes(lax.kind) ? { ...strict, dependsOn: [...new Set([...strict.dependsOn, ...lax.dependsOn])] } : strict;
  if (strict.kind !== lax.kind) return chosen;
  const [own = [], others = []] = [strict.only, lax.only];
  if (strict.kind === "only" && own.length && others.length && !own.some((topic) => others.includes(topic))) return { ...chosen, kind: "no" };
  if (strict.kind !== "yes" || !lax.with.length) return chosen;
  if (!strict.with.length) return lax;
  const shared = strict.with.filter((topic) => lax.with.includes(topic));
  return shared.length ? { ...chosen, with: shared } : { ...chosen, kind: "not-yet", with: [] };
}

/** The earliest and the latest end of what decides; where both versions restrict, the later of each. */
function ends(first: Answer, second: Answer): readonly [number | null, number | null] {
  if (!RESTRICTING.includes(second.kind)) return [first.leastAt, first.surelyAt];
  const least = [first.leastAt, second.leastAt].filter((at) => at !== null);
  const isOpen = first.surelyAt === null || second.surelyAt === null;
  return [least.length ? Math.max(...least) : null, isOpen ? null : Math.max(first.surelyAt, second.surelyAt)];
}

/** When the answer next changes, for a change that `then` does not list because it is after the course. */
function untilOf(first: Answer, second: Answer): number | null {
  const moments = [first.until, second.until].filter((at) => at !== null);
  if (EASY.includes(first.kind)) return moments.length ? Math.min(...moments) : null;
  if (!RESTRICTING.includes(second.kind)) return first.until;
  return moments.length === 2 ? Math.max(...moments) : null;
}

function members(all: readonly StricterMember[], kind: AnswerKind): readonly StricterMember[] {
  const until = (member: StricterMember): number => member.until ?? Infinity;
  const inOrder = all
    .filter((member) => STRICTNESS[member.kind] < STRICTNESS[kind])
    .sort((a, b) => STRICTNESS[a.kind] - STRICTNESS[b.kind] || (until(a) === until(b) ? 0 : until(b) - until(a)));
  const byTopic = new Map<string, StricterMember>();
  for (const member of inOrder) if (!byTopic.has(member.topic)) byTopic.set(member.topic, member);
  return [...byTopic.values()].slice(0, MAX_EXCEPT);
}

/** The further rules of both versions. A rule that both have is named once. */
function also(first: Answer, second: Answer): readonly TimelineRule[] {
  const name = (rule: TimelineRule): string => JSON.stringify(rule);
  const rules = [...first.also, second.rule, ...second.also].filter((rule) => rule !== null);
  const distinct = new Map(rules.map((rule) => [name(rule), rule]));
  if (first.rule) distinct.delete(name(first.rule));
  return [...distinct.values()];
}

/** How the answer changes: at every moment, the stricter of the two applies. */
function changes(first: Answer, second: Answer): readonly Change[] {
  const dated = [first, second].flatMap(({ then }) => then.map(({ at }) => at)).filter((at) => at !== null);
  const all: Change[] = [];
  let latest = stricter(first, second);
  for (const at of [...new Set(dated)].sort((a, b) => a - b)) {
    const essence = stricter(essenceAt(first, at), essenceAt(second, at));
    if (!isSame(essence, latest)) all.push(change(at, essence, [...first.then, ...second.then]));
    latest = essence;
  }
  const { kind, with: needed, rule } = stricter(first.then.at(-1) ?? first, second.then.at(-1) ?? second);
  if (kind === latest.kind || latest.kind !== "not-yet" || !latest.dependsOn.length) return all;
  return [...all, { at: null, kind, leastAt: null, surelyAt: null, with: needed, dependsOn: latest.dependsOn, rule }];
}

function isSame(one: Essence, other: Essence): boolean {
  const seen = ({ kind, with: needed, dependsOn }: Essence): string => JSON.stringify([kind, needed, dependsOn]);
  return seen(one) === seen(other);
}

function essenceAt(given: Answer, moment: number): Essence {
  return given.then.findLast(({ at }) => at !== null && at <= moment) ?? given;
}

/** The change, with the range in which it lies if one of the two answers has the same change. */
function change(at: number, { kind, with: needed, dependsOn, rule }: Essence, own: readonly Change[]): Change {
  const same = own.find((each) => each.at === at && JSON.stringify(each.rule) === JSON.stringify(rule));
  const [leastAt, surelyAt] = same ? [same.leastAt, same.surelyAt] : [at, at];
  return { at, kind, leastAt, surelyAt, with: needed, dependsOn, rule };
}
