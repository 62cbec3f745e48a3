"""Find the topic of a question: the most specific phrase the tree knows, reported in the tree's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.domain.topics_index import Index, Language, Phrase
from server.domain.topics_words import (
    ADJECTIVE_ENDINGS,
    LEAST_STEM,
    MAX_CHARACTERS,
    SHORT,
    run_together,
    singulars,
    slips,
)

How = Literal["exact", "phrase", "plural", "typo"]

MAX_WORDS = 40
"""The maximum number of words of a question; any further words are ignored."""


@dataclass(frozen=True, slots=True)
class Match:
    topic: str
    understood: str  # the matching phrase of the tree
    how: How
    alternatives: tuple[str, ...] = ()  # other topics of the question, by descending weight


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the tree at the words [start, end) of a text."""

    phrase: Phrase
    start: int
    end: int
    how: How

    @property
    def weight(self) -> tuple[int, int, int, int, int]:
        """Order hits by how specific they are: in "AHA toner" the acid outweighs the toner."""
        phrase = self.phrase
        return (phrase.rank, phrase.depth, len(phrase.text), self.how != "typo", -self.start)

    def contains(self, other: "Hit") -> bool:
        """Return True if this longer phrase contains the other: "sensitive to the sun" is not about the sun."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.end - self.start > other.end - other.start


def best(index: Index, question: tuple[str, ...], language: str) -> Match | None:
    """Return the match in the most likely language that has a word for the question."""
    asked = question[:MAX_WORDS]
    order = index.order(asked, language)
    for position, name in enumerate(order):
        foreign = _everyday(index, order[0]) if position else frozenset()
        hits = _chosen(_hits(index, name, asked, foreign))
        if hits:
            return _match(hits, asked)
    return None


def mentions(index: Index, question: tuple[str, ...], language: str) -> tuple[tuple[str, int, int], ...]:
    """Return every topic in a text, in order, as (topic, first word, word after the last).

    Typing slips are not corrected.
    """
    hits = _chosen(hit for hit in _hits(index, language, question, frozenset()) if hit.how != "typo")
    return tuple((hit.phrase.topic, hit.start, hit.end) for hit in sorted(hits, key=lambda hit: hit.start))


def hits_in(
    index: Index, name: str, asked: tuple[str, ...], *, uncorrected: frozenset[str], exact_only: bool = False
) -> tuple[Hit, ...]:
    """Return every phrase of one language in a text, in order, without overlaps. Weak phrases are included.

    `uncorrected` words are never corrected; with `exact_only`, no word is.
    """
    candidates = _candidates(index, name, asked, frozenset(asked) if exact_only else uncorrected)
    return tuple(sorted(_chosen(candidates), key=lambda hit: hit.start))


def _candidates(
    index: Index, name: str, asked: tuple[str, ...], uncorrected: frozenset[str]
) -> Iterator[Hit]:
    language = index.languages[name]
    meant = tuple(() if word in uncorrected else _meanings(index, name, word) for word in asked)
    for start in range(len(asked)):
        for end in range(start + 1, min(len(asked), start + language.longest) + 1):
            hit = _hit(index, language, asked[start:end], meant[start:end])
            if hit:
                yield Hit(hit[0], start, end, hit[1])


def _match(hits: list[Hit], asked: tuple[str, ...]) -> Match:
    first = hits[0]
    whole = first.start == 0 and first.end == len(asked)
    others = dict.fromkeys(hit.phrase.topic for hit in hits if hit.phrase.topic != first.phrase.topic)
    how = first.how if first.how != "exact" or whole else "phrase"
    return Match(first.phrase.topic, first.phrase.text, how, tuple(others))


def _chosen(hits: Iterator[Hit]) -> list[Hit]:
    """Return hits by descending weight, without those that overlap a heavier one.

    A part of a longer phrase comes after all whole phrases: it counts if that phrase itself was left out.
    """
    candidates = list(hits)
    parts = {hit for hit in candidates if any(other.contains(hit) for other in candidates)}
    chosen: list[Hit] = []
    for hit in sorted(candidates, key=lambda hit: (hit not in parts, hit.weight), reverse=True):
        if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
            chosen.append(hit)
    return chosen


def _hits(index: Index, name: str, asked: tuple[str, ...], foreign: frozenset[str]) -> Iterator[Hit]:
    language = index.languages[name]
    meant = tuple(_meanings(index, name, word) for word in asked)
    for start in range(len(asked)):
        for end in range(start + 1, min(len(asked), start + language.longest) + 1):
            window = asked[start:end]
            if not foreign.issuperset(window):
                hit = _hit(index, language, window, meant[start:end])
                if hit and (not hit[0].weak or _all_known(index, name, asked[:start] + asked[end:])):
                    yield Hit(hit[0], start, end, hit[1])


def _hit(
    index: Index, language: Language, window: tuple[str, ...], meant: tuple[tuple[str, ...], ...]
) -> tuple[Phrase, How] | None:
    key = run_together(window)
    phrase = language.phrases.get(key)
    if phrase:
        return phrase, "exact"
    phrase = _plural(language, window) or (
        _compound(index, language, key) if len(window) == 1 else _inflected(language, window)
    )
    if phrase:
        return phrase, "plural"
    for at, candidates in enumerate(meant):
        for candidate in candidates:
            corrected = (*window[:at], candidate, *window[at + 1 :])
            phrase = language.phrases.get(run_together(corrected)) or _plural(language, corrected)
            if phrase:
                return phrase, "typo"
    return None


def _plural(language: Language, parts: tuple[str, ...]) -> Phrase | None:
    stem = next((stem for stem in singulars(parts, language.name) if stem in language.phrases), None)
    return language.phrases[stem] if stem else language.plurals.get("".join(parts))


def _inflected(language: Language, parts: tuple[str, ...]) -> Phrase | None:
    """Match a phrase with another ending of an adjective: "getönter Tagescreme" is "getönte Tagescreme"."""
    endings = ADJECTIVE_ENDINGS.get(language.name, ())
    for at, word in enumerate(parts[:-1]):
        own = next((each for each in endings if word.endswith(each)), "")
        stem = word.removesuffix(own)
        for ending in endings if own and len(stem) >= LEAST_STEM else ():
            phrase = language.phrases.get(run_together((*parts[:at], stem + ending, *parts[at + 1 :])))
            if phrase:
                return phrase
    return None


def _compound(index: Index, language: Language, word: str) -> Phrase | None:
    """Match a compound such as Retinolcreme by the part before its tail."""
    for tail in index.tails:
        head = word.removesuffix(tail)
        if head != word and len(head) >= SHORT:
            phrase = language.phrases.get(head) or language.phrases.get(head.removesuffix("s"))
            if phrase and not phrase.weak:
                return phrase
    return None


def _everyday(index: Index, name: str) -> frozenset[str]:
    return index.small.get(name, frozenset()) | index.ordinary.get(name, frozenset())


def _meanings(index: Index, name: str, word: str) -> tuple[str, ...]:
    """Return the known words one typing slip away from a word that is neither ordinary nor known."""
    language = index.languages[name]
    everyday = any(word in _everyday(index, each) for each in index.languages)
    if len(word) <= SHORT or len(word) > MAX_CHARACTERS or everyday or language.knows(word):
        return ()
    return slips(word, language.near(word))


def _all_known(index: Index, name: str, around: tuple[str, ...]) -> bool:
    """Return True if all words around a weak word are known: small words, or words of the tree."""
    language, small = index.languages[name], index.small.get(name, frozenset())
    return all(word in small or language.knows(word) or _plural(language, (word,)) for word in around)
