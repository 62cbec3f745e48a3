"""Which reminders a treatment calls for, and when: a pure plan, computed anew whenever something changes.

One-sided: a permission may come late, never early; a duty or a prohibition may come early, never late. Quiet
hours, a new time zone and a change of the clocks keep that. The same plan made twice has the same keys.
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
"""Local days from the day of the treatment on, on which the evening check-in is asked for."""
LEAD = timedelta(minutes=30)
"""A duty is told this long before it begins, so that the way to the phone cannot make it late."""
SHARE_DAYS = 3
DATES_AT = time(10)
"""Wall-clock time of reminders about a date."""


class Side(StrEnum):
    PERMISSION = "permission"  # never early
    DUTY = "duty"  # never late
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DeliveryPreferences:
    """What a person wants to be reminded of, and when not."""

    kinds: frozenset[ReminderKind]
    quiet: QuietHours
    check_in_at: time

    @property
    def clock(self) -> ZoneInfo:
        return self.quiet.clock


@dataclass(frozen=True, slots=True)
class Item:
    """One rule of the sheet that a reminder tells of. `gates`: what the patient must have told before."""

    rule_id: str
    topics: tuple[str, ...]
    gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """`about_at`: the moment it tells of. `not_after` (out): from then on it must not arrive any more."""

    key: str
    kind: ReminderKind
    side: Side
    about_at: datetime
    due_at: datetime
    not_after: datetime | None
    wording: str  # key of the catalogue: what it says unless it has to be discreet
    screen: str  # path in the app
    items: tuple[Item, ...] = ()
    local_day: date | None = None
    not_to: UUID | None = None  # the session of the device that needs not be told


def plan(
    timeline: Timeline,
    wishes: DeliveryPreferences,
    *,
    tree: TopicTree,
    treatment_id: UUID,
    now: datetime,
    next_treatment_at: datetime | None = None,
) -> tuple[PlannedReminder, ...]:
    """Everything of this treatment from `now` on, soonest first."""
    planned = (
        *_milestones(timeline, tree, wishes, treatment_id),
        *_check_ins(timeline, wishes, treatment_id),
        *_next_treatments(timeline, wishes, treatment_id, next_treatment_at),
    )
    wanted = (_from_now_on(one, wishes, now) for one in planned if one.kind in wishes.kinds)
    return tuple(sorted((one for one in wanted if one), key=lambda one: (one.due_at, one.key)))


def _from_now_on(
    planned: PlannedReminder, wishes: DeliveryPreferences, now: datetime
) -> PlannedReminder | None:
    """What is past is not told. A near duty whose best moment is gone is told at once, unless it is quiet."""
    if planned.due_at >= now:
        return planned
    near = planned.side is Side.DUTY and now < planned.about_at and not wishes.quiet.is_quiet_at(now)
    return replace(planned, due_at=now) if near else None


def plan_reply(reply_id: UUID, wishes: DeliveryPreferences, *, now: datetime) -> PlannedReminder | None:
    """The practitioner has answered: at once, or when quiet hours are over."""
    due_at = wishes.quiet.at_or_after(now)
    if due_at is None or ReminderKind.REPLY not in wishes.kinds:
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
    """Somebody was signed in by a link: the person's other devices are told at once."""
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
    """What a milestone tells: one message for everything of one kind that falls on one moment."""

    ALLOWED = "allowed"
    ALLOWED_IF = "allowed-if"  # hangs on a state: apart, so that it can be held back alone
    BEGINS = "begins"
    CALL_AFTER = "call-after"


_SIDES = {News.ALLOWED: Side.PERMISSION, News.ALLOWED_IF: Side.PERMISSION}
_WORDINGS = {News.ALLOWED_IF: "server.push.allowed"}


def _milestones(
    timeline: Timeline, tree: TopicTree, wishes: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    states = sorted(_states(timeline, tree), key=lambda pair: (pair[1].at, pair[0]))
    for (news, at), pairs in groupby(states, key=lambda pair: (pair[0], pair[1].at)):
        side = _SIDES.get(news, Side.DUTY)
        due_at = _due(side, at, wishes.quiet)
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


def _states(timeline: Timeline, tree: TopicTree) -> Iterator[tuple[News, Milestone]]:
    """What changes for the patient to do, to leave alone or to tell; not what the skin is expected to do."""
    windows = {window.rule.id: window for window in timeline.windows}
    for milestone in timeline.milestones:
        news = (
            _news(timeline, tree, windows[milestone.rule_id], milestone)
            if milestone.at > timeline.treated_at
            else None
        )
        if news is not None:
            yield news, milestone


def _news(timeline: Timeline, tree: TopicTree, window: Window, milestone: Milestone) -> News | None:
    if milestone.kind == "allowed":
        return News.ALLOWED_IF if milestone.gates else News.ALLOWED
    if milestone.kind == "call-after":
        return None if is_numberless(window) else News.CALL_AFTER
    if milestone.kind != "begins" or window.rule.verb not in (Verb.AVOID, Verb.ONLY, Verb.DO):
        return None
    permits = window.rule.verb is Verb.DO and _banned_until(timeline, tree, milestone)
    return News.ALLOWED if permits else News.BEGINS


def _banned_until(timeline: Timeline, tree: TopicTree, milestone: Milestone) -> bool:
    """Whether what is to be done is forbidden just before: then told early it would permit too early."""
    before = milestone.at - timedelta(seconds=1)
    found = (answer(timeline, tree, topic, now=before, states={}).kind for topic in milestone.topics)
    return not {"yes", "unsaid"}.issuperset(found)


def _due(side: Side, at: datetime, quiet: QuietHours) -> datetime | None:
    return quiet.at_or_before(at - LEAD) if side is Side.DUTY else quiet.at_or_after(at)


def _check_ins(
    timeline: Timeline, wishes: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    first = local_date(timeline.treated_at, wishes.clock)
    for day in (first + timedelta(days=count) for count in range(CHECK_IN_DAYS)):
        due_at = _on_that_day(day, wishes.check_in_at, wishes)
        if due_at is not None and due_at > timeline.treated_at:
            yield PlannedReminder(
                f"check-in:{treatment_id}:{day}",
                ReminderKind.CHECK_IN,
                Side.NEITHER,
                about_at=due_at,
                due_at=due_at,
                not_after=start_of_day(day + timedelta(days=1), wishes.clock).astimezone(UTC),
                wording="server.push.check-in",
                screen="/check-in",
                local_day=day,
            )


def _on_that_day(day: date, wall: time, wishes: DeliveryPreferences) -> datetime | None:
    """The wish, or what quiet hours leave of that local day: rather before than after."""
    at = first_instant(datetime.combine(day, wall), wishes.clock).astimezone(UTC)
    for moment in (wishes.quiet.at_or_before(at), wishes.quiet.at_or_after(at)):
        if moment is not None and local_date(moment, wishes.clock) == day:
            return moment
    return None


def _next_treatments(
    timeline: Timeline, wishes: DeliveryPreferences, treatment_id: UUID, next_treatment_at: datetime | None
) -> Iterator[PlannedReminder]:
    if next_treatment_at is None:
        yield from _next_treatment_window(timeline, wishes, treatment_id)
        return
    day = local_date(next_treatment_at, wishes.clock)
    stamp = f"{treatment_id}:{_stamp(next_treatment_at)}"
    eve = _on_that_day(day - timedelta(days=1), DATES_AT, wishes)
    if eve is not None:
        yield PlannedReminder(
            f"next-treatment:{stamp}", ReminderKind.NEXT_TREATMENT, Side.DUTY,
            next_treatment_at, eve, next_treatment_at,
            "server.push.next-treatment", "/timeline",
        )  # fmt: skip
    ahead = day - timedelta(days=SHARE_DAYS)
    share = _on_that_day(ahead, DATES_AT, wishes)
    if share is not None:
        end = start_of_day(ahead + timedelta(days=1), wishes.clock).astimezone(UTC)
        yield PlannedReminder(
            f"share:{stamp}", ReminderKind.SHARE, Side.NEITHER, next_treatment_at, share, end,
            "server.push.share", "/share", local_day=ahead,
        )  # fmt: skip


def _next_treatment_window(
    timeline: Timeline, wishes: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    """No date is set: from when on the sheet would have the next session."""
    series = timeline.series
    if series is None or series.opens_at is None:
        return
    opens_at = max(series.opens_at, first_instant(_at_ten(series.opens_at, wishes.clock), wishes.clock))
    due_at = wishes.quiet.at_or_after(opens_at.astimezone(UTC))
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
