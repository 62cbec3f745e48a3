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
from server.domain.vocabulary import SkinState, Verb
from server.domain.when.bounds import sure_moment

_STATES = frozenset(SkinState)


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
    strictest = _with_last_end(_dated(strictest, at, to), at, asked)
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
        ended=_ended_duty(strictest, at, to),
        before=asked.before(strictest, at),
    )


def _ended_duty(answer: Answer, at: datetime, to: ReplyTo) -> datetime | None:
    """Return the end of the duty that a sheet no longer asks for, if it says nothing more about the topic."""
    if answer.kind != "unsaid" or answer.topic is None or answer.except_ or answer.others:
        return None
    families = set(to.tree.ancestors(answer.topic))
    duties = (window for window in to.timeline.windows if window.rule.verb is Verb.DO)
    own = (window for window in duties if not families.isdisjoint(window.rule.topics))
    ends = (sure_moment(window.closes, to.states) for window in own)
    return max((end for end in ends if end is not None and end <= at), default=None)


def _with_last_end(answer: Answer, at: datetime, asked: Asked) -> Answer:
    """Return an answer that depends on the skin with the certain end, too: a calm skin alone does not end the wait."""
    states = [gate for gate in answer.depends_on if gate in _STATES]
    if answer.kind not in ("no", "not-yet") or answer.surely_at or answer.topic is None or not states:
        return answer
    from_at = max(at, answer.least_at or at)  # before it, no report about the skin counts
    confirmed = replace(asked.to, states={**asked.to.states, **dict.fromkeys(states, from_at)})
    then = replace(asked, to=confirmed).answer(answer.topic, from_at)
    waits = then.kind in ("no", "not-yet") and then.rule == answer.rule
    surely = then.surely_at if waits and then.surely_at and then.surely_at > at else None
    return replace(answer, surely_at=surely)


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
