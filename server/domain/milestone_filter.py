"""Drop milestones that "can I …?" would not answer with yes at their moment.

A milestone comes from a single rule. A rule on a family of its topic, an `only` rule or an instruction of
the practitioner may still say no, and only the topic tree knows the families.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from server.domain.answers import AnswerKind, answer
from server.domain.sheets import NOW
from server.domain.timeline import Milestone, Timeline
from server.domain.topics import TopicTree


def announced(timeline: Timeline, tree: TopicTree) -> Timeline:
    """Return the timeline with true permissions only, each with every state that must be confirmed first."""
    permitted = (_permitted(timeline, tree, milestone) for milestone in timeline.milestones)
    return replace(timeline, milestones=tuple(milestone for milestone in permitted if milestone.topics))


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
    """Return the milestone with its permitted topics, which may be none."""
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
    """Return the states that open the permission at its moment; None if no report makes it a yes."""
    states = dict.fromkeys(milestone.gates, True)
    while True:
        result = answer(timeline, tree, topic, now=milestone.at, states=states)
        if result.kind == "yes":
            return tuple(states)
        # A now-flag is not a gate: a current symptom never opens an announced permission.
        missing = [gate for gate in result.depends_on if gate not in states and not gate.startswith(NOW)]
        if result.kind != "not-yet" or not missing:
            return None
        states |= dict.fromkeys(missing, True)
