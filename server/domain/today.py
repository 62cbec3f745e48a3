"""Today: what to do, what to leave alone, what to expect, and what changes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.local_time import day_number
from server.domain.sheets import Rule
from server.domain.timeline import FORBIDDING, Milestone, Timeline, Window, instant_text, shown_rule
from server.domain.timeline.document import milestone_document
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Certainty, certainty, least_moment, leaves, open_gates, sure_moment

States = Mapping[str, bool]


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
    day: int  # in the numbering of the sheet, on the wall clock of the treatment's time zone
    do: tuple[TodayItem, ...]
    leave_alone: tuple[TodayItem, ...]
    allowed: tuple[TodayItem, ...]
    expect: tuple[TodayItem, ...]
    tell: tuple[TodayItem, ...]  # what to tell the practitioner, should it be there
    next_change_at: datetime | None  # any window opens or closes, at either end of a range
    next_milestones: tuple[Milestone, ...]  # all those of the next moment that has one


def today(timeline: Timeline, *, now: datetime, states: States) -> Today:
    """`states` as in `answer`; now-flags may be among them."""
    items = _unless_directed([item for window in timeline.windows if (item := _item(window, now, states))])
    return Today(
        now=now,
        hours=int((now - timeline.treated_at).total_seconds() // 3600),
        day=day_number(now, timeline.treated_at, time_zone=timeline.time_zone, day_one=timeline.day_one),
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
    coming = [milestone for milestone in timeline.milestones if milestone.at > now]
    return tuple(milestone for milestone in coming if milestone.at == coming[0].at)


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


def _item(window: Window, now: datetime, states: States) -> TodayItem | None:
    certainty = min(_condition(window, states), _holds(window, now, states))
    if certainty is Certainty.NOT_REACHED or window.rule.verb is Verb.REPEAT or window.rule.mark == "pointer":
        return None  # a pointer is for reading the sheet, not for today
    waiting = (
        *open_gates(window.opens, now, states),
        *open_gates(window.closes, now, states),
        *(flag for flag in window.needs if flag not in states),
    )
    return TodayItem(
        rule=window.rule,
        sure=certainty is Certainty.REACHED,
        since=least_moment(window.opens, states),
        until=least_moment(window.closes, states),
        surely_until=sure_moment(window.closes, states),
        depends_on=tuple(dict.fromkeys(waiting)),
    )


def _condition(window: Window, states: States) -> Certainty:
    if any(states.get(flag) for flag in window.unless) or any(
        states.get(flag) is False for flag in window.needs
    ):
        return Certainty.NOT_REACHED
    return Certainty.REACHED if all(flag in states for flag in window.needs) else Certainty.UNCERTAIN


def _holds(window: Window, now: datetime, states: States) -> Certainty:
    """A permission begins late and ends early; everything else begins early and ends late."""
    permission = window.rule.verb is Verb.ALLOW
    opened = certainty(window.opens, now, states, early=not permission) if window.opens else Certainty.REACHED
    over = certainty(window.closes, now, states, early=permission) if window.closes else Certainty.NOT_REACHED
    if over is Certainty.UNCERTAIN and window.rule.verb not in FORBIDDING:
        over = Certainty.NOT_REACHED
    return min(opened, Certainty(Certainty.REACHED - over))


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
        "next_milestones": [milestone_document(milestone) for milestone in view.next_milestones],
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
