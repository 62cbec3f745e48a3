from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0005_exports')]

    initial = False

    operations = [
        ops.AddField(
            model_name='SheetVersion',
            name='owner',
            field=fields.ForeignKeyField('models.Person', source_field='owner_id', null=True, db_constraint=True, to_field='id', related_name='own_sheets', on_delete=OnDelete.CASCADE),
        ),
        ops.AddIndex(
            model_name='SheetVersion',
            index=Index(fields=['owner_id', 'clinic_id']),
        ),
    ]
