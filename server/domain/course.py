"""The course a sheet tells patients to expect: onset, resolves-by and call-after for each symptom."""

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
"""Topics of the tree that cover several symptoms at once."""
_REDDENING = (Symptom.REDNESS, Symptom.DARKENING)


@dataclass(frozen=True, slots=True)
class Band:
    """The expected course of one symptom, in hours since the treatment; None where the sheet has no number."""

    symptom: Symptom
    onset_hours: float | None
    resolves_least_hours: float | None
    resolves_surely_hours: float | None
    call_after_hours: float | None
    rule_ids: tuple[str, ...]


@lru_cache(maxsize=4096)  # called per rule × symptom × patient in the queue
def symptoms_of(topics: tuple[str, ...]) -> frozenset[Symptom]:
    """Return the symptoms covered by a rule on these topics."""
    own = {symptom for topic in topics for symptom in _NAMES.get(topic, ())}
    return frozenset(own | {symptom for symptom in Symptom if symptom.value in topics})


def windows_on(timeline: Timeline, symptom: Symptom, verb: Verb) -> tuple[Window, ...]:
    """Return the windows of all rules with this verb on the symptom.

    For a cue of inflammation that the sheet does not name, fall back to its rules on redness, and then to
    its rules on any cue, so that inflammation is also found on skin that does not turn red.
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
    """Return one band per symptom the sheet names. Rules on redness also give darkening a band."""
    return tuple(_band(timeline, symptom) for symptom in Symptom if _names(timeline, symptom))


def _names(timeline: Timeline, symptom: Symptom) -> bool:
    names = (Symptom.REDNESS, Symptom.DARKENING) if symptom is Symptom.DARKENING else (symptom,)
    return any(_named(timeline, names, verb) for verb in (Verb.EXPECT, Verb.CALL))


def _band(timeline: Timeline, symptom: Symptom) -> Band:
    expected = windows_on(timeline, symptom, Verb.EXPECT)
    calls = windows_on(timeline, symptom, Verb.CALL)
    call_after = [least_moment(call.opens, {}) for call in calls if not is_numberless(call)]
    least, surely = _resolves(expected)
    return Band(
        symptom,
        onset_hours=_hours(timeline, _onset(timeline, expected)),
        resolves_least_hours=_hours(timeline, least),
        resolves_surely_hours=_hours(timeline, surely),
        call_after_hours=_hours(timeline, min(filter(None, call_after), default=None)),
        rule_ids=tuple(window.rule.id for window in (*expected, *calls)),
    )


def _onset(timeline: Timeline, expected: tuple[Window, ...]) -> datetime | None:
    """Return the earliest onset; a window without an opening begins with the treatment."""
    return min((least_moment(window.opens, {}) or timeline.treated_at for window in expected), default=None)


def _resolves(expected: tuple[Window, ...]) -> tuple[datetime | None, datetime | None]:
    """Return the earliest least end and the latest sure end; one open end leaves the latter open."""
    least = [least_moment(window.closes, {}) for window in expected]
    surely = [sure_moment(window.closes, {}) for window in expected]
    latest = None if None in surely else max((moment for moment in surely if moment), default=None)
    return min((moment for moment in least if moment), default=None), latest


def _hours(timeline: Timeline, moment: datetime | None) -> float | None:
    return None if moment is None else round((moment - timeline.treated_at) / timedelta(hours=1), 2)


def expects_at(window: Window, at: datetime, states: States) -> bool:
    """Return True if an `expect` window covers the moment, from its earliest opening to its latest end."""
    begun = (
        window.opens is None or certainty(window.opens, at, states, early=True) is not Certainty.NOT_REACHED
    )
    return begun and not is_past(window, at, states)


def is_past(window: Window, at: datetime, states: States) -> bool:
    """Return True once the window has surely ended. A window without a numbered end never ends by time."""
    return window.closes is not None and certainty(window.closes, at, states) is Certainty.REACHED


def is_numberless(call: Window) -> bool:
    """Return True for a call without a beginning ("if it persists") or with a missing number."""
    return call.opens is None or any(leaf.kind == "unknown" for leaf in leaves(call.opens))


def calls_at(window: Window, at: datetime, states: States) -> bool:
    """Return True while a `call` applies, from its earliest beginning: a call may come early, never late."""
    if window.opens is None:
        return not is_past(window, at, states)
    begun = certainty(window.opens, at, states, early=True) is Certainty.REACHED
    return begun and not is_past(window, at, states)
