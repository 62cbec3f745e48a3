"""On which local days the next treatment may take place: the sheet's intervals, its bans, and what was directed.

A calendar counts whole days, as people do with weeks: the day on which an interval ends is the first possible one. What
the diary says of the skin today is no reason against a later day; `next_treatment.skin_obstacles` lists that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from server.domain.local_time import local_date, start_of_day, stored_time_zone
from server.domain.timeline import Timeline
from server.domain.timeline.model import Window
from server.domain.timeline.series import next_treatment_closes_at, next_treatment_opens_at
from server.domain.topics import TopicTree
from server.domain.vocabulary import TreatmentKind, Verb
from server.domain.when.bounds import Bound, Certainty, States, certainty, leaves

DayVerdict = Literal["not-named", "too-early", "allowed", "preferred", "after-window", "blocked"]
DayReasonKind = Literal["interval", "window-over", "ban", "direction"]

_MOMENT = timedelta(microseconds=1)
_ONE_DAY = timedelta(days=1)
_BEFORE_THE_NEXT = "S-"
"""How TIME begins that counts back from the next treatment: such a rule moves with it and is never against it."""
_SUBJECTS = {
    TreatmentKind.NEEDLING: "microneedling",
    TreatmentKind.PEEL: "chemical-peel",
    TreatmentKind.LASER: "laser",
    TreatmentKind.INJECTION: "filler",
    TreatmentKind.OTHER: "other-treatment",
}
"""The topic of a treatment, whatever the `repeat` rules of its sheet call it."""


@dataclass(frozen=True, slots=True)
class DayReason:
    """Why a day is not free: a rule of the sheet, or an instruction of the practitioner (`direction`)."""

    kind: DayReasonKind
    rule_id: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`preferred`: inside a window of which the sheet names both ends. `allowed`: the sheet names no end.

    `not-named`: no rule says from when on a treatment is possible, so no day is called allowed.
    """

    day: date
    verdict: DayVerdict
    reasons: tuple[DayReason, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatmentCalendar:
    """`earliest` is the first of `days` that is allowed or preferred.

    `opens_on` and `closes_on` (both inclusive) are the ends of the sheet's window, as far as it names them, whatever
    else is against a day.
    """

    days: tuple[CalendarDay, ...]
    opens_on: date | None
    closes_on: date | None

    @property
    def earliest(self) -> date | None:
        return next((day.day for day in self.days if day.verdict in ("allowed", "preferred")), None)


@dataclass(frozen=True, slots=True)
class _Interval:
    """The days on which one `repeat` rule wants the next treatment, both inclusive."""

    rule_id: str
    opens_on: date | None
    closes_on: date | None


def treatment_calendar(
    timeline: Timeline, tree: TopicTree, states: States, *, kind: TreatmentKind, days: tuple[date, date]
) -> TreatmentCalendar:
    """Return a verdict for every local day from the first of `days` to the last (inclusive)."""
    clock = stored_time_zone(timeline.time_zone)
    intervals = tuple(_intervals(timeline, clock))
    opens_on = max((each.opens_on for each in intervals if each.opens_on), default=None)
    closes_on = min((each.closes_on for each in intervals if each.closes_on), default=None)
    rules = _rules_about(timeline, _lineage(timeline, tree, kind))
    calendar = []
    for day in _days(*days):
        last_moment = start_of_day(day + _ONE_DAY, clock) - _MOMENT
        bans = tuple(_bans(rules, last_moment, states))
        reasons = (*bans, *_against_intervals(intervals, day))
        verdict = "blocked" if bans else _verdict(day, opens_on, closes_on)
        calendar.append(CalendarDay(day, verdict, reasons))
    return TreatmentCalendar(tuple(calendar), opens_on, closes_on)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _verdict(day: date, opens_on: date | None, closes_on: date | None) -> DayVerdict:
    if opens_on is not None and day < opens_on:
        return "too-early"
    if closes_on is not None and day > closes_on:
        return "after-window"
    if opens_on is None:
        return "not-named"
    return "allowed" if closes_on is None else "preferred"


def _spaced(timeline: Timeline) -> Iterator[Window]:
    """Yield the rules that say how far apart treatments are; a rule of maintenance does not."""
    for window in timeline.windows:
        if window.rule.verb is Verb.REPEAT and window.rule.every is None:
            yield window


def _intervals(timeline: Timeline, clock: ZoneInfo) -> Iterator[_Interval]:
    for window in _spaced(timeline):
        opens_at, closes_at = next_treatment_opens_at(window.opens), next_treatment_closes_at(window)
        yield _Interval(
            window.rule.id,
            None if opens_at is None else local_date(opens_at, clock),
            None if closes_at is None else local_date(closes_at - _MOMENT, clock),
        )


def _against_intervals(intervals: tuple[_Interval, ...], day: date) -> Iterator[DayReason]:
    for each in intervals:
        if each.opens_on is not None and day < each.opens_on:
            yield DayReason("interval", each.rule_id)
        if each.closes_on is not None and day > each.closes_on:
            yield DayReason("window-over", each.rule_id)


def _lineage(timeline: Timeline, tree: TopicTree, kind: TreatmentKind) -> frozenset[str]:
    """Return the topics of the next treatment and the families that they belong to."""
    known = tree.extended(timeline.topics)
    repeated = {
        topic
        for window in timeline.windows
        if window.rule.verb is Verb.REPEAT
        for topic in window.rule.topics
    }
    topics = {topic for topic in repeated if topic in known} | {_SUBJECTS[kind]}
    return frozenset(topics.union(*(known.ancestors(topic) for topic in topics)))


def _rules_about(timeline: Timeline, topics: frozenset[str]) -> tuple[Window, ...]:
    """Return bans and permissions about these topics, without those that depend on a circumstance of the moment."""
    return tuple(
        window
        for window in timeline.windows
        if window.rule.verb in (Verb.AVOID, Verb.ALLOW)
        and not window.needs
        and topics.intersection(window.rule.topics)
        and not any(
            leaf.text.startswith(_BEFORE_THE_NEXT)
            for bound in (window.opens, window.closes)
            for leaf in leaves(bound)
        )
    )


def _bans(rules: tuple[Window, ...], moment: datetime, states: States) -> Iterator[DayReason]:
    """Yield the bans in force. A directed ban always counts; a directed permission sets aside those of the sheet."""
    in_force = [window.rule for window in rules if _in_force(window, moment, states)]
    directed = [rule for rule in in_force if rule.source == "practitioner"]
    permitted = any(rule.verb is Verb.ALLOW for rule in directed)
    for rule in in_force:
        if rule.verb is Verb.AVOID and rule.source == "practitioner":
            yield DayReason("direction", rule.id)
        elif rule.verb is Verb.AVOID and not permitted:
            yield DayReason("ban", rule.id)


def _in_force(window: Window, moment: datetime, states: States) -> bool:
    """Return whether the rule may hold then. A ban counts from its earliest beginning, a permission from its latest.

    Of a range, a ban lasts until the far end. A state that nobody has reported yet ends it all the same: whether the
    skin has healed is seen on the day. One that the patient has denied does not.
    """
    early = window.rule.verb is Verb.AVOID
    if window.opens is not None and certainty(window.opens, moment, states, early=early) < Certainty.REACHED:
        return False
    return window.closes is None or not _ended(window.closes, moment, states)


def _ended(closes: Bound, moment: datetime, states: States) -> bool:
    since = moment - timedelta(days=10_000)  # long enough ago for any offset
    unreported = {leaf.gate: since for leaf in leaves(closes) if leaf.gate and leaf.report(states) is None}
    return certainty(closes, moment, {**unreported, **states}) is Certainty.REACHED
