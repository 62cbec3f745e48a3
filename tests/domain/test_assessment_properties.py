"""Properties of findings for any sheet and diary: the sentences of CARE_PROTOCOL.md on assessment."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.assessment import Finding, assess
from server.domain.course import end_of_course, symptoms_of
from server.domain.diary import INFLAMMATION, Logged
from server.domain.timeline import Timeline, course_from, to_document
from server.domain.vocabulary import Sign, Symptom
from tests.domain.small_sheet import entry, hours, rule, timeline

NAMES = ("redness", "swelling", "itching", "flaking", "irritation", "pustules", "oozing")
OPENINGS = (None, "24h", "2-3d", "D3-D5", "healed", "?")
CLOSINGS = (None, "24h", "24-72h", "5d", "healed", "7d / calm", "?")


@st.composite
def sheets(draw: st.DrawFn) -> Timeline:
    count = draw(st.integers(1, 5))
    rules = [rule("serum", "do", "moisturizer", until="1w")] if draw(st.booleans()) else []
    for number in range(count):
        verb = draw(st.sampled_from(("expect", "call")))
        starts, ends = draw(st.sampled_from(OPENINGS)), None
        if starts is None:
            ends = draw(st.sampled_from(CLOSINGS))
        fields: dict[str, Any] = {"from_": starts, "until": ends}
        if verb == "expect":
            fields["up_to"] = draw(st.sampled_from((None, "mild", "moderate")))
            fields["trend"] = draw(st.sampled_from((None, "falling", "peak")))
        given_fields = {name: value for name, value in fields.items() if value}
        topics = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
        rules.append(rule(f"r{number}", verb, *topics, **given_fields))
    return timeline(*rules)


@st.composite
def diaries(draw: st.DrawFn, cues: tuple[Symptom, ...] = (Symptom.REDNESS,)) -> list[Logged]:
    moments = sorted(draw(st.lists(st.integers(0, 40 * 24), max_size=8, unique=True)))
    names = st.sampled_from((*cues, Symptom.ITCHING, Symptom.FLAKING))
    scores = st.dictionaries(names, st.integers(0, 4))
    signs = st.lists(st.sampled_from([Sign.PUSTULES, Sign.FEVER]), max_size=1)
    return [
        replace(entry(at, *draw(signs)), entry_id=UUID(int=at + 1), scores=draw(scores)) for at in moments
    ]


def about(finding: Finding) -> tuple[object, ...]:
    return finding.symptom, finding.sign, finding.area, finding.since_at


@settings(max_examples=150, deadline=None)
@given(sheets(), diaries(), st.sampled_from(["bruising", None]))
def test_a_finding_never_disappears_through_a_later_entry_that_does_not_mention_it(
    sheet: Timeline, diary: list[Logged], unrelated: str | None
) -> None:
    later = entry(41 * 24, through=(unrelated, 0) if unrelated else None)
    before = {about(finding): finding for finding in assess(sheet, diary)}
    after = {about(finding): finding for finding in assess(sheet, [*diary, later])}
    assert before == {name: after[name] for name in before}


@settings(max_examples=150, deadline=None)
@given(sheets(), diaries())
def test_a_finding_once_raised_stays_in_the_history(sheet: Timeline, diary: list[Logged]) -> None:
    for count in range(len(diary)):
        earlier = {about(finding) for finding in assess(sheet, diary[:count])}
        assert earlier <= {about(finding) for finding in assess(sheet, diary)}


@settings(max_examples=150, deadline=None)
@given(sheets(), diaries())
def test_no_finding_cites_a_rule_that_does_not_name_its_thing(sheet: Timeline, diary: list[Logged]) -> None:
    for finding in assess(sheet, diary):
        for reason in finding.reasons:
            if reason.rule is None:
                assert reason.kind in ("rebound", "late-onset", "observation")
            elif finding.sign is not None:
                assert finding.sign in reason.rule.topics
            else:
                assert not symptoms_of(reason.rule.topics).isdisjoint(finding.about.cues)


@settings(max_examples=100, deadline=None)
@given(diaries(), st.sampled_from(INFLAMMATION))
def test_the_same_inflammation_through_any_cue_raises_the_same_findings(
    diary: list[Logged], cue: Symptom
) -> None:
    sheet = timeline(
        rule("flush", "expect", "redness", until="24-72h", up_to="moderate", trend="falling"),
        rule("persists", "call", "redness", from_="5d"),
    )
    through = [
        replace(
            each,
            scores={cue if name is Symptom.REDNESS else name: score for name, score in each.scores.items()},
        )
        for each in diary
    ]
    assert assess(sheet, through) == assess(sheet, diary)


@settings(max_examples=100, deadline=None)
@given(sheets(), diaries())
def test_nothing_lasts_longer_than_the_sheet_says_where_it_gives_no_end(
    sheet: Timeline, diary: list[Logged]
) -> None:
    end = end_of_course(sheet)
    for finding in assess(sheet, diary):
        for reason in finding.reasons:
            if reason.kind == "outside-band" and reason.rule is not None:
                [window] = [each for each in sheet.windows if each.rule.id == reason.rule.id]
                assert window.closes is not None
                assert end is None or reason.at >= sheet.treated_at


@settings(max_examples=100, deadline=None)
@given(sheets(), diaries(), st.integers(0, 41 * 24))
def test_a_reply_answers_what_was_raised_before_it_and_nothing_else(
    sheet: Timeline, diary: list[Logged], replied: int
) -> None:
    replied_at = hours(replied) + timedelta(minutes=1)
    for finding in assess(sheet, diary, replied_at=[replied_at]):
        last = finding.reasons[-1].at
        assert (finding.answered_at is not None) == (last < replied_at)


@settings(max_examples=60, deadline=None)
@given(sheets(), diaries())
def test_the_queue_raises_the_same_findings_from_a_part_of_the_timeline(
    sheet: Timeline, diary: list[Logged]
) -> None:
    assert assess(course_from(to_document(sheet)), diary) == assess(sheet, diary)


@settings(max_examples=60, deadline=None)
@given(sheets(), diaries(), st.randoms())
def test_the_order_in_which_entries_arrive_does_not_matter(
    sheet: Timeline, diary: list[Logged], random: Any
) -> None:
    shuffled = list(diary)
    random.shuffle(shuffled)
    assert assess(sheet, shuffled) == assess(sheet, diary)
