/**
 * The rules that may apply to a topic: those on the topic and its families, and each `only` that closes one. Mirrors
 * server/domain/answers/candidates.py.
 */

import type { Timeline, TimelineRule, Window } from "../timeline";
import { ancestors, type NamedTopics } from "../topic-names";
import type { Verb } from "../vocabulary";
import type { Candidate } from "./rulings";
import { byTopic } from "./windows";

const SPEAKING: readonly Verb[] = ["avoid", "only", "allow", "do", "repeat"];

/** The topics of a lineage that rules are about, each with its steps from the topic that is asked about. */
interface Line {
  readonly topics: readonly (readonly [number, string])[];
  readonly candidates: readonly Candidate[];
}

/** The candidates of each topic. Topics whose lineages look alike to the sheet share theirs. */
export class Candidates {
  private readonly lines = new Map<string, Line>();
  private readonly byKey = new Map<string, Line>();
  /** The `only` rules, each with the families that it closes. */
  private readonly closing: readonly (readonly [Window, readonly string[]])[];
  private readonly closed: ReadonlySet<string>;
  /** The kinds that permissions name, with their families. */
  private readonly kinds: ReadonlySet<string>;

  constructor(
    private readonly timeline: Timeline,
    private readonly tree: NamedTopics,
  ) {
    this.closing = timeline.windows.filter(({ rule }) => rule.verb === "only").map((window) => [window, family(window.rule, tree)]);
    this.closed = new Set(this.closing.flatMap(([, families]) => families));
    const kinds = timeline.windows.flatMap(({ rule }) => (namesKinds(rule, tree) ? (rule.with ?? []) : []));
    this.kinds = new Set(kinds.flatMap((kind) => ancestors(tree, kind)));
  }

  /** The line of a topic; the same object for every topic with the same candidates. */
  line(topic: string): Line {
    const known = this.lines.get(topic);
    if (known) return known;
    const named = byTopic(this.timeline);
    const topics = [...ancestors(this.tree, topic).entries()].filter(([, name]) => named.has(name) || this.closed.has(name) || this.kinds.has(name));
    const key = topics.map(([place, name]) => `${place} ${name}`).join(",");
    const line = this.byKey.get(key) ?? { topics, candidates: this.candidatesOn(topics) };
    this.byKey.set(key, line);
    this.lines.set(topic, line);
    return line;
  }

  private candidatesOn(topics: Line["topics"]): readonly Candidate[] {
    const candidates = new Map<Window, Candidate>();
    for (const [place, name] of topics) {
      for (const window of byTopic(this.timeline).get(name) ?? []) {
        if (!candidates.has(window) && SPEAKING.includes(window.rule.verb)) candidates.set(window, { window, place, sibling: false, beside: this.isBeside(window.rule, topics, place) });
      }
    }
    for (const [window, families] of this.closing) {
      const first = topics.find(([, name]) => families.includes(name));
      if (first && !candidates.has(window)) candidates.set(window, { window, place: first[0], sibling: true, beside: false });
    }
    return [...candidates.values()];
  }

  /** Whether the topic is neither one of the kinds that the rule names, nor a family of one. */
  private isBeside(rule: TimelineRule, line: Line["topics"], place: number): boolean {
    const kinds = rule.with ?? [];
    if (place === 0 || !kinds.length || !namesKinds(rule, this.tree)) return false;
    const own = line.find(([steps]) => steps === 0)?.[1];
    const isAbove = (kind: string): boolean => own !== undefined && ancestors(this.tree, kind).includes(own);
    return !kinds.some((kind) => line.some(([, name]) => name === kind) || isAbove(kind));
  }
}

/** Whether the condition of a permission is a kind of its topic: cleansing with a gentle cleanser. */
function namesKinds(rule: TimelineRule, tree: NamedTopics): boolean {
  return (rule.with ?? []).every((kind) => ancestors(tree, kind).slice(1).some((family) => rule.topics.includes(family)));
}

/** The families that an `only` rule closes: those it names, else the nearest common parents. */
export function family(rule: TimelineRule, tree: NamedTopics): readonly string[] {
  if (rule.family?.length) return rule.family;
  const [first = [], ...others] = rule.topics.map((topic) => ancestors(tree, topic));
  const common = first.filter((topic) => !rule.topics.includes(topic) && others.every((line) => line.includes(topic)));
  const farther = new Set(common.flatMap((topic) => ancestors(tree, topic).slice(1)));
  return common.filter((topic) => !farther.has(topic));
}
