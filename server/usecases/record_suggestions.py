"""Suggest devices, products and settings in the words in which the clinic has recorded them before."""

from collections.abc import Iterator
from typing import Any

from server.domain.lots import split_lot
from server.domain.name_search import sort_key, typed_words, words_of
from server.domain.viewer import Viewer
from server.shapes.recording import SuggestedField, Suggestion, SuggestionList, SuggestionsQuery
from server.usecases.access_to_clinic import standing_records

MOST_RECORDS = 1_000
"""The newest treatments of the clinic in which the texts are looked for."""
MOST_SUGGESTIONS = 8
COLUMNS: dict[SuggestedField, tuple[str, ...]] = {
    "device": ("device", "product_or_device"),
    "product": ("products", "product", "product_or_device"),
    "numbing": ("numbing",),
    "strength": ("strength",),
    "setting": ("setting",),
}
"""The fields of all kinds of records that hold such a text."""


async def suggest(viewer: Viewer, query: SuggestionsQuery) -> SuggestionList:
    """Return the clinic's matching texts, those used last first, at most `MOST_SUGGESTIONS`.

    They are read from the records themselves, so that a corrected or withdrawn record suggests nothing wrong.
    """
    rows = standing_records(viewer).order_by("-treated_at", "id").limit(MOST_RECORDS)
    typed = typed_words(query.search)
    keys: dict[str, str | None] = {}  # of each text as it was written; None if it does not match
    matching: dict[str, Suggestion] = {}
    for record, used_at in await rows.values_list("record", "treated_at"):
        for text, lot in _texts(record, query.field):
            if text not in keys:
                keys[text] = sort_key(text) if _matches(text, typed) else None
            if (key := keys[text]) is None:
                continue
            known = matching.get(key)
            if known is None:
                matching[key] = Suggestion(text=text, lot=lot, used_at=used_at)
            elif lot and not known.lot:
                matching[key] = known.model_copy(update={"lot": lot})
    return SuggestionList(suggestions=list(matching.values())[:MOST_SUGGESTIONS])


def _texts(record: dict[str, Any], field: SuggestedField) -> Iterator[tuple[str, str]]:
    """Return what the fields hold, each with the lot number of a product."""
    for column in COLUMNS[field]:
        value = record.get(column) or []
        for line in [value] if isinstance(value, str) else value:
            text, lot = split_lot(line) if field == "product" else (line.strip(), "")
            if text:
                yield text, lot


def _matches(text: str, typed: list[bytes]) -> bool:
    """Return whether each typed word begins a word of the text."""
    words = words_of(text)
    return all(any(word.startswith(beginning) for word in words) for beginning in typed)
