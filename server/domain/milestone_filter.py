"""What of a timeline may be announced as allowed: only what "can I …?" answers with yes at that moment.

A milestone comes from one rule. A family of its topic, an `only` rule or what the practitioner directed may
still say no, and which families a topic has, only the topic tree knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from server.domain.answers import AnswerWord, answer
from server.domain.protocol import NOW
from server.domain.timeline import Milestone, Timeline
from server.domain.topics import TopicTree


def announced(timeline: Timeline, tree: TopicTree) -> Timeline:
    """The timeline without permissions that are none, each with all that the patient must have told first."""
    kept = (_permitted(timeline, tree, stone) for stone in timeline.milestones)
    return replace(timeline, milestones=tuple(stone for stone in kept if stone.topics))


def answers_on(
    timeline: Timeline,
    tree: TopicTree,
    topics: Iterable[str],
    *,
    now: datetime,
    states: Mapping[str, bool],
) -> Mapping[str, AnswerWord]:
    return {
        topic: answer(timeline, tree, topic, now=now, states=states).answer for topic in dict.fromkeys(topics)
    }


def _permitted(timeline: Timeline, tree: TopicTree, stone: Milestone) -> Milestone:
    """Without topics where nothing is left to announce."""
    if stone.kind != "allowed":
        return stone
    gates = dict.fromkeys(stone.gates)
    free = []
    for topic in stone.topics:
        needed = _needed(timeline, tree, topic, stone)
        if needed is not None:
            free.append(topic)
            gates |= dict.fromkeys(needed)
    return replace(stone, topics=tuple(free), gates=tuple(gates))


def _needed(timeline: Timeline, tree: TopicTree, topic: str, stone: Milestone) -> tuple[str, ...] | None:
    """Which states open the permission at its moment. None: it is no yes then, whatever is told."""
    told = dict.fromkeys(stone.gates, True)
    while True:
        found = answer(timeline, tree, topic, now=stone.at, states=told)
        if found.answer == "yes":
            return tuple(told)
        # A symptom of the moment is no gate: to have it never opens a permission that is announced.
        waiting = [gate for gate in found.depends_on if gate not in told and not gate.startswith(NOW)]
        if found.answer != "not-yet" or not waiting:
            return None
        told |= dict.fromkeys(waiting, True)
