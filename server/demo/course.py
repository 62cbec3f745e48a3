"""Diaries that follow the expected course of a sheet, with the same numbers every time."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from math import ceil
from zoneinfo import ZoneInfo

from server.demo.story import Check, Course, Fields
from server.domain.course import Band, bands
from server.domain.diary import INFLAMMATION
from server.domain.timeline import Timeline
from server.domain.vocabulary import Symptom

EVENING = time(19, 30)
WITHOUT_END = 60.0
"""How many hours a symptom lasts if the sheet names no end."""
STRONGEST = 3
HEALED_FROM_DAY = 7


def checks_of(course: Course, timeline: Timeline, *, cues: tuple[str, ...], seed: str) -> tuple[Check, ...]:
    """Return one check-in on the evening of each day of the course.

    `cues` are those of the patient's skin. The same `seed` gives the same pace of healing and the same minutes.
    """
    chance = sha256(seed.encode()).digest()
    pace = 0.7 + chance[0] / 1000
    hidden = Symptom.REDNESS if "darker" in cues else Symptom.DARKENING
    expected = [band for band in bands(timeline) if band.symptom is not hidden]
    replaced: dict[str, int] = {}
    shown: set[str] = set()
    checks = []
    for place, day in enumerate(course.days, start=1):
        event = course.events.get(day, {})
        replaced |= event.get("scores", {})
        hour = _evening(timeline, day, minutes=chance[place] % 90)
        scores = {band.symptom.value: _score(band, hour, pace) for band in expected} | replaced
        shown |= {name for name, score in scores.items() if score}
        scored = {name: score for name, score in scores.items() if name in shown or name in replaced}
        checks.append(_check(course, day, hour, {**_states(day, scored), **event, "scores": scored}))
    return tuple(checks)


def _evening(timeline: Timeline, day: int, *, minutes: int) -> float:
    """Return the hours from the treatment until the evening of a day."""
    zone = ZoneInfo(timeline.time_zone)
    date = timeline.treated_at.astimezone(zone).date() + timedelta(days=day)
    at = datetime.combine(date, EVENING, zone) + timedelta(minutes=minutes)
    return (at.astimezone(UTC) - timeline.treated_at) / timedelta(hours=1)


def _score(band: Band, hour: float, pace: float) -> int:
    """Return a score that falls from the strongest that the sheet describes to 0 before the sheet's earliest end."""
    if band.onset_hours is None:
        return 0  # the sheet asks to report it, and does not expect it
    end = band.resolves_least_hours or band.resolves_surely_hours or band.onset_hours + WITHOUT_END
    length = (end - band.onset_hours) * pace
    passed = hour - band.onset_hours
    if not 0 <= passed < length:
        return 0
    return ceil(min(band.up_to or STRONGEST, STRONGEST) * (1 - passed / length))


def _states(day: int, scores: Mapping[str, int]) -> Fields:
    if not scores or any(scores.values()):
        return {}
    return {"states": {"calm": True} | ({"healed": True} if day >= HEALED_FROM_DAY else {})}


def _check(course: Course, day: int, hour: float, fields: Fields) -> Check:
    angles = ("front",) if day in course.photo_days else ()
    strongest = max((fields["scores"].get(cue.value, 0) for cue in INFLAMMATION), default=0)
    spots = 4 if day in course.spot_days else 0
    return Check(hour, fields, angles, flush=round(min(strongest, STRONGEST) / STRONGEST, 2), spots=spots)
