"""The worked examples of CARE_PROTOCOL.md, asked in a person's words, against the built-in sheets.

Every row of the table is here. H hours since the treatment, on a Monday at 14:00 in Berlin.
"""

from datetime import UTC, datetime, timedelta

import pytest

from server.cli.reply_text import Renderer, language_of
from server.domain.answers import Answer, answer
from server.domain.questions import read_question
from server.domain.replies import Reply, ReplyTo, reply
from server.domain.sheets import Sheet
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.when.bounds import States
from server.sheets import load_sheets, load_topics

MONDAY = datetime(2026, 3, 2, 13, tzinfo=UTC)
TREE = load_topics()


def numbered(number: str) -> Sheet:
    return next(sheet for sheet in load_sheets().values() if sheet.source.file.startswith(number))


def compiled(number: str) -> Timeline:
    return compile(numbered(number), TreatmentFacts(MONDAY, "Europe/Berlin"))


def ask(number: str, hours: float, words: str, **states: bool | datetime) -> Reply:
    tree = TREE.extended(numbered(number).topics)
    question = read_question(words, "en", tree)
    to = ReplyTo(compiled(number), tree, states)
    return reply(question, [to], now=at(hours), time_zone="Europe/Berlin")


def text_of(replied: Reply) -> str:
    timeline = replied.parts[0].asked_of.timeline
    return Renderer(language_of("en"), timeline, TREE, clock_known=True).text(replied)


def at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def healed_by(hours: float) -> States:
    return {"healed": at(hours)}


TABLE = [
    # sheet, hours, asked, what the parts say, strictest first
    ("000", 50, "mascara", ["not-yet"]),
    ("003", 30, "foundation", ["not-yet"]),
    ("003", 5, "niacinamide serum", ["only"]),
    ("003", 5, "is sauna forbidden?", ["no"]),
    ("003", 5, "exercise", ["unsaid"]),
    ("003", 100, "vitamin C and retinol together", ["not-yet", "not-yet"]),
    ("003", 30, "aspirin for the soreness", ["no"]),
    ("001", 3, "bath", ["no"]),
    ("001", 20, "retinol", ["over"]),
    ("001", 60, "I have little pus spots", ["tell"]),
    ("001", 90, "bath", ["not-yet"]),
    ("001", 100, "serum with tap-water-wet hands", ["no", "yes"]),
    ("002", 40, "sunbathing", ["yes"]),
    ("002", 40, "steam room", ["no"]),
    ("002", 80, "anti-aging serum", ["no"]),
    ("002", 80, "it is still sore, should I ask someone?", ["tell"]),
    ("004", 5, "SPF cream", ["yes"]),
    ("004", 5, "can I skip the sunscreen", ["yes"]),
    ("004", 1, "my skin is pink, is that normal", ["expected"]),
    ("004", 90, "swim", ["over"]),
    ("000", 30, "yoga class", ["unsaid"]),
]


@pytest.mark.parametrize(("number", "hours", "words", "expected"), TABLE)
def test_the_answer_matches_the_table(number: str, hours: float, words: str, expected: list[str]) -> None:
    assert [part.answer.kind for part in ask(number, hours, words).parts] == expected


def only_answer(replied: Reply) -> Answer:
    [part] = replied.parts
    return part.answer


def rule_of(replied: Reply) -> str | None:
    rule = replied.answer.rule
    return rule.id if rule else None


def test_000_mascara_waits_for_healed_skin_after_48_hours() -> None:
    waiting = only_answer(ask("000", 50, "mascara"))
    assert (waiting.depends_on, waiting.least_at, waiting.surely_at) == (("healed",), at(48), None)
    assert only_answer(ask("000", 50, "mascara", **healed_by(49))).kind == "yes"
    assert only_answer(ask("000", 47.9, "mascara", **healed_by(47))).kind == "no"


def test_003_foundation_has_both_ends_of_its_range() -> None:
    foundation = only_answer(ask("003", 30, "foundation"))
    assert (foundation.least_at, foundation.surely_at) == (at(24), at(72))


def test_003_niacinamide_is_not_free_when_the_only_rule_ends() -> None:
    serum = only_answer(ask("003", 5, "niacinamide serum"))
    assert (serum.only, serum.surely_at) == (("hyaluronic-acid",), at(24))
    assert [(change.at, change.kind) for change in serum.then] == [
        (at(24), "no"), (at(48), "not-yet"), (None, "yes"),
    ]  # fmt: skip
    assert serum.then[-1].depends_on == ("calm",)


def test_003_the_end_of_heat_does_not_hide_the_longer_ban_on_sauna() -> None:
    sauna = ask("003", 5, "is sauna forbidden?")
    assert text_of(sauna) == "Sauna: not before Thursday 5 March 14:00."
    assert only_answer(ask("003", 25, "heat")).kind == "over"
    assert "sauna" in {member.topic for member in only_answer(ask("003", 25, "heat")).except_}


def test_003_exercise_names_the_hard_exercise_that_is_banned() -> None:
    exercise = only_answer(ask("003", 5, "exercise"))
    members = {member.topic: (member.kind, member.until) for member in exercise.except_}
    assert members["strenuous-exercise"] == ("no", at(72))


def test_003_both_of_two_actives_are_answered() -> None:
    parts = ask("003", 100, "vitamin C and retinol together").parts
    assert {part.answer.topic for part in parts} == {"vitamin-c", "retinol"}


def test_003_aspirin_is_forbidden_for_7_days_and_another_painkiller_is_named() -> None:
    assert only_answer(ask("003", 30, "aspirin for the soreness")).surely_at == at(168)
    assert only_answer(ask("003", 30, "Tylenol")).kind == "yes"


def test_001_a_minimum_is_named_as_a_minimum() -> None:
    assert only_answer(ask("001", 20, "retinol")).minimum


def test_001_pustules_are_item_8() -> None:
    assert (
        "item 8" in (ask("001", 60, "I have little pus spots").answer.rule or numbered("001").rules[0]).cite
    )


def test_001_the_number_for_baths_is_missing() -> None:
    bath = only_answer(ask("001", 90, "bath"))
    assert (bath.until, bath.surely_at, bath.depends_on) == (None, None, ())


def test_001_tap_water_is_a_no_and_the_serum_a_yes() -> None:
    parts = ask("001", 100, "serum with tap-water-wet hands").parts
    assert [(part.answer.topic, part.answer.kind) for part in parts] == [
        ("tap-water", "no"),
        ("aftercare-serum", "yes"),
    ]


def test_002_sun_is_allowed_only_with_covering_while_sunscreen_is_banned() -> None:
    sun = only_answer(ask("002", 40, "sunbathing"))
    assert sun.with_ == ("covering",)
    [sunscreen] = sun.dropped
    assert (sunscreen.topic, sunscreen.least_at, sunscreen.surely_at) == ("sunscreen", at(48), at(72))


def test_002_the_patients_own_routine_is_pending_until_day_8() -> None:
    serum = only_answer(ask("002", 80, "anti-aging serum"))
    assert (serum.rule.id if serum.rule else None, serum.surely_at) == ("routine-after-day-7", at(154))
    assert only_answer(ask("002", 40, "steam room")).surely_at == at(72)


def test_002_soreness_after_3_days_is_for_the_practitioner() -> None:
    sore = ask("002", 80, "it is still sore, should I ask someone?", **{"now:irritated": True})
    assert (sore.answer.kind, rule_of(sore)) == ("tell", "call-after-3d")


def test_004_sunscreen_is_asked_for_and_its_negation_says_the_same() -> None:
    plain, negated = ask("004", 5, "can I use sunscreen"), ask("004", 5, "can I skip the sunscreen")
    assert negated.question.negated
    assert plain.answer == negated.answer
    assert negated.answer.asked_for
    assert text_of(negated).startswith("Sunscreen: your sheet asks for it until Monday 16 March 14:00.")
    assert text_of(plain).removeprefix("Yes. ") == text_of(negated)


def test_004_pink_skin_is_expected_and_the_call_without_a_number_is_quoted() -> None:
    pink = only_answer(ask("004", 1, "my skin is pink, is that normal"))
    assert [rule.id for rule in pink.also] == ["call-long-reaction"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("hours", [5, 30, 60, 200])
def test_peeling_flakes_off_is_picking_and_never_exfoliation(number: str, hours: int) -> None:
    replied = ask(number, hours, "my skin is flaking, can I peel it off")
    assert {part.answer.topic for part in replied.parts} == {"picking"}
    banned = any("picking" in rule.topics and rule.verb == "avoid" for rule in numbered(number).rules)
    assert replied.answer.kind == ("no" if banned else "unsaid")


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_answer_cites_a_rule_of_its_sheet_or_is_unsaid(number: str) -> None:
    timeline = compiled(number)
    for topic in TREE.topics:
        for hours in (0, 30, 50, 100, 400):
            result = answer(timeline, TREE, topic, now=at(hours), states={})
            assert (result.rule is None) is (result.kind == "unsaid")
            assert result.rule is None or numbered(number).rule(result.rule.id) is not None
