"""What a decision amounts to once the conditions of a permission are considered (CARE_PROTOCOL.md, rule 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from server.domain.answers.model import STRICTNESS, Answer, AnswerKind, Change, StricterMember
from server.domain.answers.precedence import Decision
from server.domain.answers.rulings import Force, Ruling
from server.domain.timeline import Window
from server.domain.when.bounds import (
    Bound,
    States,
    gates,
    least_moment,
    leaves,
    open_gates,
    sure_moment,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What matters about the answer at one moment; two moments with equal snapshots have the same answer."""

    kind: AnswerKind
    with_: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


SILENCE = Snapshot("unsaid")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, the topics of which its permission needs one, and the decisions on those that are closed now."""

    decision: Decision
    needed: tuple[str, ...]
    closed: Mapping[str, Decision]

    @property
    def deciding(self) -> Decision:
        """The decision itself or, if every condition is closed, the first of the least strict on the conditions."""
        if not self.needed or len(self.closed) < len(self.needed):
            return self.decision
        return max(self.closed.values(), key=lambda closed: STRICTNESS[closed.ruling.kind])

    def snapshot(self, now: datetime, states: States) -> Snapshot:
        deciding = self.deciding
        left = tuple(topic for topic in self.needed if topic not in self.closed)
        named_only = deciding is self.decision and deciding.ruling.kind == "yes" and deciding.ruling.beside
        kind: AnswerKind = "only" if named_only else deciding.ruling.kind
        return Snapshot(kind, left or self.needed, depends_on(deciding.ruling, now, states))


class Circumstances(TypedDict):
    """The parts of an answer that do not follow from its outcome."""

    since: datetime | None
    until: datetime | None
    then: tuple[Change, ...]
    except_: tuple[StricterMember, ...]
    others: tuple[StricterMember, ...]


def answered(
    topic: str,
    snapshot: Snapshot,
    outcome: Outcome | None,
    *,
    now: datetime,
    states: States,
    **others: Unpack[Circumstances],
) -> Answer:
    """Return the answer with what the deciding rule says, and the conditions that are closed."""
    if outcome is None:
        return Answer(kind=snapshot.kind, topic=topic, **others)
    ruling = outcome.decision.ruling
    if any(gate in states for gate in gates(ruling.bound)):
        others["since"] = None  # the report of a state does not say when the state began
    rule, bound = ruling.window.rule, leaves(ruling.bound)
    also = {other.window.rule.id: other.window.rule for other in outcome.decision.also}
    also.pop(rule.id, None)
    least, surely = ends(outcome.deciding, states)
    only = snapshot.with_ if ruling.beside else rule.topics
    return Answer(
        kind=snapshot.kind,
        topic=topic,
        only=only if snapshot.kind == "only" else (),
        with_=snapshot.with_ if snapshot.kind != "only" else (),
        dropped=tuple(_of_condition(*each, now, states) for each in outcome.closed.items()),
        least_at=least,
        surely_at=surely,
        number_missing=any(leaf.kind == "unknown" for leaf in bound),
        minimum=any(leaf.kind == "minimum" for leaf in bound),
        depends_on=snapshot.depends_on,
        rule=rule,
        also=tuple(also.values()),
        **others,
    )


def _of_condition(topic: str, decision: Decision, now: datetime, states: States) -> Answer:
    outcome = Outcome(decision, (), {})
    alone: Circumstances = {"since": None, "until": None, "then": (), "except_": (), "others": ()}
    return answered(topic, outcome.snapshot(now, states), outcome, now=now, states=states, **alone)


def ends(decision: Decision, states: States) -> tuple[datetime | None, datetime | None]:
    """Return the earliest and the latest end of what decides; of several bans, the latest of each.

    If one ban has no end, neither has the decision: the ends of the others permit nothing.
    """
    bounds: list[Bound | None] = [ban.bound for ban in decision.bans] or [decision.ruling.bound]
    if None in bounds:
        return None, None
    least = [least_moment(bound, states) for bound in bounds]
    surely = [sure_moment(bound, states) for bound in bounds]
    latest = None if None in surely else max((moment for moment in surely if moment), default=None)
    return max((moment for moment in least if moment), default=None), latest


def depends_on(ruling: Ruling, now: datetime, states: States) -> tuple[str, ...]:
    """Return what the patient could report to change the answer: states of the bound, unreported flags."""
    if ruling.force is Force.ENDED:
        return ()
    window = ruling.window
    if ruling.permits:
        return _awaited_acts(window, states)
    opening = open_gates(window.opens, now, states) if ruling.bound is not window.opens else ()
    flags = (flag for flag in (*window.needs, *window.unless) if flag not in states)
    return tuple(dict.fromkeys((*open_gates(ruling.bound, now, states), *opening, *flags)))


def _awaited_acts(window: Window, states: States) -> tuple[str, ...]:
    """Return the acts that a duty waits for: "when you get home"."""
    return tuple(leaf.act for leaf in leaves(window.opens) if leaf.act and leaf.report(states) is None)
