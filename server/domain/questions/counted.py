"""Read counted lengths: "48 hours", "48h", "a couple of days", and the words that may stand around them."""

from collections.abc import Iterator

from server.domain.question_words import Clock

MOST = {"m": 24 * 60, "h": 60 * 24, "d": 366, "w": 60, "mo": 24}
"""The greatest number that is read with each unit."""


def starts(words: tuple[str, ...], at: int, phrases: tuple[tuple[str, ...], ...]) -> Iterator[int]:
    """Yield the ends of the phrases that begin at a word, longest first."""
    for phrase in phrases:
        if words[at : at + len(phrase)] == phrase:
            yield at + len(phrase)


def counted(words: tuple[str, ...], at: int, clock: Clock) -> tuple[int, str, int] | None:
    """Read "48 hours", "48h", "a couple of days": (number, unit, end)."""
    number = number_at(words, at, clock)
    if number is None:
        return _attached(words, at, clock)
    end = at + 1
    if words[at : at + 2] == ("a", "couple"):
        number, end = 2, at + 2
    elif words[end : end + 3] == ("and", "a", "half"):
        end += 3
    while end < len(words) and (words[end],) in clock.lists["filler"]:
        end += 1
    unit = clock.units.get(words[end]) if end < len(words) else None
    return (number, unit, end + 1) if unit and number <= MOST[unit] else None


def least_counted(words: tuple[str, ...], at: int, clock: Clock) -> tuple[int, str, int] | None:
    """Read a length that may be a range or have a fraction, by its least number: 2 for "2-3 days" and "2.5 weeks"."""
    read = counted(words, at, clock)
    if read or not all(word.isdigit() and len(word) <= 2 for word in words[at : at + 2]):
        return read
    more = counted(words, at + 1, clock)
    return (int(words[at]), more[1], more[2]) if more else None


def number_at(words: tuple[str, ...], at: int, clock: Clock) -> int | None:
    word = words[at] if at < len(words) else ""
    return int(word) if word.isdigit() and len(word) <= 4 else clock.numbers.get(word)


def _attached(words: tuple[str, ...], at: int, clock: Clock) -> tuple[int, str, int] | None:
    word = words[at] if at < len(words) else ""
    letters = word.lstrip("0123456789")
    digits = word[: len(word) - len(letters)]
    unit = clock.units.get(letters)
    if not unit or not digits or len(digits) > 4 or int(digits) > MOST[unit]:
        return None
    return int(digits), unit, at + 1


def after_ignored(words: tuple[str, ...], at: int, clock: Clock) -> int:
    """Return the place after "for", "for over", "seit gut": the words that may come before the number."""
    while at < len(words):
        end = next(starts(words, at, clock.lists["ignored"]), at)
        if end == at and (words[at],) in clock.lists["filler"]:
            end = at + 1
        if end == at:
            break
        at = end
    return at
