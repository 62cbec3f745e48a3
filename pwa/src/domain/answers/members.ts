/**
 * The members of a family that have an answer of their own (CARE_PROTOCOL.md, "How it is decided", rule 1). Mirrors
 * server/domain/answers/members.py.
 */

import type { States } from "../bounds";
import { PRESCRIBED, type Timeline } from "../timeline";
import { membersOf } from "../topic-members";
import { ancestors, type NamedTopics } from "../topic-names";
import { MAX_EXCEPT, STRICTNESS, type Answer, type StricterMember } from "./model";
import { deciding, dependsOn, endsOf, snapshotOf, type Outcome, type Snapshot } from "./outcome";
import { restricts } from "./rulings";
import { byTopic } from "./windows";

/** One timeline with the reports of a patient, which can be asked about each topic. */
interface Deciding {
  readonly timeline: Timeline;
  readonly tree: NamedTopics;
  readonly states: States;
  readonly snapshot: (topic: string, now: number) => Snapshot;
  outcomeAt(topic: string, now: number): Outcome | null;
}

/** What is below a topic whose own answer is `snapshot`. */
export class Members {
  private readonly own: Snapshot;
  private readonly now: number;

  constructor(
    private readonly asking: Deciding,
    private readonly topic: string,
    { snapshot, now }: { readonly snapshot: Snapshot; readonly now: number },
  ) {
    this.own = snapshot;
    this.now = now;
  }

  /** The members to name, strictest first, and those that a sheet that is silent on the family permits. */
  listed(): Pick<Answer, "except" | "others"> {
    if (this.own.kind === "no") return { except: [], others: [] };
    const members = this.names().flatMap((name) => this.member(name) ?? []);
    const differing = members.filter((member) => this.differs(member));
    const named = differing.filter((member) => !this.isInherited(member, differing)).sort((one, other) => this.order(one, other));
    const permitted = members.filter((member) => member.kind === "yes" && !differing.includes(member));
    return {
      except: named.slice(0, MAX_EXCEPT).map((member) => this.withCondition(member)),
      others: this.own.kind === "unsaid" ? this.withoutMembers(permitted) : [],
    };
  }

  /** The members that rules name, and those that belong to another family which rules name. */
  private names(): readonly string[] {
    const { tree } = this.asking;
    const line = ancestors(tree, this.topic);
    const kinds = this.own.with.filter((kind) => ancestors(tree, kind).includes(this.topic));
    const isOther = (above: string): boolean => this.isNamed(above) && !line.includes(above);
    return membersOf(tree, this.topic).filter((name) => {
      const above = ancestors(tree, name);
      // "only a gentle cleanser" already says so
      const isSettled = kinds.length > 0 && !kinds.some((kind) => above.includes(kind));
      return !isSettled && above.some(isOther);
    });
  }

  private isNamed(topic: string): boolean {
    return byTopic(this.asking.timeline).has(topic);
  }

  private member(topic: string): StricterMember | null {
    const outcome = this.asking.outcomeAt(topic, this.now);
    if (outcome === null) return null;
    const { states } = this.asking;
    const decision = deciding(outcome);
    const { kind, with: needed } = snapshotOf(outcome, this.now, states);
    const { rule } = decision.ruling.window;
    if (restricts(decision.ruling)) {
      const prescribed = dependsOn(decision.ruling, this.now, states).includes(PRESCRIBED);
      return { topic, kind, until: endsOf(decision, states)[1], rule, with: [], prescribed };
    }
    return kind === "yes" ? { topic, kind, until: null, rule, with: needed, prescribed: false } : null;
  }

  /**
   * Whether the answer is stricter, or names a condition on going ahead: out in the sun, but only covered. Members that rules do
   * not name get their condition from another family; here it would only be noise.
   */
  private differs({ kind, topic, with: needed }: StricterMember): boolean {
    if (kind !== "yes") return STRICTNESS[kind] < STRICTNESS[this.own.kind];
    const areKinds = needed.some((each) => ancestors(this.asking.tree, each).includes(topic));
    const isPermissive = this.isNamed(topic) && ["unsaid", "over", "yes"].includes(this.own.kind);
    return isPermissive && needed.length > 0 && !isEqual(needed, this.own.with) && !areKinds;
  }

  private order(one: StricterMember, other: StricterMember): number {
    const [ends, otherEnds] = [one.until ?? Infinity, other.until ?? Infinity];
    const unnamed = Number(!this.isNamed(one.topic)) - Number(!this.isNamed(other.topic));
    return STRICTNESS[one.kind] - STRICTNESS[other.kind] || unnamed || (ends === otherEnds ? 0 : otherEnds - ends);
  }

  /** Whether a rule's own topic, or the first that it covers, stands for this member, too. */
  private isInherited(member: StricterMember, others: readonly StricterMember[]): boolean {
    const alike = others.filter((other) => other.rule === member.rule);
    if (this.isNamed(member.topic)) {
      const families = ancestors(this.asking.tree, member.topic).slice(1);
      return alike.some((other) => families.includes(other.topic));
    }
    return alike.some((other) => this.isNamed(other.topic)) || alike[0] !== member;
  }

  /** Leave out what rules do not name themselves, and members whose family is there as well. */
  private withoutMembers(permitted: readonly StricterMember[]): readonly StricterMember[] {
    const named = permitted.filter(({ topic }) => this.isNamed(topic));
    const topics = named.map(({ topic }) => topic);
    return named.filter(({ topic }) => !ancestors(this.asking.tree, topic).slice(1).some((family) => topics.includes(family)));
  }

  /** Add the condition that begins when a ban ends: sun not before Wednesday, and then only covered. */
  private withCondition(member: StricterMember): StricterMember {
    if (member.until === null || !this.isNamed(member.topic)) return member;
    const after = this.asking.snapshot(member.topic, member.until);
    return after.kind === "yes" && after.with.length ? { ...member, with: after.with } : member;
  }
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
