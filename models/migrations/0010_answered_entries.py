from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0009_photo_places')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Reply',
            name='entry_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='ShareLink',
            name='name',
            field=fields.CharField(default='', db_default='', max_length=60),
        ),
    ]
