from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0017_stand_ins_and_handover')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TreatmentPreset',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('clinic', fields.ForeignKeyField('models.Clinic', source_field='clinic_id', db_constraint=True, to_field='id', related_name='treatment_presets', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=120)),
                ('applied', fields.JSONField(encoder=JSON_DUMPS, decoder=JSON_LOADS)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'treatment_preset', 'app': 'models', 'indexes': [Index(fields=['clinic_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
