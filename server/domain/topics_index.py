"""Index of the topic tree: every phrase by its plain form, per language, and the small words around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from server.domain.question_words import QuestionWords
from server.domain.topics_words import SHORT, Halves, halves, near, run_together, singulars, spellings, words


class TopicError(ValueError):
    """An inconsistent topic tree: a cycle, a missing parent, or one word for two topics."""


@dataclass(frozen=True, slots=True)
class Phrase:
    topic: str
    language: str
    text: str  # as written in the tree; shown to the person as the word that was understood
    weak: bool = False
    symptom: bool = False
    depth: int = 0  # number of families above the topic: a deeper topic is more specific

    @property
    def rank(self) -> int:
        """Rank a thing to use or do above a weak word, and a weak word above a symptom."""
        if self.symptom:
            return 0
        return 1 if self.weak else 2


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    phrases: Mapping[str, Phrase]  # by the words of the phrase in plain form, joined
    plurals: Mapping[str, Phrase]  # by the singular of a phrase that the tree lists in the plural
    vocabulary: Mapping[int, frozenset[str]]  # every single word in the phrases, by its length
    corrections: Halves  # words that can be corrected to, for `near`
    longest: int  # words in the longest phrase

    def knows(self, word: str) -> bool:
        return word in self.vocabulary.get(len(word), ()) or word in self.phrases

    def near(self, word: str) -> Iterable[str]:
        return near(word, self.corrections)


@dataclass(frozen=True, slots=True)
class Index:
    languages: Mapping[str, Language]
    small: Mapping[str, frozenset[str]]
    ordinary: Mapping[str, frozenset[str]]
    tails: tuple[str, ...]
    questions: QuestionWords

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
            QuestionWords.from_document(document.get("questions", {}), by_language),
        )

    def extended(self, phrases: Iterable[Phrase], lineage: Mapping[str, tuple[str, ...]]) -> "Index":
        """Return the index with the phrases of a sheet. Raises `TopicError`."""
        by_language: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            by_language.setdefault(phrase.language, []).append(phrase)
        languages = dict(self.languages)
        for name, added in by_language.items():
            known = languages.get(name) or _language(name, added)
            languages[name] = extended(known, added, lineage)
        return replace(self, languages=languages)

    def order(self, question: tuple[str, ...], language: str) -> tuple[str, ...]:
        """Return the languages, most likely first, by the small words of the question.

        Ties go to the given language.
        """
        own = self.languages.get(language)
        hints = [word for word in question if own is None or not own.knows(word)]
        counts = {name: sum(word in small for word in hints) for name, small in self.small.items()}
        return tuple(sorted(self.languages, key=lambda name: (-counts.get(name, 0), name != language, name)))


def extended(
    language: Language, phrases: Iterable[Phrase], lineage: Mapping[str, tuple[str, ...]]
) -> Language:
    """Return the language with further phrases. Raises `TopicError` for a word that another topic has.

    A word of a family may pass to its member: in a sheet that knows one serum only, "serum" is that one.
    """
    exact, plurals, words_by_length = (
        dict(language.phrases),
        dict(language.plurals),
        dict(language.vocabulary),
    )
    added: set[str] = set()
    for phrase in phrases:
        for spelling in spellings(phrase.text):
            parts = words(spelling)
            key = run_together(parts)
            if key in exact and exact[key].topic in lineage[phrase.topic]:
                del exact[key]
            _enter(exact, key, phrase)
            added |= {*parts, "".join(parts)}
        for singular in singulars(words(phrase.text), language.name):
            if len(singular) >= SHORT and singular not in exact:
                plurals[singular] = phrase
    for word in added:
        words_by_length[len(word)] = words_by_length.get(len(word), frozenset()) | {word}
    corrected = dict(language.corrections)
    for half, listed in halves(word for word in added if len(word) > SHORT).items():
        corrected[half] = (*corrected.get(half, ()), *listed)
    longest = max((language.longest, *(len(words(phrase.text)) for phrase in phrases)))
    return Language(language.name, exact, plurals, words_by_length, corrected, longest)


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
    known = {length: frozenset(known_words) for length, known_words in vocabulary.items()}
    corrected = halves(word for length, listed in known.items() if length > SHORT for word in listed)
    return Language(
        name, exact, plurals, known, corrected, max(len(words(phrase.text)) for phrase in phrases)
    )


def _enter(exact: dict[str, Phrase], key: str, phrase: Phrase) -> None:
    holder = exact.setdefault(key, phrase)
    if not key or holder.topic != phrase.topic:
        raise TopicError(f"{phrase.text!r} is a word of both {holder.topic} and {phrase.topic}")
