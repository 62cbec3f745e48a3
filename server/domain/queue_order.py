"""In which section of the queue a patient stands, and where in it. Pure: the caller supplies facts and the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from server.domain.local_time import local_date

THIS_WEEK = timedelta(days=7)


class QueueSection(StrEnum):
    """The sections of the queue, in the order of the screen."""

    TODAY = "today"  # a session takes place today
    REPLY = "reply"  # a question waits for a reply
    LOOK = "look"  # a finding is open that nobody has reviewed
    WEEK = "week"  # a session within the next seven days
    WAITING = "waiting"  # for the patient: to join, to share, or to log for the first time
    CALM = "calm"  # shared, and nothing is open
    SEEN = "seen"  # reviewed today, and nothing was logged since


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """What decides where a treatment stands. `next_treatment_at` is that of the patient's newest treatment."""

    treated_at: datetime
    next_treatment_at: datetime | None
    shared: bool
    asked_at: datetime | None  # of the newest question without a reply
    worst_since: datetime | None  # of the oldest open finding
    last_entry_at: datetime | None
    reviewed_at: datetime | None

    @property
    def reviewed(self) -> bool:
        """Return whether nothing was logged since the last review."""
        return is_reviewed(self.reviewed_at, last_entry_at=self.last_entry_at)


def is_reviewed(reviewed_at: datetime | None, *, last_entry_at: datetime | None) -> bool:
    """Return whether a review covers everything logged. It settles the findings until the next entry."""
    return reviewed_at is not None and (last_entry_at is None or last_entry_at <= reviewed_at)


def section_of(facts: QueueFacts, now: datetime, time_zone: ZoneInfo) -> QueueSection:
    """Return the first section that applies.

    Today's sessions stay where they are when they are reviewed: the practitioner is still waiting for the patient. A
    review settles a finding until the next entry; a question stays owed from the next day on.
    """

    def is_today(moment: datetime | None) -> bool:
        return moment is not None and local_date(moment, time_zone) == local_date(now, time_zone)

    coming = facts.next_treatment_at
    rules = (
        (QueueSection.TODAY, is_today(coming)),
        (QueueSection.SEEN, facts.reviewed and is_today(facts.reviewed_at)),
        (QueueSection.REPLY, facts.asked_at is not None),
        (QueueSection.LOOK, facts.worst_since is not None and not facts.reviewed),
        (QueueSection.WEEK, coming is not None and now <= coming < now + THIS_WEEK),
        (QueueSection.WAITING, not facts.shared or facts.last_entry_at is None),
    )
    return next((section for section, applies in rules if applies), QueueSection.CALM)


def place_in(section: QueueSection, facts: QueueFacts) -> float:
    """Return the place in the section, the smallest first: what has waited longest, or what comes soonest."""
    if section in (QueueSection.TODAY, QueueSection.WEEK) and facts.next_treatment_at is not None:
        return facts.next_treatment_at.timestamp()
    if section is QueueSection.REPLY and facts.asked_at is not None:
        return facts.asked_at.timestamp()
    if section is QueueSection.LOOK and facts.worst_since is not None:
        return facts.worst_since.timestamp()
    return -facts.treated_at.timestamp()
