"""The moments at which something changes for the patient, each told on its safe side.

A permission is announced at the latest moment it can come, a duty or a prohibition at the earliest.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from server.domain.timeline.model import FORBIDDING, Milestone, MilestoneKind, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, Joined, Leaf, Reading, least_moment, read, sure_moment


class Announcement(NamedTuple):
    at: datetime
    gates: tuple[str, ...]


def milestones(windows: tuple[Window, ...]) -> tuple[Milestone, ...]:
    """Sorted by moment; rules that hang on how the patient is now have none."""
    steady = tuple(window for window in windows if not window.needs)
    bans = tuple(window for window in steady if window.rule.verb in FORBIDDING)
    found = [stone for window in steady for stone in _of(window, bans)]
    return tuple(sorted(found, key=lambda stone: stone.at))


def _of(window: Window, bans: tuple[Window, ...]) -> Iterator[Milestone]:
    match window.rule.verb:
        case Verb.AVOID:
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _allowed(window, announcement(window.closes), bans)
        case Verb.ONLY:  # what it sets free is not among its topics: its end is an end
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _at(window, "ends", sure_moment(window.closes, {}))
        case Verb.ALLOW:
            yield from _allowed(window, announcement(window.opens), bans)
            yield from _at(window, "ends", least_moment(window.closes, {}))
        case Verb.DO:
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _at(window, "ends", sure_moment(window.closes, {}))
        case Verb.EXPECT:
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _at(window, "settled", sure_moment(window.closes, {}))
        case Verb.CALL:
            yield from _at(window, "call-after", least_moment(window.opens, {}))
        case Verb.REPEAT:
            yield from _at(window, "session", least_moment(window.opens, {}))


def _at(window: Window, kind: MilestoneKind, at: datetime | None) -> Iterator[Milestone]:
    if at is not None:
        yield Milestone(at, kind, window.rule.id, window.rule.topics)


def announcement(bound: Bound | None) -> Announcement | None:
    """When the bound is surely reached, if its gates are open by then. None: no moment can be named."""
    if bound is None:
        return None
    if not isinstance(bound, Joined):
        return Announcement(bound.surely_at, ()) if bound.surely_at else None
    if bound.how == "first":
        return min(filter(None, map(announcement, bound.parts)), default=None)
    return _announce_all(bound)


def _announce_all(bound: Joined) -> Announcement | None:
    waiting = [part for part in bound.parts if isinstance(part, Joined) or part.gate is None]
    timed = [announcement(part) for part in waiting]
    if (
        not timed
        or None in timed
        or not all(isinstance(part, Joined) or part.tellable for part in bound.parts)
    ):
        return None
    gates = (part.gate for part in bound.parts if not isinstance(part, Joined) and part.gate)
    told = (gate for found in timed if found for gate in found.gates)
    return Announcement(max(found.at for found in timed if found), tuple(dict.fromkeys((*gates, *told))))


def _allowed(window: Window, announced: Announcement | None, bans: tuple[Window, ...]) -> Iterator[Milestone]:
    """A permission, for those topics that no other ban of the sheet still holds at that moment."""
    if announced is None:
        return
    gates = dict.fromkeys(announced.gates)
    free = []
    for topic in window.rule.topics:
        left = [_left_open(ban, announced.at) for ban in _blocking(topic, window, announced, bans)]
        if None not in left:
            free.append(topic)
            gates |= dict.fromkeys(gate for open_gates in left for gate in open_gates or ())
    if free:
        yield Milestone(announced.at, "allowed", window.rule.id, tuple(free), tuple(gates))


def _blocking(topic: str, window: Window, announced: Announcement, bans: tuple[Window, ...]) -> list[Window]:
    if window.rule.exception:
        return []
    told = dict.fromkeys(announced.gates, True)
    return [ban for ban in bans if ban is not window and _blocks(ban, topic, announced.at, told)]


def _blocks(ban: Window, topic: str, at: datetime, told: dict[str, bool]) -> bool:
    if topic not in ban.rule.topics:
        return False
    begun = ban.opens is None or read(ban.opens, at, told, early=True) is not Reading.NOT_REACHED
    return begun and not (ban.closes is not None and read(ban.closes, at, told) is Reading.REACHED)


def _left_open(ban: Window, at: datetime) -> tuple[str, ...] | None:
    """The gates a ban still hangs on when its time is over. None: it tells its own end later, or never."""
    if isinstance(ban.closes, Leaf) and ban.closes.gate:
        return (ban.closes.gate,) if ban.closes.tellable else None
    announced = announcement(ban.closes)
    return announced.gates if announced and announced.at <= at else None
