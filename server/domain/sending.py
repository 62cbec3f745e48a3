"""Whether a planned reminder still holds at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.reminders import Item, Planned, Side, Wishes
from server.domain.vocabulary import ReminderKind


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand at the moment of sending."""

    now: datetime
    told: Mapping[str, bool]  # states as last told (diary.told_by)
    skin_open_or_irritated: bool  # by the last entry (diary.open_or_irritated)
    logged_days: frozenset[date] = frozenset()  # local days with an entry
    shared: bool = False  # a grant runs
    answered: bool = False  # the reply was seen already


@dataclass(frozen=True, slots=True)
class Send:
    """`items`: what may be told of; `held_back`: what may not, and why."""

    items: tuple[Item, ...]
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withhold:
    reason: str


@dataclass(frozen=True, slots=True)
class Postpone:
    due_at: datetime


Decision = Send | Withhold | Postpone


def decide(planned: Planned, wishes: Wishes, standing: Standing) -> Decision:
    reason = _reason_against(planned, wishes, standing)
    if reason is not None:
        return Withhold(reason)
    if wishes.quiet.hold_at(standing.now):
        return _after_quiet_hours(planned, wishes, standing.now)
    if not planned.items:
        return Send(())
    return _ungated(planned, standing)


def _reason_against(planned: Planned, wishes: Wishes, standing: Standing) -> str | None:
    if planned.kind not in wishes.kinds:
        return "not wanted any more"
    if planned.not_after is not None and standing.now >= planned.not_after:
        return "too late"
    if planned.kind is ReminderKind.CHECK_IN and planned.local_day in standing.logged_days:
        return "logged already"
    if planned.kind is ReminderKind.SHARE and standing.shared:
        return "shared already"
    if planned.kind is ReminderKind.REPLY and standing.answered:
        return "seen already"
    return None


def _after_quiet_hours(planned: Planned, wishes: Wishes, now: datetime) -> Decision:
    later = wishes.quiet.at_or_after(now)
    if later is None or (planned.not_after is not None and later >= planned.not_after):
        return Withhold("quiet hours")
    return Postpone(later)


def _ungated(planned: Planned, standing: Standing) -> Decision:
    """Permissions that hang on a state stay back until the patient has told it and the skin agrees."""
    if planned.side is not Side.PERMISSION:
        return Send(planned.items)
    held = [(item, _gate_closed(item, standing)) for item in planned.items]
    free = tuple(item for item, why in held if why is None)
    reasons = tuple(f"{item.rule_id}: {why}" for item, why in held if why is not None)
    return Send(free, reasons) if free else Withhold("; ".join(reasons))


def _gate_closed(item: Item, standing: Standing) -> str | None:
    if not item.gates:
        return None
    missing = [gate for gate in item.gates if standing.told.get(gate) is not True]
    if missing:
        return f"{', '.join(missing)} not confirmed"
    return "the last entry says open, oozing or irritated" if standing.skin_open_or_irritated else None
