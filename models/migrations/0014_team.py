from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0013_reviews')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Clinic',
            name='opening_hours',
            field=fields.JSONField(default=list, db_default='[]', encoder=JSON_DUMPS, decoder=JSON_LOADS),
        ),
        ops.AddField(
            model_name='Clinic',
            name='reply_hours',
            field=fields.IntField(default=24, db_default=24),
        ),
    ]
