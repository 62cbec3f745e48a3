from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0001_initial')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Clinic',
            name='default_sheet',
            field=fields.CharField(null=True, max_length=64),
        ),
        ops.AddField(
            model_name='Clinic',
            name='hidden_sheets',
            field=fields.JSONField(default=list, db_default='[]', encoder=JSON_DUMPS, decoder=JSON_LOADS),
        ),
        ops.AddField(
            model_name='SheetVersion',
            name='original',
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=JSON_LOADS),
        ),
        ops.AddField(
            model_name='SheetVersion',
            name='retired_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='SheetVersion',
            name='safety_correction',
            field=fields.BooleanField(default=False, db_default=False),
        ),
    ]
