from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0019_missing_indexes')]

    initial = False

    operations = [
        ops.AddField(
            model_name='PushSubscription',
            name='clinic_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name='Reminder',
            index=Index(fields=['treatment_id']),
        ),
    ]
