"""Plan the reminders of a treatment: a pure plan, recomputed whenever something changes.

Reminders are one-sided: a permission may come late, never early; a duty or a ban may come early, never late.
Quiet hours, a new time zone and clock changes preserve that. Planning twice yields the same keys.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from uuid import UUID

from server.domain.reminders.dates import check_ins, next_treatments
from server.domain.reminders.milestones import milestone_reminders
from server.domain.reminders.model import DeliveryPreferences, PlannedReminder, Side
from server.domain.timeline import Timeline
from server.domain.vocabulary import PRACTITIONER_KINDS, ReminderKind

SESSION_CHANGE = "session-change:"
"""Prefix of the keys of notices about the date of the next session."""
_BY_EVENTS = (
    SESSION_CHANGE,
    *(
        f"{kind}:"
        for kind in (
            ReminderKind.NEW_DEVICE,
            ReminderKind.LINK_LOCKED,
            ReminderKind.RECORD_CHANGED,
            ReminderKind.HANDOVER,
            *sorted(PRACTITIONER_KINDS),
        )
    ),
)


def plan(
    timeline: Timeline,
    preferences: DeliveryPreferences,
    *,
    treatment_id: UUID,
    now: datetime,
    next_treatment_at: datetime | None = None,
) -> tuple[PlannedReminder, ...]:
    """Return the wanted reminders of an announced timeline from `now` on, soonest first."""
    planned = (
        *milestone_reminders(timeline, preferences, treatment_id),
        *check_ins(timeline, preferences, treatment_id),
        *next_treatments(timeline, preferences, treatment_id, next_treatment_at),
    )
    wanted = (
        _from_now_on(reminder, preferences, now) for reminder in planned if reminder.kind in preferences.kinds
    )
    return tuple(sorted(filter(None, wanted), key=lambda reminder: (reminder.due_at, reminder.key)))


def united(plans: Iterable[Iterable[PlannedReminder]]) -> tuple[PlannedReminder, ...]:
    """Return the reminders of several plans, each key once and about the items of all plans."""
    by_key: dict[str, PlannedReminder] = {}
    for reminder in chain.from_iterable(plans):
        first = by_key.setdefault(reminder.key, reminder)
        more = tuple(item for item in reminder.items if item not in first.items)
        by_key[reminder.key] = replace(first, items=(*first.items, *more))
    return tuple(by_key.values())


def _from_now_on(
    planned: PlannedReminder, preferences: DeliveryPreferences, now: datetime
) -> PlannedReminder | None:
    """Drop a reminder that is past due. A duty that is still to begin is due at once, unless it is quiet."""
    if planned.due_at >= now:
        return planned
    upcoming = planned.side is Side.DUTY and now < planned.about_at and not preferences.quiet.is_quiet_at(now)
    return replace(planned, due_at=now) if upcoming else None


def plan_reply(reply_id: UUID, preferences: DeliveryPreferences, *, now: datetime) -> PlannedReminder | None:
    """Plan the reminder of a practitioner's reply: at once, or at the end of quiet hours."""
    due_at = preferences.quiet.at_or_after(now)
    if due_at is None or ReminderKind.REPLY not in preferences.kinds:
        return None
    return PlannedReminder(
        f"reply:{reply_id}",
        ReminderKind.REPLY,
        Side.NEITHER,
        now,
        due_at,
        None,
        "server.push.reply",
        "/diary",
    )


def plan_new_device(auth_session_id: UUID, *, now: datetime) -> PlannedReminder:
    """Plan the notice of a sign-in by link to the person's other devices."""
    notice = _notice(ReminderKind.NEW_DEVICE, auth_session_id, "/settings/devices", now)
    return replace(notice, not_to=auth_session_id)


def plan_new_passkey(passkey_id: UUID, *, added_on: UUID, now: datetime) -> PlannedReminder:
    """Plan the notice of a new passkey to the person's devices, except the one on which it was added."""
    notice = _notice(ReminderKind.NEW_DEVICE, passkey_id, "/settings/devices", now)
    return replace(notice, not_to=added_on, wording="server.push.new-passkey")


def plan_assisted_link(link_id: UUID, *, now: datetime) -> PlannedReminder:
    """Plan the notice that somebody else has issued a link into the account, to all of the person's devices."""
    notice = _notice(ReminderKind.NEW_DEVICE, link_id, "/settings/devices", now)
    return replace(notice, wording="server.push.assisted-link")


def plan_link_locked(link_id: UUID, *, now: datetime) -> PlannedReminder:
    """Plan the notice that too many wrong codes have locked a share link."""
    return _notice(ReminderKind.LINK_LOCKED, link_id, "/share", now)


def plan_record_changed(change_id: UUID, *, withdrawn: bool, now: datetime) -> PlannedReminder:
    """Plan the notice that the clinic has corrected its record of a treatment, or withdrawn it."""
    notice = _notice(ReminderKind.RECORD_CHANGED, change_id, "/", now)
    return replace(notice, wording="server.push.record-withdrawn") if withdrawn else notice


def plan_handover(treatment_id: UUID, in_charge_id: UUID, *, now: datetime) -> PlannedReminder:
    """Plan the question whether to share the diary with the practitioner who has taken over: once for each of them."""
    notice = _notice(ReminderKind.HANDOVER, in_charge_id, "/", now)
    return replace(notice, key=f"{notice.key}:{treatment_id}")


def plan_session_change(
    plan_id: UUID, *, before: datetime | None, after: datetime | None, now: datetime
) -> PlannedReminder | None:
    """Plan the notice that the next session was planned, moved or cancelled; None if its date is the same.

    The text names no date: it may be read after another change. It comes too late once the session has begun.
    """
    if before == after:
        return None
    wording = "server.push.session-moved"
    if before is None:
        wording = "server.push.session-planned"
    elif after is None:
        wording = "server.push.session-cancelled"
    kind = ReminderKind.NEXT_TREATMENT
    key = session_change_key(plan_id)
    return PlannedReminder(key, kind, Side.NEITHER, now, now, after or before, wording, "/timeline")


def stands_alone(key: str) -> bool:
    """Return whether a reminder was planned by an event, and not by the state of a diary: planning again keeps it."""
    return key.startswith(_BY_EVENTS)


def session_change_key(plan_id: UUID) -> str:
    return f"{SESSION_CHANGE}{plan_id}"


def plan_correction(correction_id: UUID, *, now: datetime) -> PlannedReminder:
    """Plan the notice of a safety correction of the patient's sheet."""
    return _notice(ReminderKind.CORRECTION, correction_id, "/sheet-change", now)


def correction_key(correction_id: UUID) -> str:
    return _notice_key(ReminderKind.CORRECTION, correction_id)


def _notice(kind: ReminderKind, about: UUID, screen: str, now: datetime) -> PlannedReminder:
    """Plan a notice of a kind that nobody can switch off: at once, also in quiet hours if its kind is always sent."""
    return PlannedReminder(
        _notice_key(kind, about), kind, Side.NEITHER, now, now, None, f"server.push.{kind}", screen
    )


def _notice_key(kind: ReminderKind, about: UUID) -> str:
    return f"{kind}:{about}"
