"""Quiet hours on the wall clock of a time zone, and how a moment is moved out of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.domain.local_time import first_instant

LEADS = (timedelta(minutes=15), timedelta(minutes=1))
"""A message moved ahead of quiet hours is sent this long before they begin; the second lead is a fallback
for days with only a few minutes outside quiet hours."""
DAYS_TO_SEARCH = 4


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet from `begin` (inclusive) to `end` (exclusive), across midnight if `end` is earlier.

    Equal times mean no quiet hours.
    """

    begin: time
    end: time
    clock: ZoneInfo

    def is_quiet_at(self, instant: datetime) -> bool:
        wall = instant.astimezone(self.clock).time()
        if self.begin <= self.end:
            return self.begin <= wall < self.end
        return wall >= self.begin or wall < self.end

    def at_or_after(self, instant: datetime) -> datetime | None:
        """Return the first moment at or after `instant` that is not quiet; None if none is near."""
        if not self.is_quiet_at(instant):
            return instant
        ends = self._instants(instant, self.end, range(-1, DAYS_TO_SEARCH))
        return min((end for end in ends if end > instant and not self.is_quiet_at(end)), default=None)

    def at_or_before(self, instant: datetime) -> datetime | None:
        """Return `instant`, or the last moment shortly before its quiet hours; None if none is near."""
        if not self.is_quiet_at(instant):
            return instant
        begins = self._instants(instant, self.begin, range(-DAYS_TO_SEARCH, 1))
        for lead in LEADS:
            moments = (begin - lead for begin in begins)
            best = max((at for at in moments if at <= instant and not self.is_quiet_at(at)), default=None)
            if best is not None:
                return best
        return None

    def _instants(self, around: datetime, wall: time, days: range) -> tuple[datetime, ...]:
        """Return the instants of a wall time on each day: both of them where the clocks show it twice."""
        today = around.astimezone(self.clock).date()
        locals_ = (datetime.combine(today + timedelta(days=day), wall) for day in days)
        return tuple(
            first_instant(local, self.clock, fold=fold).astimezone(UTC)
            for local in locals_
            for fold in (0, 1)
        )
