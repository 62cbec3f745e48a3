"""The spans that a question may mean: where its moments can be read in several ways, the strictest answer counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.domain.local_time import first_instant, time_zone_named
from server.domain.questions.model import Question, QuestionKind
from server.domain.questions.moment import AskedMoment, Course, Span, bounds

_SMALL_HOURS = time(5)
"""Until then, "tonight" may be the night that has begun, and "tomorrow" the day that has."""
_JUST_PASSED = timedelta(hours=1)
"""A time of day that has passed by no more than this may still be meant."""
_BEDTIME = time(22)


def spans_of(question: Question, now: datetime, time_zone: str, course: Course) -> tuple[Span, ...]:
    """Return every span that the question may mean, the likeliest first; just now if it names none.

    A question of when something may be done is also answered for now, so that the answer names the end of a ban.
    """
    if question.past:
        return (_past_span(question.at, now, time_zone_named(time_zone), course),)
    if not question.moments:
        return ((now, None),)
    readings = [each for asked in question.moments for each in _readings(asked, now, time_zone)]
    spans = [each.span(now, time_zone, course=course) for each in readings]
    if question.kind is QuestionKind.WHEN:
        spans.append((now, None))
    return tuple(dict.fromkeys(spans))


def _readings(asked: AskedMoment, now: datetime, time_zone: str) -> Iterator[AskedMoment]:
    """Yield a moment and what else its words may mean at this hour."""
    zone = time_zone_named(time_zone)
    today = now.astimezone(zone).date()
    small_hours, bedtime = (
        first_instant(datetime.combine(today, each), zone) for each in (_SMALL_HOURS, _BEDTIME)
    )
    late = not small_hours <= now < bedtime and not asked.reach
    if asked.base == "part" and asked.part == "evening" and late:
        yield AskedMoment("day", 0, "night")  # "before bed", at bedtime or later
    yield asked
    halves = (asked, _other_half(asked)) if asked.either_half else (asked,)
    yield from halves[1:]
    if any(_has_just_passed(each, now, zone) for each in halves):
        yield AskedMoment("now")
    if asked.base == "day" and now < small_hours:
        if asked.amount == 1:
            yield from (replace(each, amount=each.amount - 1) for each in halves)
        elif asked.amount == 0 and asked.part == "evening":
            yield replace(asked, part="night")


def _other_half(asked: AskedMoment) -> AskedMoment:
    hour, minute = asked.part.split(":")
    return replace(asked, part=f"{int(hour) + 12:02d}:{minute}", either_half=False)


def _has_just_passed(asked: AskedMoment, now: datetime, zone: ZoneInfo) -> bool:
    """Return True for a time of day of today that is at most an hour ago."""
    today = now.astimezone(zone).date()
    is_today = asked.base == "part" or (asked.base == "weekday" and asked.amount == today.weekday())
    if not is_today or ":" not in asked.part:
        return False
    hour, minute = asked.part.split(":")
    at = first_instant(datetime.combine(today, time(int(hour), int(minute))), zone)
    return timedelta(0) <= now - at <= _JUST_PASSED


def _past_span(asked: AskedMoment | None, now: datetime, zone: ZoneInfo, course: Course) -> Span:
    """Return a span that is over, between the treatment and now; all of that time if no moment was named."""
    start, end = _bounds_before(asked, now, zone, course) if asked else (course.treated_at, now)
    if asked and asked.reach:
        start, end = course.treated_at, start if asked.reach == "before" else end
    start, end = max(start, course.treated_at), min(end, now)
    return (start, end) if start < end else (min(start, now), None)


def _bounds_before(
    asked: AskedMoment, now: datetime, zone: ZoneInfo, course: Course
) -> tuple[datetime, datetime]:
    length = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}.get(asked.base)
    if length:
        at = now + length * asked.amount
        return at, at
    if asked.base == "since":
        at = course.treated_at + timedelta(hours=asked.amount)
        return at, at
    today = now.astimezone(zone).date()
    first = _first_day_before(asked, today, zone, course)
    if first is None:
        return course.treated_at, now
    days = {"week": 7, "weekend": 2}.get(asked.base, 1)
    start, end = bounds(first, days, asked.part, zone, _BEDTIME)
    if start > now and asked.base == "part":
        return bounds(first - timedelta(days=1), days, asked.part, zone, _BEDTIME)
    return start, end


def _first_day_before(asked: AskedMoment, today: date, zone: ZoneInfo, course: Course) -> date | None:
    """Return the first day of what lies in the past: "on Tuesday" is then the last one, today included."""
    match asked.base:
        case "day" | "part":
            return today + timedelta(days=min(asked.amount, 0))
        case "weekday":
            return today - timedelta(days=(today.weekday() - asked.amount) % 7)
        case "weekend":
            return today - timedelta(days=(today.weekday() - 5) % 7)
        case "week":
            return today + timedelta(days=7 * min(asked.amount, 0) - today.weekday())
        case "course-day":
            treated_on = course.treated_at.astimezone(zone).date()
            return treated_on + timedelta(days=asked.amount - course.first_day)
    return None
