"""The strip of a printed review: what happened, what is asked, what was applied, what is next, a sentence each.

The screen says the same in `pwa/src/screens/practitioner/review-words.ts`. On paper, every day is a date: a weekday
would be wrong a week later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain.local_time import local_date, stored_time_zone
from server.domain.next_treatment import Obstacle
from server.shapes.diary import EntryView, ReplyView
from server.shapes.review import Episode, NextTreatmentWindow, Review
from server.usecases.paper_words import PaperWords, sentence, shown
from server.usecases.treatment_facts import applied_in_short

MOST_EPISODES, MOST_QUESTIONS = 4, 2
MOST_LETTERS = 320
"""Of a question, and of what was applied; the whole text is in the product."""
SILENT_AFTER = timedelta(days=2)
"""From then on, the last entry is named beside what has not gone by it."""
_SHOWN_ANYWAY: frozenset[Obstacle] = frozenset(("too-early", "open-finding"))
"""Obstacles that stand in the window and in the number of findings."""

_MOMENT = timedelta(microseconds=1)
"""A window that ends at midnight ends with the day before."""

_KEY = "practitioner.review.strip"
_Group = Sequence[Episode]


@dataclass(frozen=True, slots=True)
class ReviewStrip:
    """The four sentences for one reader."""

    review: Review
    words: PaperWords
    shares_notes: bool
    now: datetime

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each sentence with its name; `quotes` are the patient's words."""
        questions, note = self._asks()
        yield self._row("happened", self._happened())
        yield self._row("asks", *note) | {"quotes": questions}
        yield self._row("applied", self._applied())
        yield self._row("next", self._next())

    def _row(self, name: str, *values: str) -> dict[str, Any]:
        return {"name": self.words.text(f"{_KEY}.{name}"), "quotes": [], "values": list(values)}

    def _happened(self) -> str:
        review, text = self.review, self.words.text
        if not review.entries:
            return text(f"{_KEY}.happened.none")
        groups = self._grouped(review.course.later)
        listed = _listed(groups)
        parts = [*self._first_reaction(), *(self._episodes(group) for group in listed)]
        if more := len(groups) - len(listed):
            parts.append(text(f"{_KEY}.happened.more", count=more))
        if not parts:
            return text(f"{_KEY}.happened.nothing")
        goes_on = any(each.gone_at is None for each in (*review.course.first, *review.course.later))
        last_at = review.entries[-1].occurred_at
        if goes_on and self.now - last_at > SILENT_AFTER:
            parts.append(text(f"{_KEY}.happened.last", day=self.words.day_and_month(last_at)))
        return sentence(parts)

    def _first_reaction(self) -> list[str]:
        course, text = self.review.course, self.words.text
        if course.settled_after_days == 0:
            return [text(f"{_KEY}.happened.settled-at-once")]
        if course.settled_after_days is not None:
            return [text(f"{_KEY}.happened.settled", count=course.settled_after_days)]
        if not course.first:
            return []
        going_on = [episode for episode in course.first if episode.gone_at is None]
        return [text(f"{_KEY}.happened.not-settled", what=self._names(going_on))]

    def _grouped(self, episodes: Iterable[Episode]) -> list[_Group]:
        """Join the episodes that share their days; the order stays."""
        day, groups = self.words.day_and_month, dict[object, list[Episode]]()
        for episode in episodes:
            gone = day(episode.gone_at) if episode.gone_at else None
            groups.setdefault((day(episode.since_at), gone, episode.again), []).append(episode)
        return list(groups.values())

    def _episodes(self, group: _Group) -> str:
        first, text, day = group[0], self.words.text, self.words.day_and_month
        values = {"what": self._names(group), "day": day(first.since_at)}
        if first.gone_at is None:
            return text(f"{_KEY}.happened.{'again' if first.again else 'since'}", **values)
        key = "again-gone" if first.again else "gone"
        return text(f"{_KEY}.happened.{key}", **values, gone=day(first.gone_at))

    def _names(self, episodes: Iterable[Episode]) -> str:
        words = self.words
        names = (words.symptom_or_sign(each.symptom, each.sign, each.area) for each in episodes)
        return ", ".join(dict.fromkeys(words.mid_sentence(name) for name in names))

    def _asks(self) -> tuple[list[str], list[str]]:
        """Return the questions without a reply, in the patient's words, the latest first, and what is to be added."""
        text = self.words.text
        if not self.shares_notes:
            return [], [text("practitioner.review.notes.not-shared")]
        answered = set(answers_of(self.review).values())
        waiting = [entry for entry in reversed(asked_in(self.review.entries)) if entry.id not in answered]
        if not waiting:
            return [], [text(f"{_KEY}.asks.none")]
        more = len(waiting) - MOST_QUESTIONS
        questions = [entry.document.question for entry in waiting[:MOST_QUESTIONS]]
        return (
            [shown(question, MOST_LETTERS) for question in questions],
            [text("server.review.more", count=more)] if more > 0 else [],
        )

    def _applied(self) -> str:
        applied, words = self.review.treatment.applied, self.words
        parts = applied_in_short(applied, words.text, words.mid_sentence)
        if not parts:
            return words.text(f"{_KEY}.applied.none")
        return shown(sentence(parts), MOST_LETTERS)

    def _next(self) -> str:
        window = self.review.next_window
        return sentence([self._window(window), self._planned(window), *self._against(window)])

    def _window(self, window: NextTreatmentWindow | None) -> str:
        opens, closes = (window.opens_at, window.closes_at) if window else (None, None)
        days = {name: self.words.day_and_month(at) for name, at in (("from", opens), ("until", closes)) if at}
        key = "between" if len(days) == 2 else next(iter(days), "no-window")
        return self.words.text(f"{_KEY}.next.{key}", **days)

    def _planned(self, window: NextTreatmentWindow | None) -> str:
        planned, text = self.review.treatment.next_treatment_at, self.words.text
        if planned is None:
            return text(f"{_KEY}.next.not-planned")
        key, day = "planned", self._day(planned)
        if window and window.opens_at and day < self._day(window.opens_at):
            key = "planned-before"  # whole days, as in the calendar
        elif window and window.closes_at and day > self._day(window.closes_at - _MOMENT):
            key = "planned-after"
        return text(f"{_KEY}.next.{key}", date=self.words.date_and_time(planned))

    def _day(self, moment: datetime) -> date:
        return local_date(moment, stored_time_zone(self.words.time_zone))

    def _against(self, window: NextTreatmentWindow | None) -> list[str]:
        """Return what speaks against a session, besides the window that is shown anyway."""
        text = self.words.text
        findings = sum(finding.open for finding in self.review.findings)
        reasons = [text(f"{_KEY}.next.findings", count=findings)] if findings else []
        blocked_by = window.blocked_by if window else []
        reasons += [
            text(f"practitioner.review.blocked.{code}") for code in blocked_by if code not in _SHOWN_ANYWAY
        ]
        return [text(f"{_KEY}.next.against", what=", ".join(reasons))] if reasons else []


def _listed(groups: Sequence[_Group]) -> list[_Group]:
    """Prefer what goes on to what is gone, and what is newer to what is older; return them in the diary's order."""
    by_weight = sorted(range(len(groups)), key=lambda place: (groups[place][0].gone_at is not None, -place))
    return [groups[place] for place in sorted(by_weight[:MOST_EPISODES])]


def asked_in(entries: Iterable[EntryView]) -> list[EntryView]:
    """Return the entries with a question, in the order in which the practitioner could read them."""
    asked = (entry for entry in entries if entry.document.question.strip())
    return sorted(asked, key=_known_at)


def answers_of(review: Review) -> dict[UUID, UUID]:
    """Return the entry whose question each reply answers, by the reply's id.

    A reply that names no entry answers the latest question that its author could read. One whose entry has no question
    any more answers none.
    """
    asked = asked_in(review.entries)
    answered = {reply.id: _answered_by(reply, asked) for reply in review.replies}
    return {reply_id: entry_id for reply_id, entry_id in answered.items() if entry_id is not None}


def _answered_by(reply: ReplyView, asked: Sequence[EntryView]) -> UUID | None:
    if reply.entry_id is not None:
        return next((entry.id for entry in asked if entry.id == reply.entry_id), None)
    readable = (entry.id for entry in reversed(asked) if _known_at(entry) <= reply.created_at)
    return next(readable, None)


def _known_at(entry: EntryView) -> datetime:
    return max(entry.occurred_at, entry.received_at)
