"""The moments at which something changes for the patient, each told on its safe side.

A permission is announced at the latest moment it can come, a duty or a prohibition at the earliest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from server.domain.timeline.model import FORBIDDING, Milestone, MilestoneKind, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, Certainty, Joined, certainty, least_moment, leaves, sure_moment
from server.domain.when.bounds import gates as gates_of


class Announcement(NamedTuple):
    at: datetime
    gates: tuple[str, ...]


class _Ban(NamedTuple):
    opens: Bound | None
    ends: Announcement | None  # None: no moment can be named

    @property
    def gates(self) -> tuple[str, ...]:
        return self.ends.gates if self.ends else ()


Bans = Mapping[str, Sequence[_Ban]]

_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)


def milestones(windows: tuple[Window, ...]) -> tuple[Milestone, ...]:
    """Sorted by moment; rules that hang on how the patient is now have none."""
    steady = tuple(window for window in windows if not window.needs)
    bans = _bans(steady)
    found = [milestone for window in steady for milestone in _of(window, bans)]
    return tuple(sorted(found, key=lambda milestone: milestone.at))


def _of(window: Window, bans: Bans) -> Iterator[Milestone]:
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
            yield from _at(window, "resolved", sure_moment(window.closes, {}))
        case Verb.CALL:
            yield from _at(window, "call-after", least_moment(window.opens, {}))
        case Verb.REPEAT:
            yield from _at(window, "next-treatment", least_moment(window.opens, {}))


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
        or not all(isinstance(part, Joined) or part.confirmable for part in bound.parts)
    ):
        return None
    gates = (part.gate for part in bound.parts if not isinstance(part, Joined) and part.gate)
    states = (gate for found in timed if found for gate in found.gates)
    return Announcement(max(found.at for found in timed if found), tuple(dict.fromkeys((*gates, *states))))


def _allowed(window: Window, announced: Announcement | None, bans: Bans) -> Iterator[Milestone]:
    """A permission, for those topics that no other ban of the sheet still holds at that moment."""
    if announced is None:
        return
    gates = dict.fromkeys(announced.gates)
    free = []
    for topic in window.rule.topics:
        left = _gates_left(bans.get(topic, ()), announced) if not window.rule.exception else ()
        if left is not None:
            free.append(topic)
            gates |= dict.fromkeys(left)
    if free:
        yield Milestone(announced.at, "allowed", window.rule.id, tuple(free), tuple(gates))


def _gates_left(bans: Sequence[_Ban], announced: Announcement) -> tuple[str, ...] | None:
    """What the bans on a topic still hang on at that moment. None: one of them ends later, or never."""
    left: dict[str, None] = {}
    for ban in bans:
        over = ban.ends is not None and ban.ends.at <= announced.at
        if (over and not ban.gates) or not _begun(ban, announced):
            continue
        if not over:
            return None
        left |= dict.fromkeys(ban.gates)
    return tuple(left)


def _begun(ban: _Ban, announced: Announcement) -> bool:
    states = dict.fromkeys(announced.gates, True)
    return (
        ban.opens is None
        or certainty(ban.opens, announced.at, states, early=True) is not Certainty.NOT_REACHED
    )


def _bans(windows: Iterable[Window]) -> Bans:
    """By topic, those that end alike only once."""
    found: defaultdict[str, dict[_Ban, None]] = defaultdict(dict)
    for window in windows:
        if window.rule.verb in FORBIDDING:
            ban = _Ban(window.opens, _end(window.closes))
            for topic in window.rule.topics:
                found[topic][ban] = None
    return {topic: tuple(bans) for topic, bans in found.items()}


def _end(closes: Bound | None) -> Announcement | None:
    """As `announcement`, and for a ban that hangs on nothing but states: any moment, with those gates."""
    waiting = tuple(leaves(closes))
    only_told = waiting and all(leaf.gate and leaf.confirmable for leaf in waiting)
    if only_told and not (isinstance(closes, Joined) and closes.how == "first"):
        return Announcement(_ANY_MOMENT, gates_of(closes))
    return announcement(closes)
