"""Grants to read a diary, and the access log."""

from collections.abc import Sequence
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Clinic, Person
from models.sql import fetch_rows
from models.treatments import Treatment


class Grant(Model):
    """A patient opens the diary of one treatment until `ends_at`, unless revoked earlier.

    It is open to `practitioner` alone, or to everyone who works in the clinic `everyone_at`.
    """

    id = fields.UUIDField(primary_key=True)
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="grants_given"
    )
    patient_id: UUID
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="grants"
    )
    treatment_id: UUID
    practitioner: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="grants_held"
    )
    practitioner_id: UUID
    everyone_at: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="grants_to_everyone", null=True
    )
    everyone_at_id: UUID | None
    photos = fields.BooleanField()
    notes = fields.BooleanField(default=True, db_default=True)  # the patient's notes and questions
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    revision = fields.BigIntField()

    class Meta:
        table = "grant_"  # "grant" is reserved in SQL
        indexes = (
            ("practitioner_id", "treatment_id"),
            ("patient_id", "revision"),
            ("treatment_id",),
            ("everyone_at_id",),
        )


class AccessRecord(Model):
    """One access of a practitioner to a shared diary; shown to the patient."""

    id = fields.UUIDField(primary_key=True)
    grant: fields.ForeignKeyRelation[Grant] = fields.ForeignKeyField(
        "models.Grant", related_name="access_records"
    )
    grant_id: UUID
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="accesses_by_others"
    )
    patient_id: UUID
    practitioner: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="access_records"
    )
    practitioner_id: UUID
    kind = fields.CharField(max_length=16, default="diary", db_default="diary")  # vocabulary.AccessKind
    viewed_at = fields.DatetimeField()
    revision = fields.BigIntField()

    class Meta:
        table = "access_record"
        indexes = (
            ("patient_id", "revision"),
            ("practitioner_id", "kind", "viewed_at"),
            ("viewed_at", "id"),
            ("grant_id",),
        )


_COLUMNS = ("id", "grant_id", "patient_id", "practitioner_id", "kind", "viewed_at", "revision")


async def insert_access_records(records: Sequence[AccessRecord]) -> None:
    """Insert the records of one list in one statement; `bulk_create` would send one statement per row."""
    if not records:
        return
    width = len(_COLUMNS)
    rows = ", ".join(
        "(" + ", ".join(f"${row * width + place}" for place in range(1, width + 1)) + ")"
        for row in range(len(records))
    )
    values = [getattr(record, name) for record in records for name in _COLUMNS]
    statement = f"INSERT INTO access_record ({', '.join(_COLUMNS)}) VALUES {rows} RETURNING id"  # noqa: S608 - no input
    await fetch_rows(statement, values)
