"""Keep the milestones that "can I …?" bears out at their moment, and tell permissions from ends of bans.

A milestone comes from a single rule. A rule on a family of its topic, an `only` rule or an instruction of
the practitioner may still say no, and only the topic tree knows the families.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.domain.answers import Answer, answer
from server.domain.answers.asking import Asking
from server.domain.sheets import NOW
from server.domain.timeline import Milestone, Timeline, Window
from server.domain.timeline.milestones import announcement
from server.domain.timeline.model import MilestoneKind
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import States

_JUST_BEFORE = timedelta(microseconds=1)
_FREE: Mapping[str, MilestoneKind] = {"yes": "allowed", "over": "over"}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a milestone means for one topic. `by` is the rule to quote."""

    kind: MilestoneKind
    by: str
    with_: tuple[str, ...]
    gates: tuple[str, ...]


def announced(timeline: Timeline, tree: TopicTree) -> Timeline:
    """Return the timeline with true milestones only, each with every state that must be confirmed first."""
    asking = Asking(timeline, tree.extended(timeline.topics), {}, timeline.treated_at)
    windows = {window.rule.id: window for window in timeline.windows}
    checked = [
        true
        for milestone in timeline.milestones
        for true in _checked(asking, windows[milestone.rule_id], milestone)
    ]
    return replace(timeline, milestones=tuple(sorted(checked, key=lambda milestone: milestone.at)))


def answers_on(
    timeline: Timeline, tree: TopicTree, topics: Iterable[str], *, now: datetime, states: States
) -> Mapping[str, Answer]:
    return {topic: answer(timeline, tree, topic, now=now, states=states) for topic in dict.fromkeys(topics)}


def _checked(asking: Asking, window: Window, milestone: Milestone) -> Iterator[Milestone]:
    if milestone.kind in ("allowed", "over"):
        yield from _freed(asking, window, milestone)
    elif milestone.kind == "begins" and window.rule.verb is Verb.DO:
        yield from _duty(asking, window, milestone)
    else:
        yield milestone


def _duty(asking: Asking, window: Window, milestone: Milestone) -> Iterator[Milestone]:
    """A duty is also a permission where its topic is forbidden just before: it comes late, never early."""
    before = milestone.at - _JUST_BEFORE
    forbidden = [topic for topic in milestone.topics if _is_forbidden(asking, topic, before)]
    due = tuple(topic for topic in milestone.topics if topic not in forbidden)
    if due:
        yield replace(milestone, topics=due)
    late = announcement(window.opens)
    if forbidden and late is not None:
        permission = Milestone(late.at, "allowed", milestone.rule_id, tuple(forbidden), late.gates)
        yield from _freed(asking, window, permission)


def _is_forbidden(asking: Asking, topic: str, at: datetime) -> bool:
    decision = asking.decide(topic, at)
    return decision is not None and decision.ruling.restricts


def _freed(asking: Asking, window: Window, milestone: Milestone) -> Iterator[Milestone]:
    """Yield the milestone split by what it means for its topics; nothing for those that stay forbidden."""
    by_outcome: dict[_Outcome, list[str]] = {}
    for topic in milestone.topics:
        outcome = _outcome(asking, window, topic, milestone)
        if outcome is not None:
            by_outcome.setdefault(outcome, []).append(topic)
    for outcome, topics in by_outcome.items():
        yield Milestone(milestone.at, outcome.kind, outcome.by, tuple(topics), outcome.gates, outcome.with_)


def _outcome(asking: Asking, window: Window, topic: str, milestone: Milestone) -> _Outcome | None:
    """Return what is true at the moment, given the states that it needs; None if no report frees the topic."""
    states: dict[str, bool] = dict.fromkeys(milestone.gates, True)
    while True:
        snapshot = asking.given(states).snapshot(topic, milestone.at)
        if snapshot.kind in _FREE:
            break
        # A now-flag is not a gate: a current symptom never opens an announced permission.
        missing = [gate for gate in snapshot.depends_on if gate not in states and not gate.startswith(NOW)]
        if snapshot.kind != "not-yet" or not missing:
            return None
        states |= dict.fromkeys(missing, True)
    if snapshot.kind == "over" and window.rule.verb is not Verb.AVOID:
        return None
    decision = asking.given(states).decide(topic, milestone.at)
    bans = snapshot.kind == "yes" and window.rule.verb is Verb.AVOID
    by = decision.ruling.window.rule.id if bans and decision else milestone.rule_id
    return _Outcome(_FREE[snapshot.kind], by, snapshot.with_, tuple(states))
