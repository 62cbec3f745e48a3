"""Today: what to do, what to leave alone, what to expect, and what changes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.local_time import day_number
from server.domain.protocol import Rule
from server.domain.timeline import FORBIDDING, Milestone, Timeline, Window, instant_text, shown_rule
from server.domain.timeline.document import milestone_document
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Reading, least_moment, leaves, open_gates, read, sure_moment

Told = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class TodayItem:
    """`sure` False: between least and surely, or it hangs on what was not told (`depends_on`)."""

    rule: Rule
    sure: bool
    since: datetime | None
    until: datetime | None  # the least end; None: open
    surely_until: datetime | None
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    now: datetime
    hours: int  # whole hours since the treatment, rounded down; negative before it
    day: int  # in the numbering of the sheet, on the wall clock of the treatment's zone
    do: tuple[TodayItem, ...]
    leave_alone: tuple[TodayItem, ...]
    allowed: tuple[TodayItem, ...]
    expect: tuple[TodayItem, ...]
    tell: tuple[TodayItem, ...]  # what to tell the practitioner, should it be there
    next_change_at: datetime | None  # any window opens or closes, at either end of a range
    next_milestones: tuple[Milestone, ...]  # all those of the next moment that has one


def today(timeline: Timeline, *, now: datetime, states: Told) -> Today:
    """`states` as in `answer`; now-flags may be among them."""
    items = _unless_directed([item for window in timeline.windows if (item := _item(window, now, states))])
    return Today(
        now=now,
        hours=int((now - timeline.treated_at).total_seconds() // 3600),
        day=day_number(now, timeline.treated_at, zone=timeline.zone, day_one=timeline.day_one),
        do=_of(items, (Verb.DO,)),
        leave_alone=_of(items, FORBIDDING),
        allowed=_of(items, (Verb.ALLOW,)),
        expect=_of(items, (Verb.EXPECT,)),
        tell=_of(items, (Verb.CALL,)),
        next_change_at=next_change_at(timeline, now=now),
        next_milestones=next_milestones(timeline, now=now),
    )


def next_change_at(timeline: Timeline, *, now: datetime) -> datetime | None:
    bounds = (bound for window in timeline.windows for bound in (window.opens, window.closes))
    moments = (at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at))
    return min((at for at in moments if at and at > now), default=None)


def next_milestones(timeline: Timeline, *, now: datetime) -> tuple[Milestone, ...]:
    coming = [stone for stone in timeline.milestones if stone.at > now]
    return tuple(stone for stone in coming if stone.at == coming[0].at)


def _of(items: list[TodayItem], verbs: Iterable[Verb]) -> tuple[TodayItem, ...]:
    """What ends first comes first, what has no end last; otherwise as in the sheet."""
    found = [item for item in items if item.rule.verb in verbs]
    ending = [(item.until, place, item) for place, item in enumerate(found) if item.until]
    return (*(item for _, _, item in sorted(ending)), *(item for item in found if item.until is None))


def _unless_directed(items: list[TodayItem]) -> list[TodayItem]:
    """What the practitioner directed wins: the sheet's word on the same topics is not shown beside it."""
    spoken = (Verb.AVOID, Verb.ONLY, Verb.ALLOW)
    directed = {
        topic
        for item in items
        if item.rule.source == "practitioner" and item.rule.verb in spoken
        for topic in item.rule.topics
    }
    return [
        item
        for item in items
        if item.rule.source == "practitioner"
        or item.rule.verb not in spoken
        or not directed.issuperset(item.rule.topics)
    ]


def _item(window: Window, now: datetime, told: Told) -> TodayItem | None:
    certainty = min(_condition(window, told), _holds(window, now, told))
    if certainty is Reading.NOT_REACHED or window.rule.verb is Verb.REPEAT or window.rule.mark == "pointer":
        return None  # a pointer is for reading the sheet, not for today
    waiting = (
        *open_gates(window.opens, now, told),
        *open_gates(window.closes, now, told),
        *(flag for flag in window.needs if flag not in told),
    )
    return TodayItem(
        rule=window.rule,
        sure=certainty is Reading.REACHED,
        since=least_moment(window.opens, told),
        until=least_moment(window.closes, told),
        surely_until=sure_moment(window.closes, told),
        depends_on=tuple(dict.fromkeys(waiting)),
    )


def _condition(window: Window, told: Told) -> Reading:
    if any(told.get(flag) for flag in window.unless) or any(told.get(flag) is False for flag in window.needs):
        return Reading.NOT_REACHED
    return Reading.REACHED if all(flag in told for flag in window.needs) else Reading.OPEN


def _holds(window: Window, now: datetime, told: Told) -> Reading:
    """A permission begins late and ends early; everything else begins early and ends late."""
    permission = window.rule.verb is Verb.ALLOW
    opened = read(window.opens, now, told, early=not permission) if window.opens else Reading.REACHED
    over = read(window.closes, now, told, early=permission) if window.closes else Reading.NOT_REACHED
    if over is Reading.OPEN and window.rule.verb not in FORBIDDING:
        over = Reading.NOT_REACHED
    return min(opened, Reading(Reading.REACHED - over))


def to_document(view: Today) -> dict[str, Any]:
    return {
        "now": instant_text(view.now),
        "hours": view.hours,
        "day": view.day,
        "do": [_item_document(item) for item in view.do],
        "leave_alone": [_item_document(item) for item in view.leave_alone],
        "allowed": [_item_document(item) for item in view.allowed],
        "expect": [_item_document(item) for item in view.expect],
        "tell": [_item_document(item) for item in view.tell],
        "next_change_at": instant_text(view.next_change_at),
        "next_milestones": [milestone_document(stone) for stone in view.next_milestones],
    }


def _item_document(item: TodayItem) -> dict[str, Any]:
    return {
        "rule": shown_rule(item.rule),
        "sure": item.sure,
        "since": instant_text(item.since),
        "until": instant_text(item.until),
        "surely_until": instant_text(item.surely_until),
        "depends_on": list(item.depends_on),
    }
