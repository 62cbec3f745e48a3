"""Which reminders a treatment calls for, and when."""

from server.domain.reminders.dates import OPENING
from server.domain.reminders.milestones import LEAD, News
from server.domain.reminders.model import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.reminders.planning import (
    SESSION_CHANGE,
    correction_key,
    plan,
    plan_assisted_link,
    plan_correction,
    plan_handover,
    plan_link_locked,
    plan_new_device,
    plan_new_passkey,
    plan_record_changed,
    plan_reply,
    plan_session_change,
    session_change_key,
    stands_alone,
    united,
)
from server.domain.reminders.practitioners import cause_of, plan_about_diary, plan_coming_sessions

__all__ = [
    "LEAD",
    "OPENING",
    "SESSION_CHANGE",
    "DeliveryPreferences",
    "Item",
    "News",
    "PlannedReminder",
    "Side",
    "cause_of",
    "correction_key",
    "plan",
    "plan_about_diary",
    "plan_assisted_link",
    "plan_coming_sessions",
    "plan_correction",
    "plan_handover",
    "plan_link_locked",
    "plan_new_device",
    "plan_new_passkey",
    "plan_record_changed",
    "plan_reply",
    "plan_session_change",
    "session_change_key",
    "stands_alone",
    "united",
]
