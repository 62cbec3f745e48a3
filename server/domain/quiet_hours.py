"""Hours in which the phone stays silent, on the wall clock of a time zone, and how a moment gives way to them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.domain.local_time import first_instant

LEADS = (timedelta(minutes=15), timedelta(minutes=1))
"""How long before quiet hours begin a message goes at the latest; the shorter one for very short days."""
DAYS_TO_LOOK = 4


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Half-open, `begin` (in) to `end` (out), over midnight where `end` is earlier. Equal: no quiet hours."""

    begin: time
    end: time
    clock: ZoneInfo

    def hold_at(self, instant: datetime) -> bool:
        wall = instant.astimezone(self.clock).time()
        if self.begin <= self.end:
            return self.begin <= wall < self.end
        return wall >= self.begin or wall < self.end

    def at_or_after(self, instant: datetime) -> datetime | None:
        """The first moment from `instant` on that is not quiet. None: there is none within days."""
        if not self.hold_at(instant):
            return instant
        ends = self._instants(instant, self.end, range(-1, DAYS_TO_LOOK))
        return min((end for end in ends if end > instant and not self.hold_at(end)), default=None)

    def at_or_before(self, instant: datetime) -> datetime | None:
        """A moment up to `instant` that is not quiet, shortly before quiet hours. None: none within days."""
        if not self.hold_at(instant):
            return instant
        begins = self._instants(instant, self.begin, range(-DAYS_TO_LOOK, 1))
        for lead in LEADS:
            moments = (begin - lead for begin in begins)
            best = max((at for at in moments if at <= instant and not self.hold_at(at)), default=None)
            if best is not None:
                return best
        return None

    def _instants(self, around: datetime, wall: time, days: range) -> tuple[datetime, ...]:
        """Both times where the clocks show it twice."""
        today = around.astimezone(self.clock).date()
        locals_ = (datetime.combine(today + timedelta(days=day), wall) for day in days)
        return tuple(
            first_instant(local, self.clock, fold=fold).astimezone(UTC)
            for local in locals_
            for fold in (0, 1)
        )
