"""Normalise words as people type them: case, accents, hyphens, plurals and one typing slip.

The phone has the same code (pwa/src/domain); tests/golden/topics.json holds both to the same cases.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

MAX_CHARACTERS = 300
"""The maximum number of characters in which topics are looked up; any further text is ignored."""

MAX_LISTED = 20_000
"""The maximum number of characters in a list of words of the tree."""

SHORT = 4
"""Words of up to this many letters are never corrected: a single letter turns them into another word."""

ANY_FIRST_LETTER = 8
"""The first letter is corrected only in words of this length or longer, or "feeling" would be "peeling"."""

_WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = str.maketrans("", "", "'’`´")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_ENDINGS = {"en": ("s", "es"), "de": ("n", "en", "e", "er", "s")}
_OTHER_ENDINGS = ("s",)
ADJECTIVE_ENDINGS = {"de": ("er", "en", "es", "em", "e")}
LEAST_STEM = 3
_VOWELS = frozenset("aeiou")


def words(text: str, limit: int = MAX_CHARACTERS) -> tuple[str, ...]:
    """Return the words of a text without case and accents: "Crème brûlée!" becomes creme, brulee."""
    return tuple(_WORD.findall(fold(text[:limit])))


def fold(text: str) -> str:
    """Return a text in lower case, without accents and apostrophes."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").translate(APOSTROPHES))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def spellings(text: str) -> tuple[str, ...]:
    """Return the text, and its spelling without umlauts if that differs: Föhn, Foehn."""
    expanded = text.casefold().translate(_UMLAUTS)
    return (text, expanded) if expanded != text.casefold() else (text,)


def run_together(parts: tuple[str, ...]) -> str:
    """Return one key for every spacing of a phrase.

    A final vowel stays apart: "vitamine" is not vitamin E, and "retina" is not Retin-A.
    """
    apart = len(parts) > 1 and parts[-1] in _VOWELS
    return f"{''.join(parts[:-1])} {parts[-1]}" if apart else "".join(parts)


def singulars(parts: tuple[str, ...], language: str) -> Iterator[str]:
    """Yield possible singulars of the joined words; only the last word is inflected. Some are not words."""
    before, last = "".join(parts[:-1]), parts[-1]
    if language == "en" and last.endswith("ies"):
        yield before + last[:-3] + "y"
    for ending in _ENDINGS.get(language, _OTHER_ENDINGS):
        if last.endswith(ending) and len(last) - len(ending) >= LEAST_STEM:
            yield before + last[: -len(ending)]


def is_slip(typed: str, meant: str) -> bool:
    """Return True for one slip between two words that are long enough to be corrected."""
    if len(typed) <= SHORT or len(meant) <= SHORT or not is_one_slip(typed, meant):
        return False
    return typed[0] == meant[0] or _may_begin(typed, meant)


def is_one_slip(typed: str, meant: str) -> bool:
    """Return True if exactly one letter was changed, omitted, added or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    return _same_after(typed, meant, _first_difference(typed, meant))


def _first_difference(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _may_begin(typed: str, meant: str) -> bool:
    swapped = typed[:2] == meant[1::-1]
    return swapped or min(len(typed), len(meant)) >= ANY_FIRST_LETTER


def _same_after(typed: str, meant: str, at: int) -> bool:
    if len(typed) > len(meant):
        return typed[at + 1 :] == meant[at:]
    if len(typed) < len(meant):
        return typed[at:] == meant[at + 1 :]
    swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
    return swapped or typed[at + 1 :] == meant[at + 1 :]


Halves = Mapping[tuple[int, str, str], tuple[str, ...]]
"""Words by length and beginning, and by length and end."""


def halves(known: Iterable[str]) -> Halves:
    """Index words for `near`, each by its beginning and its end of just under half its letters."""
    index: dict[tuple[int, str, str], list[str]] = {}
    for word in sorted(known):
        for key in _keys(word, len(word)):
            index.setdefault(key, []).append(word)
    return {key: tuple(listed) for key, listed in index.items()}


def near(word: str, index: Halves) -> Iterator[str]:
    """Yield the words of an index that may be one slip away; the caller checks. A slip leaves one half as it is."""
    for length in range(len(word) - 1, len(word) + 2):
        for key in _keys(word, length):
            yield from index.get(key, ())


def _keys(word: str, length: int) -> tuple[tuple[int, str, str], tuple[int, str, str]]:
    half = max(0, length - 1) // 2
    return (length, word[:half], ""), (length, "", word[len(word) - half :])


def slips(typed: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known words one typing slip away, sorted."""
    return tuple(sorted({word for word in known if is_slip(typed, word)}))
