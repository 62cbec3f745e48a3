"""The sheets that come with Afterglow are read from the package only once."""

import pytest

from server.sheets import load_sheets, load_topics


def test_the_five_seeds_are_built_in() -> None:
    numbers = {sheet.source.file[:4] for sheet in load_sheets().values()}
    assert numbers == {"000_", "001_", "002_", "003_", "004_"}


def test_each_sheet_has_its_id_as_its_key() -> None:
    assert all(sheet.id == name for name, sheet in load_sheets().items())


def test_sheets_are_read_once_and_cannot_be_changed() -> None:
    assert load_sheets() is load_sheets()
    assert load_topics() is load_topics()
    with pytest.raises(TypeError):
        load_sheets()["mine"] = next(iter(load_sheets().values()))  # type: ignore[index]


def test_the_topic_tree_is_not_a_sheet() -> None:
    assert "sunscreen" in load_topics()
    assert "topics" not in load_sheets()
