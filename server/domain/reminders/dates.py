"""Reminders of dates: the daily check-in, and the next treatment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from server.domain.local_time import first_instant, local_date, start_of_day
from server.domain.reminders.model import DeliveryPreferences, PlannedReminder, Side, stamp
from server.domain.timeline import Timeline
from server.domain.vocabulary import ReminderKind

CHECK_IN_DAYS = 14
"""Local days with an evening check-in reminder, from the day of the treatment (inclusive)."""
SHARE_DAYS = 3
"""Days before the next treatment on which sharing the diary is suggested."""
OPENING = "server.push.next-treatment-window"
"""The text that the window for the next treatment opens: sent only as long as no date is set."""
DATES_AT = time(10)
"""Wall-clock time of reminders about a date."""


def check_ins(
    timeline: Timeline, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    first = local_date(timeline.treated_at, preferences.clock)
    for day in (first + timedelta(days=count) for count in range(CHECK_IN_DAYS)):
        due_at = on_that_day(day, preferences.check_in_at, preferences)
        if due_at is not None and due_at > timeline.treated_at:
            yield PlannedReminder(
                f"check-in:{treatment_id}:{day}",
                ReminderKind.CHECK_IN,
                Side.NEITHER,
                about_at=due_at,
                due_at=due_at,
                not_after=start_of_day(day + timedelta(days=1), preferences.clock).astimezone(UTC),
                wording="server.push.check-in",
                screen="/check-in",
                local_day=day,
            )


def on_that_day(day: date, wall: time, preferences: DeliveryPreferences) -> datetime | None:
    """Return the preferred time on that local day, moved out of quiet hours: earlier rather than later."""
    at = first_instant(datetime.combine(day, wall), preferences.clock).astimezone(UTC)
    for moment in (preferences.quiet.at_or_before(at), preferences.quiet.at_or_after(at)):
        if moment is not None and local_date(moment, preferences.clock) == day:
            return moment
    return None


def next_treatments(
    timeline: Timeline,
    preferences: DeliveryPreferences,
    treatment_id: UUID,
    next_treatment_at: datetime | None,
) -> Iterator[PlannedReminder]:
    if next_treatment_at is None:
        yield from _next_treatment_window(timeline, preferences, treatment_id)
        return
    day = local_date(next_treatment_at, preferences.clock)
    of_treatment = f"{treatment_id}:{stamp(next_treatment_at)}"
    eve = on_that_day(day - timedelta(days=1), DATES_AT, preferences)
    if eve is not None:
        yield PlannedReminder(
            f"next-treatment:{of_treatment}", ReminderKind.NEXT_TREATMENT, Side.DUTY,
            next_treatment_at, eve, next_treatment_at,
            "server.push.next-treatment", "/timeline",
        )  # fmt: skip
    ahead = day - timedelta(days=SHARE_DAYS)
    share = on_that_day(ahead, DATES_AT, preferences)
    if share is not None:
        end = start_of_day(ahead + timedelta(days=1), preferences.clock).astimezone(UTC)
        yield PlannedReminder(
            f"share:{of_treatment}", ReminderKind.SHARE, Side.NEITHER, next_treatment_at, share, end,
            "server.push.share", "/share", local_day=ahead,
        )  # fmt: skip


def _next_treatment_window(
    timeline: Timeline, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    """Yield the reminder that the sheet's window for the next treatment opens; no date is set yet."""
    series = timeline.series
    if series is None or series.opens_at is None:
        return
    opens_at = max(
        series.opens_at, first_instant(_at_ten(series.opens_at, preferences.clock), preferences.clock)
    )
    due_at = preferences.quiet.at_or_after(opens_at.astimezone(UTC))
    if due_at is not None:
        yield PlannedReminder(
            f"next-treatment-window:{treatment_id}:{stamp(series.opens_at)}",
            ReminderKind.NEXT_TREATMENT, Side.PERMISSION,
            series.opens_at, due_at, series.closes_at, OPENING, "/timeline",
        )  # fmt: skip


def _at_ten(instant: datetime, clock: ZoneInfo) -> datetime:
    return datetime.combine(local_date(instant, clock), DATES_AT)
