"""The import of a pasted sheet: headings, lists, states, positions and limits."""

import pytest

from server.domain.errors import Invalid
from server.domain.limits import MAX_READ_SENTENCES
from server.domain.sheet_import import draft_to_toml, parse_sheet_text
from server.domain.sheets import parse_toml
from server.domain.vocabulary import Verb
from tests.domain.sheet_import.reading import read, rules_of
from tests.sheets.corpus import sheets
from tests.sheets.seeds import built_in, seed_text
from tests.sheets.test_sheets import TREE


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Care\n\nDAYS 3-7\nYou'll notice flaking.\n\nDay 8 onwards\nYou may use retinol.",
         ["expect flaking D3>D8", "allow retinol D8>"]),
        ("Care\n\nFirst 24 hours\nNo make-up.\nAvoid swimming for 3 days.",
         ["avoid make-up >24h", "avoid swimming >3d"]),
        ("24-72 hours\nAvoid pools.", ["avoid swimming 24h>72h"]),
        ("24-72 hours\nYou may swim.", ["allow swimming 24h>"]),
        ("24-72 hours\nRedness.", ["expect redness 24h>72h"]),
        ("Avoid the following for 48 hours:\n• Saunas\n• Alcohol\n\nWear sunscreen daily.",
         ["avoid sauna >48h", "avoid alcohol >48h", "do sunscreen >"]),
        ("What to avoid\n• Direct sun for 4 weeks\n• Hot tubs\n\nWhat to expect\n• Itching",
         ["avoid sun >4w", "avoid jacuzzi >", "expect itching >"]),
        ("Care\nDON'T\nwear a hat\nuse ice\nDO\nuse sunscreen", ["avoid hat >", "avoid ice >", "do sunscreen >"]),
        ("Care\nDo | Don't\nuse moisturiser | use ice", ["do moisturizer >", "avoid ice >"]),
        ("You may:\n* wear mascara", ["allow mascara >"]),
        ("Before your treatment\nAvoid retinol.\n\nAfter your treatment\nAvoid ice.", ["avoid ice >"]),
        ("Extraction aftercare\nRinse with warm salt water.", ["do mouth-rinsing >"]),
        ("Piercing aftercare\nRinse with warm salt water.", []),
        ("After Care - the first 7 days\nUse a gentle cleanser.", ["do gentle-cleanser >"]),
    ],
)  # fmt: skip
def test_headings_set_the_verb_and_the_time_of_their_lines(text: str, rules: list[str]) -> None:
    assert rules_of(text) == rules


def test_a_line_of_up_to_eight_words_without_a_full_stop_is_a_heading_among_sentences() -> None:
    def has_heading(line: str) -> bool:
        text = f"Care\nAvoid make-up for 24 hours.\nWear sunscreen.\n{line}\nAvoid the sun.\nAvoid ice."
        return read(text).sentences[3].is_heading

    assert [has_heading(f"Good news for all who love {what}") for what in ("good books", "a good book")] == [
        True,
        False,
    ]


def test_german_headings_set_the_time_of_their_lines() -> None:
    text = "Pflege\n\nTag 1\nkein Sport\n\nAb Tag 5\nSauna wieder erlaubt"
    assert rules_of(text, "de") == ["avoid exercise >D2", "allow sauna D5>"]


def test_a_time_that_may_have_ended_is_left_to_the_author() -> None:
    imported = read("Care\n\nFirst 24 hours\nNo make-up.\n\nNo swimming.")
    assert [each.state for each in imported.sentences if each.rules] == ["read", "decide"]
    assert imported.sentences[-1].reason == "window"


def test_afterwards_begins_at_the_end_of_the_last_window() -> None:
    assert rules_of("Only use coconut oil for 48 hours. Afterwards, you may use retinol.")[1:] == [
        "allow retinol 48h>"
    ]


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_every_word_of_the_text_is_in_a_sentence(half: str) -> None:
    for sheet in sheets(half):
        _nothing_lost(sheet.text, sheet.language)


@pytest.mark.parametrize("number", sorted(built_in()))
def test_every_word_of_a_real_sheet_is_in_a_sentence(number: str) -> None:
    _nothing_lost(seed_text(number), "en")


def _nothing_lost(text: str, language: str) -> None:
    imported = parse_sheet_text(text, TREE, language=language)
    assert imported.text == text
    covered = bytearray(len(text))
    for each in imported.sentences:
        assert text[each.start : each.end] == each.text
        covered[each.start : each.end] = b"\x01" * (each.end - each.start)
        assert all(each.start <= start < end <= each.end for start, end in (*each.used, *each.unused))
    left = "".join(letter for letter, seen in zip(text, covered, strict=True) if not seen)
    assert not any(letter.isalpha() for letter in left.replace("o ", "")), left


def test_every_word_of_a_read_sentence_is_used_or_shown_as_unused() -> None:
    [sentence] = read("Redness around the follicles may last 2 days.").sentences
    words = {
        sentence.text[start:end]: kind
        for kind in ("used", "unused")
        for start, end in getattr(sentence, kind)
    }
    assert words["Redness"] == words["2"] == words["days"] == "used"
    assert words["follicles"] == "unused"
    assert set(words) == {"Redness", "around", "the", "follicles", "may", "last", "2", "days"}


def test_a_rule_keeps_its_sentence_and_its_place() -> None:
    [rule] = read("Care\n\nAvoid the sun. Be well.").draft
    assert (rule.says, rule.cite, rule.source) == ("Avoid the sun.", "Care, line 3", "sheet")


def test_a_sentence_may_go_on_in_the_next_line() -> None:
    text = "Do not wear any make-up at all on the treated skin for the\nnext 24 hours."
    assert rules_of(text) == ["avoid make-up >24h"]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_has_no_title_and_no_sentences(text: str) -> None:
    imported = read(text)
    assert (imported.title, imported.sentences) == ("", ())


def test_the_draft_is_a_valid_sheet_and_proposals_are_comments() -> None:
    imported = read("Care\nAvoid the sun for 2 days.\nBe \x07well.\nNo gym for 2 days.\nAvoid tight hats.")
    text = draft_to_toml(imported, name="pasted.txt")
    sheet = parse_toml(text, name="draft.toml")
    assert [rule.id for rule in sheet.rules] == ["avoid-sun", "avoid-gym"]
    assert sheet.source.file == "pasted.txt"
    assert "# OPEN (words), line 5: Avoid tight hats." in text
    assert '# topics = ["hat"]' in text


def test_too_many_sentences_are_refused_with_their_number() -> None:
    with pytest.raises(Invalid, match="2,001 sentences") as refused:
        read("Avoid ice.\n" * (MAX_READ_SENTENCES + 1))
    assert refused.value.code == "text-too-long"


def test_a_text_in_another_language_is_refused() -> None:
    spanish = (
        "No se maquille durante las primeras veinticuatro horas y evite el sol durante dos semanas por favor."
    )
    german = (
        "Bitte verzichten Sie für 24 Stunden auf Make-up und für zwei Wochen auf die Sonne und die Sauna."
    )
    with pytest.raises(Invalid) as unknown:
        parse_sheet_text(spanish, TREE)
    assert unknown.value.code == "language-unknown"
    with pytest.raises(Invalid) as other:
        parse_sheet_text(german, TREE, language="en")
    assert other.value.code == "language-other"
    assert parse_sheet_text(german, TREE).language == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Ne pas appliquer de maquillage pendant 24 heures. Éviter le soleil et le sauna pendant une semaine.",
        "Non applicare il trucco per 24 ore. Evitare il sole per una settimana e lavare il viso con acqua.",
        "Gebruik de eerste 24 uur geen make-up. Vermijd de zon en het zwembad gedurende een week.",
        "Nie stosować makijażu przez 24 godziny. Unikać słońca przez tydzień. Nie pocierać skóry i myć ją wodą.",
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_in_a_third_language_is_refused_even_if_a_language_was_chosen(
    text: str, language: str
) -> None:
    """Its sentences would otherwise all be for reading only, and the sheet could be published empty."""
    with pytest.raises(Invalid) as refused:
        parse_sheet_text(text, TREE, language=language)
    assert refused.value.code == "language-other"


def test_reading_is_deterministic() -> None:
    text = "Avoid the sun for 2 days. Wear sunscreen. Redness is normal."
    assert read(text) == read(text)


def test_none_of_a_thousand_lines_is_lost() -> None:
    lines = [line.text for sheet in sheets("seen") if sheet.language == "en" for line in sheet.lines]
    text = "\n".join((lines * 10)[:1_000])
    assert len(read(text).sentences) >= 1_000


@pytest.mark.parametrize(
    "text",
    [
        "call " * 40_000,
        "once the skin is fully " * 8_000,
        "to avoid " * 20_000,
        "avoid " * 20_000,
        "a" * 300_000,
        "(" * 5_000,
        "1-" * 20_000,
        "for 1 " * 20_000,
        "until the " * 180,
        "if you do not, " * 60,
        "no sauna, " * 95,
        '"' * 900,
    ],
)
def test_a_hostile_text_loses_nothing_and_permits_nothing(text: str) -> None:
    result = read(text)
    assert result.text == text
    assert [rule for rule in result.draft if rule.verb not in (Verb.AVOID, Verb.CALL)] == []
