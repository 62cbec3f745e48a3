"""Today's view of a timeline: what to do, avoid and expect, what is allowed, and what changes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.local_time import day_number
from server.domain.sheets import NOW, STATABLE, Rule
from server.domain.timeline import FORBIDDING, Milestone, Timeline, Window, instant_text, shown_rule
from server.domain.timeline.document import milestone_document
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Certainty, certainty, least_moment, leaves, open_gates, sure_moment

States = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class TodayItem:
    """A rule in force. `sure` is False between its earliest and its latest end, and while `depends_on` is open."""

    rule: Rule
    sure: bool
    since: datetime | None
    until: datetime | None  # the earliest end; None if open
    surely_until: datetime | None
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    now: datetime
    hours: int  # whole hours since the treatment, rounded down; negative before it
    day: int  # in the sheet's numbering, on the wall clock of the treatment's time zone
    do: tuple[TodayItem, ...]
    leave_alone: tuple[TodayItem, ...]
    allowed: tuple[TodayItem, ...]
    expect: tuple[TodayItem, ...]
    tell: tuple[TodayItem, ...]  # symptoms and signs to report to the practitioner if present
    next_change_at: datetime | None  # when a window next opens or closes, at either end of a range
    next_milestones: tuple[Milestone, ...]  # every milestone of the next moment that has any


def today(timeline: Timeline, *, now: datetime, states: States) -> Today:
    """Project the timeline to `now`. `states` are as in `answer` and may include now-flags."""
    in_force = [item for window in timeline.windows if (item := _item(window, now, states))]
    items = _each_once(_unless_directed(in_force))
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
    """Return the items soonest end first, open ends last, otherwise in the order of the sheet."""
    chosen = [item for item in items if item.rule.verb in verbs]
    ending = [(item.until, place, item) for place, item in enumerate(chosen) if item.until]
    return (*(item for _, _, item in sorted(ending)), *(item for item in chosen if item.until is None))


def _unless_directed(items: list[TodayItem]) -> list[TodayItem]:
    """Drop rules of the sheet whose topics are all covered by the practitioner's instructions."""
    overridable = (Verb.AVOID, Verb.ONLY, Verb.ALLOW)
    directed = {
        topic
        for item in items
        if item.rule.source == "practitioner" and item.rule.verb in overridable
        for topic in item.rule.topics
    }
    return [
        item
        for item in items
        if item.rule.source == "practitioner"
        or item.rule.verb not in overridable
        or not directed.issuperset(item.rule.topics)
    ]


def _each_once(items: list[TodayItem]) -> list[TodayItem]:
    """Drop permissions that another line gives as well: an `only` permits what it names, and a duty asks for it."""
    spoken = [item for item in items if item.sure and item.rule.verb in (Verb.ONLY, Verb.DO)]
    return [item for item in items if not any(_gives(other.rule, item.rule) for other in spoken)]


def _gives(other: Rule, rule: Rule) -> bool:
    """Return True if another rule in force permits at least the topics of a sheet's permission, without a condition."""
    plain = rule.verb is Verb.ALLOW and rule.source == "sheet" and not rule.with_
    return (
        plain
        and not other.with_
        and set(rule.topics) <= set(other.topics)
        and other.area in (None, rule.area)
    )


def _item(window: Window, now: datetime, states: States) -> TodayItem | None:
    in_force = min(_condition(window, states), _is_open(window, now, states))
    if in_force is Certainty.NOT_REACHED or window.rule.verb is Verb.REPEAT or window.rule.mark == "pointer":
        return None  # a pointer to another document is shown with the sheet, not today
    unreported = (
        *open_gates(window.opens, now, states),
        *open_gates(window.closes, now, states),
        *(flag for flag in window.needs if flag not in states),
    )
    return TodayItem(
        rule=window.rule,
        sure=in_force is Certainty.REACHED,
        since=least_moment(window.opens, states),
        until=least_moment(window.closes, states),
        surely_until=sure_moment(window.closes, states),
        depends_on=tuple(dict.fromkeys(unreported)),
    )


def _condition(window: Window, states: States) -> Certainty:
    """Return whether the flags hold.

    A permission for prescribed things is not shown: only a question can state that.
    """
    if any(f"{NOW}{flag}" in window.needs and not states.get(f"{NOW}{flag}") for flag in STATABLE):
        return Certainty.NOT_REACHED
    if any(states.get(flag) for flag in window.unless) or any(
        states.get(flag) is False for flag in window.needs
    ):
        return Certainty.NOT_REACHED
    return Certainty.REACHED if all(flag in states for flag in window.needs) else Certainty.UNCERTAIN


def _is_open(window: Window, now: datetime, states: States) -> Certainty:
    """Return whether the window is open: permissions open late and close early, all others the other way round."""
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
