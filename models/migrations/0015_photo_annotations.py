from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0014_team')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Annotation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('photo', fields.ForeignKeyField('models.Photo', source_field='photo_id', db_constraint=True, to_field='id', related_name='annotations', on_delete=OnDelete.CASCADE)),
                ('clinic', fields.ForeignKeyField('models.Clinic', source_field='clinic_id', db_constraint=True, to_field='id', related_name='annotations', on_delete=OnDelete.CASCADE)),
                ('author', fields.ForeignKeyField('models.Person', source_field='author_id', db_constraint=True, to_field='id', related_name='annotations', on_delete=OnDelete.CASCADE)),
                ('strokes', fields.JSONField(encoder=JSON_DUMPS, decoder=JSON_LOADS)),
                ('revision', fields.IntField()),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'annotation', 'app': 'models', 'unique_together': (('photo', 'clinic'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]
