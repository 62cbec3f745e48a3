"""Answer a question: all its topics, for the moment or span it names, from every treatment that is current."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from server.domain.answers import STRICTNESS, Answer, answer
from server.domain.questions import AskedTopic, Question
from server.domain.questions.moment import Course
from server.domain.replies.model import Part, Reply, ReplyTo
from server.domain.timeline import Timeline
from server.domain.vocabulary import Area, SkinState
from server.domain.when.bounds import ACT

_ACT, _NOW, _NOT, _AREA = ACT, "now:", "not:", "area:"
_STATES = frozenset(SkinState)
_CONTRADICTS_CALM = frozenset({"irritated", "open", "oozing", "sore", "irritation"})


def reply(question: Question, asked_of: Sequence[ReplyTo], *, now: datetime, time_zone: str) -> Reply:
    """Return the reply. `asked_of` are the current treatments, at least one, in the order of the patient's list."""
    first = asked_of[0].timeline
    course = Course(first.treated_at, first.day_one)
    from_at, until_at = question.at.span(now, time_zone, course=course) if question.at else (now, None)
    areas = _areas(question)
    parts = [
        _part(topic, to, from_at, until_at, areas)
        for to in (_as_stated(to, question, now, areas) for to in asked_of)
        for topic in question.topics or (None,)
    ]
    return Reply(question, now, from_at, until_at, tuple(sorted(parts, key=_strictness)))


def _strictness(part: Part) -> int:
    return STRICTNESS[part.answer.kind]


def _part(
    topic: AskedTopic | None, to: ReplyTo, from_at: datetime, until_at: datetime | None, areas: frozenset[str]
) -> Part:
    if topic is None:
        return Part(Answer("unsaid", None), to, "")
    strictest = _ask(topic.topic, to, from_at, areas)
    changes = [change for change in strictest.then if change.at and until_at and change.at < until_at]
    for change in changes:
        if change.at and STRICTNESS[change.kind] < STRICTNESS[strictest.kind]:
            strictest = _ask(topic.topic, to, change.at, areas)
    return Part(strictest, to, topic.understood, typo=topic.how == "typo", inside=tuple(changes))


def _ask(topic: str, to: ReplyTo, at: datetime, areas: frozenset[str]) -> Answer:
    return answer(to.timeline, to.tree, topic, now=at, states=to.states, areas=areas)


def _areas(question: Question) -> frozenset[str]:
    """Return the areas that the question names. The eyes and the skin under them are one."""
    named = {
        condition.removeprefix(_AREA) for condition in question.conditions if condition.startswith(_AREA)
    }
    eyes = {Area.EYES.value, Area.UNDER_EYE.value}
    return frozenset(named | eyes if named & eyes else named)


def _as_stated(to: ReplyTo, question: Question, now: datetime, areas: frozenset[str]) -> ReplyTo:
    """Return the treatment as the question describes it: acts that were just done, states, and where."""
    # For a moment to come only what is confirmed by now counts.
    states = {name: _since(name, report, now) for name, report in to.states.items()}
    for name, report in _stated(question.conditions, now):
        states[name] = report
    timeline = _at_areas(to.timeline, areas) if areas else to.timeline
    return replace(to, states=states, timeline=timeline)


def _since(name: str, report: bool | datetime, now: datetime) -> bool | datetime:
    return now if report is True and not name.startswith(_NOW) else report


def _stated(conditions: Iterable[str], now: datetime) -> Iterator[tuple[str, bool | datetime]]:
    """Yield the reports that a question makes. Only a denial or a symptom can make an answer stricter at once."""
    for condition in conditions:
        name = condition.partition(":")[2]
        if condition.startswith(_ACT):
            yield condition, now
        elif condition.startswith(_NOT) and name in _STATES:
            yield name, False
        elif condition.startswith(_NOW) and name in _STATES:
            yield name, now
        elif condition.startswith(_NOW):
            yield condition, True
            if name in _CONTRADICTS_CALM:
                yield SkinState.CALM.value, False
                yield SkinState.HEALED.value, False


def _at_areas(timeline: Timeline, areas: frozenset[str]) -> Timeline:
    """Leave out the rules for other areas. A rule without an area is about the treated skin, wherever it is."""
    windows = tuple(
        window for window in timeline.windows if not window.rule.area or window.rule.area.value in areas
    )
    return replace(timeline, windows=windows)
