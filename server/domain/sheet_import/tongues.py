# ruff: noqa: E501, SIM905 - patterns and word lists stay on one line
"""Recognise the language of a pasted text by its most common words."""

from server.domain.sheet_import.text import plain, words_in

_COMMON = {
    "en": frozenset("the and of to your for you not is or in after with be may should do avoid no if are this use can any".split()),
    "de": frozenset("die der und nicht sie für ist das den mit von auf nach bitte keine kein oder im bis zu ihre wenn eine werden".split()),
}  # fmt: skip
_FOREIGN = frozenset(
    "le la les une et ne pas pour vous avec est sur el los las una y por para con il di per non che gli een het niet"
    " voor met van ve bir için ile nie na przez się w o os uma não com de".split()
)
"""Common words of French, Spanish, Italian, Dutch, Turkish, Polish and Portuguese, which English and German lack."""
_SAMPLE = 20_000
"""Characters."""
_ENOUGH = 12
"""Words; a shorter text does not show that it is in another language than the chosen one."""
_SHORT = 30
"""Characters; in a longer text, a single common word proves nothing: "no" is English, Spanish and Italian."""
_SHARE = 0.06
"""Share of common words below which a text is not in that language. A list without verbs has about 10 %."""


def language_of(text: str) -> str | None:
    """Return the language of a text; None if it is in neither, or too short to tell."""
    shares = _shares(text, least=1)
    best = max(shares, key=lambda name: shares[name], default=None)
    if best is None or shares[best] < _SHARE:
        return None
    distinct = _COMMON[best].intersection(word.text for word in words_in(plain(text[:_SAMPLE])))
    return best if len(distinct) > 1 or len(text) < _SHORT else None


def is_in(text: str, language: str) -> bool:
    """Return False if a text is clearly in another language than the one chosen."""
    shares = _shares(text, least=_ENOUGH)
    if not shares:
        return True
    others = max(share for name, share in shares.items() if name != language)
    if _foreign_share(text) > max(shares[language], _SHARE):
        return False
    return shares[language] >= others and (shares[language] >= _SHARE / 2 or others == 0 == shares[language])


def _shares(text: str, *, least: int) -> dict[str, float]:
    listed_words = _words(text)
    if len(listed_words) < least:
        return {}
    return {name: _share(listed_words, common) for name, common in _COMMON.items()}


def _foreign_share(text: str) -> float:
    return _share(_words(text), _FOREIGN)


def _share(listed_words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in listed_words) / len(listed_words)


def _words(text: str) -> list[str]:
    return [word.text for word in words_in(plain(text[:_SAMPLE])) if word.text[0].isalpha()]
