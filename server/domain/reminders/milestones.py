"""Reminders of milestones: what patients may do, must do or should report from a moment on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from server.domain.answers import answer
from server.domain.course import is_numberless
from server.domain.quiet_hours import QuietHours
from server.domain.reminders.model import DeliveryPreferences, Item, PlannedReminder, Side, stamp
from server.domain.timeline import Milestone, Timeline, Window
from server.domain.topics import TopicTree
from server.domain.vocabulary import ReminderKind, Verb

LEAD = timedelta(minutes=30)
"""A duty is announced this long before it begins, so that slow delivery cannot make it late."""


class News(StrEnum):
    """The news of a milestone. All news of one kind at one moment form one message."""

    ALLOWED = "allowed"
    ALLOWED_IF = "allowed-if"  # depends on a state; a message of its own, so that it can be withheld alone
    BEGINS = "begins"
    CALL_AFTER = "call-after"


_SIDES = {News.ALLOWED: Side.PERMISSION, News.ALLOWED_IF: Side.PERMISSION}
_WORDINGS = {News.ALLOWED_IF: "server.push.allowed"}


def milestone_reminders(
    timeline: Timeline, tree: TopicTree, preferences: DeliveryPreferences, treatment_id: UUID
) -> Iterator[PlannedReminder]:
    announced = sorted(_announced(timeline, tree), key=lambda pair: (pair[1].at, pair[0]))
    for (news, at), pairs in groupby(announced, key=lambda pair: (pair[0], pair[1].at)):
        side = _SIDES.get(news, Side.DUTY)
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
