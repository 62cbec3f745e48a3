"""The person who makes a request. Use cases decide from it what may be seen and done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.vocabulary import Role

FRESH_FOR = timedelta(minutes=10)
"""For how long an answered passkey proves that the person themselves holds the device."""
FIRST_PASSKEY_FOR = timedelta(days=1)
"""For how long a device that a recovery link has signed in may add its first passkey."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person on one device.

    `clinic_id` is the clinic that a practitioner has chosen on this device. It is None for a patient, and for
    a practitioner whose membership there has ended. `is_owner` refers to that clinic.

    `passkey_answered_at` is when a passkey was last answered on this device, None if a link has signed it in.
    """

    person_id: UUID
    role: Role
    display_name: str
    clinic_id: UUID | None
    is_owner: bool
    language: str
    time_zone: str
    auth_session_id: UUID
    signed_in_at: datetime
    passkey_answered_at: datetime | None

    def is_fresh(self, now: datetime) -> bool:
        """Return whether a passkey was answered on this device less than `FRESH_FOR` ago."""
        return self.passkey_answered_at is not None and now - self.passkey_answered_at < FRESH_FOR

    def may_add_first_passkey(self, now: datetime) -> bool:
        """Return whether a recovery link has signed this device in less than `FIRST_PASSKEY_FOR` ago.

        The person may have lost every passkey, and could otherwise never add one again.
        """
        return self.passkey_answered_at is None and now - self.signed_in_at < FIRST_PASSKEY_FOR
