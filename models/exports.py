"""Copies of a patient's own data, prepared for download."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person


class Export(Model):
    """A ZIP file in the photo store, cut into parts. Only the device that asked may download it, until it expires.

    It is `ready_at`, failed, or still being prepared by the worker that holds the lease.
    """

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="exports"
    )
    person_id: UUID
    auth_session_id = fields.UUIDField()
    requested_at = fields.DatetimeField()
    leased_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    photos_total = fields.IntField(default=0)
    photos_done = fields.IntField(default=0)
    size = fields.BigIntField(default=0)  # bytes
    ready_at = fields.DatetimeField(null=True)
    failed = fields.BooleanField(default=False)
    expires_at = fields.DatetimeField()

    class Meta:
        table = "export"
        indexes = (("person_id",), ("expires_at",))
