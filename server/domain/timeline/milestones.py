"""The moments at which something changes for the patient, each on the safe side.

A permission and the end of a ban are announced at the latest possible moment, a duty or a ban at the earliest.
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
    ends: Announcement | None  # None: no moment is known

    @property
    def gates(self) -> tuple[str, ...]:
        return self.ends.gates if self.ends else ()


Bans = Mapping[str, Sequence[_Ban]]

_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)


def milestones(windows: tuple[Window, ...]) -> tuple[Milestone, ...]:
    """Return all milestones sorted by moment. Rules that depend on a now-flag have none."""
    steady = tuple(window for window in windows if not window.needs)
    bans = _bans(steady)
    unsorted = [milestone for window in steady for milestone in _of(window, bans)]
    return tuple(sorted(unsorted, key=lambda milestone: milestone.at))


def _of(window: Window, bans: Bans) -> Iterator[Milestone]:
    match window.rule.verb:
        case Verb.AVOID:
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _freed(window, "over", announcement(window.closes), bans)
        case Verb.ONLY:  # the topics it closes are not its own, so its end permits nothing by name
            yield from _at(window, "begins", least_moment(window.opens, {}))
            yield from _at(window, "ends", sure_moment(window.closes, {}))
        case Verb.ALLOW:
            yield from _freed(window, "allowed", announcement(window.opens), bans)
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
    """Return when the bound is surely reached if its gates are confirmed by then.

    None if no such moment is known.
    """
    if bound is None:
        return None
    if not isinstance(bound, Joined):
        return Announcement(bound.surely_at, ()) if bound.surely_at else None
    if bound.how == "first":
        return min(filter(None, map(announcement, bound.parts)), default=None)
    return _announce_all(bound)


def _announce_all(bound: Joined) -> Announcement | None:
    """Return the latest moment of the parts, with every gate: no part may be announced before the others.

    Joins of the TIME grammar nest one way only, so every part of an `all` is a leaf.
    """
    parts = leaves(bound)
    moments = [part.surely_at for part in parts if part.gate is None]
    if not moments or None in moments or not all(part.confirmable for part in parts):
        return None
    return Announcement(max(moment for moment in moments if moment), gates_of(bound))


def _freed(
    window: Window, kind: MilestoneKind, announced: Announcement | None, bans: Bans
) -> Iterator[Milestone]:
    """Yield the permission or the end of a ban for the topics that no other ban of the sheet covers then."""
    if announced is None:
        return
    gates = dict.fromkeys(announced.gates)
    free = []
    needed_by_window: dict[int, tuple[str, ...] | None] = {}
    for topic in window.rule.topics:
        standing = bans.get(topic, ()) if not window.rule.exception else ()
        if id(standing) not in needed_by_window:
            needed_by_window[id(standing)] = _gates_needed(standing, announced)
        needed = needed_by_window[id(standing)]
        if needed is not None:
            free.append(topic)
            gates |= dict.fromkeys(needed)
    if free:
        yield Milestone(announced.at, kind, window.rule.id, tuple(free), tuple(gates))


def _gates_needed(bans: Sequence[_Ban], announced: Announcement) -> tuple[str, ...] | None:
    """Return the gates that bans on a topic still need at that moment; None if one ends later or never."""
    needed: dict[str, None] = {}
    for ban in bans:
        ended = ban.ends is not None and ban.ends.at <= announced.at
        if (ended and not ban.gates) or not _has_begun(ban, announced):
            continue
        if not ended:
            return None
        needed |= dict.fromkeys(ban.gates)
    return tuple(needed)


def _has_begun(ban: _Ban, announced: Announcement) -> bool:
    if ban.opens is None:
        return True
    confirmed = dict.fromkeys(announced.gates, True)
    return certainty(ban.opens, announced.at, confirmed, early=True) is not Certainty.NOT_REACHED


def _bans(windows: Iterable[Window]) -> Bans:
    """Group the bans by topic; bans with the same ends count once."""
    by_topic: defaultdict[str, dict[_Ban, None]] = defaultdict(dict)
    for window in windows:
        if window.rule.verb in FORBIDDING:
            ban = _Ban(window.opens, _end(window.closes))
            for topic in window.rule.topics:
                by_topic[topic][ban] = None
    # topics with equal bans share one tuple, so that it is examined only once per milestone
    shared: dict[tuple[_Ban, ...], tuple[_Ban, ...]] = {}
    return {topic: shared.setdefault(each := tuple(bans), each) for topic, bans in by_topic.items()}


def _end(closes: Bound | None) -> Announcement | None:
    """Return the announcement of an end. A ban that only states can end may end at any moment, with those gates."""
    parts = leaves(closes)
    only_states = bool(parts) and all(leaf.gate and leaf.confirmable for leaf in parts)
    if only_states and not (isinstance(closes, Joined) and closes.how == "first"):
        return Announcement(_ANY_MOMENT, gates_of(closes))
    return announcement(closes)
