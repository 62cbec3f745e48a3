"""The seeds, if they are on this machine, split into sentences, and the built-in sheets."""

import os
import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from server.domain.sheets import Sheet, parse_toml

SHEETS = Path(__file__).resolve().parents[2] / "server" / "sheets"
SEEDS = Path(os.environ.get("AFTERGLOW_SEEDS") or Path(__file__).parents[3] / "shared" / "seeds")

WORD_LISTS = ("topics.toml", "question_words.toml")
"""Files next to the sheets that are not sheets."""

RawRule = dict[str, Any]
"""A rule as it is written in its file."""

_BULLET = re.compile(r"^(•|\d+\.)\s*")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")


def built_in() -> dict[str, Sheet]:
    """Return the built-in sheets by the number of their seed."""
    paths = sorted(path for path in SHEETS.glob("*.toml") if path.name not in WORD_LISTS)
    parsed = (parse_toml(path.read_text(encoding="utf-8"), name=path.name) for path in paths)
    return {sheet.source.file[:3]: sheet for sheet in parsed}


def raw_sheets() -> dict[str, dict[str, Any]]:
    """Return the built-in sheets as they are written in their files, by the number of their seed."""
    paths = sorted(path for path in SHEETS.glob("*.toml") if path.name not in WORD_LISTS)
    documents = (tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)
    return {document["source"]["file"][:3]: document for document in documents}


def seed_text(number: str) -> str:
    """Return the text of a seed; skip the test if the seeds are not on this machine."""
    paths = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip(f"the seeds are not in {SEEDS}; set AFTERGLOW_SEEDS to their folder")
    return paths[0].read_text(encoding="utf-8")


def sentences(text: str) -> list[tuple[int, str]]:
    """Return each sentence with its line, counted from 1."""
    result = []
    for number, line in enumerate(text.split("\n"), start=1):
        plain = _BULLET.sub("", " ".join(line.split()))
        result += [(number, sentence) for sentence in _END.split(plain) if sentence]
    return result


def hash_of(sentence: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", sentence.casefold()).strip()
    return sha256(words.encode()).hexdigest()[:8]
