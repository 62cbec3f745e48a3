"""Grants, and the log of who read a diary under one."""

from uuid import UUID

from server.shapes.base import Instant, Shape


class GrantNew(Shape):
    """Share one treatment's diary with the practitioner who recorded it, until `ends_at` (`MAX_GRANT_DAYS`)."""

    id: UUID
    treatment_id: UUID
    photos: bool
    ends_at: Instant


class GrantView(Shape):
    id: UUID
    treatment_id: UUID
    practitioner_name: str
    clinic_name: str
    photos: bool
    starts_at: Instant
    ends_at: Instant
    revoked_at: Instant | None
    revision: int


class AccessRecordView(Shape):
    id: UUID
    treatment_id: UUID
    practitioner_name: str
    viewed_at: Instant
    revision: int
