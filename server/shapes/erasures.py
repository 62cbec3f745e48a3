"""Erasing one's own data: what is erased, what the clinic keeps, and what the other phones must remove."""

from typing import Literal
from uuid import UUID

from server.shapes.base import Instant, Shape


class ErasureView(Shape):
    """Something that the patient has erased. A phone removes it, together with changes of it that wait to be sent."""

    id: UUID
    kind: Literal["entry", "photo", "treatment"]
    erased_at: Instant
    revision: int


class ErasedCounts(Shape):
    """What is erased at once: rows and images, without a copy."""

    entries: int
    earlier_versions: int  # of these entries
    photos: int
    treatments: int  # recorded by the patient alone


class ClinicRecord(Shape):
    """What a clinic keeps, because its practitioners wrote it down or looked at it."""

    clinic_name: str
    treatments: int  # records of what was done
    replies: int
    reactions: int  # late reactions that a practitioner has acknowledged
    access_records: int


class ErasurePreview(Shape):
    """Shown before anything is erased."""

    erases: ErasedCounts
    clinics: list[ClinicRecord]
