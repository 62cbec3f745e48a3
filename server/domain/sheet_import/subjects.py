"""Find the topics that a sentence names, with their positions."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.domain.sheet_import.text import Word, words_in
from server.domain.topics import TopicTree

SYMPTOM = "symptom"
_NOT_ASKED = frozenset(
    "contact-practitioner pointer session treatment-plan needle-depth period baby symptom glow skin-renewal party travel"
    " area unexpected-reaction scarring work-out surgery".split()
)
"""Topics that questions need and whose words mean something else on a sheet ("for a period of 2 days")."""
_LONGEST = 6
_ENDINGS = {
    "en": ("ies", "es", "s", "ing", "e"),
    "de": ("ern", "en", "er", "es", "em", "e", "n", "s"),
}
_PARTS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic named in a sentence; positions count from the start of the sentence."""

    topic: str
    start: int
    end: int
    is_symptom: bool
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    topic: str
    is_symptom: bool
    is_weak: bool


class Finder:
    """The phrases of the tree and of the sheets in one language."""

    def __init__(self, tree: TopicTree, language: str, phrases: Mapping[str, str]) -> None:
        self.tree = tree
        self.language = language
        self.exact: dict[str, _Entry] = {}
        self.stems: dict[str, _Entry | None] = {}
        for topic in tree.topics.values():
            if topic.id not in _NOT_ASKED:
                for phrase in topic.words.get(language, ()):
                    self._add(phrase.removeprefix("~"), topic.id, weak=phrase.startswith("~"))
        for phrase, topic_id in phrases.items():
            if topic_id in tree:
                self._add(phrase, topic_id, weak=False, replace=True)

    def _add(self, phrase: str, topic_id: str, *, weak: bool, replace: bool = False) -> None:
        parts = _PARTS.findall(folded(phrase))
        entry = _Entry(topic_id, SYMPTOM in self.tree.ancestors(topic_id), weak)
        key = "".join(parts)
        if replace or key not in self.exact or self.exact[key].is_weak:
            self.exact[key] = entry
        stem = self._stem(parts)
        known = self.stems.get(stem, entry)
        self.stems[stem] = entry if replace or (known and known.topic == topic_id) else None

    def _stem(self, parts: list[str]) -> str:
        if self.language == "de":
            return "".join(_stemmed(part, "de") for part in parts)
        return "".join([*parts[:-1], _stemmed(parts[-1], self.language)]) if parts else ""

    def find(self, text: str) -> tuple[Subject, ...]:
        """Return the topics in order; the longest phrase wins."""
        found: list[Subject] = []
        listed = words_in(text)
        keys = ["".join(_PARTS.findall(folded(word.text))) for word in listed]
        at = 0
        while at < len(listed):
            subject = self._longest(text, listed, keys, at)
            if subject is None:
                at += 1
                continue
            found.append(subject[0])
            at = subject[1]
        return tuple(found)

    def _longest(
        self, text: str, listed: tuple[Word, ...], keys: list[str], at: int
    ) -> tuple[Subject, int] | None:
        for end in range(min(len(listed), at + _LONGEST), at, -1):
            between = text[listed[at].start : listed[end - 1].end]
            if any(sign in between for sign in ",;:.()\x00") and end - at > 1:
                continue
            entry = self._entry(keys[at:end])
            if entry:
                start, stop = listed[at].start, listed[end - 1].end
                return Subject(entry.topic, start, stop, entry.is_symptom, entry.is_weak), end
        return None

    def _entry(self, parts: list[str]) -> _Entry | None:
        entry = self.exact.get("".join(parts)) or self.stems.get(self._stem(parts))
        if entry or len(parts) > 1:
            return entry
        return self._compound(parts[0]) if parts else None

    def _compound(self, word: str) -> _Entry | None:
        """Match a compound such as Retinolcreme by the part before its tail."""
        for tail in self.tree.index.tails:
            head = word.removesuffix(tail)
            if head != word and len(head) > 4:
                entry = self.exact.get(head) or self.exact.get(head.removesuffix("s"))
                if entry and not entry.is_weak:
                    return entry
        return None

    def symptom(self, text: str) -> str | None:
        """Return the symptom that a short text names."""
        return next((subject.topic for subject in self.find(text) if subject.is_symptom), None)


def folded(text: str) -> str:
    """Return the text without accents, umlauts and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", ""))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _stemmed(word: str, language: str) -> str:
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            return stem + "y" if ending == "ies" else stem
    return word


def without_families(topics: tuple[str, ...], tree: TopicTree) -> tuple[str, ...]:
    """Return the topics without repeats, in the order of the sentence."""
    return tuple(dict.fromkeys(topic for topic in topics if topic in tree))


def listed(subjects: tuple[Subject, ...]) -> Iterator[str]:
    yield from dict.fromkeys(subject.topic for subject in subjects)
