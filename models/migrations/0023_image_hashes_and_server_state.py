from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0022_clinic_logo')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ServerState',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('epoch', fields.CharField(default='', max_length=36)),
                ('verification_begun_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('verified_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('unsound_photos', fields.IntField(default=0)),
            ],
            options={'table': 'server_state', 'app': 'models', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Photo',
            name='display_sha256',
            field=fields.CharField(null=True, max_length=64),
        ),
        ops.AddField(
            model_name='Photo',
            name='thumbnail_sha256',
            field=fields.CharField(null=True, max_length=64),
        ),
    ]
