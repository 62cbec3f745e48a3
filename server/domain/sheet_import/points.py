# ruff: noqa: E501 - patterns stay on one line
"""Points in time as sheets name them: a length, a numbered day or week, the next morning."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.sheet_import.lengths import LENGTH, NUMBER, length_text, number

_ORDINALS = {
    1: "first|1st|erste[nrsm]?", 2: "second|2nd|zweite[nrsm]?", 3: "third|3rd|dritte[nrsm]?",
    4: "fourth|4th|vierte[nrsm]?", 5: "fifth|5th|fünfte[nrsm]?", 6: "sixth|6th|sechste[nrsm]?",
    7: "seventh|7th|siebte[nrsm]?", 8: "eighth|8th|achte[nrsm]?", 9: "ninth|9th|neunte[nrsm]?",
    10: "tenth|10th|zehnte[nrsm]?", 14: "fourteenth|14th|vierzehnte[nrsm]?",
}  # fmt: skip
ORDINAL = r"(?:\d{1,2}\.|" + "|".join(_ORDINALS.values()) + ")"
_COMPILED = tuple((value, re.compile(words)) for value, words in _ORDINALS.items())

_PARTS = ("morning", "noon", "evening", "bedtime")
"""Parts of the day that a TIME can name on a later day."""
_DAY = r"(?:days?|tage?(?:en|es)?)"
_NEXT = r"(?:next|following|nächsten|folgenden|darauffolgenden)"
POINT = (
    rf"(?:(?P<length>{LENGTH})"
    rf"|(?:the |dem |den |der )?{_DAY} (?P<day>{NUMBER})"
    rf"|(?:the |dem |den |der )?(?P<nth>{ORDINAL}) (?:{_DAY}\b|tag|postoperative[nr]? tag)"
    rf"|(?:the |der |die )?(?P<nthweek>{ORDINAL}) (?:week|woche)\b|(?:the )?(?:week|woche) (?P<week>{NUMBER})"
    rf"|(?P<morning>(?:the |dem |den )?{_NEXT} (?:morning|morgen)|tomorrow morning|morgen früh)"
    r"|(?P<overmorning>übermorgen früh|(?:the )?morning after next|the day after tomorrow in the morning)"
    rf"|(?P<evening>(?:the |dem |den )?{_NEXT} (?:evening|abend)|tomorrow evening|morgen abend|(?:the )?evening of (?:the next day|tomorrow))"
    rf"|(?P<bedtime>(?:the |der |die )?{_NEXT} (?:night|nacht)(?! or)|tomorrow night|morgen nacht)"
    rf"|(?P<noon>(?:the |dem |den )?{_NEXT} (?:midday|lunchtime|mittag)|tomorrow (?:at )?(?:noon|midday|lunchtime)|noon tomorrow|morgen mittag)"
    rf"|(?:the )?evening of day (?P<eveningof>{NUMBER})|(?:the )?morning of day (?P<morningof>{NUMBER})"
    r"|(?P<overmorrow>(?:the )?day after tomorrow|übermorgen)"
    rf"|(?P<tomorrow>(?:the |dem |den |der )?{_NEXT} (?:day|tag)|(?:the |dem |den )?day after(?: (?:your |the )?"
    r"treatment)?|tomorrow|(?:dem )?folgetag(?:es)?|morgen\b))"
)
"""A pattern whose groups `point_of` reads. Use it only once in a larger pattern: group names must be unique."""


@dataclass(frozen=True, slots=True)
class Point:
    """`text` is a TIME; `day` is set if it is a numbered calendar day."""

    text: str
    kind: Literal["length", "day", "part"]
    day: int = 0
    days: int = 1  # 7 for a numbered week


def ordinal(text: str) -> int:
    digits = text.rstrip(".")
    if digits.isdigit():
        return int(digits)
    return next((value for value, words in _COMPILED if words.fullmatch(text)), 0)


def point_of(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    if groups.get("length"):
        text = length_text(groups["length"])
        return Point(text, "length") if text else None
    return _part_in(groups) or _day_in(groups)


def _part_in(groups: dict[str, str | None]) -> Point | None:
    """Read "tomorrow evening" and "the evening of day 3"."""
    if groups.get("overmorning"):
        return Point("morning+2", "part")
    for name in _PARTS:
        if groups.get(name):
            return Point(f"{name}+1", "part")
        day = number(groups.get(f"{name}of") or "0")
        if day > 1:
            return Point(f"{name}+{day - 1}", "part")
    return None


def _day_in(groups: dict[str, str | None]) -> Point | None:
    for name, day in (("overmorrow", 3), ("tomorrow", 2)):
        if groups.get(name):
            return on_day(day)
    for name, read in (("day", number), ("nth", ordinal)):
        text = groups.get(name)
        if text:
            return on_day(read(text))
    for name, read in (("week", number), ("nthweek", ordinal)):
        text = groups.get(name)
        if text:
            first = on_day(7 * (read(text) - 1) + 1)
            return replace(first, days=7) if first else None
    return None


def on_day(day: int) -> Point | None:
    return Point(f"D{day}", "day", day) if 0 < day < 400 else None
