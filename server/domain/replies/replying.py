"""Answer a question: all its topics, for the moment or span it names, from every treatment that is current."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from server.domain.answers import STRICTNESS, Answer
from server.domain.questions import AskedTopic, Question
from server.domain.questions.moment import Course
from server.domain.replies.asking import Asked
from server.domain.replies.model import Part, Reply, ReplyTo
from server.domain.replies.stating import as_stated
from server.domain.when.bounds import sure_moment


def reply(question: Question, asked_of: Sequence[ReplyTo], *, now: datetime, time_zone: str) -> Reply:
    """Return the reply. `asked_of` are the current treatments, at least one, in the order of the patient's list."""
    first = asked_of[0].timeline
    course = Course(first.treated_at, first.day_one)
    from_at, until_at = question.at.span(now, time_zone, course=course) if question.at else (now, None)
    asked = [Asked(as_stated(to, question, now), question, from_at) for to in asked_of]
    parts = [_part(topic, each, from_at, until_at) for each in asked for topic in each.topics()]
    return Reply(question, now, from_at, until_at, tuple(sorted(parts, key=_order)))


def _order(part: Part) -> tuple[bool, int]:
    """Sort the strictest first, and circumstances on which the sheet is silent last."""
    return part.aside and part.answer.kind == "unsaid", STRICTNESS[part.answer.kind]


def _part(topic: AskedTopic | None, asked: Asked, from_at: datetime, until_at: datetime | None) -> Part:
    to = asked.to
    if topic is None:
        return Part(asked.about_nothing(from_at), to, "")
    strictest, at = asked.about(topic.topic, from_at), from_at
    changes = [change for change in strictest.then if change.at and until_at and change.at < until_at]
    for change in changes:
        if change.at and STRICTNESS[change.kind] < STRICTNESS[strictest.kind]:
            strictest, at = asked.about(topic.topic, change.at), change.at
    # Words that were not understood may change everything, so nothing counts as expected.
    strictest = _dated(strictest, at, to)
    unclear = strictest.kind == "expected" and topic.unclear
    return Part(
        Answer("unsaid", topic.topic) if unclear else strictest,
        to,
        topic.understood,
        typo=topic.how == "typo",
        aside=topic.aside,
        inside=tuple(changes),
        prescription=asked.prescription(strictest, at),
        unclear=unclear,
    )


def _dated(answer: Answer, at: datetime, to: ReplyTo) -> Answer:
    """Return the answer without ends that have passed, and with the end of the duty that it names."""
    if answer.kind in ("no", "not-yet") and answer.surely_at is not None and answer.surely_at <= at:
        return replace(
            answer, least_at=None, surely_at=None
        )  # something other than time still restricts the topic
    if not answer.asked_for or answer.rule is None:
        return answer
    windows = (window for window in to.timeline.windows if window.rule.id == answer.rule.id)
    ends = [end for window in windows if (end := sure_moment(window.closes, to.states))]
    return replace(answer, until=min([*ends, *([answer.until] if answer.until else [])], default=None))
