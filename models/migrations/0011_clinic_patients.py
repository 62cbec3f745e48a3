from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from typing import Any
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

from server.domain.name_search import sort_key, words_of

GIVE_PATIENTS = """
    INSERT INTO clinic_patient (id, clinic_id, person_id, name, folded_name, number, visits, last_treated_at)
    SELECT id, clinic_id, patient_id, patient_name, '', '', 0, treated_at
    FROM (SELECT t.*, ROW_NUMBER() OVER (
              PARTITION BY clinic_id, COALESCE(patient_id, id) ORDER BY treated_at, id) AS place
          FROM treatment t WHERE clinic_id IS NOT NULL) numbered
    WHERE place = 1"""
GIVE_TREATMENTS = """
    UPDATE treatment SET clinic_patient_id = (
        SELECT p.id FROM clinic_patient p
        WHERE p.clinic_id = treatment.clinic_id
          AND (p.person_id = treatment.patient_id OR (treatment.patient_id IS NULL AND p.id = treatment.id)))
    WHERE clinic_id IS NOT NULL"""
REPEAT_VISITS = """
    UPDATE clinic_patient SET
        visits = (SELECT COUNT(*) FROM treatment t WHERE t.clinic_patient_id = clinic_patient.id),
        last_treated_at = (SELECT MAX(t.treated_at) FROM treatment t WHERE t.clinic_patient_id = clinic_patient.id),
        next_treatment_at = (SELECT t.next_treatment_at FROM treatment t
                             WHERE t.clinic_patient_id = clinic_patient.id
                             ORDER BY t.treated_at DESC, t.id DESC LIMIT 1),
        name = (SELECT t.patient_name FROM treatment t WHERE t.clinic_patient_id = clinic_patient.id
                ORDER BY t.treated_at DESC, t.id DESC LIMIT 1)"""


async def give_every_treatment_its_patient(apps: object, editor: Any) -> None:
    """A patient who has joined is one person of the clinic. Of those who have not, nobody knows whether they are the
    same: each treatment becomes a patient of its own, as it was shown before."""
    database = editor.client
    for statement in (GIVE_PATIENTS, GIVE_TREATMENTS, REPEAT_VISITS):
        await database.execute_query(statement)
    one, two, three = ("?", "?", "?") if database.capabilities.dialect == "sqlite" else ("$1", "$2", "$3")
    for row in await database.execute_query_dict("SELECT id, clinic_id, name FROM clinic_patient"):
        await database.execute_query(
            f"UPDATE clinic_patient SET folded_name = {one} WHERE id = {two}", [sort_key(row["name"]), row["id"]]
        )
        for word in words_of(row["name"]):
            await database.execute_query(
                f"INSERT INTO patient_word (patient_id, clinic_id, word) VALUES ({one}, {two}, {three})",
                [row["id"], row["clinic_id"], word],
            )


class Migration(migrations.Migration):
    dependencies = [('models', '0010_answered_entries')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ClinicPatient',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('clinic', fields.ForeignKeyField('models.Clinic', source_field='clinic_id', db_constraint=True, to_field='id', related_name='patients', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('models.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='clinic_patients', on_delete=OnDelete.SET_NULL)),
                ('name', fields.CharField(max_length=120)),
                ('folded_name', fields.CharField(max_length=160)),
                ('number', fields.CharField(default='', max_length=40)),
                ('birth_year', fields.IntField(null=True)),
                ('visits', fields.IntField(default=0)),
                ('last_treated_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('next_treatment_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'clinic_patient', 'app': 'models', 'unique_together': (('clinic', 'person'),), 'indexes': [Index(fields=['clinic_id', 'folded_name', 'id']), Index(fields=['clinic_id', 'last_treated_at', 'id']), Index(fields=['clinic_id', 'next_treatment_at', 'id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PatientWord',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('patient', fields.ForeignKeyField('models.ClinicPatient', source_field='patient_id', db_constraint=True, to_field='id', related_name='words', on_delete=OnDelete.CASCADE)),
                ('clinic_id', fields.UUIDField()),
                ('word', fields.BinaryField()),
            ],
            options={'table': 'patient_word', 'app': 'models', 'indexes': [Index(fields=['clinic_id', 'word', 'patient_id']), Index(fields=['patient_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='AccessRecord',
            name='kind',
            field=fields.CharField(default='diary', db_default='diary', max_length=16),
        ),
        ops.AddIndex(
            model_name='AccessRecord',
            index=Index(fields=['practitioner_id', 'kind', 'viewed_at']),
        ),
        ops.AddField(
            model_name='Treatment',
            name='clinic_patient',
            field=fields.ForeignKeyField('models.ClinicPatient', source_field='clinic_patient_id', null=True, db_constraint=True, to_field='id', related_name='treatments', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddIndex(
            model_name='Treatment',
            index=Index(fields=['clinic_patient_id', 'treated_at']),
        ),
        ops.RunPython(give_every_treatment_its_patient),
    ]
