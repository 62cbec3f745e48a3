"""Which entries of a diary the sheet says to bring to the practitioner.

Each finding cites the rule or the fact that raised it. It is never a diagnosis, and that nothing is raised is
never a "you are fine". There is no text here: screens choose their words by `kind`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from server.domain.course import calls_at, expects_at, is_numberless, is_past, windows_on
from server.domain.diary import INFLAMMATION, Logged, Step, in_order, steps
from server.domain.sheets import Rule
from server.domain.timeline import Timeline, Window
from server.domain.vocabulary import Area, Sign, Symptom, Verb
from server.domain.when.bounds import least_moment

FindingKind = Literal["outside-band", "past-call-after", "reportable-sign", "rebound", "late-onset"]
Steps = tuple[Step, ...]
LATE = timedelta(days=3)
"""From here on a first inflammation that no rule speaks of is late: it points at a serum."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`symptom` is "inflammation" for each of its cues. `ongoing`: the last word on it shows it yet.

    `rule` None: raised by a fact of the diary alone.
    """

    kind: FindingKind
    symptom: str | None
    sign: Sign | None
    area: Area | None
    since_at: datetime
    entry_id: UUID
    rule: Rule | None
    ongoing: bool


def assess(timeline: Timeline, diary: Iterable[Logged]) -> tuple[Finding, ...]:
    """Oldest first; each thing once, at the entry where it began. Before the treatment nothing counts."""
    entries = tuple(steps(entry for entry in diary if entry.occurred_at >= timeline.treated_at))
    raised = (
        *(found for symptom in Symptom for found in _symptom_findings(timeline, entries, symptom)),
        *(found for cues in _watched() for found in _rebounds(timeline, entries, cues)),
        *_reportable_signs(timeline, entries),
    )
    first: dict[tuple[object, ...], Finding] = {}
    for found in sorted(raised, key=_order):
        first.setdefault((found.kind, found.symptom, found.sign, found.area), found)
    return tuple(_without_doubles(first.values()))


def _order(found: Finding) -> tuple[datetime, str, str]:
    return found.since_at, found.kind, str(found.symptom or found.sign)


def _without_doubles(found: Iterable[Finding]) -> Iterator[Finding]:
    """What came back, or came late, is not told a second time as lasting longer than the sheet says."""
    everything = tuple(found)
    returned = {one.symptom for one in everything if one.kind in ("rebound", "late-onset")}
    return (one for one in everything if one.kind != "outside-band" or one.symptom not in returned)


def group_of(symptom: Symptom) -> str:
    return "inflammation" if symptom in INFLAMMATION else symptom.value


@dataclass(frozen=True, slots=True)
class _Present:
    """A score above "none", with what had been told until then."""

    entry: Logged
    states: Mapping[str, bool]
    seen_before: bool
    none_before: bool


def _present(entries: Steps, symptom: Symptom) -> Iterator[_Present]:
    seen = none = False
    for step in entries:
        score = step.entry.scores.get(symptom)
        if score:
            yield _Present(step.entry, step.states, seen, none)
        seen, none = seen or bool(score), none or score == 0


def _symptom_findings(timeline: Timeline, entries: Steps, symptom: Symptom) -> Iterator[Finding]:
    shown = tuple(_present(entries, symptom))
    if not shown:
        return
    expected = windows_on(timeline, symptom, Verb.EXPECT)
    calls = windows_on(timeline, symptom, Verb.CALL)
    for here in shown:
        at = here.entry.occurred_at
        normal = any(expects_at(window, at, here.states) for window in expected)
        longer = () if normal else _longer_or_late(timeline, symptom, here, expected=expected)
        called = (call.rule for call in calls if _calls(call, here, normal=normal))
        for kind, rule in (*longer, *(("past-call-after", rule) for rule in called)):
            ongoing = _ongoing(entries, _cues(symptom))
            yield Finding(kind, group_of(symptom), None, None, at, here.entry.entry_id, rule, ongoing)


def _calls(call: Window, here: _Present, *, normal: bool) -> bool:
    """A call without a number ("if it persists") waits until the sheet stops calling it normal."""
    return calls_at(call, here.entry.occurred_at, here.states) and not (normal and is_numberless(call))


def _longer_or_late(
    timeline: Timeline, symptom: Symptom, here: _Present, *, expected: tuple[Window, ...]
) -> Iterator[tuple[FindingKind, Rule | None]]:
    """At a moment at which the sheet does not expect it."""
    at = here.entry.occurred_at
    late = here.none_before and not here.seen_before
    if not expected:
        if late and symptom in INFLAMMATION and at - timeline.treated_at >= LATE:
            yield "late-onset", None
        return
    past = [window for window in expected if is_past(window, at, here.states)]
    if past:
        yield "late-onset" if late else "outside-band", past[-1].rule


def _watched() -> tuple[tuple[Symptom, ...], ...]:
    """Each symptom by itself, and the cues together: what left as redness may come back as warmth."""
    return (*((symptom,) for symptom in Symptom), INFLAMMATION)


def _rebounds(timeline: Timeline, entries: Steps, cues: tuple[Symptom, ...]) -> Iterator[Finding]:
    """It had settled ("none" after something) and came back, other than as a late event of the sheet."""
    seen = settled = False
    for step in entries:
        entry = step.entry
        scores = {cue: entry.scores[cue] for cue in cues if cue in entry.scores}
        shown = [cue for cue, score in scores.items() if score > 0]
        if scores and not shown:
            settled = seen
        elif shown:
            if settled and not _late_events(timeline, step, shown):
                ongoing = _ongoing(entries, _cues(cues[0]))
                yield Finding(
                    "rebound", group_of(cues[0]), None, None, entry.occurred_at, entry.entry_id, None, ongoing
                )
            seen = True


def _late_events(timeline: Timeline, step: Step, shown: list[Symptom]) -> bool:
    """Whether the sheet says of each of these that it begins later, and that this is its time."""
    return all(
        any(
            expects_at(window, step.entry.occurred_at, step.states)
            and (least_moment(window.opens, {}) or timeline.treated_at) > timeline.treated_at
            for window in windows_on(timeline, symptom, Verb.EXPECT)
        )
        for symptom in shown
    )


def _cues(symptom: Symptom) -> tuple[Symptom, ...]:
    return INFLAMMATION if symptom in INFLAMMATION else (symptom,)


def _ongoing(entries: Steps, cues: tuple[Symptom, ...]) -> bool:
    last: dict[Symptom, int] = {}
    for step in entries:
        last |= {cue: step.entry.scores[cue] for cue in cues if cue in step.entry.scores}
    return any(last.values())


def resolved_at(found: Finding, diary: Iterable[Logged]) -> datetime | None:
    """The entry from which on it was no longer there. None: it still is."""
    last: dict[str, bool] = {}
    gone: datetime | None = None
    for entry in in_order(diary):
        last |= shown_in(found, entry)
        if any(last.values()):
            gone = None
        elif last and gone is None:
            gone = entry.occurred_at
    return None if found.ongoing else gone


def shown_in(found: Finding, entry: Logged) -> dict[str, bool]:
    """What an entry says of it; a score that was not asked says nothing, a sign not named is not there."""
    if found.symptom is None:
        return {"sign": any(sign == found.sign for sign, _area in entry.signs)}
    cues = INFLAMMATION if found.symptom == "inflammation" else (Symptom(found.symptom),)
    return {cue: entry.scores[cue] > 0 for cue in cues if cue in entry.scores}


def _reportable_signs(timeline: Timeline, entries: Steps) -> Iterator[Finding]:
    for step in entries:
        entry = step.entry
        for sign, area in entry.signs:
            if not _expected(timeline, sign, entry.occurred_at, step.states):
                rule = _call_rule(timeline, sign)
                ongoing = any(other == sign for other, _area in entries[-1].entry.signs)
                yield Finding(
                    "reportable-sign", None, sign, area, entry.occurred_at, entry.entry_id, rule, ongoing
                )


def _expected(timeline: Timeline, sign: Sign, at: datetime, states: Mapping[str, bool]) -> bool:
    return any(
        window.rule.verb is Verb.EXPECT and expects_at(window, at, states)
        for window in timeline.by_topic.get(sign.value, ())
    ) and not _call_rule(timeline, sign, exactly=True)


def _call_rule(timeline: Timeline, sign: Sign, *, exactly: bool = False) -> Rule | None:
    """The sheet's call on this very sign, else its call on any unexpected reaction."""
    names = (sign,) if exactly else (sign, Sign.UNEXPECTED_REACTION)
    calls = (
        window.rule
        for name in names
        for window in timeline.by_topic.get(name.value, ())
        if window.rule.verb is Verb.CALL
    )
    return next(calls, None)


@dataclass(frozen=True, slots=True)
class ResolvedSymptom:
    """`after_days` None: not yet. The sheet's side of it is in the band."""

    symptom: Symptom
    peak: int
    after_days: float | None


def resolved_symptoms(timeline: Timeline, diary: Iterable[Logged]) -> tuple[ResolvedSymptom, ...]:
    """For each symptom that showed: from when on it was told "none" and stayed so."""
    entries = in_order(diary)
    found = (_resolved(timeline, entries, symptom) for symptom in Symptom)
    return tuple(one for one in found if one is not None)


def _resolved(timeline: Timeline, entries: tuple[Logged, ...], symptom: Symptom) -> ResolvedSymptom | None:
    scores = [(entry.occurred_at, entry.scores[symptom]) for entry in entries if symptom in entry.scores]
    shown = [place for place, (_at, score) in enumerate(scores) if score > 0]
    if not shown:
        return None
    after = scores[shown[-1] + 1 :]
    days = round((after[0][0] - timeline.treated_at) / timedelta(days=1), 1) if after else None
    return ResolvedSymptom(symptom, max(score for _at, score in scores), days)
