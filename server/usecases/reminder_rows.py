"""A planned reminder as a row of the due table, and back; a person's wishes in the words of the domain."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from models.reminders import Reminder
from server.domain.local_time import time_zone_named
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.timeline import instant_text
from server.domain.vocabulary import ALWAYS_SENT, ReminderKind
from server.shapes.reminders import ReminderPreferences


def delivery_preferences_from(preferences: ReminderPreferences, *, time_zone: str) -> DeliveryPreferences:
    """`time_zone`: where the treatment was, unless the phone has said that the person is elsewhere."""
    quiet = QuietHours(
        time.fromisoformat(preferences.quiet_from),
        time.fromisoformat(preferences.quiet_until),
        time_zone_named(preferences.time_zone or time_zone),
    )
    return DeliveryPreferences(
        ALWAYS_SENT.union(preferences.kinds), quiet, time.fromisoformat(preferences.check_in_at)
    )


def row_document(planned: PlannedReminder) -> dict[str, Any]:
    """Rules and topics only: no word of a diary ever gets in here."""
    return {
        "side": planned.side.value,
        "about_at": instant_text(planned.about_at),
        "not_after": instant_text(planned.not_after),
        "wording": planned.wording,
        "screen": planned.screen,
        "items": [
            {"rule_id": item.rule_id, "topics": list(item.topics), "gates": list(item.gates)}
            for item in planned.items
        ],
        "local_day": planned.local_day.isoformat() if planned.local_day else None,
        "not_to": str(planned.not_to) if planned.not_to else None,
    }


def planned_from(row: Reminder) -> PlannedReminder:
    """Raises KeyError or ValueError for a row that holds something else."""
    document = row.document
    not_after, local_day, not_to = (document[name] for name in ("not_after", "local_day", "not_to"))
    return PlannedReminder(
        key=row.key,
        kind=ReminderKind(row.kind),
        side=Side(document["side"]),
        about_at=datetime.fromisoformat(document["about_at"]),
        due_at=row.due_at,
        not_after=datetime.fromisoformat(not_after) if not_after else None,
        wording=document["wording"],
        screen=document["screen"],
        items=tuple(_item(item) for item in document["items"]),
        local_day=date.fromisoformat(local_day) if local_day else None,
        not_to=UUID(not_to) if not_to else None,
    )


def _item(document: dict[str, Any]) -> Item:
    return Item(document["rule_id"], tuple(document["topics"]), tuple(document["gates"]))
