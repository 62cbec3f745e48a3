/** How the answer on one topic changes over time. Mirrors `_Course` in server/domain/answers/asking.py. */

import type { Answer, Change } from "./model";
import { isSame, type Snapshot } from "./outcome";
import { countUpTo } from "./rulings-index";

interface Source {
  readonly at: (now: number) => Snapshot;
  readonly change: (at: number, after: Snapshot) => Change;
  readonly changeByReport: (at: number, last: Snapshot) => readonly Change[];
}

/** The answers on one topic from one of its moments to the next; each is computed once. */
export class Course {
  /** By span; 0 is before the first moment. */
  private readonly snapshots = new Map<number, Snapshot>();

  /** `end` is the end of the course of the treatment. */
  constructor(
    private readonly moments: readonly number[],
    private readonly treatedAt: number,
    private readonly end: number,
    private readonly source: Source,
  ) {}

  private at(now: number): Snapshot {
    const span = countUpTo(this.moments, now);
    const snapshot = this.snapshots.get(span) ?? this.source.at(now);
    this.snapshots.set(span, snapshot);
    return snapshot;
  }

  /** The moments at which the answer became what it is and at which it next changes. */
  around(now: number, own: Snapshot): Pick<Answer, "since" | "until"> {
    const isOther = (at: number): boolean => this.at(at).kind !== own.kind;
    const until = this.moments.find((at) => at > now && isOther(at)) ?? null;
    const past = [this.treatedAt, ...this.moments.filter((at) => this.treatedAt < at && at <= now)];
    const changed = past.slice(0, -1).findLast(isOther) ?? -Infinity;
    return { since: Math.min(...past.filter((at) => at > changed)), until };
  }

  /** The changes up to the end of the course, and last the one that a report would bring. */
  changes(now: number, first: Snapshot): readonly Change[] {
    const changes: Change[] = [];
    let [last, at] = [first, now];
    for (const moment of this.moments.filter((each) => now < each && each <= Math.max(this.end, now))) {
      const snapshot = this.at(moment);
      if (!isSame(snapshot, last)) changes.push(this.source.change(moment, snapshot));
      [last, at] = [snapshot, moment];
    }
    return [...changes, ...this.source.changeByReport(at, last)];
  }
}
