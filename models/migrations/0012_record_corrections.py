from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0011_clinic_patients')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RecordRevision',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('treatment', fields.ForeignKeyField('models.Treatment', source_field='treatment_id', db_constraint=True, to_field='id', related_name='record_revisions', on_delete=OnDelete.CASCADE)),
                ('version', fields.IntField()),
                ('sheet_version', fields.ForeignKeyField('models.SheetVersion', source_field='sheet_version_id', db_constraint=True, to_field='id', related_name='record_revisions', on_delete=OnDelete.RESTRICT)),
                ('treated_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('time_zone', fields.CharField(max_length=64)),
                ('record', fields.JSONField(encoder=JSON_DUMPS, decoder=JSON_LOADS)),
                ('corrected_by', fields.ForeignKeyField('models.Person', source_field='corrected_by_id', db_constraint=True, to_field='id', related_name='corrected', on_delete=OnDelete.RESTRICT)),
                ('corrected_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'record_revision', 'app': 'models', 'unique_together': (('treatment', 'version'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Treatment',
            name='record_version',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Treatment',
            name='withdrawn_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Treatment',
            name='withdrawn_by',
            field=fields.ForeignKeyField('models.Person', source_field='withdrawn_by_id', null=True, db_constraint=True, to_field='id', related_name='withdrawn', on_delete=OnDelete.SET_NULL),
        ),
        ops.AddField(
            model_name='Treatment',
            name='withdrawn_reason',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
    ]
