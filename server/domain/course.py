"""The course a sheet tells patients to expect: onset, resolves-by, strength, call-after, and its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import cast

from server.domain.diary import INFLAMMATION
from server.domain.sheets.model import UP_TO, Trend
from server.domain.timeline import Timeline, Window
from server.domain.topics import SYMPTOMS, TopicTree
from server.domain.vocabulary import Sign, Symptom, Verb
from server.domain.when.bounds import (
    Bound,
    Certainty,
    Joined,
    States,
    certainty,
    least_moment,
    leaves,
    sure_moment,
)

_NAMES: dict[str, tuple[Symptom, ...]] = {
    "inflammation": INFLAMMATION,
    "irritation": (*INFLAMMATION, Symptom.TENDERNESS, Symptom.ITCHING),
    "peeling": (Symptom.FLAKING,),
}
"""Topics that stand for several symptoms, or for one under another name."""
_REDDENING = (Symptom.REDNESS, Symptom.DARKENING)
_RESULTS = frozenset({"glow", "skin-renewal"})
"""Members of the tree's family of symptoms that are results of a treatment, not reactions of the skin."""
_OF_THE_SKIN = frozenset(
    {*Symptom, *Sign, *_NAMES, "sun-sensitivity", "blood-spots", "pigmentation", "scabs", "infection"}
)
"""The topics that count as symptoms if there is no tree."""


@dataclass(frozen=True, slots=True)
class Band:
    """The expected course of one symptom, in hours since the treatment; None where the sheet has no number.

    `until_hours` is where a chart ends the band: at the latest end, or else at the end of the course. `up_to` is the
    strongest score that the sheet describes.
    """

    symptom: Symptom
    onset_hours: float | None
    resolves_least_hours: float | None
    resolves_surely_hours: float | None
    until_hours: float | None
    call_after_hours: float | None
    up_to: int | None
    trend: Trend | None
    rule_ids: tuple[str, ...]


_END = "end of the course"


@dataclass(frozen=True, slots=True)
class CourseEnd:
    """The end of the course: a moment, and the states that the sheet joins to it by `&` (48 h and healed)."""

    at: datetime
    states: tuple[str, ...] = ()

    def has_come(self, now: datetime, states: States) -> bool:
        return now >= self.at and all(states.get(state) for state in self.states)


def end_of_course(timeline: Timeline, tree: TopicTree | None = None) -> CourseEnd | None:
    """Return the latest dated bound of the rules that make up the course; None if the sheet has no date.

    These are `avoid`, `only`, `allow`, `do`, `call`, and `expect` about symptoms. Sessions and results such as
    glow do not count, and neither do missing numbers. `tree` adds symptoms that the vocabulary does not name.
    """
    if tree is not None:
        return _end_of_course(timeline, tree)
    if _END not in timeline.memo:
        timeline.memo[_END] = _end_of_course(timeline, None)
    return cast("CourseEnd | None", timeline.memo[_END])


def _end_of_course(timeline: Timeline, tree: TopicTree | None) -> CourseEnd | None:
    bounds = [
        bound
        for window in timeline.windows
        if window.rule.verb is not Verb.REPEAT and _belongs_to_course(window, tree)
        for bound in (window.opens, window.closes)
        if bound is not None
    ]
    dated = [(moment, bound) for bound in bounds if (moment := _dated(bound))]
    if not dated:
        return None
    at = max(moment for moment, _bound in dated)
    states = (state for moment, bound in dated if moment == at for state in _joined_states(bound))
    return CourseEnd(at, tuple(dict.fromkeys(states)))


def _belongs_to_course(window: Window, tree: TopicTree | None) -> bool:
    return window.rule.verb is not Verb.EXPECT or any(
        topic in _OF_THE_SKIN
        or (tree is not None and topic not in _RESULTS and SYMPTOMS in tree.ancestors(topic))
        for topic in window.rule.topics
    )


def _dated(bound: Bound) -> datetime | None:
    """Return when the bound is certainly reached, by time alone: the latest of `all`, the earliest of `first`."""
    if isinstance(bound, Joined):
        moments = [moment for part in bound.parts if (moment := _dated(part))]
        return (max if bound.how == "all" else min)(moments, default=None)
    of_session = bound.text.startswith("S")
    return None if of_session or bound.kind == "unknown" else bound.surely_at


def _joined_states(bound: Bound) -> Iterator[str]:
    if isinstance(bound, Joined) and bound.how == "all":
        yield from (leaf.state for part in bound.parts for leaf in leaves(part) if leaf.state)


@lru_cache(maxsize=4096)  # called per rule × symptom × patient in the queue
def symptoms_of(topics: tuple[str, ...]) -> frozenset[Symptom]:
    """Return the symptoms covered by a rule on these topics."""
    own = {symptom for topic in topics for symptom in _NAMES.get(topic, ())}
    return frozenset(own | {symptom for symptom in Symptom if symptom.value in topics})


def windows_on(timeline: Timeline, symptom: Symptom, verb: Verb) -> tuple[Window, ...]:
    """Return the windows of all rules with this verb on the symptom.

    For a cue of inflammation that the sheet does not name, fall back to its rules on redness, and then to
    its rules on any cue, so that inflammation is also found on skin that does not turn red. A `call` about one
    cue is not extended to a cue for which the sheet has an expectation but no call.
    """
    if symptom not in INFLAMMATION:
        return _named(timeline, (symptom,), verb)
    own = _REDDENING if symptom in _REDDENING else (symptom,)
    for cues in (own, _REDDENING, INFLAMMATION):
        windows = _named(timeline, cues, verb)
        if windows or (verb is Verb.CALL and _named(timeline, cues, Verb.EXPECT)):
            return windows
    return ()


def _named(timeline: Timeline, symptoms: Iterable[Symptom], verb: Verb) -> tuple[Window, ...]:
    return tuple(
        window
        for window in timeline.windows
        if window.rule.verb is verb and not symptoms_of(window.rule.topics).isdisjoint(symptoms)
    )


def bands(timeline: Timeline) -> tuple[Band, ...]:
    """Return one band per symptom the sheet names. Rules on redness also give darkening a band."""
    end = end_of_course(timeline)
    return tuple(_band(timeline, symptom, end) for symptom in Symptom if _names(timeline, symptom))


def _names(timeline: Timeline, symptom: Symptom) -> bool:
    names = (Symptom.REDNESS, Symptom.DARKENING) if symptom is Symptom.DARKENING else (symptom,)
    return any(_named(timeline, names, verb) for verb in (Verb.EXPECT, Verb.CALL))


def _band(timeline: Timeline, symptom: Symptom, end: CourseEnd | None) -> Band:
    expected = windows_on(timeline, symptom, Verb.EXPECT)
    calls = windows_on(timeline, symptom, Verb.CALL)
    call_after = [least_moment(call.opens, {}) for call in calls if not is_numberless(call)]
    least, surely = _resolves(expected)
    onset = _onset(timeline, expected)
    return Band(
        symptom,
        onset_hours=_hours(timeline, onset),
        resolves_least_hours=_hours(timeline, least),
        resolves_surely_hours=_hours(timeline, surely),
        until_hours=_hours(timeline, surely or (end.at if end and onset else None)),
        call_after_hours=_hours(timeline, min(filter(None, call_after), default=None)),
        up_to=strongest(expected),
        trend=next((window.rule.trend for window in expected if window.rule.trend), None),
        rule_ids=tuple(window.rule.id for window in (*expected, *calls)),
    )


def strongest(expected: Iterable[Window]) -> int | None:
    """Return the strongest score that these rules describe; None if none of them describes a strength."""
    return max((UP_TO[window.rule.up_to] for window in expected if window.rule.up_to), default=None)


def _onset(timeline: Timeline, expected: tuple[Window, ...]) -> datetime | None:
    """Return the earliest onset; a window without an opening begins with the treatment."""
    return min((least_moment(window.opens, {}) or timeline.treated_at for window in expected), default=None)


def _resolves(expected: tuple[Window, ...]) -> tuple[datetime | None, datetime | None]:
    """Return the earliest and the latest end of several windows; the latest is None if one window has no sure end."""
    least = [least_moment(window.closes, {}) for window in expected]
    surely = [sure_moment(window.closes, {}) for window in expected]
    latest = None if None in surely else max((moment for moment in surely if moment), default=None)
    return min((moment for moment in least if moment), default=None), latest


def _hours(timeline: Timeline, moment: datetime | None) -> float | None:
    return None if moment is None else round((moment - timeline.treated_at) / timedelta(hours=1), 2)


def expects_at(window: Window, at: datetime, states: States, end: CourseEnd | None = None) -> bool:
    """Return True if an `expect` window covers the moment, from its earliest opening to its latest end.

    Without a dated end it covers what follows until the `end` of the course, unless it begins only then.
    """
    begun = (
        window.opens is None or certainty(window.opens, at, states, early=True) is not Certainty.NOT_REACHED
    )
    ends = end is not None and not is_dated(window) and _begins_before(window, end.at)
    over = ends and end is not None and end.has_come(at, states)
    return begun and not over and not is_past(window, at, states)


def _begins_before(window: Window, at: datetime) -> bool:
    begins = _dated(window.opens) if window.opens else None
    return begins is None or begins < at


def is_dated(window: Window) -> bool:
    """Return True if time ends the window for certain."""
    return window.closes is not None and _dated(window.closes) is not None


def ended_at(window: Window, states: States) -> datetime | None:
    """Return when a window that is past has surely ended: by time, else by the patient's last report."""
    reports = [
        report for leaf in leaves(window.closes) if isinstance(report := leaf.report(states), datetime)
    ]
    return sure_moment(window.closes, states) or max(reports, default=None)


def is_past(window: Window, at: datetime, states: States) -> bool:
    """Return True once the window has surely ended. A window without a numbered end never ends by time."""
    return window.closes is not None and certainty(window.closes, at, states) is Certainty.REACHED


def is_numberless(call: Window) -> bool:
    """Return True for a call without a beginning ("if it persists") or with a missing number."""
    return call.opens is None or any(leaf.kind == "unknown" for leaf in leaves(call.opens))


def calls_at(window: Window, at: datetime, states: States) -> bool:
    """Return True while a `call` applies, from its earliest beginning: a call may come early, never late."""
    begun = window.opens is None or certainty(window.opens, at, states, early=True) is Certainty.REACHED
    return begun and not is_past(window, at, states)
