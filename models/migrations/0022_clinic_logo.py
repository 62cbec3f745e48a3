from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0021_baseline_photos')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Clinic',
            name='logo',
            field=fields.CharField(null=True, max_length=64),
        ),
    ]
