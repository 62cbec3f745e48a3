from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS, JSON_LOADS
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("models", "0002_authors_desk")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SafetyCorrection",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "treatment",
                    fields.ForeignKeyField(
                        "models.Treatment",
                        source_field="treatment_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="corrections",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "sheet_version",
                    fields.ForeignKeyField(
                        "models.SheetVersion",
                        source_field="sheet_version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="corrections",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("timeline", fields.JSONField(encoder=JSON_DUMPS, decoder=JSON_LOADS)),
                ("announced_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("seen_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "safety_correction",
                "app": "models",
                "unique_together": (("treatment", "sheet_version"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
