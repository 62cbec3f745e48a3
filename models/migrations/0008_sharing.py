from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0007_photo_eyes')]

    initial = False

    operations = [
        ops.CreateModel(
            name='NetworkAttempts',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('network', fields.CharField(max_length=64)),
                ('hour', fields.BigIntField()),
                ('attempts', fields.IntField()),
            ],
            options={'table': 'network_attempts', 'app': 'models', 'unique_together': (('network', 'hour'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ShareLink',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('patient', fields.ForeignKeyField('models.Person', source_field='patient_id', db_constraint=True, to_field='id', related_name='share_links', on_delete=OnDelete.CASCADE)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('code_hash', fields.CharField(max_length=64)),
                ('treatment_ids', fields.JSONField(encoder=JSON_DUMPS, decoder=JSON_LOADS)),
                ('photos', fields.BooleanField()),
                ('notes', fields.BooleanField()),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('wrong_codes', fields.IntField(default=0)),
                ('locked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'share_link', 'app': 'models', 'indexes': [Index(fields=['patient_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LinkAccess',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('link', fields.ForeignKeyField('models.ShareLink', source_field='link_id', db_constraint=True, to_field='id', related_name='accesses', on_delete=OnDelete.CASCADE)),
                ('patient', fields.ForeignKeyField('models.Person', source_field='patient_id', db_constraint=True, to_field='id', related_name='link_accesses', on_delete=OnDelete.CASCADE)),
                ('treatment_id', fields.UUIDField()),
                ('kind', fields.CharField(max_length=16)),
                ('viewed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('revision', fields.BigIntField()),
            ],
            options={'table': 'link_access', 'app': 'models', 'indexes': [Index(fields=['patient_id', 'revision']), Index(fields=['link_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ShareSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('link', fields.ForeignKeyField('models.ShareLink', source_field='link_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.CASCADE)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'share_session', 'app': 'models', 'indexes': [Index(fields=['link_id']), Index(fields=['expires_at'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Grant',
            name='notes',
            field=fields.BooleanField(default=True, db_default=True),
        ),
    ]
