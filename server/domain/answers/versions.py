"""Answer from two versions of one sheet while a safety correction is not yet accepted (CARE_PROTOCOL.md, rule 10).

`answer_of_versions((followed, corrected), …)` takes two timelines of one treatment: the one that the patient follows,
and the one compiled from the corrected version. It returns one `Answer`, which is never less strict than either
version's, now or at any moment of its `then`. `rule` is the deciding one; `also` names the rule of the other version,
so that both are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from server.domain.answers.model import MAX_EXCEPT, STRICTNESS, Answer, AnswerKind, Change, StricterMember
from server.domain.sheets import Rule

_RESTRICTING = ("no", "only", "not-yet")
_EASY = ("expected", "over", "yes")
"""Kinds that let the patient go ahead or reassure them: the earlier end is stricter.

For all others, the later end is.
"""


def is_stricter(one: Answer, other: Answer) -> bool:
    """Return True if the first of two answers about the same thing is the stricter one."""
    if one.kind != other.kind:
        return STRICTNESS[one.kind] < STRICTNESS[other.kind]
    if _permitted_by_only(one) != _permitted_by_only(other):
        return _permitted_by_only(other)
    if bool(one.with_) != bool(other.with_):
        return bool(one.with_)
    if (
        one.asked_for != other.asked_for
    ):  # a permission is stricter than an instruction, because it asks for nothing
        return other.asked_for
    ends, other_ends = (_moment(answer.until) for answer in (one, other))
    return ends < other_ends if one.kind in _EASY else ends > other_ends


def _permitted_by_only(answer: Answer) -> bool:
    return answer.kind == "only" and answer.topic in answer.only


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else float("inf")


def stricter_of(followed: Answer, corrected: Answer) -> Answer:
    """Return one answer that is never less strict than either of two answers about one topic at one moment."""
    first, second = (followed, corrected) if is_stricter(followed, corrected) else (corrected, followed)
    essence = _stricter(_essence(first), _essence(second))
    then = _changes(first, second, essence)
    shared = tuple(topic for topic in first.only if topic in second.only)
    least, surely = _ends(first, second)
    return replace(
        first,
        kind=essence.kind,
        only=(shared if second.only else first.only) if essence.kind == "only" else (),
        with_=essence.with_,
        except_=_members((*first.except_, *second.except_), essence.kind),
        until=next((change.at for change in then if change.kind != essence.kind), _until(first, second)),
        least_at=least,
        surely_at=surely,
        depends_on=essence.depends_on,
        also=_also(first, second),
        then=then,
    )


@dataclass(frozen=True, slots=True)
class _Essence:
    kind: AnswerKind
    only: tuple[str, ...]
    with_: tuple[str, ...]
    depends_on: tuple[str, ...]
    rule: Rule | None


def _essence(given: Answer | Change) -> _Essence:
    only = given.only if isinstance(given, Answer) else ()
    return _Essence(given.kind, only, given.with_, given.depends_on, given.rule)


def _stricter(one: _Essence, other: _Essence) -> _Essence:
    """Return what holds under both versions. If they share no condition or no permitted topic, the topic is closed."""
    stricter, laxer = (one, other) if STRICTNESS[one.kind] <= STRICTNESS[other.kind] else (other, one)
    if laxer.kind in _RESTRICTING:
        depends_on = tuple(dict.fromkeys((*stricter.depends_on, *laxer.depends_on)))
        stricter = replace(stricter, depends_on=depends_on)
    if stricter.kind != laxer.kind:
        return stricter
    if stricter.kind == "only" and stricter.only and laxer.only and not {*stricter.only} & {*laxer.only}:
        return replace(stricter, kind="no")
    if stricter.kind != "yes" or not laxer.with_:
        return stricter
    if not stricter.with_:
        return laxer
    shared = tuple(topic for topic in stricter.with_ if topic in laxer.with_)
    return replace(stricter, with_=shared) if shared else replace(stricter, kind="not-yet", with_=())


def _ends(first: Answer, second: Answer) -> tuple[datetime | None, datetime | None]:
    """Return the earliest and the latest end of what decides; where both versions restrict, the later of each."""
    if second.kind not in _RESTRICTING:
        return first.least_at, first.surely_at
    least = max((at for at in (first.least_at, second.least_at) if at), default=None)
    if first.surely_at is None or second.surely_at is None:
        return least, None
    return least, max(first.surely_at, second.surely_at)


def _until(first: Answer, second: Answer) -> datetime | None:
    """Return when the answer next changes, for a change that `then` does not list because it is after the course."""
    ends = [answer.until for answer in (first, second) if answer.until]
    if first.kind in _EASY:
        return min(ends, default=None)
    if second.kind not in _RESTRICTING:
        return first.until
    return max(ends) if len(ends) == 2 else None


def _members(members: Iterable[StricterMember], kind: AnswerKind) -> tuple[StricterMember, ...]:
    stricter = [member for member in members if STRICTNESS[member.kind] < STRICTNESS[kind]]
    stricter.sort(key=lambda member: (STRICTNESS[member.kind], -_moment(member.until)))
    by_topic: dict[str, StricterMember] = {}
    for member in stricter:
        by_topic.setdefault(member.topic, member)
    return tuple(by_topic.values())[:MAX_EXCEPT]


def _also(first: Answer, second: Answer) -> tuple[Rule, ...]:
    """Return the further rules of both versions. A rule that both have is named once."""
    rules: list[Rule] = []
    for rule in (*first.also, second.rule, *second.also):
        if rule is not None and rule != first.rule and rule not in rules:
            rules.append(rule)
    return tuple(rules)


def _changes(first: Answer, second: Answer, now: _Essence) -> tuple[Change, ...]:
    """Return how the answer changes: at every moment, the stricter of the two applies."""
    moments = sorted({change.at for answer in (first, second) for change in answer.then if change.at})
    changes: list[Change] = []
    latest = now
    for at in moments:
        essence = _stricter(_at(first, at), _at(second, at))
        if _seen(essence) != _seen(latest):
            changes.append(_change(at, essence, first, second))
        latest = essence
    reported = _stricter(_reported(first), _reported(second))
    if reported.kind != latest.kind and latest.kind == "not-yet" and latest.depends_on:
        changes.append(
            Change(None, reported.kind, None, None, reported.with_, latest.depends_on, reported.rule)
        )
    return tuple(changes)


def _seen(essence: _Essence) -> tuple[object, ...]:
    return essence.kind, essence.with_, essence.depends_on


def _at(answer: Answer, moment: datetime) -> _Essence:
    come = [change for change in answer.then if change.at and change.at <= moment]
    return _essence(come[-1] if come else answer)


def _reported(answer: Answer) -> _Essence:
    return _essence(answer.then[-1] if answer.then else answer)


def _change(at: datetime, essence: _Essence, first: Answer, second: Answer) -> Change:
    """Return the change, with the range in which it lies if one of the two answers has the same change."""
    own = (change for answer in (first, second) for change in answer.then if change.at == at)
    same = next((change for change in own if change.rule == essence.rule), None)
    least, surely = (same.least_at, same.surely_at) if same else (at, at)
    return Change(at, essence.kind, least, surely, essence.with_, essence.depends_on, essence.rule)
