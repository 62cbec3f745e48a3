"""All rulings on a topic in order of time, computed in O(n log n) for n rules.

No ruling changes between two ends of windows, so one sweep in order of time is enough. Where many rulings apply at
once, only those that the decision needs are kept: of equal rulings, the one that `decide` prefers and the one whose
earliest end is the latest.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from server.domain.answers.precedence import Decision, decide, preference
from server.domain.answers.rulings import Candidate, Force, Ruling, judge
from server.domain.when.bounds import States, least_moment, leaves

_FEW = 24
"""Up to this number of candidates, looking at each is quicker than sorting them."""
_JUST_BEFORE = timedelta(microseconds=1)
_ANY = datetime(2000, 1, 1, tzinfo=UTC)
"""An arbitrary moment, for a ruling that does not depend on time."""
_NO_END = float("inf")

_Class = tuple[object, ...]
_Span = tuple[datetime | None, datetime | None, Ruling]
"""Start and end, each None if there is none, and the ruling that holds between them."""
_Entry = tuple[tuple[float, ...], int, int, datetime | None, Ruling]
"""Preference, place in the sheet, a number that orders equal entries, end of the span, ruling."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The rulings to decide on from each moment of `starts` to the next; `rulings[0]` is before the first.

    `in_full`: none is left out.
    """

    starts: tuple[datetime, ...]
    rulings: tuple[tuple[Ruling, ...], ...]
    states: States
    in_full: bool
    _decisions: dict[int, Decision | None] = field(default_factory=dict, repr=False)

    def decide(self, now: datetime) -> Decision | None:
        rulings = self.rulings[bisect_right(self.starts, now)]
        if id(rulings) not in self._decisions:
            self._decisions[id(rulings)] = decide(rulings, self.states)
        return self._decisions[id(rulings)]


def sweep(candidates: Sequence[Candidate], states: States, *, few: int = _FEW) -> Spans:
    """Return the rulings of all moments. What stays the same from one span to the next is the same tuple."""
    by_candidate = [tuple(_constant(candidate, states)) for candidate in candidates]
    ends = {moment for spans in by_candidate for span in spans for moment in span[:2] if moment}
    starts = tuple(sorted(ends))
    in_full = len(candidates) <= few
    listed = _each(by_candidate, starts) if in_full else _best(by_candidate, starts, states)
    rulings: list[tuple[Ruling, ...]] = []
    for each in listed:
        rulings.append(rulings[-1] if rulings and _is_same(rulings[-1], each) else each)
    return Spans(starts, tuple(rulings), states, in_full)


def _is_same(one: Sequence[Ruling], other: Sequence[Ruling]) -> bool:
    return len(one) == len(other) and all(map(lambda a, b: a is b, one, other))


def _constant(candidate: Candidate, states: States) -> Iterator[_Span]:
    """Yield the spans in which the candidate's ruling is constant, without those in which it is silent."""
    moments = moments_of(candidate, states)
    start: datetime | None = None
    for end in (*moments, None):
        at = start or (moments[0] - _JUST_BEFORE if moments else _ANY)
        ruling = judge(candidate, at, states)
        if ruling:
            yield start, end, ruling
        start = end


def moments_of(candidate: Candidate, states: States) -> list[datetime]:
    """Return every moment at which time may change what the rule says, in order."""
    window = candidate.window
    bounds = (window.opens, window.closes)
    return sorted({at for bound in bounds for leaf in leaves(bound) for at in leaf.times(states) if at})


def _each(
    by_candidate: Sequence[Sequence[_Span]], starts: Sequence[datetime]
) -> Iterator[tuple[Ruling, ...]]:
    spans = [span for spans in by_candidate for span in spans]
    yield tuple(ruling for start, _end, ruling in spans if start is None)
    for now in starts:
        yield tuple(
            ruling
            for start, end, ruling in spans
            if (start is None or start <= now) and (end is None or now < end)
        )


def _best(
    by_candidate: Sequence[Sequence[_Span]], starts: Sequence[datetime], states: States
) -> Iterator[tuple[Ruling, ...]]:
    begins: dict[datetime | None, list[tuple[int, datetime | None, Ruling]]] = {}
    for place, spans in enumerate(by_candidate):
        for start, end, ruling in spans:
            begins.setdefault(start, []).append((place, end, ruling))
    heaps: dict[_Class, list[_Entry]] = {}
    number = count()
    for now in (None, *starts):
        for place, end, ruling in begins.get(now, ()):
            for name, order in _orders(ruling, states):
                heappush(heaps.setdefault(name, []), (order, place, next(number), end, ruling))
        yield _best_of_each(heaps, now)


def _orders(ruling: Ruling, states: States) -> Iterator[tuple[_Class, tuple[float, ...]]]:
    """Yield the classes of a ruling, with its sort key in each: the preferred ruling first, or the latest end first."""
    name = _class(ruling)
    yield name, preference(ruling, states)
    if ruling.restricts and ruling.force is Force.IN_FORCE:
        least = least_moment(ruling.bound, states)
        yield (*name, "least end"), (-least.timestamp() if least else _NO_END,)


def _best_of_each(heaps: Mapping[_Class, list[_Entry]], now: datetime | None) -> tuple[Ruling, ...]:
    best: dict[tuple[int, int], Ruling] = {}
    for heap in heaps.values():
        while heap and now and (end := heap[0][3]) and end <= now:
            heappop(heap)
        if heap:
            best[heap[0][1], id(heap[0][4])] = heap[0][4]
    return tuple(best[key] for key in sorted(best))


def _class(ruling: Ruling) -> _Class:
    """Return everything but the times by which `decide` tells rulings apart."""
    rule = ruling.window.rule
    return (
        ruling.kind, ruling.force, ruling.place, ruling.sibling, ruling.beside,
        rule.source, rule.exception, rule.verb, bool(rule.with_),
    )  # fmt: skip
