# ruff: noqa: E501 - patterns stay on one line
"""Split a pasted text into lines and sentences with their positions; nothing of the text is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from server.domain.sheet_import.marks import NO, SELECTORS, YES
from server.domain.sheet_import.text import plain, words_in

_BULLET = re.compile(
    rf"\s*(?:(?:[•·▪◦●○■□☐➢➤►→*‣⁃–—−{YES}{NO}-][{SELECTORS}]*|\+(?=\s)|\[[ x✓✗]?\](?=\s)|o(?=\s\s))+\s*(?=\S)|\(?\d{{1,2}}[.)]\s+(?!(?:tag|woche|monat|nacht|stunde)\w*\b|(?:bis|und|-|–)\s)|[a-z]\)\s+)+",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"')\]”“]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\. ?b|d\. ?h|u\. ?a|o\. ?ä|approx|ca|dr|prof|mr|mrs|ms|st|nr|no|tel|bzw|ggf|evtl|inkl"
    r"|mind|vgl|z|d|u|bspw|sog|fig|vs|incl))\.$"
)
_SHORT = re.compile(r"\b(?:min|max|std|hrs?|usw|etc|wk|wks|mins?)\.$")
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_CELL = re.compile(r"\s*(?:\||\t+| {3,})\s*")
_DASHED = re.compile(
    r"^([^-:,.;()]{2,40}?) - (?=(?:yes|no|none|never|ok|okay|not|only|after|from|until|for"
    r"|ja|nein|keine?r?|nie|nicht|nur|erst|ab|nach|bis|frühestens|locker|leicht)\b|\d)"
)
"""A dash that separates a thing from what is said about it, as a colon does: "Sauna - no"."""
_OPENING = 12
"""Characters behind a bullet in which another sign may stand: "1. ✗ Sauna"."""
_LONG = 55
"""A line at least this long without an end may continue on the next line, as in a text pasted from a PDF."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int  # in the text
    end: int
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # counted from 1
    sentences: tuple[Sentence, ...]
    is_item: bool  # begins with a bullet or a number
    after_gap: bool  # preceded by an empty line
    cells: tuple[Sentence, ...] = field(default=())  # columns of a table, if there is more than one
    columns: tuple[int, ...] = ()  # where each cell stands, counted with the empty ones
    opening: str = ""  # its first characters, with its bullets and marks

    @property
    def plain(self) -> str:
        return " ".join(sentence.plain for sentence in self.sentences)


def lines_of(text: str) -> Iterator[Line]:
    after_gap = False
    for number, start, end in _joined(text):
        if not text[start:end].strip():
            after_gap = True
            continue
        bullet = _BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        if begin >= end:
            begin = start
        is_item = begin > start and bool(bullet and bullet[0].strip())
        line = _line(text, number, begin, end, is_item=is_item, gap=after_gap)
        yield replace(line, opening=text[start : min(begin + _OPENING, end)])
        after_gap = False


def _joined(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (number, start, end) of each line, with wrapped lines joined."""
    held: tuple[int, int, int] | None = None
    at = 0
    for number, row in enumerate(text.splitlines(keepends=True), start=1):
        start, end = at, at + len(row.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        at += len(row)
        if held and _goes_on(text[held[1] : held[2]], text[start:end]):
            held = (held[0], held[1], end)
            continue
        if held:
            yield held
        held = (number, start, end)
    if held:
        yield held


def _goes_on(before: str, row: str) -> bool:
    last = before.splitlines()[-1].rstrip() if before.strip() else ""
    first = row.strip()[:1]
    return len(last) >= _LONG and last[-1] not in ".!?:;|" and (first.islower() or first in "(")


def _line(text: str, number: int, start: int, end: int, *, is_item: bool, gap: bool) -> Line:
    placed = _cells(text, start, end)
    cells, columns = tuple(placed.values()), tuple(placed)
    if len(cells) > 1:
        return Line(number, (_row(text, start, end),), is_item, gap, cells, columns)
    sentences = tuple(_sentence(text, *ends) for ends in _sentences(text, start, end))
    return Line(number, sentences, is_item, gap, columns=columns)


def _cells(text: str, start: int, end: int) -> dict[int, Sentence]:
    """Return the cells that hold something, by their columns."""
    cells: dict[int, Sentence] = {}
    at = start
    for column, gap in enumerate([*_CELL.finditer(text, start, end), None]):
        stop = gap.start() if gap else end
        if text[at:stop].strip():
            cells[column] = _sentence(text, at, stop)
        at = gap.end() if gap else end
    return cells


def _row(text: str, start: int, end: int) -> Sentence:
    """Return a row of a table as one sentence: "Sun | 48 hours | no hat" reads "Sun: 48 hours, no hat"."""
    sentence = _sentence(text, start, end)
    signs = iter(":")
    marked = _CELL.sub(lambda gap: next(signs, ",").ljust(len(gap[0])), sentence.plain)
    return Sentence(sentence.start, sentence.end, sentence.text, marked)


def _sentence(text: str, start: int, end: int) -> Sentence:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(start, end, text[start:end], _DASHED.sub(r"\1 : ", _spaced(plain(text[start:end]))))


def _spaced(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and _splits(text, at, stop, end):
            yield at, stop.end()
            at = stop.end()
    if text[at:end].strip():
        yield at, end


def _splits(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    following = text[stop.end() : stop.end() + 40].lstrip()
    before = text[max(start, stop.start() - 12) : stop.start() + 1].lower()
    if _ABBREVIATION.search(before) or (_SHORT.search(before) and not following[:1].isupper()):
        return False
    if _ORDINAL.search(before) and re.match(
        r"(?:tag|woche|monat|nacht|stunde|bis|-|und)", following, re.IGNORECASE
    ):
        return False
    return bool(following) and not following[0].islower() and stop.start() > start


def is_label(sentence: Sentence, line: Line) -> bool:
    """Return True for a label, such as "CLEANSE." before a text about cleansing."""
    return len(line.sentences) > 1 and sentence is line.sentences[0] and len(words_in(sentence.plain)) == 1


def is_whole(line: Line) -> bool:
    """Return True for a line that is a sentence, and not a piece of a list."""
    text = line.sentences[0].text
    return text[:1].isupper() and line.sentences[-1].text.endswith((".", "!", "?"))
