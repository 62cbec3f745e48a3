"""What happened after a treatment, in short: the first reaction of the skin, and everything that came later.

Facts of the diary only: no rule of the sheet is involved, and nothing here says whether a course is good or bad.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from server.domain.diary import Logged, in_order
from server.domain.finding_reasons import LATE, Thing, group_of
from server.domain.local_time import day_number
from server.domain.timeline import Timeline
from server.domain.vocabulary import Area, Sign, Symptom


@dataclass(frozen=True, slots=True)
class Episode:
    """A symptom or a sign from the entry that first shows it until the entry that says that it is gone.

    `again`: an earlier episode of the same thing has ended.
    """

    about: Thing
    since_at: datetime
    gone_at: datetime | None
    again: bool


@dataclass(frozen=True, slots=True)
class CourseSummary:
    """`first` are the symptoms of the first reaction, which begins within three days of the treatment and ends when
    every symptom is gone. `later` are the symptoms after that, and all signs; both are oldest first.

    `settled_after_days` counts local days, 0 on the day of the treatment; None if the first reaction goes on, or if
    there was none.
    """

    first: tuple[Episode, ...]
    settled_after_days: int | None
    later: tuple[Episode, ...]


def summarize_course(timeline: Timeline, diary: Iterable[Logged]) -> CourseSummary:
    """Return what the diary says since the treatment. Entries before it are ignored."""
    entries = tuple(entry for entry in in_order(diary) if entry.occurred_at >= timeline.treated_at)
    symptoms = sorted(_symptom_episodes(entries), key=_order)
    first, settled_at = _first_reaction(timeline, symptoms)
    later = (*symptoms[len(first) :], *_sign_episodes(entries))
    days = None if settled_at is None else _days(timeline, settled_at)
    return CourseSummary(tuple(first), days, tuple(sorted(later, key=_order)))


def _order(episode: Episode) -> tuple[datetime, str, str, str]:
    about = episode.about
    return episode.since_at, about.symptom or "", about.sign or "", about.area or ""


def _days(timeline: Timeline, moment: datetime) -> int:
    return day_number(moment, timeline.treated_at, time_zone=timeline.time_zone, day_one=0)


def _first_reaction(timeline: Timeline, symptoms: list[Episode]) -> tuple[list[Episode], datetime | None]:
    """Return the episodes until no symptom is left for the first time, and when that was.

    An entry that ends one symptom and begins another leaves no moment without a symptom.
    """
    first: list[Episode] = []
    ends_at: datetime | None = timeline.treated_at + LATE
    for episode in symptoms:
        if ends_at is not None and episode.since_at > ends_at:
            break
        ends_at = episode.gone_at if not first else _later(ends_at, episode.gone_at)
        first.append(episode)
    return first, ends_at if first else None


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)


def _symptom_episodes(entries: tuple[Logged, ...]) -> Iterator[Episode]:
    for name, group in groupby(sorted(Symptom, key=group_of), key=group_of):
        yield from _episodes(Thing(name), _shown(entries, tuple(group)))


def _shown(entries: Iterable[Logged], cues: tuple[Symptom, ...]) -> Iterator[tuple[datetime, bool]]:
    """Yield for each entry that scores one of the cues whether any of them is still present."""
    last: dict[Symptom, int] = {}
    for entry in entries:
        scores = {cue: entry.scores[cue] for cue in cues if cue in entry.scores}
        last |= scores
        if scores:
            yield entry.occurred_at, any(last.values())


def _sign_episodes(entries: tuple[Logged, ...]) -> Iterator[Episode]:
    reported = dict.fromkeys(each for entry in entries for each in entry.signs)
    for sign, area in reported:
        yield from _episodes(Thing(None, sign, area), _listed(entries, sign, area))


def _listed(entries: Iterable[Logged], sign: Sign, area: Area | None) -> Iterator[tuple[datetime, bool]]:
    """Yield for each entry that reports the sign there, or denies it everywhere, whether it is present."""
    for entry in entries:
        if (sign, area) in entry.signs:
            yield entry.occurred_at, True
        elif sign in entry.signs_gone and all(sign != listed for listed, _area in entry.signs):
            yield entry.occurred_at, False


def _episodes(about: Thing, reports: Iterable[tuple[datetime, bool]]) -> Iterator[Episode]:
    since_at: datetime | None = None
    again = False
    for at, present in reports:
        if present:
            since_at = since_at or at
        elif since_at is not None:
            yield Episode(about, since_at, at, again)
            since_at, again = None, True
    if since_at is not None:
        yield Episode(about, since_at, None, again)
