"""What of a timeline may be announced as allowed: only what "can I …?" answers with yes at that moment.

A milestone comes from one rule. A family of its topic, an `only` rule or what the practitioner directed may
still say no, and which families a topic has, only the topic tree knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from server.domain.answers import AnswerKind, answer
from server.domain.sheets import NOW
from server.domain.timeline import Milestone, Timeline
from server.domain.topics import TopicTree


def announced(timeline: Timeline, tree: TopicTree) -> Timeline:
    """The timeline without permissions that are none, each with all that the patient must have told first."""
    kept = (_permitted(timeline, tree, milestone) for milestone in timeline.milestones)
    return replace(timeline, milestones=tuple(milestone for milestone in kept if milestone.topics))


def answers_on(
    timeline: Timeline,
    tree: TopicTree,
    topics: Iterable[str],
    *,
    now: datetime,
    states: Mapping[str, bool],
) -> Mapping[str, AnswerKind]:
    return {
        topic: answer(timeline, tree, topic, now=now, states=states).kind for topic in dict.fromkeys(topics)
    }


def _permitted(timeline: Timeline, tree: TopicTree, milestone: Milestone) -> Milestone:
    """Without topics where nothing is left to announce."""
    if milestone.kind != "allowed":
        return milestone
    gates = dict.fromkeys(milestone.gates)
    free = []
    for topic in milestone.topics:
        needed = _needed(timeline, tree, topic, milestone)
        if needed is not None:
            free.append(topic)
            gates |= dict.fromkeys(needed)
    return replace(milestone, topics=tuple(free), gates=tuple(gates))


def _needed(timeline: Timeline, tree: TopicTree, topic: str, milestone: Milestone) -> tuple[str, ...] | None:
    """Which states open the permission at its moment. None: it is no yes then, whatever is told."""
    states = dict.fromkeys(milestone.gates, True)
    while True:
        found = answer(timeline, tree, topic, now=milestone.at, states=states)
        if found.kind == "yes":
            return tuple(states)
        # A symptom of the moment is no gate: to have it never opens a permission that is announced.
        waiting = [gate for gate in found.depends_on if gate not in states and not gate.startswith(NOW)]
        if found.kind != "not-yet" or not waiting:
            return None
        states |= dict.fromkeys(waiting, True)
