"""What a question states about a treatment: acts, states, areas, and how long something has lasted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from server.domain.answers import PRESCRIBED
from server.domain.answers.symptoms import LASTING_NOW
from server.domain.questions import Question
from server.domain.replies.model import ReplyTo
from server.domain.timeline import Timeline
from server.domain.vocabulary import Area, SkinState
from server.domain.when.bounds import ACT

_ACT, _NOW, _NOT, _AREA, _LASTS = ACT, "now:", "not:", "area:", "lasts:"
_LASTING_HOURS = 48
"""Hours after which a symptom that is said to last counts as lasting unusually long."""
_STATES = frozenset(SkinState)
_CONTRADICTS_CALM = frozenset({"irritated", "open", "oozing", "sore", "irritation"})


def lasting_hours(question: Question) -> int:
    """Return for how many hours a symptom has lasted according to the question; 0 if it does not say."""
    lengths = (each for each in question.conditions if each.startswith(_LASTS))
    return max((int(each.removeprefix(_LASTS).removesuffix("h")) for each in lengths), default=0)


def areas_of(question: Question) -> frozenset[str]:
    """Return the areas that the question names. The eyes and the skin under them count as one area."""
    named = {
        condition.removeprefix(_AREA) for condition in question.conditions if condition.startswith(_AREA)
    }
    eyes = {Area.EYES.value, Area.UNDER_EYE.value}
    return frozenset(named | eyes if named & eyes else named)


def as_stated(to: ReplyTo, question: Question, now: datetime) -> ReplyTo:
    """Return the treatment as the question describes it: acts that were just done, states, and where."""
    # For a future moment, only states that are already confirmed count.
    states = {name: _since(name, report, now) for name, report in to.states.items()}
    for name, report in _stated(question.conditions, now):
        states[name] = report
    if _goes_on(question):
        states[LASTING_NOW] = True
    areas = areas_of(question)
    timeline = _at_areas(to.timeline, areas) if areas else to.timeline
    return replace(to, states=states, timeline=timeline)


def _goes_on(question: Question) -> bool:
    """Return True if a symptom has lasted long: the question states its length or asks about a late moment."""
    at = question.at
    days = {"since": 24, "course-day": 1}
    late = at is not None and at.base in days and at.amount > _LASTING_HOURS * days[at.base] // 24
    return late or lasting_hours(question) > _LASTING_HOURS


def _since(name: str, report: bool | datetime, now: datetime) -> bool | datetime:
    return now if report is True and not name.startswith(_NOW) else report


def _stated(conditions: Iterable[str], now: datetime) -> Iterator[tuple[str, bool | datetime]]:
    """Yield the reports that a question implies. Only a denial or a symptom can make an answer stricter at once."""
    for condition in conditions:
        name = condition.partition(":")[2]
        if condition.startswith(_ACT):
            yield condition, now
        elif condition.startswith(_NOT) and name in _STATES:
            yield name, False
        elif condition == f"{_NOT}prescribed":
            yield PRESCRIBED, False
        elif condition.startswith(_NOW) and name in _STATES:
            yield name, now
        elif condition.startswith(_NOW):
            yield condition, True
            if name in _CONTRADICTS_CALM:
                yield SkinState.CALM.value, False
                yield SkinState.HEALED.value, False


def _at_areas(timeline: Timeline, areas: frozenset[str]) -> Timeline:
    """Leave out the rules for other areas. A rule without an area applies to all treated skin."""
    windows = tuple(
        window for window in timeline.windows if not window.rule.area or window.rule.area.value in areas
    )
    return replace(timeline, windows=windows)
