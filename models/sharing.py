"""Grants to read a diary, and the access log."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person
from models.treatments import Treatment


class Grant(Model):
    """A patient opens the diary of one treatment to one practitioner until `ends_at`, unless revoked earlier."""

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
    photos = fields.BooleanField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)
    revision = fields.BigIntField()

    class Meta:
        table = "grant_"  # "grant" is reserved in SQL
        indexes = (("practitioner_id", "treatment_id"), ("patient_id", "revision"))


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
    viewed_at = fields.DatetimeField()
    revision = fields.BigIntField()

    class Meta:
        table = "access_record"
        indexes = (("patient_id", "revision"),)
