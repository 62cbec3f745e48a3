"""What a clinic records often, saved under a name."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Clinic


class TreatmentPreset(Model):
    """Areas, depths, device and products that a clinic uses often. Nothing in it is about one patient."""

    id = fields.UUIDField(primary_key=True)
    clinic: fields.ForeignKeyRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="treatment_presets"
    )
    clinic_id: UUID
    name = fields.CharField(max_length=120)
    applied = fields.JSONField[dict[str, Any]]()  # shapes.records.AppliedTreatment
    created_at = fields.DatetimeField()

    class Meta:
        table = "treatment_preset"
        indexes = (("clinic_id",),)
