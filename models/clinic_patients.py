"""The patients of a clinic as it records them itself, whether they use the app or not, and the search by name."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.people import Clinic, Person
from models.sql import fetch_rows


class ClinicPatient(Model):
    """One patient of one clinic. `id` is that of their first treatment there.

    `person` is null until the patient joins, and again after they have erased their account. `number` is the clinic's
    own. `visits`, `last_treated_at` and `next_treatment_at` repeat what the treatments say, so that a list of
    thousands can be sorted by an index; see `update_visits`. Without visits, all treatments have been withdrawn.
    """

    id = fields.UUIDField(primary_key=True)
    clinic: fields.ForeignKeyRelation[Clinic] = fields.ForeignKeyField(
        "models.Clinic", related_name="patients"
    )
    clinic_id: UUID
    person: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "models.Person", related_name="clinic_patients", null=True, on_delete=fields.SET_NULL
    )
    person_id: UUID | None
    name = fields.CharField(max_length=120)
    folded_name = fields.CharField(max_length=160)  # server.domain.name_search.sort_key
    number = fields.CharField(max_length=40, default="")
    birth_year = fields.IntField(null=True)
    visits = fields.IntField(default=0)
    last_treated_at = fields.DatetimeField()
    next_treatment_at = fields.DatetimeField(null=True)  # as planned with the newest treatment

    class Meta:
        table = "clinic_patient"
        unique_together = (("clinic", "person"),)
        indexes = (
            ("clinic_id", "folded_name", "id"),
            ("clinic_id", "last_treated_at", "id"),
            ("clinic_id", "next_treatment_at", "id"),
        )


class PatientWord(Model):
    """One folded word of a patient's name, number or birth year. Bytes sort alike in every database and locale."""

    id = fields.BigIntField(primary_key=True)
    patient: fields.ForeignKeyRelation[ClinicPatient] = fields.ForeignKeyField(
        "models.ClinicPatient", related_name="words"
    )
    patient_id: UUID
    clinic_id = fields.UUIDField()
    word = fields.BinaryField()

    class Meta:
        table = "patient_word"
        indexes = (("clinic_id", "word", "patient_id"), ("patient_id",))


UPDATE_VISITS = """
    UPDATE clinic_patient SET
        visits = (SELECT COUNT(*) FROM treatment t WHERE t.clinic_patient_id = $1 AND t.withdrawn_at IS NULL),
        last_treated_at = COALESCE((SELECT MAX(t.treated_at) FROM treatment t
                                    WHERE t.clinic_patient_id = $1 AND t.withdrawn_at IS NULL), last_treated_at),
        next_treatment_at = (SELECT t.next_treatment_at FROM treatment t
                             WHERE t.clinic_patient_id = $1 AND t.withdrawn_at IS NULL
                             ORDER BY t.treated_at DESC, t.id DESC LIMIT 1)
    WHERE id = $1 AND EXISTS (SELECT 1 FROM treatment t WHERE t.clinic_patient_id = $1)
    RETURNING id"""


async def update_visits(clinic_patient_id: UUID | None) -> None:
    """Repeat what the treatments of this patient say, inside the unit of work that has changed one of them."""
    if clinic_patient_id is not None:
        await fetch_rows(UPDATE_VISITS, [clinic_patient_id])


async def replace_words(patient: ClinicPatient, words: list[bytes]) -> None:
    """Let the search find this patient by these words and no others, inside a unit of work."""
    await PatientWord.filter(patient_id=patient.id).delete()
    await PatientWord.bulk_create(
        PatientWord(patient_id=patient.id, clinic_id=patient.clinic_id, word=word) for word in words
    )
