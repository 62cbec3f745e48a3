"""Convert between planned reminders and rows of the due table, and read a person's preferences."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from models.reminders import Reminder, ReminderPreference
from server.domain.local_time import stored_time_zone
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.timeline import instant_text
from server.domain.vocabulary import NEVER_SWITCHED_OFF, PRACTITIONER_KINDS, ReminderKind, Role
from server.ports import Services
from server.shapes.reminders import ReminderPreferences


async def preferences_of(person_id: UUID) -> ReminderPreferences:
    """Return what the person has chosen, or the defaults."""
    row = await ReminderPreference.get_or_none(person_id=person_id)
    return ReminderPreferences.model_validate(row.document) if row else ReminderPreferences()


def of_role(preferences: ReminderPreferences, role: Role) -> ReminderPreferences:
    """Return the preferences with those kinds only that a person of this role can get."""
    practitioner = role is Role.PRACTITIONER
    kinds = [kind for kind in preferences.kinds if (kind in PRACTITIONER_KINDS) is practitioner]
    return preferences.model_copy(update={"kinds": kinds})


def delivery_preferences_from(preferences: ReminderPreferences, *, time_zone: str) -> DeliveryPreferences:
    """Return the preferences for planning. `time_zone` applies unless the phone has reported another one."""
    quiet = QuietHours(
        time.fromisoformat(preferences.quiet_from),
        time.fromisoformat(preferences.quiet_until),
        stored_time_zone(preferences.time_zone or time_zone),
    )
    return DeliveryPreferences(
        NEVER_SWITCHED_OFF.union(preferences.kinds),
        quiet,
        time.fromisoformat(preferences.check_in_at),
        time.fromisoformat(preferences.coming_sessions_at),
    )


def new_row(
    services: Services, person_id: UUID, planned: PlannedReminder, *, treatment_id: UUID | None = None
) -> Reminder:
    """Return an unsaved row of the due table."""
    return Reminder(
        id=services.new_id(),
        person_id=person_id,
        treatment_id=treatment_id,
        kind=planned.kind.value,
        key=planned.key,
        due_at=planned.due_at.astimezone(UTC),
        document=row_document(planned),
    )


async def move_row(row: Reminder, planned: PlannedReminder) -> None:
    """Let a row that waits say what is planned now."""
    due_at, document = planned.due_at.astimezone(UTC), row_document(planned)
    if (row.due_at, row.document) != (due_at, document):
        await Reminder.filter(id=row.id, completed_at=None).update(due_at=due_at, document=document)


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
        "clinic_id": str(planned.clinic_id) if planned.clinic_id else None,
    }


def planned_from(row: Reminder) -> PlannedReminder:
    """Parse a row. Raises `KeyError` or `ValueError` if its document is not of this form.

    Rows written before there were messages to practitioners lack `clinic_id`.
    """
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
        clinic_id=UUID(document["clinic_id"]) if document.get("clinic_id") else None,
    )


def _item(document: dict[str, Any]) -> Item:
    """Parse an item. Rows written before permissions had conditions lack `with`."""
    conditions = tuple(document.get("with", ()))
    return Item(document["rule_id"], tuple(document["topics"]), tuple(document["gates"]), conditions)
