"""Answer a question: all its topics, for the moment or span it names, from every treatment that is current."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from server.domain.answers import STRICTNESS, Answer
from server.domain.questions import AskedTopic, Question, spans_of
from server.domain.questions.moment import Course, Span
from server.domain.replies.asking import Asked
from server.domain.replies.model import Part, Reply, ReplyTo
from server.domain.replies.stating import as_stated
from server.domain.when.bounds import sure_moment


def reply(question: Question, asked_of: Sequence[ReplyTo], *, now: datetime, time_zone: str) -> Reply:
    """Return the reply. `asked_of` are the current treatments, at least one, in the order of the patient's list."""
    first = asked_of[0].timeline
    course = Course(first.treated_at, first.day_one)
    spans = spans_of(question, now, time_zone, course)
    stated = [as_stated(to, question, now) for to in asked_of]
    replies = (_reply_for(question, stated, now, span) for span in spans)
    return min(replies, key=lambda each: (*_order(each.parts[0])[:2], _strictness(each.answer)))


def _reply_for(question: Question, stated: Sequence[ReplyTo], now: datetime, span: Span) -> Reply:
    from_at, until_at = span
    asked = [Asked(to, question, from_at, now) for to in stated]
    parts = [_part(topic, each, from_at, until_at) for each in asked for topic in each.topics()]
    denied = all(part.denied for part in parts)
    shown = [part for part in parts if not _is_covered(part, parts) and part.denied == denied]
    return Reply(question, now, from_at, until_at, tuple(sorted(shown, key=_order)))


def _is_covered(part: Part, parts: Sequence[Part]) -> bool:
    """Return True for a family on which the sheet is silent, beside a member on which it is not."""
    topic, to = part.answer.topic, part.asked_of
    members = (each.answer for each in parts if each.asked_of is to and each.answer.topic != topic)
    return part.answer.kind == "unsaid" and any(
        each.kind != "unsaid" and each.topic and topic in to.tree.ancestors(each.topic) for each in members
    )


def _order(part: Part) -> tuple[bool, bool, int]:
    """Sort what may be an emergency first, then the strictest; circumstances on which the sheet is silent last."""
    silent = part.aside and part.answer.kind == "unsaid"
    return not part.is_alarming, silent, STRICTNESS[part.answer.kind]


def _strictness(answer: Answer) -> float:
    """Order answers for different moments: a duty may end late but never early, so that it counts before silence."""
    return STRICTNESS["unsaid"] - 0.5 if answer.asked_for else STRICTNESS[answer.kind]


def _part(topic: AskedTopic | None, asked: Asked, from_at: datetime, until_at: datetime | None) -> Part:
    to = asked.to
    if topic is None:
        return Part(asked.about_nothing(from_at), to, "")
    if topic.denied:
        return Part(Answer("unsaid", topic.topic), to, topic.understood, denied=True)
    strictest, at = asked.about(topic.topic, from_at), from_at
    changes = [change for change in strictest.then if change.at and until_at and change.at < until_at]
    for change in changes:
        if change.at is not None:
            changed = asked.about(topic.topic, change.at)
            if _strictness(changed) < _strictness(strictest):
                strictest, at = changed, change.at
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
        later=from_at > asked.at_present,
        before=asked.before(strictest, at),
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
