"""The course a sheet says to expect: an onset, a resolves-by and a call-after for each symptom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from server.domain.diary import INFLAMMATION
from server.domain.timeline import Timeline, Window
from server.domain.vocabulary import Symptom, Verb
from server.domain.when.bounds import Certainty, States, certainty, least_moment, leaves, sure_moment

_NAMES: dict[str, tuple[Symptom, ...]] = {
    "irritation": (*INFLAMMATION, Symptom.TENDERNESS, Symptom.ITCHING),
}
"""Topics of the tree that speak of several symptoms at once."""
_REDDENING = (Symptom.REDNESS, Symptom.DARKENING)


@dataclass(frozen=True, slots=True)
class Band:
    """Hours since the treatment. A resolves-by of None: the sheet gives no number."""

    symptom: Symptom
    onset_hours: float | None
    resolves_least_hours: float | None
    resolves_surely_hours: float | None
    call_after_hours: float | None
    rule_ids: tuple[str, ...]


@lru_cache(maxsize=4096)  # asked of every rule for every symptom of every patient of a queue
def symptoms_of(topics: tuple[str, ...]) -> frozenset[Symptom]:
    """The symptoms that a rule on these topics speaks of."""
    own = {symptom for topic in topics for symptom in _NAMES.get(topic, ())}
    return frozenset(own | {symptom for symptom in Symptom if symptom.value in topics})


def windows_on(timeline: Timeline, symptom: Symptom, verb: Verb) -> tuple[Window, ...]:
    """The sheet's rules of that verb on the symptom.

    Where it is silent on one cue of inflammation, what it says of redness holds for that cue, or of any cue
    where it is silent on redness too: skin that does not turn red must not fall through.
    """
    own = _named(timeline, (symptom,), verb)
    if own or symptom not in INFLAMMATION:
        return own
    return _named(timeline, _REDDENING, verb) or _named(timeline, INFLAMMATION, verb)


def _named(timeline: Timeline, symptoms: Iterable[Symptom], verb: Verb) -> tuple[Window, ...]:
    return tuple(
        window
        for window in timeline.windows
        if window.rule.verb is verb and not symptoms_of(window.rule.topics).isdisjoint(symptoms)
    )


def bands(timeline: Timeline) -> tuple[Band, ...]:
    """A symptom on which the sheet is silent has none. Darkening stands in for redness on darker skin."""
    found = (_band(timeline, symptom) for symptom in Symptom if _speaks_of(timeline, symptom))
    return tuple(band for band in found if band is not None)


def _speaks_of(timeline: Timeline, symptom: Symptom) -> bool:
    names = (Symptom.REDNESS, Symptom.DARKENING) if symptom is Symptom.DARKENING else (symptom,)
    return any(_named(timeline, names, verb) for verb in (Verb.EXPECT, Verb.CALL))


def _band(timeline: Timeline, symptom: Symptom) -> Band | None:
    expected = windows_on(timeline, symptom, Verb.EXPECT)
    calls = windows_on(timeline, symptom, Verb.CALL)
    call_after = [least_moment(call.opens, {}) for call in calls if not is_numberless(call)]
    least, surely = _settles(expected)
    return Band(
        symptom,
        onset_hours=_hours(timeline, _onset(timeline, expected)),
        resolves_least_hours=_hours(timeline, least),
        resolves_surely_hours=_hours(timeline, surely),
        call_after_hours=_hours(timeline, min(filter(None, call_after), default=None)),
        rule_ids=tuple(window.rule.id for window in (*expected, *calls)),
    )


def _onset(timeline: Timeline, expected: tuple[Window, ...]) -> datetime | None:
    """The earliest; a window without an opening begins with the treatment."""
    return min((least_moment(window.opens, {}) or timeline.treated_at for window in expected), default=None)


def _settles(expected: tuple[Window, ...]) -> tuple[datetime | None, datetime | None]:
    """Where several rules speak of it: from the earliest to the latest; one open end leaves it open."""
    least = [least_moment(window.closes, {}) for window in expected]
    surely = [sure_moment(window.closes, {}) for window in expected]
    latest = None if None in surely else max((moment for moment in surely if moment), default=None)
    return min((moment for moment in least if moment), default=None), latest


def _hours(timeline: Timeline, moment: datetime | None) -> float | None:
    return None if moment is None else round((moment - timeline.treated_at) / timedelta(hours=1), 2)


def expects_at(window: Window, at: datetime, states: States) -> bool:
    """Whether an `expect` window covers the moment; read from its earliest opening to its latest end."""
    begun = (
        window.opens is None or certainty(window.opens, at, states, early=True) is not Certainty.NOT_REACHED
    )
    return begun and not is_past(window, at, states)


def is_past(window: Window, at: datetime, states: States) -> bool:
    """A window whose end has no number is never past by time."""
    return window.closes is not None and certainty(window.closes, at, states) is Certainty.REACHED


def is_numberless(call: Window) -> bool:
    """A call without a moment of its own ("if it persists"), or whose number the sheet has lost."""
    return call.opens is None or any(leaf.kind == "unknown" for leaf in leaves(call.opens))


def calls_at(window: Window, at: datetime, states: States) -> bool:
    """A `call` with a beginning holds from its earliest moment: telling may come early, never late."""
    if window.opens is None:
        return not is_past(window, at, states)
    begun = certainty(window.opens, at, states, early=True) is Certainty.REACHED
    return begun and not is_past(window, at, states)
