from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0006_own_sheets')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Photo',
            name='eyes',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=JSON_LOADS),
        ),
    ]
