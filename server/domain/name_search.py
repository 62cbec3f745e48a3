"""Search for people by name: forgiving of case, accents, umlauts and the order of the words. Pure.

Both the names and what is typed are folded the same way, so that "muller", "Müller" and "Mueller" find each other. The
folding is coarse on purpose: it may find one name too many, but never misses one for its spelling.
"""

import re
import unicodedata

LONGEST_WORD = 32
MOST_WORDS = 16
MOST_TYPED = 6
"""Words that a search takes into account; the rest is ignored."""

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_DIGRAPH = re.compile(r"([aou])e|aa")
"""German ä, ö and ü, and Scandinavian å, ø and æ, as they are spelled without the letters."""
_SEPARATOR = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['’ʼ`´‘]")


def fold(text: str) -> str:
    """Return the text in small letters without accents, with "ae", "oe", "ue" and "aa" reduced to one letter."""
    small = text.casefold().translate(_LETTERS)
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", small)
        if unicodedata.category(character) not in {"Mn", "Cf", "Cc"}
    )
    plain = bare.casefold().translate(_LETTERS)  # decomposing a styled letter gives a capital
    return _DIGRAPH.sub(lambda pair: pair[1] or "a", plain)


def words_of(name: str, *further: str) -> list[bytes]:
    """Return the folded words by which a person is found. "O'Brien" is found by "obrien" and by "brien"."""
    words: dict[str, None] = {}
    for text in (name, *further):
        for part in (_APOSTROPHES.sub("", text), _APOSTROPHES.sub(" ", text)):
            words.update(dict.fromkeys(_split(part)))
    return [word.encode() for word in list(words)[:MOST_WORDS]]


def typed_words(query: str) -> list[bytes]:
    """Return the folded beginnings of words that somebody has typed. Each must begin a word of the name."""
    return [word.encode() for word in _split(_APOSTROPHES.sub("", query))[:MOST_TYPED]]


def after_prefix(prefix: bytes) -> bytes:
    """Return the bound behind every word that begins with `prefix`: no UTF-8 text contains the byte 0xFF."""
    return prefix + b"\xff"


def sort_key(name: str) -> str:
    """Return what a list of names is sorted by."""
    return " ".join(_split(name))[:160]


def _split(text: str) -> list[str]:
    return [word[:LONGEST_WORD] for word in _SEPARATOR.split(fold(text)) if word]
