"""The sheets and the topic tree that come with Afterglow: TOML files in this folder, read once.

Only the composition root and the command line read them. Use cases get them in `Services`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from server.domain.sheets import Sheet, parse_toml_bytes
from server.domain.topics import TopicTree

_FOLDER = files(__name__)
_TOPICS = "topics.toml"
_QUESTIONS = "words/questions.toml"


@cache
def load_sheets() -> Mapping[str, Sheet]:
    """Return the built-in sheets by id, in the order of their file names.

    Raises `SheetError` or `ValueError`: a broken package must not start.
    """
    sheets: dict[str, Sheet] = {}
    for entry in sorted(_FOLDER.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml") and entry.name != _TOPICS:
            sheet = parse_toml_bytes(entry.read_bytes(), name=entry.name)
            if sheet.id in sheets:
                raise ValueError(f"two built-in sheets have the id {sheet.id!r}")
            sheets[sheet.id] = sheet
    return MappingProxyType(sheets)


@cache
def load_topics() -> TopicTree:
    """Return the topic tree with the words of questions. Raises `TopicError`."""
    return TopicTree.from_document(_document(_TOPICS) | {"questions": _document(_QUESTIONS)})


def _document(path: str) -> dict[str, Any]:
    return tomllib.loads(_FOLDER.joinpath(*path.split("/")).read_text(encoding="utf-8"))
