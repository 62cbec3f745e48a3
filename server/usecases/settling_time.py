"""How long something took to settle, in the words of a reader: "2 hours", "3 days", "2 hours to 3 days".

The screen says the same in `pwa/src/screens/practitioner/settling-time.ts`.
"""

from server.usecases.paper_words import PaperWords

_DAY = 24
_DAY_AND_A_HALF = 36
"""Sheets give this limit in hours; as whole days it would be another limit."""


def settling_time(words: PaperWords, least: float, most: float | None = None) -> str:
    """Return a number of days, or the range up to `most`, in whole days, or in whole hours below one day."""
    unit, count = _rounded(least)
    if most is None or _rounded(most) == (unit, count):
        return _length(words, unit, count)
    last_unit, last = _rounded(most)
    begins = str(count) if unit == last_unit else _length(words, unit, count)
    return words.text(
        "practitioner.review.resolved.range", **{"from": begins, "until": _length(words, last_unit, last)}
    )


def _length(words: PaperWords, unit: str, count: int) -> str:
    return words.text(f"server.length.{unit}", count=count)


def _rounded(days: float) -> tuple[str, int]:
    hours = max(1, int(days * _DAY + 0.5))
    if hours < _DAY or hours == _DAY_AND_A_HALF:
        return "hours", hours
    return "days", int(hours / _DAY + 0.5)
