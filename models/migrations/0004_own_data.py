from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0003_safety_corrections')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Erasure',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField()),
                ('kind', fields.CharField(max_length=16)),
                ('item_id', fields.UUIDField()),
                ('revision', fields.BigIntField()),
                ('erased_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('pending_files', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=JSON_LOADS)),
            ],
            options={'table': 'erasure', 'app': 'models', 'unique_together': (('person_id', 'kind', 'item_id'),), 'indexes': [Index(fields=['person_id', 'revision']), Index(fields=['item_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='AuthSession',
            name='passkey_answered_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='AuthSession',
            name='passkey_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='AuthSession',
            name='revoked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='erased_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
