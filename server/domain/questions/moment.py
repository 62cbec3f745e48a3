"""The moment or span that a question names. It is resolved later, against the present and the patient's time zone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from server.domain.local_time import first_instant, start_of_day, time_zone_named

Base = Literal[
    "now",
    "minutes",  # from now
    "hours",  # from now
    "day",  # calendar days from today
    "weekday",  # the next such day, today included; Monday is 0, and 7 a Monday after today
    "weekend",
    "week",  # calendar weeks from this one
    "month",  # calendar months from this one
    "since",  # hours since the treatment
    "course-day",  # day of the course, as the sheet counts
    "part",  # the next such part of a day, or the next such time of day
    "date",  # the next such date; the amount is its month (0: any) times 100 plus its day
]

PARTS = {
    "morning": (time(6), time(12)),
    "noon": (time(12), time(14)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
    "night": (time(22), time(6)),
}
"""Parts of a day on the wall clock, [from, until). The evening ends at the patient's bedtime."""

_BEDTIME = time(22)

Span = tuple[datetime, datetime | None]

Reach = Literal[
    "",
    "before",  # all the time from now to the moment: "before Friday"
    "until",  # the same, with the moment itself: "until Friday"
]


@dataclass(frozen=True, slots=True)
class Course:
    """What a moment that counts from the treatment needs: when it took place, and the number of its day."""

    treated_at: datetime
    first_day: int = 1  # the sheet's number for the day of the treatment: 1 or 0


@dataclass(frozen=True, slots=True)
class AskedMoment:
    base: Base
    amount: int = 0
    part: str = ""  # a part of the day, or a time of day as HH:MM
    either_half: bool = False  # a time of day before noon without am or pm: "at 4"
    reach: Reach = ""

    def __str__(self) -> str:
        number = "" if self.base in ("now", "weekend", "part") else f" {self.amount}"
        reach = f"{self.reach} " if self.reach else ""
        return f"{reach}{self.base}{number}{' ' + self.part if self.part else ''}"

    def span(
        self, now: datetime, time_zone: str, *, course: Course | None = None, bedtime: time = _BEDTIME
    ) -> Span:
        """Return (from, until) in UTC, until exclusive; `until` None: one moment, never before `now`.

        A span that has begun starts now; one that is over is now. Without a course, a moment that counts from the
        treatment is now.
        """
        if self.reach:
            own = replace(self, reach="").span(now, time_zone, course=course, bedtime=bedtime)
            end = own[0] if self.reach == "before" else own[1] or own[0]
            return now, end if end > now else None
        zone = time_zone_named(time_zone)
        if self.base == "now":
            return now, None
        if self.base in ("minutes", "hours"):
            return now + timedelta(**{self.base: self.amount}), None
        if self.base == "since":
            treated_at = course.treated_at if course else now
            return (max(now, treated_at + timedelta(hours=self.amount)) if course else now), None
        local = now.astimezone(zone)
        first, days = self._days(local.date(), zone, course)
        tonight = self.base == "day" and self.part == "night" and self.amount == 0
        if tonight and local.time() < PARTS["night"][1]:
            first = _later(first, -1)  # the night that has begun
        start, end = bounds(first, days, self.part, zone, bedtime)
        is_over = end < now if start == end else end <= now
        if is_over and self.base in ("part", "weekday"):
            start, end = bounds(
                _later(first, 1 if self.base == "part" else 7), days, self.part, zone, bedtime
            )
        return _from_now(start, end, now)

    def _days(self, today: date, zone: ZoneInfo, course: Course | None) -> tuple[date, int]:
        """Return the first day and the number of days."""
        if self.base == "weekend":
            return _later(today, 5 - today.weekday()), 2
        if self.base == "week":
            return _later(today, 7 * self.amount - today.weekday()), 7
        if self.base == "month":
            first = _month(today, self.amount)
            return first, (_month(today, self.amount + 1) - first).days
        if self.base == "weekday":
            soonest = self.amount // 7
            return _later(today, (self.amount - soonest - today.weekday()) % 7 + soonest), 1
        if self.base == "course-day" and course:
            return _later(course.treated_at.astimezone(zone).date(), self.amount - course.first_day), 1
        return self._day(today), 1

    def _day(self, today: date) -> date:
        if self.base == "date":
            return _date(today, *divmod(self.amount, 100))
        return _later(today, self.amount if self.base == "day" else 0)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _month(today: date, months: int) -> date:
    """Return the first day of the month that comes `months` after this one."""
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _date(today: date, month: int, day: int) -> date:
    """Return the next such date from today; one that its month lacks is the last day of that month.

    Month 0 stands for any: the next such day of a month.
    """
    if not month:
        later = _month(today, int(day < today.day))
        return _date(today, later.month, day)
    for year in (today.year, today.year + 1):
        last = _month(date(year, month, 1), 1) - timedelta(days=1)
        if last.replace(day=min(day, last.day)) >= today:
            break
    return last.replace(day=min(day, last.day))


def bounds(first: date, days: int, part: str, zone: ZoneInfo, bedtime: time) -> tuple[datetime, datetime]:
    """Return [start, end) of whole days, or of a part of the first day. A time of day has start = end."""
    if not part:
        return start_of_day(first, zone), start_of_day(_later(first, days), zone)
    if part not in PARTS:
        hour, minute = part.split(":")
        at = first_instant(datetime.combine(first, time(int(hour), int(minute))), zone)
        return at, at
    begins, ends = PARTS[part]
    ends = bedtime if part == "evening" else ends
    last = first if begins < ends else _later(first, 1)
    return first_instant(datetime.combine(first, begins), zone), first_instant(
        datetime.combine(last, ends), zone
    )


def _from_now(start: datetime, end: datetime, now: datetime) -> Span:
    if end <= now or start == end:
        return max(start, now), None
    return max(start, now), end
