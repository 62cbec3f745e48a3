"""Which of several rulings decides (CARE_PROTOCOL.md, "How it is decided", rules 5 and 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from server.domain.answers.rulings import Force, Ruling
from server.domain.vocabulary import Verb
from server.domain.when.bounds import States, least_moment, sure_moment

_NEVER = datetime.max.replace(tzinfo=UTC)
_ALWAYS = datetime.min.replace(tzinfo=UTC)
_RANK = {"no": 0, "only": 1, "not-yet": 2}


@dataclass(frozen=True, slots=True)
class Decision:
    """The deciding ruling, and others that disagree with it or are overridden by it.

    `bans` are all rulings of the deciding kind that restrict the topic: the answer changes with the last.
    """

    ruling: Ruling
    also: tuple[Ruling, ...] = ()
    bans: tuple[Ruling, ...] = ()


def decide(rulings: Iterable[Ruling], states: States) -> Decision | None:
    """Return the decision; None is silence, which is never a yes."""
    by_practitioner: list[Ruling] = []
    by_sheet: list[Ruling] = []
    for ruling in rulings:
        directed = ruling.window.rule.source == "practitioner" and ruling.force is not Force.ENDED
        (by_practitioner if directed else by_sheet).append(ruling)
    sheet = _by_sheet(by_sheet, states)
    return _directed(by_practitioner, by_sheet, sheet, states) if by_practitioner else sheet


def _directed(
    directed: Sequence[Ruling], by_sheet: Sequence[Ruling], sheet: Decision | None, states: States
) -> Decision:
    """A practitioner's ban always wins. A permission wins on the topics and members that the sheet does not name."""
    bans = [ruling for ruling in directed if ruling.window.rule.verb is Verb.AVOID]
    own = _restricted(bans, states) if bans else _nearest(directed, states)
    named = [ruling for ruling in by_sheet if ruling.place < own.ruling.place]
    members = _by_sheet(named, states) if not bans else sheet
    if members and members.ruling.restricts and (not bans or _is_stricter(members, own)):
        return Decision(members.ruling, (*members.also, own.ruling), members.bans)
    overridden = (sheet.ruling,) if sheet and sheet.ruling.kind != own.ruling.kind else ()
    longer = sheet.bans if bans and sheet and sheet.ruling.kind == own.ruling.kind else ()
    return Decision(own.ruling, (*own.also, *overridden), (*own.bans, *longer))


def _nearest(directed: Sequence[Ruling], states: States) -> Decision:
    place = min(ruling.place for ruling in directed)
    nearest = [ruling for ruling in directed if ruling.place == place]
    in_force = [ruling for ruling in nearest if ruling.permits]
    if in_force:
        return Decision(_best(in_force))
    restricting = [ruling for ruling in nearest if ruling.force is Force.IN_FORCE]
    return _restricted([*restricting, *_pending(nearest)], states)


def _is_stricter(first: Decision, second: Decision) -> bool:
    return _RANK[first.ruling.kind] < _RANK[second.ruling.kind]


def _by_sheet(rulings: Sequence[Ruling], states: States) -> Decision | None:
    active = [ruling for ruling in rulings if ruling.force is not Force.ENDED]
    exceptions = [ruling for ruling in active if ruling.window.rule.exception and ruling.permits]
    if exceptions:
        active = _lifted(active, exceptions)
    exact = [ruling for ruling in active if ruling.permits and ruling.place == 0]
    if exact:
        return _exactly(active, exact, states)
    restricting = [ruling for ruling in active if ruling.restricts and ruling.force is Force.IN_FORCE]
    restricting += _pending(active)
    if restricting:
        return _restricted(restricting, states, permits=[ruling for ruling in active if ruling.permits])
    permits = [ruling for ruling in active if ruling.permits]
    if permits:
        best = _best(permits)
        # A permission of other kinds does not permit this one, so the end of a ban on this one says more.
        own = [ruling for ruling in rulings if best.beside and not _share_topics(ruling, best)]
        return _ended(own, states) or Decision(best)
    return _ended(rulings, states)


def _share_topics(one: Ruling, other: Ruling) -> bool:
    return not set(one.window.rule.topics).isdisjoint(other.window.rule.topics)


def _lifted(active: Sequence[Ruling], exceptions: Sequence[Ruling]) -> list[Ruling]:
    """Drop the bans that an exception lifts: on the topic that it names, and on that topic's families."""
    place = min(ruling.place for ruling in exceptions)
    return [ruling for ruling in active if ruling.permits or ruling.place < place]


def _exactly(active: Sequence[Ruling], permits: Sequence[Ruling], states: States) -> Decision:
    """Let a rule in force that permits the topic itself beat every rule on its family, but not a ban on the topic."""
    bans = [ruling for ruling in active if ruling.place == 0 and ruling.restricts]
    bans = [ruling for ruling in bans if ruling.force is Force.IN_FORCE]
    return _restricted(bans, states, permits=permits) if bans else Decision(_best(permits))


def _pending(active: Sequence[Ruling]) -> list[Ruling]:
    """Return the pending permissions that count as bans.

    Of several on one topic, only the first to open counts, and none if one is already in force. Those on the topic
    itself come before those on its families, which they will beat once they are in force.
    """
    pending = [ruling for ruling in active if ruling.force is Force.PENDING]
    exact = [ruling for ruling in pending if ruling.place == 0]
    open_places = {ruling.place for ruling in active if ruling.permits}
    first: dict[int, Ruling] = {}
    for ruling in exact or pending:
        if ruling.place not in open_places:
            best = first.get(ruling.place)
            first[ruling.place] = ruling if best is None else max(best, ruling, key=_counting)
    return list(first.values())


def _counting(ruling: Ruling) -> tuple[int, float]:
    """Sort the pending permission that counts last. Of two times before a further treatment, the longer counts."""
    kind, opens = _opening(ruling)
    return (-kind, -opens) if ruling.window.rule.verb is Verb.REPEAT else (kind, opens)


def _opening(ruling: Ruling) -> tuple[int, float]:
    opens = sure_moment(ruling.bound, {}) or least_moment(ruling.bound, {}) or _NEVER
    return _RANK[ruling.kind], -opens.timestamp()


def _restricted(rulings: Sequence[Ruling], states: States, *, permits: Sequence[Ruling] = ()) -> Decision:
    """Decide by the strictest ruling: no, only, not-yet.

    While an `only` is in force, pending permissions do not count.
    """
    banned = any(ruling.kind == "no" and ruling.force is Force.IN_FORCE for ruling in rulings)
    only = any(ruling.kind == "only" for ruling in rulings) and not banned
    pool = [ruling for ruling in rulings if not only or ruling.force is Force.IN_FORCE]
    ruling = pool[0] if len(pool) == 1 else min(pool, key=lambda ruling: _rank(ruling, states))
    bans = tuple(other for other in pool if other.kind == ruling.kind)
    also = tuple(permit for permit in permits if permit.place == ruling.place)
    return Decision(ruling, also, bans)


def _rank(ruling: Ruling, states: States) -> tuple[int, float, float, int]:
    """Sort the strictest first, and the longest among equals."""
    surely = sure_moment(ruling.bound, states) or _NEVER
    least = least_moment(ruling.bound, states) or (_ALWAYS if ruling.bound else _NEVER)
    return _RANK[ruling.kind], -surely.timestamp(), -least.timestamp(), ruling.place


def _best(permits: Sequence[Ruling]) -> Ruling:
    """Return the permission to quote: first a plain yes, then one with a condition, a duty, the nearest.

    A permission of other kinds counts if none for the topic is as near: a scrub beside "a gentle exfoliator".
    """
    plain = min((ruling.place for ruling in permits if not ruling.beside), default=None)
    beside = min((ruling.place for ruling in permits if ruling.beside), default=None)

    def order(ruling: Ruling) -> tuple[bool, bool, bool, bool, int]:
        rule, rival = ruling.window.rule, plain if ruling.beside else beside
        is_farther = rival is not None and (rival < ruling.place or (ruling.beside and rival == ruling.place))
        return ruling.kind != "yes", is_farther, not rule.with_, rule.verb is not Verb.DO, ruling.place

    return min(permits, key=order)


def _ended(rulings: Sequence[Ruling], states: States) -> Decision | None:
    ended = [ruling for ruling in rulings if ruling.force is Force.ENDED]
    if not ended:
        return None
    return Decision(max(ended, key=lambda ruling: sure_moment(ruling.bound, states) or _ALWAYS))


def preference(ruling: Ruling, states: States) -> tuple[float, ...]:
    """Return the sort key by which `decide` prefers rulings that differ only in their times; the least is preferred."""
    if ruling.force is Force.ENDED:
        return (-(sure_moment(ruling.bound, states) or _ALWAYS).timestamp(),)
    if ruling.force is Force.PENDING:
        return (-_counting(ruling)[1],)
    return _rank(ruling, states)[1:3] if ruling.restricts else ()
