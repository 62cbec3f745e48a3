"""A reply is about doing the topic: the same for a question and its negation, strictest first, never a bare yes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.domain.answers import STRICTNESS
from server.domain.assessment import Finding, assess
from server.domain.diary import Logged
from server.domain.questions import read_question
from server.domain.replies import Moment, Noticed, Reply, ReplyTo, Sentence, reply, sentences
from server.domain.timeline import TreatmentFacts, compile
from server.domain.vocabulary import Sign
from server.sheets import load_sheets, load_topics
from tests.domain.small_sheet import hours, rule, timeline

MONDAY_14 = datetime(2026, 3, 2, 13, tzinfo=UTC)  # 14:00 in Berlin
SHEETS = {
    "000": "healed-first",
    "001": "serum-week",
    "002": "seven-days",
    "003": "step-by-step",
    "004": "natural-start",
}


def asked_of(number: str, **states: Any) -> ReplyTo:
    facts = TreatmentFacts(MONDAY_14, "Europe/Berlin")
    return ReplyTo(compile(load_sheets()[SHEETS[number]], facts), load_topics(), states)


def ask(number: str, hours: float, words: str, **states: Any) -> Reply:
    question = read_question(words, "en", load_topics())
    now = MONDAY_14 + timedelta(hours=hours)
    return reply(question, [asked_of(number, **states)], now=now, time_zone="Europe/Berlin")


def keys(answered: Reply) -> list[str]:
    return [sentence.key for sentence in sentences(answered)]


@pytest.mark.parametrize(
    ("number", "question", "negation"),
    [
        ("003", "can I go to the sauna", "should I avoid the sauna"),
        ("003", "is sauna allowed", "is sauna forbidden"),
        ("004", "can I use sunscreen", "can I skip the sunscreen"),
        ("004", "do I have to wear sunscreen", "do I still have to wear sunscreen"),
        ("004", "darf ich Sonnencreme benutzen", "darf ich die Sonnencreme weglassen"),
        ("002", "can I wear make-up", "should I stay away from make-up"),
        ("002", "darf ich in die Sauna", "ist Sauna verboten"),
    ],
)
@pytest.mark.parametrize("hours", [5, 30, 60, 100, 400])
def test_a_question_and_its_negation_have_the_same_answer_and_statement(
    number: str, question: str, negation: str, hours: float
) -> None:
    plain, negated = ask(number, hours, question), ask(number, hours, negation)
    assert plain.answer == negated.answer
    assert statement(plain) == statement(negated)
    assert not keys(negated)[0].startswith("answer.lead")


def statement(answered: Reply) -> list[Sentence]:
    return [sentence for sentence in sentences(answered) if not sentence.key.startswith("answer.lead")]


@pytest.mark.parametrize(
    ("number", "hours", "words", "leads"),
    [
        ("003", 5, "can I go to the sauna", True),
        ("003", 5, "sauna", True),
        ("003", 5, "is sauna forbidden", False),
        ("003", 5, "when can I go to the sauna", False),
        ("003", 5, "sauna or swimming", False),
        ("003", 5, "can I go to the zxqv sauna", False),
        ("003", 100, "can I go to the sauna", False),  # the ban has ended, which is less than a yes
        ("002", 40, "can I go into the sun", False),  # a yes with a condition
        ("003", 5, "can I do exercise", False),  # stricter members
    ],
)
def test_yes_or_no_stands_first_only_for_a_plain_question(
    number: str, hours: float, words: str, *, leads: bool
) -> None:
    assert ask(number, hours, words).verdict_first is leads
    assert keys(ask(number, hours, words))[0].startswith("answer.lead") is leads


def test_every_topic_is_answered_the_strictest_first() -> None:
    answered = ask("003", 100, "vitamin C and retinol together")
    ranks = [STRICTNESS[part.answer.kind] for part in answered.parts]
    assert {part.answer.topic for part in answered.parts} == {"vitamin-c", "retinol"}
    assert ranks == sorted(ranks)


def test_a_no_names_both_ends_of_a_range() -> None:
    (sentence,) = statement(ask("003", 5, "foundation"))
    assert sentence.key == "answer.no.least-surely"
    assert sentence.values["least"] == Moment(MONDAY_14 + timedelta(hours=24))
    assert sentence.values["surely"] == Moment(MONDAY_14 + timedelta(hours=72))


def test_the_end_of_an_only_is_not_read_as_freedom() -> None:
    assert keys(ask("003", 5, "niacinamide"))[-2:] == ["answer.only.others-until", "answer.only.still"]


def test_a_condition_that_is_itself_forbidden_is_dropped_and_named() -> None:
    answered = ask("002", 40, "sunbathing")
    assert (answered.answer.kind, answered.answer.with_) == ("yes", ("covering",))
    assert keys(answered) == ["answer.yes.with", "answer.no.least-surely"]


def test_a_span_gets_its_strictest_answer_and_names_the_change_inside_it() -> None:
    answered = ask("003", 5, "make-up on Thursday")
    assert answered.answer.kind == "not-yet"
    assert [(change.kind, change.at) for change in answered.parts[0].inside] == [
        ("over", MONDAY_14 + timedelta(hours=72))
    ]
    assert "answer.inside.over" in keys(answered)


def test_a_state_in_the_words_counts_at_once() -> None:
    assert ask("003", 100, "vitamin C", calm=MONDAY_14 + timedelta(hours=80)).answer.kind == "yes"
    irritated = "my skin is irritated, can I use vitamin C"
    assert ask("003", 100, irritated, calm=MONDAY_14 + timedelta(hours=80)).answer.kind == "not-yet"


def test_silence_and_unknown_words_are_never_a_yes() -> None:
    answered = ask("003", 5, "zxqv")
    assert (answered.answer.kind, answered.answer.topic) == ("unsaid", None)
    assert keys(answered) == ["answer.unknown", "answer.not-understood"]


def test_overlapping_treatments_have_a_part_each() -> None:
    question = read_question("sauna", "en", load_topics())
    both = [ReplyTo(to.timeline, to.tree, to.states, name) for name, to in
            (("face", asked_of("003")), ("neck", asked_of("000")))]  # fmt: skip
    answered = reply(question, both, now=MONDAY_14, time_zone="Europe/Berlin")
    assert [(part.asked_of.name, part.answer.kind) for part in answered.parts] == [
        ("face", "no"),
        ("neck", "unsaid"),
    ]
    assert "answer.treatment" in keys(answered)


def reported(number: str, sign: Sign, *, replied_at: tuple[datetime, ...] = ()) -> tuple[Finding, ...]:
    """Return the findings of a diary in which the sign was reported three hours after the treatment."""
    at = MONDAY_14 + timedelta(hours=3)
    diary = [Logged(UUID(int=1), at, {}, signs=((sign, None),))]
    return assess(asked_of(number).timeline, diary, replied_at=replied_at)


@pytest.mark.parametrize(
    ("hours", "words", "kind", "form"),
    [
        (200, "can I take a hot bath", "not-yet", None),
        (3, "can I take a bath", "no", None),
        (24, "can I use retinol", "over", "ask"),
        (3, "can I use moisturizer", "only", "ask"),
        (3, "can I use the aftercare serum", "yes", "ask"),
        (3, "is it normal that my skin is red", "expected", "tell"),
    ],
)
def test_a_permission_or_reassurance_begins_with_what_the_sheet_asks_to_report(
    hours: float, words: str, kind: str, form: str | None
) -> None:
    to = replace(asked_of("001"), findings=reported("001", Sign.PUSTULES))
    question = read_question(words, "en", load_topics())
    answered = reply(question, [to], now=MONDAY_14 + timedelta(hours=hours), time_zone="Europe/Berlin")
    carried = [sentence for sentence in sentences(answered) if sentence.key.startswith("answer.finding")]
    assert answered.answer.kind == kind
    assert carried == ([Sentence(f"answer.finding.{form}", {"what": Noticed("pustules")})] if form else [])
    assert sentences(answered)[: len(carried)] == tuple(carried)
    assert not answered.verdict_first or form is None


def test_a_finding_is_carried_until_it_is_answered_and_only_if_a_call_of_the_sheet_raised_it() -> None:
    replied = reported("001", Sign.PUSTULES, replied_at=(MONDAY_14 + timedelta(hours=5),))
    for findings in (replied, reported("004", Sign.PUSTULES)):
        assert findings
        to = replace(asked_of("001"), findings=findings)
        question = read_question("can I use retinol", "en", load_topics())
        answered = reply(question, [to], now=MONDAY_14 + timedelta(hours=24), time_zone="Europe/Berlin")
        assert answered.answer.kind == "over"
        assert answered.parts[0].findings == ()


def test_a_time_that_has_passed_is_not_named_as_the_end_of_what_still_restricts() -> None:
    """Make-up is permitted from 24 hours on if the skin is calm. After 30 hours, only the skin is in question."""
    calm_only = timeline(rule("paint", "allow", "foundation", from_="24h", **{"if": "now:calm"}))
    to = ReplyTo(calm_only, load_topics(), {})
    question = read_question("can I wear foundation", "en", load_topics())
    before, after = (
        reply(question, [to], now=hours(at), time_zone="Europe/Berlin").answer for at in (23, 30)
    )
    assert (before.kind, before.least_at, before.surely_at) == ("no", hours(24), hours(24))
    assert (after.kind, after.least_at, after.surely_at) == ("not-yet", None, None)
