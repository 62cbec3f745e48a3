"""Decisions on many topics at many moments: what `Asking.decide` finds, in n log n for n rules on a topic.

Between two ends of windows no ruling changes. So all rulings on a topic are swept once in order of time, and of equal
rulings only the one that `decide` would prefer is kept for each span.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from server.domain.answers.asking import Asking
from server.domain.answers.precedence import Decision, decide, preference
from server.domain.answers.rulings import Candidate, Ruling, judge
from server.domain.when.bounds import States, leaves

_Class = tuple[object, ...]
_Entry = tuple[tuple[float, ...], int, int, datetime | None, Ruling]
"""Preference, place in the sheet, a number that orders equal entries, end of the span, ruling."""
_JUST_BEFORE = timedelta(microseconds=1)
_ANY = datetime(2000, 1, 1, tzinfo=UTC)
"""An arbitrary moment, for a ruling that does not depend on time."""


@dataclass(frozen=True, slots=True)
class _Spans:
    """The rulings to decide on from each moment of `starts` to the next; `rulings[0]` is before the first."""

    starts: tuple[datetime, ...]
    rulings: tuple[tuple[Ruling, ...], ...]

    def at(self, now: datetime) -> tuple[Ruling, ...]:
        return self.rulings[bisect_right(self.starts, now)]


@dataclass(slots=True)
class IndexedAsking(Asking):
    _spans: dict[tuple[str, frozenset[tuple[str, bool | datetime]]], _Spans] = field(default_factory=dict)

    def decide(self, topic: str, now: datetime, states: States | None = None) -> Decision | None:
        states = self.states if states is None else states
        key = topic, frozenset(states.items())
        if key not in self._spans:
            self._spans[key] = _sweep(self.candidates(topic), states)
        return decide(self._spans[key].at(now), states)


def _sweep(candidates: tuple[Candidate, ...], states: States) -> _Spans:
    begins: dict[datetime | None, list[tuple[int, datetime | None, Ruling]]] = {}
    ends: set[datetime] = set()
    for place, candidate in enumerate(candidates):
        for start, end, ruling in _constant(candidate, states):
            begins.setdefault(start, []).append((place, end, ruling))
            ends |= {moment for moment in (start, end) if moment}
    starts = tuple(sorted(ends))
    heaps: dict[_Class, list[_Entry]] = {}
    spans, number = [], count()
    for now in (None, *starts):
        for place, end, ruling in begins.get(now, ()):
            entry = preference(ruling, states), place, next(number), end, ruling
            heappush(heaps.setdefault(_class(ruling), []), entry)
        spans.append(_best_of_each(heaps, now))
    return _Spans(starts, tuple(spans))


def _best_of_each(heaps: Mapping[_Class, list[_Entry]], now: datetime | None) -> tuple[Ruling, ...]:
    best = []
    for heap in heaps.values():
        while heap and now and (end := heap[0][3]) and end <= now:
            heappop(heap)
        if heap:
            best.append((heap[0][1], heap[0][4]))
    return tuple(ruling for _place, ruling in sorted(best, key=lambda pair: pair[0]))


def _constant(
    candidate: Candidate, states: States
) -> Iterator[tuple[datetime | None, datetime | None, Ruling]]:
    """Yield the spans in which the candidate's ruling is constant, without those in which it is silent."""
    bounds = (candidate.window.opens, candidate.window.closes)
    moments = sorted({at for bound in bounds for leaf in leaves(bound) for at in leaf.times(states) if at})
    for start, end in zip((None, *moments), (*moments, None), strict=True):
        at = start or (moments[0] - _JUST_BEFORE if moments else _ANY)
        ruling = judge(candidate, at, states)
        if ruling:
            yield start, end, ruling


def _class(ruling: Ruling) -> _Class:
    """Return what distinguishes rulings for `decide`, other than their times."""
    rule = ruling.window.rule
    return (
        ruling.kind, ruling.force, ruling.place, ruling.sibling,
        rule.source, rule.exception, rule.verb, bool(rule.with_),
    )  # fmt: skip
