from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0016_treatment_plans')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Grant',
            name='everyone_at',
            field=fields.ForeignKeyField('models.Clinic', source_field='everyone_at_id', null=True, db_constraint=True, to_field='id', related_name='grants_to_everyone', on_delete=OnDelete.CASCADE),
        ),
        ops.AddIndex(
            model_name='Grant',
            index=Index(fields=['everyone_at_id']),
        ),
        ops.AddField(
            model_name='Treatment',
            name='handover_open',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Treatment',
            name='in_charge',
            field=fields.ForeignKeyField('models.Person', source_field='in_charge_id', null=True, db_constraint=True, to_field='id', related_name='in_charge_of', on_delete=OnDelete.SET_NULL),
        ),
    ]
