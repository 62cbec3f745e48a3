"""What people state beside their question: how long, how strong, prescribed, left out, or in unknown words."""

import pytest

from server.domain.replies import Reply, sentences
from server.domain.timeline import TreatmentFacts, compile
from server.sheets import load_sheets
from tests.corpus.answering import MONDAY_14, SHEETS, ask


def keys(reply: Reply) -> list[str]:
    return [sentence.key for sentence in sentences(reply)]


@pytest.mark.parametrize(
    ("number", "hours", "words", "language", "kind"),
    [
        ("001", 200, "itching for over a week", "en", "tell"),
        ("001", 100, "es juckt seit vier Tagen", "de", "tell"),
        ("001", 30, "itching since this morning", "en", "expected"),
        ("002", 60, "red for three days", "en", "longer"),
        ("002", 60, "red", "en", "expected"),
        ("003", 100, "redness won't go away", "en", "expected"),  # the sheet's end has not come
        ("004", 100, "still tight after 10 days", "en", "tell"),
    ],
)
def test_what_lasts_longer_than_a_sheet_describes_is_not_expected(
    number: str, hours: int, words: str, language: str, kind: str
) -> None:
    assert ask(number, hours, words, language).answer.kind == kind


@pytest.mark.parametrize(
    "words", ["the swelling is unbearable", "extremely swollen", "my eye is swollen shut"]
)
def test_what_is_stronger_than_a_sheet_describes_is_not_expected(words: str) -> None:
    assert ask("003", 5, words, "en").answer.kind == "longer"


@pytest.mark.parametrize(
    ("words", "language"), [("swelling gets worse", "en"), ("immer mehr geschwollen", "de")]
)
def test_what_gets_worse_is_for_the_practitioner(words: str, language: str) -> None:
    assert ask("001", 5, words, language).answer.kind == "tell"


def test_unbearable_pain_is_not_a_denied_pain() -> None:
    question = ask("003", 5, "ich halte die Schmerzen nicht aus", "de").question
    assert question.conditions == ("now:severe",)


def test_beside_an_unknown_word_nothing_is_expected() -> None:
    assert ask("003", 5, "swollen", "en").answer.kind == "expected"
    unclear = ask("003", 5, "swollen like glorbs", "en")
    assert (unclear.answer.kind, keys(unclear)) == ("unsaid", ["answer.unknown", "answer.unsaid.unclear"])
    assert ask("003", 5, "red like glorbs", "en").answer.kind == "expected"  # a comparison


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("antibiotic cream", "no", "answer.no.prescribed"),
        ("antibiotic cream my doctor prescribed", "yes", "answer.yes.prescribed"),
        ("antibiotic cream without a prescription", "no", "answer.no.open"),
    ],
)
def test_a_prescription_counts_where_the_sheet_names_it(words: str, kind: str, key: str) -> None:
    reply = ask("004", 5, words, "en")
    assert (reply.answer.kind, key in keys(reply)) == (kind, True)


def test_a_ban_names_the_prescription_that_would_lift_it() -> None:
    assert keys(ask("000", 5, "antiseptic cream", "en"))[-1] == "answer.unless-prescribed"
    assert keys(ask("000", 5, "my doctor prescribed tretinoin", "en"))[-1] == "answer.prescribed.ask"


def test_the_flag_of_the_record_needs_no_words() -> None:
    facts = TreatmentFacts(MONDAY_14, "Europe/Berlin", frozenset({"prescribed"}))
    timeline = compile(load_sheets()[SHEETS["004"]], facts)
    windows = [window for window in timeline.windows if "topical-antibiotic" in window.rule.topics]
    assert [(window.rule.verb.value, window.needs) for window in windows] == [("allow", ())]


def test_a_circumstance_on_which_the_sheet_is_silent_comes_last() -> None:
    reply = ask("004", 5, "sunscreen before I go to work", "en")
    assert [part.answer.kind for part in reply.parts] == ["yes", "unsaid"]
    joined = ask("004", 5, "sunscreen and alcohol", "en")
    assert [part.answer.kind for part in joined.parts] == ["unsaid", "yes"]


def test_what_is_left_out_although_it_is_asked_for_is_named() -> None:
    reply = ask("004", 5, "touch my face without washing my hands", "en")
    assert reply.answer.topic == "hand-washing"


def test_a_sign_is_reported_beside_what_is_asked() -> None:
    reply = ask("001", 5, "can I squeeze these pustules", "en")
    assert reply.answer.kind == "tell"
    assert "pustules" not in [
        part.answer.topic for part in ask("001", 5, "can make-up cause pustules", "en").parts
    ]


def test_mere_worry_is_for_the_practitioner_where_the_sheet_says_so() -> None:
    assert ask("004", 5, "I'm so worried", "en").answer.kind == "tell"
    assert ask("000", 5, "I'm so worried", "en").answer.kind == "unsaid"


def test_an_end_that_has_passed_is_not_named() -> None:
    answer = ask("002", 100, "hydrocortisone", "en").answer
    assert (answer.kind, answer.surely_at) == ("not-yet", None)


def test_unknown_words_are_shown_as_typed() -> None:
    assert ask("004", 5, "Schildkröte?", "de").question.unknown == ("schildkröte",)
    assert ask("004", 5, "можно ли", "en").question.unknown == ("можно", "ли")


def test_a_further_treatment_has_a_window() -> None:
    assert "answer.repeat.range" in keys(ask("000", 5, "next session", "en"))
    assert keys(ask("003", 5, "how many sessions do I need", "en")) == ["answer.says"]
