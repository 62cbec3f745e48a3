"""Lengths of time as sheets write them: "24-48 hours", "2 to 3 days", "one-week", "a couple of days"."""

import re

_UNITS = {"mi": ("m", 1), "ho": ("h", 1), "hr": ("h", 1), "h": ("h", 1), "da": ("d", 1), "we": ("w", 1)}
_UNITS |= {"wk": ("w", 1), "mo": ("mo", 1), "ye": ("mo", 12), "yr": ("mo", 12)}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

UNIT = r"(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|wks?|months?|years?|yrs?)\b"
LENGTH = rf"(?:~ )?\d{{1,3}}(?:\s*-?\s*{UNIT})?(?:\s*(?:-|to|or|and)\s*\d{{1,3}})?\s*-?\s*{UNIT}"
"""A pattern without capturing groups; `length` parses what it matches."""

_PARTS = re.compile(
    rf"(?P<about>~ )?(?P<least>\d+)(?:\s*-?\s*(?P<unit>{UNIT}))?(?:\s*(?:-|to|or|and)\s*(?P<surely>\d+))?"
    rf"(?:\s*-?\s*(?P<last>{UNIT}))?",
    re.IGNORECASE,
)
_WORD_BEFORE_UNIT = re.compile(
    rf"\b({'|'.join(_WORDS)})\b(?=\s*-?\s*(?:(?:to|or|-)\s*(?:\d+|{'|'.join(_WORDS)})\s*-?\s*)?{UNIT})",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(for|after|within|least|to|of|first|next) (?:a|an|another)(?= (?:hour|day|week|month|year)\b)",
    re.IGNORECASE,
)
_FIRST_ONE = re.compile(r"\b(first|next|following) (?=(?:hour|day|week|month)\b(?! of your))", re.IGNORECASE)
_COUPLE = re.compile(r"\b(?:a )?couple(?: of)?(?= (?:hours|days|weeks|months)\b)", re.IGNORECASE)


def with_digits(text: str) -> str:
    """Replace numbers written as words by digits where a unit of time follows."""
    text = _WORD_BEFORE_UNIT.sub(lambda match: str(_WORDS.index(match[1].lower()) + 1), text)
    text = _FIRST_ONE.sub(r"\1 1 ", _ONE.sub(r"\1 1", text))
    return _COUPLE.sub("~ 2", text)


def length(text: str) -> str | None:
    """Return a TIME such as 24-48h, 2-3d or ~2d; None for a reversed range or a text without a unit."""
    parts = _PARTS.fullmatch(text.strip())
    if parts is None or (parts["unit"] or parts["last"]) is None:
        return None
    last, most = _unit(parts["last"] or parts["unit"])
    first, least = _unit(parts["unit"]) if parts["unit"] else (last, most)
    low = int(parts["least"]) * least
    sign = "~" if parts["about"] else ""
    if parts["surely"] is None:
        return f"{sign}{low}{first}"
    high = int(parts["surely"]) * most
    if first != last:
        return f"{low}{first}-{high}{last}"
    return f"{sign}{low}-{high}{last}" if low < high else None


def _unit(word: str) -> tuple[str, int]:
    key = word[:2].lower()
    return _UNITS[key] if key in _UNITS else _UNITS["h"]
