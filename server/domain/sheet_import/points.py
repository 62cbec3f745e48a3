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

_DAY = r"(?:days?|tage?(?:en|es)?)"
_NEXT = r"(?:next|following|nächsten|folgenden|darauffolgenden)"
POINT = (
    rf"(?:(?P<length>{LENGTH})"
    rf"|(?:the |dem |den |der )?{_DAY} (?P<day>{NUMBER})"
    rf"|(?:the |dem |den |der )?(?P<nth>{ORDINAL}) (?:{_DAY}\b|tag|postoperative[nr]? tag)"
    rf"|(?:the |der |die )?(?P<nthweek>{ORDINAL}) (?:week|woche)\b|(?:the )?(?:week|woche) (?P<week>{NUMBER})"
    rf"|(?P<morning>(?:the |dem |den )?{_NEXT} (?:morning|morgen)|tomorrow morning|morgen früh)"
    r"|(?P<overmorrow>(?:the )?day after tomorrow|übermorgen)"
    rf"|(?P<tomorrow>(?:the |dem |den |der )?{_NEXT} (?:day|tag)|(?:the |dem |den )?day after(?: (?:your |the )?"
    r"treatment)?|tomorrow|(?:dem )?folgetag(?:es)?|morgen\b))"
)
"""A pattern whose groups `point_of` reads. Use it only once in a larger pattern: group names must be unique."""


@dataclass(frozen=True, slots=True)
class Point:
    """`text` is a TIME; `day` is set if it is a numbered calendar day."""

    text: str
    kind: Literal["length", "day", "morning"]
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
    if groups.get("morning"):
        return Point("morning+1", "morning")
    for name, day in (("overmorrow", 3), ("tomorrow", 2)):
        if groups.get(name):
            return on_day(day)
    for name, read in (("day", number), ("nth", ordinal)):
        if groups.get(name):
            return on_day(read(groups[name]))
    for name, read in (("week", number), ("nthweek", ordinal)):
        if groups.get(name):
            first = on_day(7 * (read(groups[name]) - 1) + 1)
            return replace(first, days=7) if first else None
    return None


def on_day(day: int) -> Point | None:
    return Point(f"D{day}", "day", day) if 0 < day < 400 else None
