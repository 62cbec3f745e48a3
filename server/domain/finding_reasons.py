"""What a diary shows that a practitioner should know: one reason per entry, thing and rule.

Each reason cites the rule that raised it (the one whose window was just passed, or the one that describes
the strength), or no rule if the diary alone raised it. `assessment` joins the reasons to findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from server.domain.course import (
    CourseEnd,
    calls_at,
    ended_at,
    expects_at,
    is_dated,
    is_numberless,
    is_past,
    strongest,
    windows_on,
)
from server.domain.diary import INFLAMMATION, IRRITATED_FROM, Step
from server.domain.local_time import local_date, stored_time_zone
from server.domain.rebounds import rebound_entries
from server.domain.sheets import UP_TO, Rule
from server.domain.timeline import Timeline, Window
from server.domain.vocabulary import Area, Sign, Symptom, Verb
from server.domain.when.bounds import States, least_moment

FindingKind = Literal[
    "reportable-sign",  # a `call` of the sheet names the sign
    "past-call-after",  # a `call` of the sheet applies to the symptom now
    "stronger",  # than the strongest score that the sheet describes at that time
    "rebound",  # it had fallen by half and is back
    "rising",  # while the sheet says that it falls
    "outside-band",  # longer than the sheet says
    "late-onset",
    "observation",  # a fact for the practitioner on which the sheet is silent
]
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
"""Every kind, in the order in which the reasons of one entry are listed under a finding."""
LATE = timedelta(days=3)
"""Inflammation that first appears this long after the treatment is late, and points to a serum."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a finding is about: a symptom ("inflammation" for each of its cues), or a sign at an area."""

    symptom: str | None
    sign: Sign | None = None
    area: Area | None = None

    @property
    def cues(self) -> tuple[Symptom, ...]:
        if self.symptom is None:
            return ()
        return INFLAMMATION if self.symptom == "inflammation" else (Symptom(self.symptom),)


@dataclass(frozen=True, slots=True)
class Reason:
    kind: FindingKind
    rule: Rule | None
    at: datetime
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class Raised:
    """A reason, and the position of its entry in the diary."""

    thing: Thing
    reason: Reason
    position: int


Cited = tuple[FindingKind, Rule | None]


@dataclass(frozen=True, slots=True)
class Assessed:
    """A diary with the course that it is compared with. `entries` are oldest first, none before the treatment."""

    timeline: Timeline
    entries: tuple[Step, ...]
    end: CourseEnd | None

    def raised(self) -> Iterator[Raised]:
        for symptom in Symptom:
            yield from self._symptom(symptom)
        for cues in (*((symptom,) for symptom in Symptom), INFLAMMATION):
            thing = Thing(group_of(cues[0]))
            for position in rebound_entries(self.entries, cues, is_normal=self._is_late_event):
                yield self._at(position, thing, ("rebound", None))
        for position, step in enumerate(self.entries):
            for sign, area in step.entry.signs:
                for cited in self._sign(sign, step):
                    yield self._at(position, Thing(None, sign, area), cited)

    def _at(self, position: int, thing: Thing, cited: Cited) -> Raised:
        entry = self.entries[position].entry
        return Raised(thing, Reason(*cited, entry.occurred_at, entry.entry_id), position)

    def _symptom(self, symptom: Symptom) -> Iterator[Raised]:
        scores = tuple(_scores(self.timeline, self.entries, symptom))
        if not any(present.score for present in scores):
            return
        expected = windows_on(self.timeline, symptom, Verb.EXPECT)
        calls = windows_on(self.timeline, symptom, Verb.CALL)
        for present in scores:
            if present.score:
                for cited in self._cited(symptom, present, expected=expected, calls=calls):
                    yield self._at(present.position, Thing(group_of(symptom)), cited)

    def _cited(
        self,
        symptom: Symptom,
        present: "_Present",
        *,
        expected: tuple[Window, ...],
        calls: tuple[Window, ...],
    ) -> Iterator[Cited]:
        at, states = present.step.entry.occurred_at, present.step.states
        current = [window for window in expected if expects_at(window, at, states, self.end)]
        due = [call.rule for call in calls if _is_due(call, present, normal=bool(current))]
        yield from (("past-call-after", rule) for rule in due)
        if current:
            yield from _too_strong(current, present)
            return
        late = present.first and at - self.timeline.treated_at >= LATE and symptom in INFLAMMATION
        if any(self._is_endless(window, at, states) for window in expected):
            if late:
                yield "late-onset", None
            elif not due and present.score >= IRRITATED_FROM:
                yield "observation", None
        elif past := [window for window in expected if is_past(window, at, states)]:
            yield "late-onset" if present.first else "outside-band", _latest(past, states).rule
        elif late and not expected:
            yield "late-onset", None

    def _is_endless(self, window: Window, at: datetime, states: States) -> bool:
        """Return True if the sheet once expected this and gives no end: it never lasts longer than the sheet says."""
        return not is_dated(window) and expects_at(window, at, states)

    def _is_late_event(self, step: Step, shown: Iterable[Symptom]) -> bool:
        """Return True if the sheet expects each of these symptoms now, beginning after the treatment."""
        return all(
            any(
                expects_at(window, step.entry.occurred_at, step.states, self.end)
                and (least_moment(window.opens, {}) or self.timeline.treated_at) > self.timeline.treated_at
                for window in windows_on(self.timeline, symptom, Verb.EXPECT)
            )
            for symptom in shown
        )

    def _sign(self, sign: Sign, step: Step) -> Iterator[Cited]:
        """Yield the calls that name the sign, or else that it is outside its window, or else that it was observed."""
        at, states = step.entry.occurred_at, step.states
        named = self.timeline.by_topic.get(sign.value, ())
        due = [window for window in named if window.rule.verb is Verb.CALL and _calls(window, at, states)]
        if due:
            yield from (("reportable-sign", window.rule) for window in due)
            return
        expected = [window for window in named if window.rule.verb is Verb.EXPECT]
        if any(expects_at(window, at, states, self.end) for window in expected):
            return
        past = [window for window in expected if is_past(window, at, states)]
        endless = any(self._is_endless(window, at, states) for window in expected)
        yield ("outside-band", _latest(past, states).rule) if past and not endless else ("observation", None)


def group_of(symptom: Symptom) -> str:
    return "inflammation" if symptom in INFLAMMATION else symptom.value


@dataclass(frozen=True, slots=True)
class _Present:
    """A scored symptom. `first`: it was scored 0 before and never higher. `rises`: see `_rises`."""

    step: Step
    position: int
    score: int
    first: bool
    higher: bool  # than at the last score
    rises: bool


def _scores(timeline: Timeline, entries: tuple[Step, ...], symptom: Symptom) -> Iterator[_Present]:
    zone = stored_time_zone(timeline.time_zone)
    daily: dict[date, int] = {}
    seen, last = False, None
    for position, step in enumerate(entries):
        score = step.entry.scores.get(symptom)
        if score is None:
            continue
        day = local_date(step.entry.occurred_at, zone)
        yield _Present(
            step,
            position,
            score,
            first=last is not None and not seen,
            higher=last is not None and score > last,
            rises=_rises(daily, day, score),
        )
        daily[day], seen, last = score, seen or score > 0, score


def _rises(daily: Mapping[date, int], day: date, score: int) -> bool:
    """Return True after a rise of 2 since the last score of the day before, or of any size on two days running."""
    before, earlier = (daily.get(day - timedelta(days=days)) for days in (1, 2))
    if before is None:
        return False
    return score >= before + 2 or (earlier is not None and earlier < before < score)


def _is_due(call: Window, present: _Present, *, normal: bool) -> bool:
    """Return True if the call applies; one without a number applies where the sheet does not expect the symptom."""
    entry = present.step.entry
    if call.rule.trend == "rising" and not present.higher:
        return False
    return _calls(call, entry.occurred_at, present.step.states) and not (normal and is_numberless(call))


def _calls(call: Window, at: datetime, states: States) -> bool:
    return not is_past(call, at, states) if is_numberless(call) else calls_at(call, at, states)


def _too_strong(current: list[Window], present: _Present) -> Iterator[Cited]:
    states = present.step.states
    described = strongest(current)
    if described is not None and present.score > described:
        describing = [w for w in current if w.rule.up_to and UP_TO[w.rule.up_to] == described]
        yield "stronger", _latest(describing, states).rule
    falling = [window for window in current if window.rule.trend == "falling"]
    if falling and present.rises:
        yield "rising", _latest(falling, states).rule


def _latest(windows: list[Window], states: States) -> Window:
    """Return the window that ends last; one without an end counts as the last."""
    return max(
        windows, key=lambda window: end.timestamp() if (end := ended_at(window, states)) else float("inf")
    )
