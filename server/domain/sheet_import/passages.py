"""Split a pasted sheet into sentences, each with the heading and the list it belongs to."""

import re
from collections.abc import Iterator

from server.domain.sheet_import.lengths import with_digits
from server.domain.sheet_import.model import Passage
from server.domain.sheet_import.triggers import trigger
from server.domain.sheet_import.windows import parse_times

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
    """Normalise dashes, quotes and white space."""
    return " ".join(text.translate(_DASHES).split())


def passages(text: str) -> tuple[Passage, ...]:
    """Return the headings and sentences of the first MAX_CHARACTERS of a sheet, in order."""
    result: list[Passage] = []
    heading = intro = ""
    listed = False  # a list has begun below the heading; the next line outside it ends the heading's scope
    lines = text[:MAX_CHARACTERS].splitlines()
    for number, raw in enumerate(lines, start=1):
        bullet = _BULLET.match(raw) is not None
        line = plain(_BULLET.sub("", raw, count=1))
        if not line:
            continue
        if _is_heading(line, bullet=bullet):
            opens_list = line.endswith(":") and _is_instruction(line)
            heading, intro = (heading, line.rstrip(":")) if opens_list else (line.rstrip(":"), "")
            listed = False
            result.append(Passage(number, line, is_heading=True))
            continue
        if not bullet:
            heading, intro = "" if listed else heading, ""
        listed = bullet
        parts = tuple(sentences(line))
        result += [Passage(number, sentence, heading, intro) for sentence in parts]
        if line.endswith(":"):
            intro = parts[-1].rstrip(":")
    return tuple(result)


def _is_heading(line: str, *, bullet: bool) -> bool:
    few = len(line.split()) <= MAX_HEADING_WORDS
    if bullet or not few or line[-1] in ".!,;" or not any(map(str.isalpha, line)):
        return False
    return line.isupper() or line[-1] != ":" or line[:1].isupper()


def _is_instruction(line: str) -> bool:
    """Return True for a line such as "Avoid the following for 48 hours:", which opens a list.

    The heading above such a line stays in effect.
    """
    times = parse_times(with_digits(line))
    return trigger(line) is not None or bool(times.starts or times.ends)


def sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line without its label; a full stop after an abbreviation ends none."""
    label = _LABEL.match(line)
    if label:
        line = line[label.end() :]
    sentence = ""
    for part in _END.split(line):
        sentence = f"{sentence} {part}".strip()
        if not _ABBREVIATION.search(sentence):
            yield sentence
            sentence = ""
    if sentence:
        yield sentence
