from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0023_image_hashes_and_server_state')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DataKey',
            fields=[
                ('name', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=80)),
                ('wrapped', fields.BinaryField()),
                ('master_key', fields.CharField(max_length=32)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'data_key', 'app': 'models', 'pk_attr': 'name'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='ServerState',
            name='master_key',
            field=fields.CharField(null=True, max_length=32),
        ),
        ops.AddField(
            model_name='ServerState',
            name='photos_encrypted_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='ServerState',
            name='recovery_key',
            field=fields.CharField(null=True, max_length=64),
        ),
        ops.AddField(
            model_name='ServerState',
            name='recovery_key_asked',
            field=fields.CharField(null=True, max_length=64),
        ),
    ]
