"""Whether a planned reminder still holds at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from server.domain.answers import AnswerKind
from server.domain.course import symptoms_of
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.vocabulary import ALWAYS_SENT, ReminderKind, Symptom


@dataclass(frozen=True, slots=True)
class SendContext:
    """How things stand at the moment of sending."""

    now: datetime
    states: Mapping[str, bool]  # states as last told (diary.told_by)
    skin_open_or_irritated: bool  # by the last entry (diary.open_or_irritated)
    answers: Mapping[str, AnswerKind] = field(default_factory=dict)  # now, on each topic (announcing)
    logged_days: frozenset[date] = frozenset()  # local days with an entry
    shared: bool = False  # a grant runs
    answered: bool = False  # the reply was seen already
    superseded: bool = False  # a newer treatment is the one that is healing
    outdated: bool = False  # the timeline was compiled anew and says otherwise


@dataclass(frozen=True, slots=True)
class Deliver:
    """`items`: what may be told of; `held_back`: what may not, and why."""

    items: tuple[Item, ...]
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withhold:
    reason: str


@dataclass(frozen=True, slots=True)
class Defer:
    """Decide again at `due_at`. `reason`: why a permission is held back; None for quiet hours alone."""

    due_at: datetime
    reason: str | None = None


Decision = Deliver | Withhold | Defer
HOLD_EVERY = timedelta(days=1)
HOLD_FOR = timedelta(days=14)
"""How long a permission that hangs on a state waits for it, from its moment on."""


def decide(planned: PlannedReminder, wishes: DeliveryPreferences, standing: SendContext) -> Decision:
    reason = _reason_against(planned, wishes, standing)
    if reason is not None:
        return Withhold(reason)
    if planned.kind not in ALWAYS_SENT and wishes.quiet.hold_at(standing.now):
        return _after_quiet_hours(planned, wishes, standing.now)
    if planned.side is Side.PERMISSION:
        return _ungated(planned, wishes, standing)
    return _not_gone(planned, standing)


def _reason_against(
    planned: PlannedReminder, wishes: DeliveryPreferences, standing: SendContext
) -> str | None:
    kind, end = planned.kind, planned.not_after
    reasons = (
        (standing.superseded, "a newer treatment took its place"),
        (standing.outdated, "the timeline has changed"),
        (kind not in wishes.kinds, "not wanted any more"),
        (end is not None and standing.now >= end, "too late"),
        (kind is ReminderKind.CHECK_IN and planned.local_day in standing.logged_days, "logged already"),
        (kind is ReminderKind.SHARE and standing.shared, "shared already"),
        (kind is ReminderKind.REPLY and standing.answered, "seen already"),
    )
    return next((reason for against, reason in reasons if against), None)


def _after_quiet_hours(planned: PlannedReminder, wishes: DeliveryPreferences, now: datetime) -> Decision:
    later = wishes.quiet.at_or_after(now)
    if later is None or (planned.not_after is not None and later >= planned.not_after):
        return Withhold("quiet hours")
    return Defer(later)


def _ungated(planned: PlannedReminder, wishes: DeliveryPreferences, standing: SendContext) -> Decision:
    """Permissions stay back until what they hang on is told, the skin agrees and the sheet says yes."""
    held = [_held(item, standing) for item in planned.items]
    free = tuple(item for item, _why in held if item.topics)
    reasons = tuple(
        f"{item.rule_id}: {why}" for (_, why), item in zip(held, planned.items, strict=True) if why
    )
    if free or not planned.items:
        return Deliver(free, reasons)
    next_look = wishes.quiet.at_or_after(standing.now + HOLD_EVERY)
    if next_look is None or standing.now >= planned.about_at + HOLD_FOR:
        return Withhold("; ".join(reasons))
    return Defer(next_look, "; ".join(reasons))


def _not_gone(planned: PlannedReminder, standing: SendContext) -> Decision:
    """Nobody is told to call about what they have said is gone."""
    items = tuple(item for item in planned.items if not _gone(item, standing.states))
    return Deliver(items) if items or not planned.items else Withhold("gone by what was told")


def _gone(item: Item, states: Mapping[str, bool]) -> bool:
    symptoms = symptoms_of(item.topics)
    answers = [states.get(f"gone({symptom})") for symptom in symptoms]
    return True in answers and False not in answers and set(item.topics) <= _SYMPTOM_TOPICS


def _held(item: Item, standing: SendContext) -> tuple[Item, str | None]:
    """What of it may be told, and why not the rest."""
    closed = _gate_closed(item, standing)
    if closed is not None:
        return replace(item, topics=()), closed
    free = tuple(topic for topic in item.topics if standing.answers.get(topic) == "yes")
    banned = [topic for topic in item.topics if topic not in free]
    return replace(item, topics=free), f"not yet a yes to {', '.join(banned)}" if banned else None


def _gate_closed(item: Item, standing: SendContext) -> str | None:
    if not item.gates:
        return None
    missing = [gate for gate in item.gates if standing.states.get(gate) is not True]
    if missing:
        return f"{', '.join(missing)} not confirmed"
    return "the last entry says open, oozing or irritated" if standing.skin_open_or_irritated else None


_SYMPTOM_TOPICS = frozenset({*Symptom, "irritation"})
