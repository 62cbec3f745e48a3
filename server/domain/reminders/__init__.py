"""Which reminders a treatment calls for, and when."""

from server.domain.reminders.milestones import LEAD, News
from server.domain.reminders.model import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.reminders.planning import (
    correction_key,
    plan,
    plan_correction,
    plan_handover,
    plan_link_locked,
    plan_new_device,
    plan_record_changed,
    plan_reply,
    united,
)

__all__ = [
    "LEAD",
    "DeliveryPreferences",
    "Item",
    "News",
    "PlannedReminder",
    "Side",
    "correction_key",
    "plan",
    "plan_correction",
    "plan_handover",
    "plan_link_locked",
    "plan_new_device",
    "plan_record_changed",
    "plan_reply",
    "united",
]
