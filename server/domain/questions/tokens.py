"""Split a question into words, and remember where its sentences and clauses end."""

import re
from dataclasses import dataclass

from server.domain.topics_words import APOSTROPHES, fold

MAX_CHARACTERS = 1_000
"""The maximum number of characters of a question that are read."""

MAX_WORDS = 120
"""The maximum number of words of a question that are read."""

_TYPED = re.compile(r"[^\W_]+")

_DATE = re.compile(
    r"(?<![0-9a-z.,:/])([0-9]{1,2})([./])([0-9]{1,2})(\2(?:[0-9]{4}|[0-9]{2}))?(\.?)(?![0-9a-z])"
)
"""A date in digits: 20.11., 20/11, 20.11.2026."""

_DATE_LEADS = ("am", "vom", "den", "dem", "zum", "on")
_TIME_LEADS = ("um", "at", "gegen")

_CLAUSE = ",;:()-–—/"
_MONTHS, _DAYS = 12, 31
_SENTENCE = ".!\n\r"


@dataclass(frozen=True, slots=True)
class Text:
    words: tuple[str, ...]
    breaks: tuple[
        int, ...
    ]  # before each word: 0 none, 1 the end of a clause, 2 of a sentence, 3 of a question
    cut: bool  # the text is longer than what is read


def split(text: str) -> Text:
    """Split a text. Hyphens and dots inside a word separate words, but not clauses."""
    shortened = text[:MAX_CHARACTERS]
    words, breaks = _scan(_DATE.sub(_with_date, fold(shortened)))
    cut = len(text.rstrip()) > MAX_CHARACTERS or len(words) > MAX_WORDS
    return Text(tuple(words[:MAX_WORDS]), tuple(breaks[:MAX_WORDS]), cut)


def as_typed(text: str, unknown: tuple[str, ...]) -> tuple[str, ...]:
    """Return unknown words as they were typed, and after them the words of other scripts, which are all unknown."""
    typed = _TYPED.findall(text[:MAX_CHARACTERS].lower().translate(APOSTROPHES))
    spelled = {fold(word): word for word in reversed(typed)}
    foreign = (word for word in typed if not any(map(_is_plain, fold(word))))
    return tuple(dict.fromkeys((*(spelled.get(word, word) for word in unknown), *foreign)))


def _with_date(match: re.Match[str]) -> str:
    """Return a date as one word, "d20m11"; "20.30" and "8/10" without a sign of a date remain as they are."""
    day, month = int(match[1]), int(match[3])
    before = match.string[: match.start()].split()
    lead = before[-1] if before else ""
    named = lead in _DATE_LEADS or match[4] is not None
    signed = max(day, month) > _MONTHS if match[2] == "/" else bool(match[5])
    if lead in _TIME_LEADS or not (named or signed):
        return match[0]
    if match[2] == "/" and month > _MONTHS:
        day, month = month, day
    return f"d{day}m{month} " if 1 <= day <= _DAYS and 1 <= month <= _MONTHS else match[0]


def _scan(folded: str) -> tuple[list[str], list[int]]:
    words: list[str] = []
    breaks: list[int] = []
    strongest, start = 0, -1
    for at, letter in enumerate(folded + " "):
        if _is_plain(letter):
            if start < 0:
                start = at
            continue
        if start >= 0:
            words.append(folded[start:at])
            breaks.append(strongest)
            strongest, start = 0, -1
        strongest = max(strongest, _strength(folded[max(0, at - 1) : at], letter, folded[at + 1 : at + 2]))
    return words, breaks


def _is_plain(letter: str) -> bool:
    return "a" <= letter <= "z" or "0" <= letter <= "9"


def _strength(before: str, letter: str, after: str) -> int:
    """Return the strength of a break. Marks inside words and numbers and the dot of "am 3. Tag" break nothing."""
    if letter == "?":
        return 3
    if letter in _SENTENCE:
        return 0 if letter == "." and ("0" <= before <= "9" or "0" <= after <= "9") else 2
    if letter in _CLAUSE:
        inside = (after and _is_plain(after)) or (before and _is_plain(before) and letter == "-")
        decimal = letter == "," and "0" <= before <= "9" and "0" <= after <= "9"
        return 0 if decimal or (inside and letter in "-:/") else 1
    return 0
