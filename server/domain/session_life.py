"""How long a device stays signed in: a patient's for months, a practitioner's for a working day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class SessionLife:
    """A session ends `idle` after its last use, and `absolute` after it began, whichever is first.

    Uses are written down at most once in `step`, so that most requests need no write.
    """

    idle: timedelta
    absolute: timedelta
    step: timedelta

    def end(self, *, began_at: datetime, used_at: datetime) -> datetime:
        return min(used_at + self.idle, began_at + self.absolute)


SESSION_LIVES = {
    Role.PATIENT: SessionLife(timedelta(days=60), timedelta(days=365), timedelta(hours=1)),
    Role.PRACTITIONER: SessionLife(timedelta(hours=12), timedelta(days=30), timedelta(minutes=10)),
}
