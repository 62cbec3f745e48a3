"""Assess a diary: find what the sheet asks patients to report to the practitioner.

Each finding cites the rules or the facts that raised it. A finding is never a diagnosis, and the absence of
findings never means "you are fine". There is no text here: screens choose their words by `kind`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from server.domain.course import end_of_course
from server.domain.diary import Logged, Step, in_order, steps
from server.domain.finding_reasons import (
    KINDS,
    LATE,
    Assessed,
    FindingKind,
    Raised,
    Reason,
    Thing,
    group_of,
)
from server.domain.sheets import Rule
from server.domain.skin_states import earliest_reports
from server.domain.timeline import Timeline
from server.domain.vocabulary import Area, Sign, Symptom

__all__ = ["LATE", "Finding", "FindingKind", "Reason", "assess", "group_of", "resolved_symptoms", "shown_in"]

_BY_CALL = frozenset({"reportable-sign", "past-call-after"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to report to the practitioner, from the entry where it began.

    `reasons` are oldest first; the first one gives the finding its kind. `gone_at` is the moment of the entry
    that says that it is gone, `answered_at` that of the practitioner's first reply after its reasons.
    """

    about: Thing
    reasons: tuple[Reason, ...]
    gone_at: datetime | None
    answered_at: datetime | None

    @property
    def kind(self) -> FindingKind:
        return self.reasons[0].kind

    @property
    def rule(self) -> Rule | None:
        return self.reasons[0].rule

    @property
    def since_at(self) -> datetime:
        return self.reasons[0].at

    @property
    def entry_id(self) -> UUID:
        return self.reasons[0].entry_id

    @property
    def symptom(self) -> str | None:
        return self.about.symptom

    @property
    def sign(self) -> Sign | None:
        return self.about.sign

    @property
    def area(self) -> Area | None:
        return self.about.area

    @property
    def ongoing(self) -> bool:
        """True until the patient says that it is gone."""
        return self.gone_at is None

    @property
    def by_call(self) -> bool:
        """True if a `call` of the sheet raised it: the sheet itself asks the patient to report it."""
        return any(reason.kind in _BY_CALL for reason in self.reasons)

    @property
    def open(self) -> bool:
        """True until the patient says that it is gone or the practitioner has answered."""
        return self.gone_at is None and self.answered_at is None


class Assessment:
    """What a diary raises against the sheet, computed once. Entries before the treatment are ignored."""

    def __init__(self, timeline: Timeline, diary: Iterable[Logged]) -> None:
        self.timeline = timeline
        self.diary = tuple(diary)
        after = (entry for entry in self.diary if entry.occurred_at >= timeline.treated_at)
        self._entries = tuple(steps(after, not_before=earliest_reports(timeline)))
        raised = Assessed(timeline, self._entries, end_of_course(timeline)).raised()
        self._raised = sorted(raised, key=_thing_then_time)

    def findings(self, *, replied_at: Collection[datetime] = ()) -> tuple[Finding, ...]:
        """Return the findings oldest first. `replied_at` are the moments of the practitioner's replies.

        What is raised about one thing until it is gone is one finding. After a reply only a new reason raises
        another.
        """
        findings = [
            (first, finding)
            for thing, group in groupby(self._raised, key=lambda each: each.thing)
            for first, finding in _findings(thing, list(group), self._entries, tuple(sorted(replied_at)))
        ]
        return tuple(finding for first, finding in sorted(findings, key=lambda each: _order(each[0])))


def assess(
    timeline: Timeline, diary: Iterable[Logged], *, replied_at: Collection[datetime] = ()
) -> tuple[Finding, ...]:
    """Return the findings of a diary, as `Assessment` does."""
    return Assessment(timeline, diary).findings(replied_at=replied_at)


def _thing_then_time(raised: Raised) -> tuple[str, str, str, int, int]:
    thing = raised.thing
    return (thing.symptom or "", thing.sign or "", thing.area or "", raised.position, _rank(raised))


def _order(raised: Raised) -> tuple[int, int, str, str]:
    thing = raised.thing
    return raised.position, _rank(raised), str(thing.symptom or thing.sign), thing.area or ""


def _rank(raised: Raised) -> int:
    return KINDS.index(raised.reason.kind)


@dataclass(slots=True)
class _Episode:
    """The reasons about one thing, from the first one until it is gone."""

    raised: list[Raised]
    known: set[tuple[FindingKind, str | None]] = field(default_factory=set)


def _name(reason: Reason) -> tuple[FindingKind, str | None]:
    """Return what makes a reason a new one. What began late is not said to last too long by the same rule."""
    kind = "outside-band" if reason.kind == "late-onset" else reason.kind
    return kind, reason.rule.id if reason.rule else None


def _findings(
    thing: Thing, raised: list[Raised], entries: tuple[Step, ...], replied_at: tuple[datetime, ...]
) -> Iterator[tuple[Raised, Finding]]:
    gone = tuple(_gone(thing, entries))
    episode: _Episode | None = None
    for each in raised:
        reason = each.reason
        name = _name(reason)
        if episode is None or any(episode.raised[0].position < at < each.position for at in gone):
            if episode:
                yield _finding(thing, episode, entries, gone=gone, replied_at=replied_at)
            episode = _Episode([each])
        elif name in episode.known:
            continue
        elif _answered(episode, entries, replied_at, before=entries[each.position].entry.known_at):
            yield _finding(thing, episode, entries, gone=gone, replied_at=replied_at)
            episode = _Episode([each], episode.known)
        else:
            episode.raised.append(each)
        episode.known.add(name)
    if episode:
        yield _finding(thing, episode, entries, gone=gone, replied_at=replied_at)


def _finding(
    thing: Thing,
    episode: _Episode,
    entries: tuple[Step, ...],
    *,
    gone: tuple[int, ...],
    replied_at: tuple[datetime, ...],
) -> tuple[Raised, Finding]:
    first = episode.raised[0]
    gone_at = next((entries[at].entry.occurred_at for at in gone if at > first.position), None)
    reasons = tuple(each.reason for each in episode.raised)
    return first, Finding(thing, reasons, gone_at, _answered(episode, entries, replied_at))


def _answered(
    episode: _Episode,
    entries: tuple[Step, ...],
    replied_at: tuple[datetime, ...],
    *,
    before: datetime | None = None,
) -> datetime | None:
    """Return the first reply after the last reason could be read (and before a moment, if given)."""
    since = max(entries[each.position].entry.known_at for each in episode.raised)
    return next((at for at in replied_at if at > since and (before is None or at < before)), None)


def _gone(thing: Thing, entries: tuple[Step, ...]) -> Iterator[int]:
    """Yield the positions of the entries that say that the thing is gone.

    An entry that does not mention it says nothing: a symptom without a score, a sign that is not listed.
    """
    last: dict[Symptom, int] = {}
    for position, step in enumerate(entries):
        entry = step.entry
        if thing.sign is not None:
            listed = any(sign == thing.sign for sign, _area in entry.signs)
            if thing.sign in entry.signs_gone and not listed:
                yield position
            continue
        scores = {cue: entry.scores[cue] for cue in thing.cues if cue in entry.scores}
        last |= scores
        if scores and not any(last.values()):
            yield position


def shown_in(finding: Finding, entry: Logged) -> bool:
    """Return True if an entry shows a cue or the sign of the finding."""
    if finding.sign is not None:
        return any(sign == finding.sign for sign, _area in entry.signs)
    return any(entry.scores.get(cue, 0) > 0 for cue in finding.about.cues)


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
    days = round((after[0][0] - timeline.treated_at) / timedelta(days=1), 2) if after else None
    return ResolvedSymptom(symptom, max(score for _at, score in scores), days)
