"""Reminders of milestones: what patients may do, must do or should report from a moment on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from server.domain.course import is_numberless
from server.domain.quiet_hours import QuietHours
from server.domain.reminders.model import DeliveryPreferences, Item, PlannedReminder, Side, stamp
from server.domain.timeline import Milestone, Timeline, Window
from server.domain.vocabulary import ReminderKind, Verb

LEAD = timedelta(minutes=30)
"""A duty is announced this long before it begins, so that slow delivery cannot make it late."""


class News(StrEnum):
    """The news of a milestone. All news of one kind at one moment form one message."""

    ALLOWED = "allowed"
    ALLOWED_IF = "allowed-if"  # depends on a state; a message of its own, so that it can be withheld alone
    OVER = "over"  # the end of a ban, which is less than a permission
    OVER_IF = "over-if"
    BEGINS = "begins"
    CALL_AFTER = "call-after"


_GRANTING = (News.ALLOWED, News.ALLOWED_IF, News.OVER, News.OVER_IF)
_WORDINGS = {News.ALLOWED_IF: "server.push.allowed", News.OVER_IF: "server.push.over"}


def milestone_reminders(
    timeline: Timeline, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    announced = sorted(_announced(timeline), key=lambda pair: (pair[1].at, pair[0]))
    for (news, at), pairs in groupby(announced, key=lambda pair: (pair[0], pair[1].at)):
        side = Side.PERMISSION if news in _GRANTING else Side.DUTY
        due_at = _due(side, at, preferences.quiet)
        if due_at is not None:
            yield PlannedReminder(
                f"milestone:{treatment_id}:{news}:{stamp(at)}",
                ReminderKind.MILESTONE,
                side,
                about_at=at,
                due_at=due_at,
                not_after=at if side is Side.DUTY else None,
                wording=_WORDINGS.get(news, f"server.push.{news}"),
                screen="/",
                items=tuple(
                    Item(milestone.rule_id, milestone.topics, milestone.gates, milestone.with_)
                    for _news, milestone in pairs
                ),
            )


def _announced(timeline: Timeline) -> Iterator[tuple[News, Milestone]]:
    """Yield milestones that change what the patient may do, must do or should report.

    A duty whose topic was forbidden before is an "allowed" by now (`milestone_filter.announced`).
    """
    windows = {window.rule.id: window for window in timeline.windows}
    for milestone in timeline.milestones:
        if milestone.at <= timeline.treated_at:
            continue
        news = _news(windows[milestone.rule_id], milestone)
        if news is not None:
            yield news, milestone


def _news(window: Window, milestone: Milestone) -> News | None:
    if milestone.kind == "allowed":
        return News.ALLOWED_IF if milestone.gates else News.ALLOWED
    if milestone.kind == "over":
        return News.OVER_IF if milestone.gates else News.OVER
    if milestone.kind == "call-after":
        return None if is_numberless(window) else News.CALL_AFTER
    begins = milestone.kind == "begins" and window.rule.verb in (Verb.AVOID, Verb.ONLY, Verb.DO)
    return News.BEGINS if begins else None


def _due(side: Side, at: datetime, quiet: QuietHours) -> datetime | None:
    return quiet.at_or_before(at - LEAD) if side is Side.DUTY else quiet.at_or_after(at)
