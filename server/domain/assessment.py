"""Assess a diary: find what the sheet asks patients to report to the practitioner.

Each finding cites the rule or the fact that raised it. A finding is never a diagnosis, and the absence of
findings never means "you are fine". There is no text here: screens choose their words by `kind`.
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
"""Inflammation that first appears this long after the treatment is late, and points at a serum."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to report to the practitioner.

    `symptom` is "inflammation" for each of its cues. `ongoing` is True if the latest scores or signs still
    show it. `rule` is None if a fact of the diary alone raised it.
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
    """Return the findings oldest first, each once, at the entry where it began.

    Entries before the treatment are ignored.
    """
    entries = tuple(steps(entry for entry in diary if entry.occurred_at >= timeline.treated_at))
    raised = (
        *(finding for symptom in Symptom for finding in _symptom_findings(timeline, entries, symptom)),
        *(finding for cues in _cue_groups() for finding in _rebounds(timeline, entries, cues)),
        *_reportable_signs(timeline, entries),
    )
    first: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(raised, key=_order):
        first.setdefault((finding.kind, finding.symptom, finding.sign, finding.area), finding)
    return tuple(_without_repeats(tuple(first.values())))


def _order(finding: Finding) -> tuple[datetime, str, str]:
    return finding.since_at, finding.kind, str(finding.symptom or finding.sign)


def _without_repeats(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Drop "outside-band" findings of a symptom already reported as a rebound or a late onset."""
    reported = {finding.symptom for finding in findings if finding.kind in ("rebound", "late-onset")}
    return (
        finding for finding in findings if finding.kind != "outside-band" or finding.symptom not in reported
    )


def group_of(symptom: Symptom) -> str:
    return "inflammation" if symptom in INFLAMMATION else symptom.value


@dataclass(frozen=True, slots=True)
class _Present:
    """An entry with a score above 0, and what had been reported before it."""

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
    occurrences = tuple(_present(entries, symptom))
    if not occurrences:
        return
    expected = windows_on(timeline, symptom, Verb.EXPECT)
    calls = windows_on(timeline, symptom, Verb.CALL)
    for present in occurrences:
        at = present.entry.occurred_at
        normal = any(expects_at(window, at, present.states) for window in expected)
        longer = () if normal else _longer_or_late(timeline, symptom, present, expected=expected)
        due = (call.rule for call in calls if _is_due(call, present, normal=normal))
        for kind, rule in (*longer, *(("past-call-after", rule) for rule in due)):
            ongoing = _ongoing(entries, _cues(symptom))
            yield Finding(kind, group_of(symptom), None, None, at, present.entry.entry_id, rule, ongoing)


def _is_due(call: Window, present: _Present, *, normal: bool) -> bool:
    """Return True if the call applies; one without a number applies once the symptom is not expected."""
    return calls_at(call, present.entry.occurred_at, present.states) and not (normal and is_numberless(call))


def _longer_or_late(
    timeline: Timeline, symptom: Symptom, present: _Present, *, expected: tuple[Window, ...]
) -> Iterator[tuple[FindingKind, Rule | None]]:
    """Yield the finding about a symptom at a moment at which the sheet does not expect it."""
    at = present.entry.occurred_at
    late = present.none_before and not present.seen_before
    if not expected:
        if late and symptom in INFLAMMATION and at - timeline.treated_at >= LATE:
            yield "late-onset", None
        return
    past = [window for window in expected if is_past(window, at, present.states)]
    if past:
        yield "late-onset" if late else "outside-band", past[-1].rule


def _cue_groups() -> tuple[tuple[Symptom, ...], ...]:
    """Return each symptom alone, and the cues together: redness may return as warmth."""
    return (*((symptom,) for symptom in Symptom), INFLAMMATION)


def _rebounds(timeline: Timeline, entries: Steps, cues: tuple[Symptom, ...]) -> Iterator[Finding]:
    """Yield symptoms that had resolved (0 after a higher score) and returned, except expected late events."""
    seen = resolved = False
    for step in entries:
        entry = step.entry
        scores = {cue: entry.scores[cue] for cue in cues if cue in entry.scores}
        shown = [cue for cue, score in scores.items() if score > 0]
        if scores and not shown:
            resolved = seen
        elif shown:
            if resolved and not _late_events(timeline, step, shown):
                ongoing = _ongoing(entries, _cues(cues[0]))
                yield Finding(
                    "rebound", group_of(cues[0]), None, None, entry.occurred_at, entry.entry_id, None, ongoing
                )
            seen = True


def _late_events(timeline: Timeline, step: Step, shown: list[Symptom]) -> bool:
    """Return True if the sheet expects each of these symptoms now, beginning after the treatment."""
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


def resolved_at(finding: Finding, diary: Iterable[Logged]) -> datetime | None:
    """Return the moment of the entry from which the finding was gone; None while it is ongoing."""
    last: dict[str, bool] = {}
    gone: datetime | None = None
    for entry in in_order(diary):
        last |= shown_in(finding, entry)
        if any(last.values()):
            gone = None
        elif last and gone is None:
            gone = entry.occurred_at
    return None if finding.ongoing else gone


def shown_in(finding: Finding, entry: Logged) -> dict[str, bool]:
    """Return which cues of the finding an entry shows.

    A symptom without a score is absent from the result; a sign that is not reported is not present.
    """
    if finding.symptom is None:
        return {"sign": any(sign == finding.sign for sign, _area in entry.signs)}
    cues = INFLAMMATION if finding.symptom == "inflammation" else (Symptom(finding.symptom),)
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
    """Return the sheet's `call` on this sign, else its `call` on any unexpected reaction."""
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
    """A symptom that was present, and the days after which it resolved; None if it has not yet."""

    symptom: Symptom
    peak: int
    after_days: float | None


def resolved_symptoms(timeline: Timeline, diary: Iterable[Logged]) -> tuple[ResolvedSymptom, ...]:
    """Return for each symptom that was present when its score became 0 for the last time."""
    entries = in_order(diary)
    symptoms = (_resolved(timeline, entries, symptom) for symptom in Symptom)
    return tuple(resolved for resolved in symptoms if resolved is not None)


def _resolved(timeline: Timeline, entries: tuple[Logged, ...], symptom: Symptom) -> ResolvedSymptom | None:
    scores = [(entry.occurred_at, entry.scores[symptom]) for entry in entries if symptom in entry.scores]
    shown = [place for place, (_at, score) in enumerate(scores) if score > 0]
    if not shown:
        return None
    after = scores[shown[-1] + 1 :]
    days = round((after[0][0] - timeline.treated_at) / timedelta(days=1), 1) if after else None
    return ResolvedSymptom(symptom, max(score for _at, score in scores), days)
