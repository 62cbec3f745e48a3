"""Plan the reminders of a treatment: a pure plan, recomputed whenever something changes.

Reminders are one-sided: a permission may come late, never early; a duty or a ban may come early, never late.
Quiet hours, a new time zone and clock changes preserve that. Planning twice yields the same keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from server.domain.answers import answer
from server.domain.course import is_numberless
from server.domain.local_time import first_instant, local_date, start_of_day
from server.domain.quiet_hours import QuietHours
from server.domain.timeline import Milestone, Timeline, Window
from server.domain.topics import TopicTree
from server.domain.vocabulary import ReminderKind, Verb

CHECK_IN_DAYS = 14
"""Local days with an evening check-in reminder, from the day of the treatment (inclusive)."""
LEAD = timedelta(minutes=30)
"""A duty is announced this long before it begins, so that slow delivery cannot make it late."""
SHARE_DAYS = 3
"""Days before the next treatment on which sharing the diary is suggested."""
DATES_AT = time(10)
"""Wall-clock time of reminders about a date."""


class Side(StrEnum):
    PERMISSION = "permission"  # never early
    DUTY = "duty"  # never late
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DeliveryPreferences:
    """The kinds of reminders a person wants, their quiet hours, and the time of the check-in."""

    kinds: frozenset[ReminderKind]
    quiet: QuietHours
    check_in_at: time

    @property
    def clock(self) -> ZoneInfo:
        return self.quiet.clock


@dataclass(frozen=True, slots=True)
class Item:
    """One rule a reminder is about. `gates` are the states the patient must have confirmed before."""

    rule_id: str
    topics: tuple[str, ...]
    gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder about the moment `about_at`, due at `due_at`.

    It must not arrive at or after `not_after`; None if it never becomes too late.
    """

    key: str
    kind: ReminderKind
    side: Side
    about_at: datetime
    due_at: datetime
    not_after: datetime | None
    wording: str  # catalogue key of the text, unless the text must be discreet
    screen: str  # path in the app
    items: tuple[Item, ...] = ()
    local_day: date | None = None
    not_to: UUID | None = None  # auth session of the device to skip


def plan(
    timeline: Timeline,
    preferences: DeliveryPreferences,
    *,
    tree: TopicTree,
    treatment_id: UUID,
    now: datetime,
    next_treatment_at: datetime | None = None,
) -> tuple[PlannedReminder, ...]:
    """Return the wanted reminders of a treatment from `now` on, soonest first."""
    planned = (
        *_milestones(timeline, tree, preferences, treatment_id),
        *_check_ins(timeline, preferences, treatment_id),
        *_next_treatments(timeline, preferences, treatment_id, next_treatment_at),
    )
    wanted = (
        _from_now_on(reminder, preferences, now) for reminder in planned if reminder.kind in preferences.kinds
    )
    return tuple(sorted(filter(None, wanted), key=lambda reminder: (reminder.due_at, reminder.key)))


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
    """Plan the notice of a sign-in by link, sent at once to the person's other devices."""
    return PlannedReminder(
        f"new-device:{auth_session_id}",
        ReminderKind.NEW_DEVICE,
        Side.NEITHER,
        now,
        now,
        None,
        "server.push.new-device",
        "/settings/devices",
        not_to=auth_session_id,
    )


class News(StrEnum):
    """The news of a milestone. All news of one kind at one moment form one message."""

    ALLOWED = "allowed"
    ALLOWED_IF = "allowed-if"  # depends on a state; a message of its own, so that it can be withheld alone
    BEGINS = "begins"
    CALL_AFTER = "call-after"


_SIDES = {News.ALLOWED: Side.PERMISSION, News.ALLOWED_IF: Side.PERMISSION}
_WORDINGS = {News.ALLOWED_IF: "server.push.allowed"}


def _milestones(
    timeline: Timeline, tree: TopicTree, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    announced = sorted(_announced(timeline, tree), key=lambda pair: (pair[1].at, pair[0]))
    for (news, at), pairs in groupby(announced, key=lambda pair: (pair[0], pair[1].at)):
        side = _SIDES.get(news, Side.DUTY)
        due_at = _due(side, at, preferences.quiet)
        if due_at is not None:
            yield PlannedReminder(
                f"milestone:{treatment_id}:{news}:{_stamp(at)}",
                ReminderKind.MILESTONE,
                side,
                about_at=at,
                due_at=due_at,
                not_after=at if side is Side.DUTY else None,
                wording=_WORDINGS.get(news, f"server.push.{news}"),
                screen="/",
                items=tuple(
                    Item(milestone.rule_id, milestone.topics, milestone.gates) for _news, milestone in pairs
                ),
            )


def _announced(timeline: Timeline, tree: TopicTree) -> Iterator[tuple[News, Milestone]]:
    """Yield milestones that change what the patient may do, must do or should report."""
    windows = {window.rule.id: window for window in timeline.windows}
    for milestone in timeline.milestones:
        if milestone.at <= timeline.treated_at:
            continue
        news = _news(timeline, tree, windows[milestone.rule_id], milestone)
        if news is not None:
            yield news, milestone


def _news(timeline: Timeline, tree: TopicTree, window: Window, milestone: Milestone) -> News | None:
    if milestone.kind == "allowed":
        return News.ALLOWED_IF if milestone.gates else News.ALLOWED
    if milestone.kind == "call-after":
        return None if is_numberless(window) else News.CALL_AFTER
    if milestone.kind != "begins" or window.rule.verb not in (Verb.AVOID, Verb.ONLY, Verb.DO):
        return None
    permits = window.rule.verb is Verb.DO and _forbidden_before(timeline, tree, milestone)
    return News.ALLOWED if permits else News.BEGINS


def _forbidden_before(timeline: Timeline, tree: TopicTree, milestone: Milestone) -> bool:
    """Return True if a duty's topic is forbidden just before it begins.

    Such a duty is also a permission, and an early reminder would permit the topic too early.
    """
    before = milestone.at - timedelta(seconds=1)
    kinds = (answer(timeline, tree, topic, now=before, states={}).kind for topic in milestone.topics)
    return not {"yes", "unsaid"}.issuperset(kinds)


def _due(side: Side, at: datetime, quiet: QuietHours) -> datetime | None:
    return quiet.at_or_before(at - LEAD) if side is Side.DUTY else quiet.at_or_after(at)


def _check_ins(
    timeline: Timeline, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    first = local_date(timeline.treated_at, preferences.clock)
    for day in (first + timedelta(days=count) for count in range(CHECK_IN_DAYS)):
        due_at = _on_that_day(day, preferences.check_in_at, preferences)
        if due_at is not None and due_at > timeline.treated_at:
            yield PlannedReminder(
                f"check-in:{treatment_id}:{day}",
                ReminderKind.CHECK_IN,
                Side.NEITHER,
                about_at=due_at,
                due_at=due_at,
                not_after=start_of_day(day + timedelta(days=1), preferences.clock).astimezone(UTC),
                wording="server.push.check-in",
                screen="/check-in",
                local_day=day,
            )


def _on_that_day(day: date, wall: time, preferences: DeliveryPreferences) -> datetime | None:
    """Return the preferred time on that local day, moved out of quiet hours: earlier rather than later."""
    at = first_instant(datetime.combine(day, wall), preferences.clock).astimezone(UTC)
    for moment in (preferences.quiet.at_or_before(at), preferences.quiet.at_or_after(at)):
        if moment is not None and local_date(moment, preferences.clock) == day:
            return moment
    return None


def _next_treatments(
    timeline: Timeline,
    preferences: DeliveryPreferences,
    treatment_id: UUID,
    next_treatment_at: datetime | None,
) -> Iterator[PlannedReminder]:
    if next_treatment_at is None:
        yield from _next_treatment_window(timeline, preferences, treatment_id)
        return
    day = local_date(next_treatment_at, preferences.clock)
    stamp = f"{treatment_id}:{_stamp(next_treatment_at)}"
    eve = _on_that_day(day - timedelta(days=1), DATES_AT, preferences)
    if eve is not None:
        yield PlannedReminder(
            f"next-treatment:{stamp}", ReminderKind.NEXT_TREATMENT, Side.DUTY,
            next_treatment_at, eve, next_treatment_at,
            "server.push.next-treatment", "/timeline",
        )  # fmt: skip
    ahead = day - timedelta(days=SHARE_DAYS)
    share = _on_that_day(ahead, DATES_AT, preferences)
    if share is not None:
        end = start_of_day(ahead + timedelta(days=1), preferences.clock).astimezone(UTC)
        yield PlannedReminder(
            f"share:{stamp}", ReminderKind.SHARE, Side.NEITHER, next_treatment_at, share, end,
            "server.push.share", "/share", local_day=ahead,
        )  # fmt: skip


def _next_treatment_window(
    timeline: Timeline, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    """Yield the reminder that the sheet's window for the next treatment opens; no date is set yet."""
    series = timeline.series
    if series is None or series.opens_at is None:
        return
    opens_at = max(
        series.opens_at, first_instant(_at_ten(series.opens_at, preferences.clock), preferences.clock)
    )
    due_at = preferences.quiet.at_or_after(opens_at.astimezone(UTC))
    if due_at is not None:
        yield PlannedReminder(
            f"next-treatment-window:{treatment_id}:{_stamp(series.opens_at)}",
            ReminderKind.NEXT_TREATMENT, Side.PERMISSION,
            series.opens_at, due_at, series.closes_at, "server.push.next-treatment-window", "/timeline",
        )  # fmt: skip


def _at_ten(instant: datetime, clock: ZoneInfo) -> datetime:
    return datetime.combine(local_date(instant, clock), DATES_AT)


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
