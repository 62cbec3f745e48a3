"""The search by name: names and what is typed are folded alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.name_search import (
    LONGEST_WORD,
    MOST_TYPED,
    MOST_WORDS,
    after_prefix,
    fold,
    sort_key,
    typed_words,
    words_of,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "mueller", "MULLER", "Mu\u0308ller"),
        ("Strauß", "STRAUSS", "strauss"),
        ("Ågård", "Aagaard", "agard"),
        ("Søren", "Soeren", "soren"),
        ("Kjær", "kjaer", "KJÆR"),
        ("İpek", "ipek", "Ipek"),
        ("Łucja", "lucja"),
        ("Þóra", "thora"),
    ],
)
def test_all_spellings_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_marks_that_turn_the_direction_are_dropped() -> None:
    assert words_of("\u202eAnna\u200b") == [b"anna"]


def test_numbers_and_years_are_words() -> None:
    assert words_of("Anna Schmidt", "P-1042", "1984") == [b"anna", b"schmidt", b"p", b"1042", b"1984"]


def test_an_apostrophe_joins_and_parts() -> None:
    assert words_of("O'Brien") == [b"obrien", b"o", b"brien"]
    assert typed_words("O’Brien") == [b"obrien"]


def test_long_input_is_bounded() -> None:
    assert [len(word) for word in typed_words("a" * 120)] == [LONGEST_WORD]
    many = " ".join(f"w{number}" for number in range(60))
    assert (len(typed_words(many)), len(words_of(many))) == (MOST_TYPED, MOST_WORDS)
    assert len(sort_key("ß" * 120)) <= 160


@given(st.text(max_size=40), st.integers(0, 40))
def test_every_beginning_of_a_word_of_the_name_is_its_prefix(name: str, length: int) -> None:
    for word in words_of(name):
        prefix = word.decode()[:length].encode()
        assert prefix <= word < after_prefix(prefix)


@given(st.text(max_size=60))
def test_no_capital_is_left(text: str) -> None:
    for word in typed_words(text):
        if word.isascii():
            assert word == word.lower()
