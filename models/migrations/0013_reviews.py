from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0012_record_corrections')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ReplyTemplate',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('clinic', fields.ForeignKeyField('models.Clinic', source_field='clinic_id', db_constraint=True, to_field='id', related_name='reply_templates', on_delete=OnDelete.CASCADE)),
                ('text', fields.TextField(unique=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reply_template', 'app': 'models', 'indexes': [Index(fields=['clinic_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Treatment',
            name='reviewed_by',
            field=fields.ForeignKeyField('models.Person', source_field='reviewed_by_id', null=True, db_constraint=True, to_field='id', related_name='reviewed', on_delete=OnDelete.SET_NULL),
        ),
    ]
