"""When a duty that the patient has done is due again."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.domain.diary import DONE
from server.domain.local_time import first_instant, local_date, stored_time_zone
from server.domain.timeline import Timeline, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import ACT, States, leaves
from server.domain.when.terms import PART_BEGINS, STARTED_BY_ACTS

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
MINUTES = {"m": 1, "h": 60, "d": 1_440, "w": 10_080, "mo": 43_200}
EACH = "each "
_WITHOUT_CLOCK = ("", "always", "as needed")
TWICE_A_DAY = ("morning", "evening")
WAKING = (6, 22)
"""The hours of the wall clock between which "3/day" and more are spread evenly."""


def due_again(window: Window, done_at: datetime, states: States, *, time_zone: str) -> datetime | None:
    """Return when a duty that was done at `done_at` is due again; None: not before an act is reported, or never.

    A duty that the sheet repeats by the clock follows the clock alone. Any other duty is due again with the next report
    of the act that starts it or goes with it, or on the next day if no act starts it.
    """
    every = window.rule.every or ""
    if every == "once":
        return None
    if every in _WITHOUT_CLOCK or every.startswith(EACH):
        reports = [states.get(f"{ACT}{act}") for act in acts_of(window)]
        repeated = [at for at in reports if isinstance(at, datetime) and at > done_at]
        if repeated:
            return min(repeated)
    if not every and _starts_with_act(window):
        return None
    return _next_time(every, done_at, stored_time_zone(time_zone))


def acts_of(window: Window) -> tuple[str, ...]:
    """Return the acts by which the duty begins, or with each of which it is repeated."""
    every = window.rule.every or ""
    each = [every.removeprefix(EACH)] if every.startswith(EACH) else []
    opening = [leaf.act.partition("(")[2].removesuffix(")") for leaf in leaves(window.opens) if leaf.act]
    return tuple(dict.fromkeys([*opening, *each]))


def _starts_with_act(window: Window) -> bool:
    acts = (leaf.act for leaf in leaves(window.opens) if leaf.act)
    return any(act.startswith(tuple(f"{name}(" for name in STARTED_BY_ACTS)) for act in acts)


def _next_time(every: str, done_at: datetime, clock: ZoneInfo) -> datetime:
    interval = re.fullmatch(r"every (?:>=)?(\d+)(?:-\d+)?(m|h|d|w|mo)", every)
    if interval:
        return done_at + timedelta(minutes=int(interval[1]) * MINUTES[interval[2]])
    times = re.fullmatch(r"(?:>=)?(\d+)(?:-\d+)?/(hour|day|week|month|year)", every)
    if times and times[2] == "hour":
        return done_at + timedelta(minutes=60 // int(times[1]))
    if times and times[2] != "day":
        return _at(done_at, max(1, DAYS[times[2]] // int(times[1])), 0, clock)
    hours = _hours_of_day(every, int(times[1]) if times else 1)
    today = (_at(done_at, 0, hour, clock) for hour in hours)
    return next((at for at in today if at > done_at), _at(done_at, 1, hours[0], clock))


def _hours_of_day(every: str, times: int) -> tuple[int, ...]:
    """Return the hours at which a duty is due: parts of the day, or evenly spread; "once a day" is at midnight."""
    parts = TWICE_A_DAY if times == 2 else every.split("+")
    named = {part.value: hour for part, hour in PART_BEGINS.items()}
    if all(part in named for part in parts):
        return tuple(sorted(named[part] for part in parts))
    begin, end = WAKING
    return tuple(begin + place * (end - begin) // times for place in range(times)) if times > 1 else (0,)


def _at(done_at: datetime, days: int, hour: int, clock: ZoneInfo) -> datetime:
    day = local_date(done_at, clock) + timedelta(days=days)
    return first_instant(datetime.combine(day, time(hour)), clock)


def duties_done(timeline: Timeline, states: States, *, at: datetime) -> frozenset[str]:
    """Return the ids of the duties that need not be done at `at`, by the reports in `states`."""
    return frozenset(_done(timeline, states, at))


def _done(timeline: Timeline, states: States, at: datetime) -> Iterator[str]:
    for window in timeline.windows:
        done_at = states.get(f"{DONE}{window.rule.id}")
        if window.rule.verb is not Verb.DO or not isinstance(done_at, datetime):
            continue
        again = due_again(window, done_at, states, time_zone=timeline.time_zone)
        if again is None or again > at:
            yield window.rule.id
