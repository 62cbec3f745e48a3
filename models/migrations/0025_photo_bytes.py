from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0024_encryption_keys')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Photo',
            name='stored_bytes',
            field=fields.BigIntField(null=True),
        ),
    ]
