"""Decide at the moment of sending whether a planned reminder is delivered, deferred or withheld."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from server.domain.answers import Answer
from server.domain.course import symptoms_of
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.vocabulary import ALWAYS_SENT, ReminderKind, Symptom
from server.domain.when.bounds import States


@dataclass(frozen=True, slots=True)
class SendContext:
    """The facts at the moment of sending."""

    now: datetime
    states: States  # latest reports (skin_states.states_of)
    skin_open_or_irritated: bool  # by the last entry (diary.open_or_irritated)
    skin_open: bool = False  # by the last entry (diary.is_open)
    answers: Mapping[str, Answer] = field(default_factory=dict)  # by topic (milestone_filter.answers_on)
    logged_days: frozenset[date] = frozenset()  # local days with an entry
    shared: bool = False  # a grant is active
    answered: bool = False  # what the reminder waits for has happened, see `ANSWERED`
    closed: bool = False  # the practitioner may not read the diary, or works in the clinic no more
    duties_done: frozenset[str] = frozenset()  # ids of rules that need not be followed again at `about_at`
    superseded: bool = False  # a newer treatment has replaced this one
    outdated: bool = False  # the recompiled timeline no longer holds this reminder


@dataclass(frozen=True, slots=True)
class Deliver:
    """Send now. `items` may be announced; `withheld` gives the reasons for the items left out."""

    items: tuple[Item, ...]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withhold:
    """Never send."""

    reason: str


@dataclass(frozen=True, slots=True)
class Defer:
    """Decide again at `due_at`. `reason` says why a permission is deferred; None for quiet hours alone."""

    due_at: datetime
    reason: str | None = None


Decision = Deliver | Withhold | Defer
DEFER_BY = timedelta(days=1)
DEFER_FOR = timedelta(days=14)
"""How long a permission is deferred while its states are not confirmed, counted from its moment."""
BORNE_OUT: Mapping[str, tuple[str, ...]] = {
    "server.push.allowed": ("yes",),
    "server.push.over": ("over", "yes"),
}
"""The answers with which a permission or the end of a ban may be announced, by the wording of the message."""
ANSWERED: Mapping[ReminderKind, str] = {
    ReminderKind.REPLY: "already read",
    ReminderKind.HANDOVER: "already answered",
    ReminderKind.CORRECTION: "already accepted",
    ReminderKind.NEW_FINDING: "gone, answered or reviewed",
    ReminderKind.NEW_QUESTION: "answered or deleted",
    ReminderKind.REPLY_OVERDUE: "answered or deleted",
    ReminderKind.NEW_SHARE: "already opened",
    ReminderKind.COMING_SESSIONS: "no session on that day",
}
"""What has made a reminder of each kind needless."""


def decide(planned: PlannedReminder, preferences: DeliveryPreferences, context: SendContext) -> Decision:
    """Return what to do with a due reminder now."""
    reason = _reason_against(planned, preferences, context)
    if reason is not None:
        return Withhold(reason)
    planned = replace(planned, items=_not_done(planned, context))
    if planned.kind not in ALWAYS_SENT and preferences.quiet.is_quiet_at(context.now):
        return _after_quiet_hours(planned, preferences, context.now)
    if planned.side is Side.PERMISSION:
        return _permission(planned, preferences, context)
    return _unless_gone(planned, context)


def _reason_against(
    planned: PlannedReminder, preferences: DeliveryPreferences, context: SendContext
) -> str | None:
    kind, end = planned.kind, planned.not_after
    reasons = (
        (context.closed, "not open to them any more"),
        (context.superseded, "a newer treatment has replaced it"),
        (context.outdated, "the timeline has changed"),
        (kind not in preferences.kinds, "no longer wanted"),
        (end is not None and context.now >= end, "too late"),
        (kind is ReminderKind.CHECK_IN and planned.local_day in context.logged_days, "already logged"),
        (kind is ReminderKind.SHARE and context.shared, "already shared"),
        (context.answered and kind in ANSWERED, ANSWERED.get(kind, "")),
        (bool(planned.items) and not _not_done(planned, context), "already done"),
    )
    return next((reason for against, reason in reasons if against), None)


def _not_done(planned: PlannedReminder, context: SendContext) -> tuple[Item, ...]:
    return tuple(item for item in planned.items if item.rule_id not in context.duties_done)


def _after_quiet_hours(planned: PlannedReminder, preferences: DeliveryPreferences, now: datetime) -> Decision:
    later = preferences.quiet.at_or_after(now)
    if later is None or (planned.not_after is not None and later >= planned.not_after):
        return Withhold("quiet hours")
    return Defer(later)


def _permission(planned: PlannedReminder, preferences: DeliveryPreferences, context: SendContext) -> Decision:
    """Defer a permission until its states are confirmed, the skin is calm and the answer bears it out."""
    checked = [each for item in planned.items for each in _announceable(item, planned, context)]
    allowed = tuple(item for item, _reason in checked if item.topics)
    reasons = tuple(f"{item.rule_id}: {reason}" for item, reason in checked if reason)
    if allowed or not planned.items:
        return Deliver(allowed, reasons)
    next_attempt = preferences.quiet.at_or_after(context.now + DEFER_BY)
    if next_attempt is None or context.now >= planned.about_at + DEFER_FOR:
        return Withhold("; ".join(reasons))
    return Defer(next_attempt, "; ".join(reasons))


def _unless_gone(planned: PlannedReminder, context: SendContext) -> Decision:
    """Skip call reminders for symptoms reported as gone."""
    items = tuple(item for item in planned.items if not _gone(item, context.states))
    return Deliver(items) if items or not planned.items else Withhold("reported as gone")


def _gone(item: Item, states: States) -> bool:
    symptoms = symptoms_of(item.topics)
    reports = [states.get(f"gone({symptom})") for symptom in symptoms]
    return any(reports) and False not in reports and set(item.topics) <= _SYMPTOM_TOPICS


def _announceable(
    item: Item, planned: PlannedReminder, context: SendContext
) -> Iterator[tuple[Item, str | None]]:
    """Yield the topics that may be announced, grouped by their present conditions and exceptions, then the others."""
    closed = _closed_gate(item, planned, context)
    if closed is not None:
        yield replace(item, topics=()), closed
        return
    expected = BORNE_OUT.get(planned.wording, ("yes",))
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for topic in item.topics:
        answer = context.answers.get(topic)
        if answer is not None and answer.kind in expected:
            members = tuple(member.topic for member in answer.except_)
            alike.setdefault((answer.with_, members), []).append(topic)
    for (conditions, members), topics in alike.items():
        yield replace(item, topics=tuple(topics), with_=conditions, except_=members), None
    announced = {topic for topics in alike.values() for topic in topics}
    banned = [topic for topic in item.topics if topic not in announced]
    if banned:
        yield replace(item, topics=()), f"not yet {expected[0]}: {', '.join(banned)}"


def _closed_gate(item: Item, planned: PlannedReminder, context: SendContext) -> str | None:
    """Return why the skin holds the item back.

    A permission that names no state is the sheet's own decision for that moment, so the skin does not hold it back. The
    end of a ban permits nothing and must not read as if it did while the skin is open; mere irritation is usual then
    and holds nothing back.
    """
    if item.gates and context.skin_open_or_irritated:
        return "the last entry says open, oozing or irritated"
    if planned.wording == "server.push.over" and context.skin_open:
        return "the last entry says open or oozing"
    missing = [gate for gate in item.gates if not context.states.get(gate)]
    return f"{', '.join(missing)} not confirmed" if missing else None


_SYMPTOM_TOPICS = frozenset({*Symptom, "irritation"})
