"""Versions of sheets, and the treatments that follow them."""

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.clinic_patients import ClinicPatient
from models.people import Clinic, Person


class SheetVersion(Model):
    """One version of one sheet. After `published_at` its document never changes.

    It belongs to a `clinic`, or to the patient `owner` who has pasted it for a treatment of their own; a built-in sheet
    belongs to nobody. A clinic retires a sheet with all its versions: `retired_at` is set on any of them.
    """

    id = fields.UUIDField(primary_key=True)
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="sheets", null=True
    )
    clinic_id: UUID | None
    owner: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="own_sheets", null=True, on_delete=fields.CASCADE
    )
    owner_id: UUID | None
    key = fields.CharField(max_length=64)  # the sheet's id
    version = fields.IntField()
    title = fields.CharField(max_length=200)
    language = fields.CharField(max_length=8)
    document = fields.JSONField[dict[str, Any]]()  # the sheet as JSON (docs/sheet-format.md)
    original = fields.JSONField[dict[str, Any] | None](
        null=True
    )  # shapes.originals.SheetOriginal; null: not pasted
    resolutions = fields.JSONField[dict[str, Any]](default=dict)  # unused: authors mark rules in the document
    created_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    safety_correction = fields.BooleanField(default=False, db_default=False)  # chosen when it is published
    retired_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sheet_version"
        unique_together = (("clinic", "key", "version"),)
        indexes = (("owner_id", "clinic_id"),)


class Treatment(Model):
    """One procedure on one day.

    `clinic` is null if the patient recorded it alone, and so is `clinic_patient`. `patient` is null until the
    invitation is accepted. `record_version` counts the corrections of the record, starting with 1. A treatment that the
    clinic has withdrawn stays for its history and for the diary of its patient.
    """

    id = fields.UUIDField(primary_key=True)
    clinic: fields.ForeignKeyNullableRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="treatments", null=True
    )
    clinic_id: UUID | None
    patient: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="treatments", null=True
    )
    patient_id: UUID | None
    clinic_patient: fields.ForeignKeyNullableRelation[ClinicPatient] = fields.ForeignKeyField(
        "models.ClinicPatient", related_name="treatments", null=True, on_delete=fields.RESTRICT
    )
    clinic_patient_id: UUID | None
    recorded_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="recorded", null=True
    )
    recorded_by_id: UUID | None
    in_charge: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="in_charge_of", null=True, on_delete=fields.SET_NULL
    )
    in_charge_id: UUID | None  # to whom the clinic has handed the patient over; null: who recorded it
    handover_open = fields.BooleanField(
        default=False, db_default=False
    )  # the patient is asked whether to share with them
    patient_name = fields.CharField(max_length=120)  # the name that the clinic used then
    sheet_version: fields.ForeignKeyRelation[SheetVersion] = fields.ForeignKeyField(
        "models.SheetVersion", related_name="treatments", on_delete=fields.RESTRICT
    )
    sheet_version_id: UUID
    treated_at = fields.DatetimeField()
    time_zone = fields.CharField(max_length=64)
    record = fields.JSONField[dict[str, Any]]()  # shapes.records.TreatmentRecord
    timeline = fields.JSONField[dict[str, Any]]()  # the compiled timeline, sent to the phone unchanged
    next_treatment_at = fields.DatetimeField(null=True)
    reviewed_at = fields.DatetimeField(null=True)
    reviewed_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="reviewed", null=True, on_delete=fields.SET_NULL
    )
    reviewed_by_id: UUID | None
    late_reactions = fields.JSONField[list[dict[str, Any]]](default=list)  # shapes.treatments.LateReaction
    reactions_acknowledged_at = fields.DatetimeField(null=True)  # when the next treatment was recorded
    record_version = fields.IntField(default=1, db_default=1)
    withdrawn_at = fields.DatetimeField(null=True)
    withdrawn_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="withdrawn", null=True, on_delete=fields.SET_NULL
    )
    withdrawn_by_id: UUID | None
    withdrawn_reason = fields.CharField(max_length=200, default="", db_default="")
    revision = fields.BigIntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "treatment"
        indexes = (
            ("clinic_id", "treated_at"),
            ("patient_id", "revision"),
            ("clinic_patient_id", "treated_at"),
        )


class RecordRevision(Model):
    """What the record of a treatment said before a correction. `version` is its number, `corrected_by` replaced it."""

    id = fields.UUIDField(primary_key=True)
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="record_revisions"
    )
    treatment_id: UUID
    version = fields.IntField()
    sheet_version: fields.ForeignKeyRelation[SheetVersion] = fields.ForeignKeyField(
        "models.SheetVersion", related_name="record_revisions", on_delete=fields.RESTRICT
    )
    sheet_version_id: UUID
    treated_at = fields.DatetimeField()
    time_zone = fields.CharField(max_length=64)
    record = fields.JSONField[dict[str, Any]]()
    corrected_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="corrected", on_delete=fields.RESTRICT
    )
    corrected_by_id: UUID
    corrected_at = fields.DatetimeField()

    class Meta:
        table = "record_revision"
        unique_together = (("treatment", "version"),)


class SheetAcceptance(Model):
    """A patient's consent to a newer version of their sheet; `timeline` is the one followed before."""

    id = fields.UUIDField(primary_key=True)
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="acceptances"
    )
    treatment_id: UUID
    from_version: fields.ForeignKeyRelation[SheetVersion] = fields.ForeignKeyField(
        "models.SheetVersion", related_name="left_by_acceptances", on_delete=fields.RESTRICT
    )
    from_version_id: UUID
    timeline = fields.JSONField[dict[str, Any]]()
    accepted_at = fields.DatetimeField()

    class Meta:
        table = "sheet_acceptance"


class SafetyCorrection(Model):
    """A corrected version of a treatment's sheet; until it is accepted, the stricter of the two versions counts."""

    id = fields.UUIDField(primary_key=True)
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="corrections"
    )
    treatment_id: UUID
    sheet_version: fields.ForeignKeyRelation[SheetVersion] = fields.ForeignKeyField(
        "models.SheetVersion", related_name="corrections", on_delete=fields.RESTRICT
    )
    sheet_version_id: UUID
    timeline = fields.JSONField[dict[str, Any]]()  # the corrected version, compiled for the treatment
    announced_at = fields.DatetimeField()
    seen_at = fields.DatetimeField(null=True)  # when the patient's phone first showed it

    class Meta:
        table = "safety_correction"
        unique_together = (("treatment", "sheet_version"),)


class TreatmentPlan(Model):
    """What was planned as the next treatment at one moment, and by whom. The newest `version` is the one that stands.

    `next_treatment_at` is null if that plan was cancelled. `reason` is for the clinic only. `planned_by` is null after
    their account was erased.
    """

    id = fields.UUIDField(primary_key=True)
    treatment: fields.ForeignKeyRelation[Treatment] = fields.ForeignKeyField(
        "models.Treatment", related_name="plans"
    )
    treatment_id: UUID
    version = fields.IntField()
    next_treatment_at = fields.DatetimeField(null=True)
    reason = fields.CharField(max_length=200, default="")
    planned_by: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="planned", null=True, on_delete=fields.SET_NULL
    )
    planned_by_id: UUID | None
    planned_at = fields.DatetimeField()

    class Meta:
        table = "treatment_plan"
        unique_together = (("treatment", "version"),)
