"""What happened after a treatment, in short: only what the diary says."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.course_summary import CourseSummary, Episode, summarize_course
from server.domain.diary import Logged
from server.domain.vocabulary import Area, Sign, Symptom
from tests.domain.small_sheet import TREATED_AT, entry, hours, rule, timeline

SILENT_RULE = rule("sun", "avoid", "sun", until="24h")
SILENT = timeline(SILENT_RULE)  # a sheet that says nothing about the skin
DAY = 24.0


def words(episode: Episode) -> str:
    """Return "soreness 96h–120h again", with the hours since the treatment."""
    about = episode.about
    name = "/".join(str(part) for part in (about.symptom, about.sign, about.area) if part)
    ends = [
        f"{(at - TREATED_AT) / timedelta(hours=1):g}" if at else ""
        for at in (episode.since_at, episode.gone_at)
    ]
    return f"{name} {'–'.join(ends)}{' again' if episode.again else ''}"


def shown(summary: CourseSummary) -> tuple[list[str], int | None, list[str]]:
    return (
        [words(each) for each in summary.first],
        summary.settled_after_days,
        [words(each) for each in summary.later],
    )


COURSES: dict[str, tuple[list[Logged], tuple[list[str], int | None, list[str]]]] = {
    "nothing was logged": ([], ([], None, [])),
    "only what was used": ([entry(5)], ([], None, [])),
    "no symptom ever": ([entry(5, redness=0, itching=0), entry(DAY, redness=0)], ([], None, [])),
    "redness that settles": (
        [entry(5, redness=3), entry(29, redness=1), entry(70, redness=0)],
        (["inflammation 5–70"], 3, []),
    ),
    "gone on the day of the treatment": (
        [entry(2, redness=1), entry(8, redness=0)],
        (["inflammation 2–8"], 0, []),
    ),
    "not settled yet": ([entry(5, redness=3), entry(29, redness=1)], (["inflammation 5–"], None, [])),
    "one cue of inflammation follows another": (
        [entry(5, redness=3), entry(29, redness=0, tightness=2), entry(53, tightness=0)],
        (["inflammation 5–53"], 2, []),
    ),
    "an entry that does not ask about it ends nothing": (
        [entry(5, redness=3), entry(29, itching=0), entry(53, redness=0)],
        (["inflammation 5–53"], 2, []),
    ),
    "flaking begins while redness lasts": (
        [entry(5, redness=3), entry(53, redness=1, flaking=1), entry(77, redness=0), entry(101, flaking=0)],
        (["inflammation 5–77", "flaking 53–101"], 4, []),
    ),
    "flaking takes over from redness": (
        [entry(5, redness=3), entry(53, redness=0, flaking=1), entry(101, flaking=0)],
        (["inflammation 5–53", "flaking 53–101"], 4, []),
    ),
    "sore again after it had settled": (
        [
            entry(5, tenderness=2),
            entry(53, tenderness=0),
            entry(101, tenderness=2),
        ],
        (["tenderness 5–53"], 2, ["tenderness 101– again"]),
    ),
    "something new after it had settled": (
        [entry(5, redness=2), entry(53, redness=0), entry(101, itching=1), entry(120, itching=0)],
        (["inflammation 5–53"], 2, ["itching 101–120"]),
    ),
    "back and gone twice": (
        [
            *(entry(5, redness=2), entry(53, redness=0)),
            *(entry(101, redness=1), entry(120, redness=0), entry(130, redness=1)),
        ],
        (["inflammation 5–53"], 2, ["inflammation 101–120 again", "inflammation 130– again"]),
    ),
    "the first symptom only after three days": (
        [entry(5, redness=0), entry(80, redness=2), entry(101, redness=0)],
        ([], None, ["inflammation 80–101"]),
    ),
    "a sign at an area, gone the next day": (
        [
            entry(5, redness=1),
            entry(29, Sign.PUSTULES, area=Area.CHIN, redness=0),
            entry(53, gone=(Sign.PUSTULES,)),
        ],
        (["inflammation 5–29"], 1, ["pustules/chin 29–53"]),
    ),
    "a sign that later entries do not mention": (
        [entry(29, Sign.FEVER), entry(53, redness=0)],
        ([], None, ["fever 29–"]),
    ),
    "a sign that comes back elsewhere is another episode": (
        [
            entry(29, Sign.PUSTULES, area=Area.CHIN),
            entry(53, Sign.PUSTULES, area=Area.JAW, gone=(Sign.PUSTULES,)),
            entry(77, gone=(Sign.PUSTULES,)),
        ],
        ([], None, ["pustules/chin 29–77", "pustules/jaw 53–77"]),
    ),
    "a sign that comes back": (
        [entry(29, Sign.OOZING), entry(53, gone=(Sign.OOZING,)), entry(77, Sign.OOZING)],
        ([], None, ["oozing 29–53", "oozing 77– again"]),
    ),
}


@pytest.mark.parametrize("name", COURSES)
def test_what_happened(name: str) -> None:
    diary, expected = COURSES[name]
    assert shown(summarize_course(SILENT, diary)) == expected


def test_entries_before_the_treatment_are_ignored() -> None:
    before = replace(entry(0, redness=4), occurred_at=hours(-1))
    assert shown(summarize_course(SILENT, [before, entry(5, redness=0)])) == ([], None, [])


def test_days_are_counted_where_the_treatment_took_place() -> None:
    """The treatment is at 14:00 in Berlin, and at 00:00 of the next day in Auckland."""
    diary = [entry(1, redness=2), entry(11, redness=0)]  # 01:00 in Berlin, 11:00 in Auckland
    settled = [
        summarize_course(timeline(SILENT_RULE, time_zone=zone), diary).settled_after_days
        for zone in ("Europe/Berlin", "Pacific/Auckland")
    ]
    assert settled == [1, 0]


@st.composite
def diaries(draw: st.DrawFn) -> list[Logged]:
    moments = sorted(draw(st.lists(st.integers(0, 20 * 24), max_size=12, unique=True)))
    names = st.sampled_from((Symptom.REDNESS, Symptom.WARMTH, Symptom.ITCHING, Symptom.FLAKING))
    scores = st.dictionaries(names, st.integers(0, 2))
    signs = st.lists(st.sampled_from([Sign.PUSTULES, Sign.FEVER]), max_size=1)
    return [
        replace(
            entry(at, *draw(signs), gone=tuple(draw(signs))), entry_id=UUID(int=at + 1), scores=draw(scores)
        )
        for at in moments
    ]


@settings(max_examples=200, deadline=None)
@given(diaries())
def test_every_episode_begins_with_an_entry_that_shows_it_and_ends_with_one_that_denies_it(
    diary: list[Logged],
) -> None:
    summary = summarize_course(SILENT, diary)
    by_moment = {each.occurred_at: each for each in diary}
    for episode in (*summary.first, *summary.later):
        shows, denies = by_moment[episode.since_at], by_moment.get(episode.gone_at or episode.since_at)
        assert denies is not None
        sign = episode.about.sign
        if sign is None:
            assert any(shows.scores.get(cue) for cue in episode.about.cues)
            assert episode.gone_at is None or not any(denies.scores.get(cue) for cue in episode.about.cues)
        else:
            assert sign in [each for each, _area in shows.signs]
            assert episode.gone_at is None or sign in denies.signs_gone


@settings(max_examples=200, deadline=None)
@given(diaries())
def test_no_symptom_that_began_later_belongs_to_the_first_reaction(diary: list[Logged]) -> None:
    summary = summarize_course(SILENT, diary)
    ends = [episode.gone_at for episode in summary.first]
    later = [episode.since_at for episode in summary.later if episode.about.symptom]
    if None in ends:
        assert (later, summary.settled_after_days) == ([], None)
    elif ends:
        assert all(since_at > max(end for end in ends if end) for since_at in later)
