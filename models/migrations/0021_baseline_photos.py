from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0020_messages_to_practitioners')]

    initial = False

    operations = [
        ops.AlterField(
            model_name='Photo',
            name='entry',
            field=fields.ForeignKeyField('models.Entry', source_field='entry_id', null=True, db_constraint=True, to_field='id', related_name='photos', on_delete=OnDelete.CASCADE),
        ),
        ops.AlterField(
            model_name='Photo',
            name='patient',
            field=fields.ForeignKeyField('models.Person', source_field='patient_id', null=True, db_constraint=True, to_field='id', related_name='photos', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Photo',
            name='clinic',
            field=fields.ForeignKeyField('models.Clinic', source_field='clinic_id', null=True, db_constraint=True, to_field='id', related_name='baseline_photos', on_delete=OnDelete.CASCADE),
        ),
        ops.AddField(
            model_name='Photo',
            name='taken_by',
            field=fields.ForeignKeyField('models.Person', source_field='taken_by_id', null=True, db_constraint=True, to_field='id', related_name='photos_taken', on_delete=OnDelete.SET_NULL),
        ),
    ]
