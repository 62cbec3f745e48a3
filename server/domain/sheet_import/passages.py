"""Cutting a pasted sheet into sentences that know the heading and the list they stand under."""

import re
from collections.abc import Iterator

from server.domain.sheet_import.lengths import with_digits
from server.domain.sheet_import.model import Passage
from server.domain.sheet_import.triggers import trigger
from server.domain.sheet_import.windows import read_times

MAX_CHARACTERS = 60_000
MAX_HEADING_WORDS = 9

_BULLET = re.compile(r"^\s*(?:[•●▪◦○■·*►✓✔-]|\(?\d{1,2}[.)])\s+")
_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[A-Z(\"“0-9])")
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "}
)
_LABEL = re.compile(r"^([A-Z][A-Z &/'-]{2,30}[.:])\s+(?=\S)")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|approx|min|hrs?|Dr|vs|no)\.$", re.IGNORECASE)


def plain(text: str) -> str:
    """One kind of dash, quote and space."""
    return " ".join(text.translate(_DASHES).split())


def passages(text: str) -> tuple[Passage, ...]:
    found: list[Passage] = []
    heading = intro = ""
    listed = False  # a list has begun under the heading: a line outside of it is no longer under it
    lines = text[:MAX_CHARACTERS].splitlines()
    for number, raw in enumerate(lines, start=1):
        bullet = _BULLET.match(raw) is not None
        line = plain(_BULLET.sub("", raw, count=1))
        if not line:
            continue
        if _is_heading(line, bullet=bullet):
            opens_list = line.endswith(":") and _says_something(line)
            heading, intro = (heading, line.rstrip(":")) if opens_list else (line.rstrip(":"), "")
            listed = False
            found.append(Passage(number, line, is_heading=True))
            continue
        if not bullet:
            heading, intro = "" if listed else heading, ""
        listed = bullet
        parts = tuple(sentences(line))
        found += [Passage(number, sentence, heading, intro) for sentence in parts]
        if line.endswith(":"):
            intro = parts[-1].rstrip(":")
    return tuple(found)


def _is_heading(line: str, *, bullet: bool) -> bool:
    few = len(line.split()) <= MAX_HEADING_WORDS
    if bullet or not few or line[-1] in ".!,;" or not any(map(str.isalpha, line)):
        return False
    return line.isupper() or line[-1] != ":" or line[:1].isupper()


def _says_something(line: str) -> bool:
    """ "Avoid the following for 48 hours:" opens a list and leaves the heading over it as it is."""
    said = read_times(with_digits(line))
    return trigger(line) is not None or bool(said.from_ or said.until)


def sentences(line: str) -> Iterator[str]:
    label = _LABEL.match(line)
    if label:
        line = line[label.end() :]
    held = ""
    for part in _END.split(line):
        held = f"{held} {part}".strip()
        if not _ABBREVIATION.search(held):
            yield held
            held = ""
    if held:
        yield held
