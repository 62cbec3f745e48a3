from datetime import UTC, datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from server.domain.audit import FIRST, AuditDetail, detail_digest, event_hash

BATCH = 500
RECORDS = """
    SELECT id, grant_id, patient_id, practitioner_id, kind, viewed_at FROM access_record ORDER BY viewed_at, id"""


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _detail(row: dict[str, Any]) -> AuditDetail:
    document = {
        "grant": str(row["grant_id"]),
        "access": str(row["kind"]),
        "viewed_at": _instant(row["viewed_at"]).isoformat(),
        "address": "",
    }
    ids = {name: UUID(str(row[column])) for name, column in (
        ("person_id", "patient_id"), ("actor_id", "practitioner_id"), ("item_id", "id"))}
    return AuditDetail(**ids, document=document)


async def link_access_records(apps: Any, editor: Any) -> None:
    """Put every access record that exists into the chain, so that a change of it shows from now on."""
    event, row_of = apps.get_model("models.AuditEvent"), apps.get_model("models.AuditDetailRow")
    rows = await editor.client.execute_query_dict(RECORDS)
    previous = FIRST
    for position, start in enumerate(range(0, len(rows), BATCH), start=1):
        details = [(token_hex(32), _detail(row)) for row in rows[start : start + BATCH]]
        digests = [detail_digest(salt, detail) for salt, detail in details]
        at = _instant(rows[min(start + BATCH, len(rows)) - 1]["viewed_at"])
        whole = event_hash(position, at, "look", details=digests, previous=previous)
        await event.create(
            position=position, happened_at=at, kind="look", details=digests, previous=previous, hash=whole,
            using_db=editor.client,
        )  # fmt: skip
        for place, (salt, detail) in enumerate(details):
            await row_of.create(
                event_position=position, place=place, salt=salt, person_id=detail.person_id,
                actor_id=detail.actor_id, item_id=detail.item_id, document=dict(detail.document),
                using_db=editor.client,
            )  # fmt: skip
        previous = whole


class Migration(migrations.Migration):
    dependencies = [('models', '0023_image_hashes_and_server_state')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AuditEvent',
            fields=[
                ('position', fields.BigIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('happened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('kind', fields.CharField(max_length=32)),
                ('details', fields.JSONField()),
                ('previous', fields.CharField(max_length=64)),
                ('hash', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit_event', 'app': 'models', 'pk_attr': 'position'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AuditDetailRow',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('event_position', fields.BigIntField()),
                ('place', fields.IntField()),
                ('salt', fields.CharField(max_length=64)),
                ('person_id', fields.UUIDField(null=True)),
                ('actor_id', fields.UUIDField(null=True)),
                ('item_id', fields.UUIDField(null=True)),
                ('document', fields.JSONField()),
            ],
            options={'table': 'audit_detail', 'app': 'models', 'indexes': [Index(fields=['event_position']), Index(fields=['person_id']), Index(fields=['actor_id']), Index(fields=['item_id'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.RunPython(link_access_records),
    ]
