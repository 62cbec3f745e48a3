from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0013_reviews')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='AccessRecord',
            index=Index(fields=['viewed_at', 'id']),
        ),
        ops.AddField(
            model_name='AuthSession',
            name='membership_ended',
            field=fields.BooleanField(default=False, db_default=False),
        ),
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
        ops.AddField(
            model_name='Membership',
            name='ended_by_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='Membership',
            name='invited_by_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='OneTimeLink',
            name='created_by_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='OneTimeLink',
            name='membership_role',
            field=fields.CharField(null=True, max_length=16),
        ),
    ]
