from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0018_treatment_presets')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='AccessRecord',
            index=Index(fields=['grant_id']),
        ),
        ops.AddIndex(
            model_name='AuthSession',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='AuthSession',
            index=Index(fields=['expires_at']),
        ),
        ops.AddIndex(
            model_name='Grant',
            index=Index(fields=['treatment_id']),
        ),
        ops.AddIndex(
            model_name='OneTimeLink',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='Passkey',
            index=Index(fields=['person_id']),
        ),
        ops.AddIndex(
            model_name='PushSubscription',
            index=Index(fields=['person_id']),
        ),
    ]
