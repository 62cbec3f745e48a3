# ruff: noqa: E501 - patterns stay on one line
"""Lengths of time as sheets write them: "24-48 hours", "mindestens 2 Wochen", "an hour or two", "a few days"."""

import re

_UNITS = (
    (r"minutes?|mins?\b\.?|minuten?", "m", 1),
    (r"hours?|hrs?\b\.?|stunden?|std\b\.?|h(?![a-zäöü])", "h", 1),
    (r"days?|nights?|tagen?|tage?s?|nächten?|nächte|nacht|d(?![a-zäöü'])", "d", 1),
    (r"weeks?|wks?\b\.?|wochen?", "w", 1),
    (r"fortnights?", "w", 2),
    (r"months?|monaten?|monate?s?", "mo", 1),
    (r"years?|yrs?\b\.?|jahren?|jahre?s?", "mo", 12),
)
UNIT = r"(?:" + "|".join(pattern for pattern, _unit, _times in _UNITS) + r")(?![a-zäöüß])"

_NUMBERS = {
    1: "one|an?|ein(?:e[rnms]?)?", 2: "two|zwei(?:en)?|beiden", 3: "three|drei(?:en)?", 4: "four|vier",
    5: "five|fünf", 6: "six|sechs", 7: "seven|sieben", 8: "eight|acht", 9: "nine|neun", 10: "ten|zehn",
    11: "eleven|elf", 12: "twelve|zwölf", 14: "fourteen|vierzehn", 20: "twenty|zwanzig", 30: "thirty|dreißig",
}  # fmt: skip
NUMBER = r"(?:\d{1,3}(?![\d.,]\d)|(?:" + "|".join(_NUMBERS.values()) + r")(?![a-zäöüß]))"
_COMPILED_NUMBERS = tuple((value, re.compile(words)) for value, words in _NUMBERS.items())
_COMPILED_UNITS = tuple((re.compile(pattern), unit, times) for pattern, unit, times in _UNITS)

_LEAST = r"at least|a minimum of|minimum(?: of)?|min\.?|no less than|mindestens|wenigstens|minimum von"
_MOST = (
    r"up to|a maximum of|maximum(?: of)?|max\.?|no more than|no longer than|at most|bis zu|höchstens|maximal"
    r"|nicht länger als"
)
_ABOUT = r"about|around|approximately|approx\.?|roughly|some|~|circa|ca\.?|etwa|rund|ungefähr|zirka"
_PAST = r"more than|longer than|mehr als|länger als|over"
_BOUND = rf"(?:(?:{_LEAST}|{_MOST}|{_ABOUT}|{_PAST}) ?)?"
_VAGUE = r"(?:(?:a |the )?(?:few|several)|ein paar|einigen?|wenigen?|mehreren?)"
_COUPLE = r"(?:a )?couple(?: of)?"
_TO = r" ?(?:-|to|or|bis|oder) ?"

_SUFFIX = r",? (?:at (?:the )?(?:very |bare )?(?:least|minimum)|(?:as a )?minimum|or (?:more|longer)|wenigstens|oder (?:mehr|länger))\b"

LENGTH = (
    rf"{_BOUND}(?:for )?(?:a full |full |another |weitere[nrs]? |a further |further )?"
    rf"(?:half an hour|eine(?:r)? halben? stunde|half a year|ein(?:em|es)? halbe[sn] jahr(?:es)?|{_VAGUE} {UNIT}|{_COUPLE} {UNIT}|an? {UNIT} or two|{NUMBER}(?: ?-?{UNIT})?(?:{_TO}{NUMBER})? ?-? ?{UNIT})(?:{_SUFFIX})?"
)
"""A pattern without capturing groups; `length_text` parses what it matches."""

_LEAST_SUFFIX = re.compile(rf"{_SUFFIX}$")
_ONE_OR_TWO = re.compile(rf"an? ({UNIT}) or two")
_HALF_HOUR = re.compile(r"half an hour|halben? stunde")
_HALF_YEAR = re.compile(r"half a year|halbe[sn] jahr")
_FEW = re.compile(rf"{_VAGUE} {UNIT}")
_SOME = re.compile(rf"{_COUPLE} ({UNIT})")
_PARTS = re.compile(rf"({NUMBER})(?: ?-?({UNIT}))?(?:{_TO}({NUMBER}))? ?-? ?({UNIT})")
_SIGNS = ((">=", re.compile(_LEAST)), ("<=", re.compile(_MOST)), ("~", re.compile(_ABOUT)))


def number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((value for value, words in _COMPILED_NUMBERS if words.fullmatch(text)), 0)


def unit_of(text: str) -> tuple[str, int]:
    return next((unit, times) for pattern, unit, times in _COMPILED_UNITS if pattern.match(text))


def length_text(text: str) -> str | None:
    """Return a TIME such as 24-48h, >=36h, ~2d, or ? for "a few days"; None for a reversed range."""
    if _FEW.search(text):
        return "?"
    if _HALF_HOUR.search(text):
        return "30m"
    if _HALF_YEAR.search(text):
        return "6mo"
    sign = next((sign for sign, pattern in _SIGNS if pattern.match(text)), "")
    if not sign and _LEAST_SUFFIX.search(text):
        sign = ">="
    short = _ONE_OR_TWO.search(text)
    if short:
        return f"1-2{unit_of(short[1])[0]}"
    some = _SOME.search(text)
    if some:
        return f"~2{unit_of(some[1])[0]}"
    parts = _PARTS.search(text)
    return _range(parts, sign) if parts else None


def _range(parts: re.Match[str], sign: str) -> str | None:
    last, more = unit_of(parts[4])
    first, most = unit_of(parts[2]) if parts[2] else (last, more)
    low = number(parts[1]) * most
    if low == 0:
        return None
    if parts[3] is None:
        return f"{sign}{low}{first}"
    high = number(parts[3]) * more
    if first != last:
        return f"{sign}{low}{first}-{high}{last}"
    return f"{sign}{low}-{high}{last}" if low < high else None


def is_short(value: str) -> bool:
    """Return True for minutes: how long to do something, rather than for how long a rule holds."""
    return value.endswith("m")


_DAYS = {"m": 1 / 1_440, "h": 1 / 24, "d": 1, "w": 7, "mo": 30}
_LAST = re.compile(r"(\d+)(mo|m|h|d|w)$")


def days_of(value: str) -> float:
    """Return about how many days after the treatment a TIME is, such as D8 or 24-48h; 0 for a state."""
    if value.startswith("D") and value[1:].isdigit():
        return int(value[1:]) - 1
    last = _LAST.search(value)
    return int(last[1]) * _DAYS[last[2]] if last else 0
