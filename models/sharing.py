"""Who may look into a diary, and who did."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Person
from models.treatments import Treatment


class Grant(Model):
    """A patient opens one treatment's diary to one practitioner until `ends_at`, unless revoked."""

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
        table = "grant_"  # "grant" is a word of SQL
        indexes = (("practitioner_id", "treatment_id"), ("patient_id", "revision"))


class AccessRecord(Model):
    """One look of a practitioner into a shared diary; shown to the patient."""

    id = fields.UUIDField(primary_key=True)
    grant: fields.ForeignKeyRelation[Grant] = fields.ForeignKeyField(
        "models.Grant", related_name="access_records"
    )
    grant_id: UUID
    patient: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="looked_at_by"
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
