from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0015_photo_annotations')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TreatmentPlan',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('treatment', fields.ForeignKeyField('models.Treatment', source_field='treatment_id', db_constraint=True, to_field='id', related_name='plans', on_delete=OnDelete.CASCADE)),
                ('version', fields.IntField()),
                ('next_treatment_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=200)),
                ('planned_by', fields.ForeignKeyField('models.Person', source_field='planned_by_id', null=True, db_constraint=True, to_field='id', related_name='planned', on_delete=OnDelete.SET_NULL)),
                ('planned_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'treatment_plan', 'app': 'models', 'unique_together': (('treatment', 'version'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
