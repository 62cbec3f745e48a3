from pathlib import Path

import pytest

from server.messages import CatalogueMessages, load_messages

TEXTS = CatalogueMessages(
    {
        "en": {
            "hello": "Hello {name}",
            "only-english": "yes",
            "days.one": "{count} day",
            "days.other": "{count} days",
        },
        "de": {"hello": "Hallo {name}"},
    }
)


def test_a_text_is_formatted_in_the_requested_language() -> None:
    assert TEXTS("de", "hello", name="Alice") == "Hallo Alice"
    assert TEXTS("de-AT", "hello", name="Alice") == "Hallo Alice"


def test_a_missing_text_or_language_falls_back_to_english() -> None:
    assert TEXTS("de", "only-english") == "yes"
    assert TEXTS("fr", "hello", name="Alice") == "Hello Alice"


@pytest.mark.parametrize(("count", "text"), [(1, "1 day"), (0, "0 days"), (3, "3 days")])
def test_the_count_selects_the_plural_form(count: int, text: str) -> None:
    assert TEXTS("en", "days", count=count) == text


def test_a_value_is_never_treated_as_a_template() -> None:
    assert TEXTS("en", "hello", name="{count}") == "Hello {count}"


def test_an_unknown_key_raises_an_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        TEXTS("en", "nonsense")


def test_every_catalogue_in_the_folder_is_loaded() -> None:
    texts = load_messages(Path("server/messages"))
    assert texts.languages >= {"en", "de"}
    assert texts("de", "common.app") == "Afterglow"


def test_catalogues_without_english_are_refused() -> None:
    with pytest.raises(ValueError, match="'en'"):
        CatalogueMessages({"de": {}})
