"""Every word of the tree by its plain form, per language, and the small words around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.topics_words import SHORT, run_together, singulars, spellings, words


class TopicError(ValueError):
    """A topic tree that does not hold together: a cycle, a lost parent, one word with two topics."""


@dataclass(frozen=True, slots=True)
class Phrase:
    topic: str
    language: str
    text: str  # as the tree has it: this is shown as what was understood
    weak: bool = False
    symptom: bool = False
    depth: int = 0  # how many families the topic has above it: the more, the more is said with it

    @property
    def rank(self) -> int:
        """A thing to use or do comes before a weak word, and that before what the skin does."""
        if self.symptom:
            return 0
        return 1 if self.weak else 2


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    phrases: Mapping[str, Phrase]  # by the words of the phrase in plain form, run together
    plurals: Mapping[str, Phrase]  # by the singular of a phrase that the tree has in the plural
    vocabulary: Mapping[int, frozenset[str]]  # every single word in the phrases, by its length
    longest: int  # phrase, in words

    def knows(self, word: str) -> bool:
        return word in self.vocabulary.get(len(word), ()) or word in self.phrases

    def near(self, word: str) -> Iterable[str]:
        for length in range(len(word) - 1, len(word) + 2):
            yield from self.vocabulary.get(length, ())


@dataclass(frozen=True, slots=True)
class Index:
    languages: Mapping[str, Language]
    small: Mapping[str, frozenset[str]]
    ordinary: Mapping[str, frozenset[str]]
    tails: tuple[str, ...]

    @classmethod
    def build(cls, phrases: Iterable[Phrase], document: Mapping[str, Any]) -> "Index":
        by_language: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            by_language.setdefault(phrase.language, []).append(phrase)
        return cls(
            {name: _language(name, listed) for name, listed in by_language.items()},
            {name: frozenset(words_of(text)) for name, text in document.get("small", {}).items()},
            {name: frozenset(words_of(text)) for name, text in document.get("ordinary", {}).items()},
            tuple(document.get("tails", ())),
        )

    def order(self, question: tuple[str, ...], language: str) -> tuple[str, ...]:
        """The given language first, unless the small words of the question say that it is in another."""
        own = self.languages.get(language)
        telling = [word for word in question if own is None or not own.knows(word)]
        states = {name: sum(word in small for word in telling) for name, small in self.small.items()}
        return tuple(sorted(self.languages, key=lambda name: (-states.get(name, 0), name != language, name)))


def words_of(text: str) -> tuple[str, ...]:
    return tuple(word for line in text.splitlines() for word in words(line))


def _language(name: str, phrases: list[Phrase]) -> Language:
    exact: dict[str, Phrase] = {}
    plurals: dict[str, Phrase] = {}
    vocabulary: dict[int, set[str]] = {}
    for phrase in phrases:
        for spelling in spellings(phrase.text):
            parts = words(spelling)
            _enter(exact, run_together(parts), phrase)
            for word in (*parts, "".join(parts)):
                vocabulary.setdefault(len(word), set()).add(word)
    for phrase in phrases:
        for singular in singulars(words(phrase.text), name):
            if len(singular) >= SHORT and singular not in exact:
                plurals.setdefault(singular, phrase)
    known = {length: frozenset(found) for length, found in vocabulary.items()}
    return Language(name, exact, plurals, known, max(len(words(phrase.text)) for phrase in phrases))


def _enter(exact: dict[str, Phrase], key: str, phrase: Phrase) -> None:
    holder = exact.setdefault(key, phrase)
    if not key or holder.topic != phrase.topic:
        raise TopicError(f"{phrase.text!r} is a word of {holder.topic} and of {phrase.topic}")
