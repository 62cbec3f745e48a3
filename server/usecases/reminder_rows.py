"""Convert between planned reminders and rows of the due table, and read a person's preferences."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from models.reminders import Reminder
from server.domain.local_time import stored_time_zone
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.timeline import instant_text
from server.domain.vocabulary import NEVER_SWITCHED_OFF, ReminderKind
from server.shapes.reminders import ReminderPreferences


def delivery_preferences_from(preferences: ReminderPreferences, *, time_zone: str) -> DeliveryPreferences:
    """Return the preferences for planning. `time_zone` applies unless the phone has reported another one."""
    quiet = QuietHours(
        time.fromisoformat(preferences.quiet_from),
        time.fromisoformat(preferences.quiet_until),
        stored_time_zone(preferences.time_zone or time_zone),
    )
    return DeliveryPreferences(
        NEVER_SWITCHED_OFF.union(preferences.kinds), quiet, time.fromisoformat(preferences.check_in_at)
    )


def row_document(planned: PlannedReminder) -> dict[str, Any]:
    """Return the document of a row. It contains ids of rules and topics, but no text from the diary."""
    return {
        "side": planned.side.value,
        "about_at": instant_text(planned.about_at),
        "not_after": instant_text(planned.not_after),
        "wording": planned.wording,
        "screen": planned.screen,
        "items": [
            {
                "rule_id": item.rule_id,
                "topics": list(item.topics),
                "gates": list(item.gates),
                "with": list(item.with_),
            }
            for item in planned.items
        ],
        "local_day": planned.local_day.isoformat() if planned.local_day else None,
        "not_to": str(planned.not_to) if planned.not_to else None,
    }


def planned_from(row: Reminder) -> PlannedReminder:
    """Parse a row. Raises `KeyError` or `ValueError` if its document is not of this form."""
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
    """Parse an item. Rows written before permissions had conditions lack `with`."""
    conditions = tuple(document.get("with", ()))
    return Item(document["rule_id"], tuple(document["topics"]), tuple(document["gates"]), conditions)
