"""Find the topics that a sentence names, with their positions."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from server.domain.sheet_import.senses import is_other_sense
from server.domain.sheet_import.subject_words import (
    ARTICLES,
    DEFINITE,
    NEGATIONS,
    NOT_ASKED,
    NOT_WORDS,
    SITES,
)
from server.domain.sheet_import.text import Word, words_in
from server.domain.topics import TopicTree

SYMPTOM = "symptom"
_LONGEST = 7
_OPENING = 3
"""Letters, which no ending is a part of."""
_ENDINGS = {
    "en": ("ies", "es", "s", "ing", "e"),
    "de": ("ern", "en", "er", "es", "em", "e", "n", "s"),
}
_COMPOUNDED = ("redness", "swelling", "pain", "bleeding", "itching")
"""Symptoms that German names with their place: Gesichtsrötung, Lidschwellung."""
_ABOUT: tuple[tuple[re.Pattern[str], re.Pattern[str], str, Mapping[str, tuple[str, ...]]], ...] = (
    (
        re.compile(r"\b(?:tooth|teeth|gums?|crowns?|braces|dent\w+|zahn\w*|zähne\w*|fluorid\w*)\b"),
        re.compile(r"\b(?:hair|lash(?:es)?|brows?|haare?|wimpern?|brauen)\b"),
        "brushing-teeth",
        {"en": ("brush", "brushing"), "de": ("putzen", "bürsten")},
    ),
    (
        re.compile(r"\b(?:hair\w*|scalp|lash(?:es)?|brows?|haare?\w*|kopfhaut|wimpern?|brauen)\b"),
        re.compile(r"\b(?:tooth|teeth|dent\w+|zahn\w*|zähne\w*)\b"),
        "hair-colour",
        {
            "en": ("colouring", "coloring", "dyeing", "tinting", "highlights"),
            "de": ("färben", "tönen", "blondieren"),
        },
    ),
    (
        re.compile(r"\b(?:hair\w*|highlights|balayage|blonde?\w*|haare?\w*|blond\w*|strähn\w*)\b"),
        re.compile(
            r"\b(?:skin|wounds?|face|scalp|lash\w*|brows?|haut|wunden?|gesicht|kopfhaut|wimper\w*|brauen?)\b"
        ),
        "hair-wash",
        {"en": ("wash", "washing", "wash it"), "de": ("waschen", "wäsche")},
    ),
    (
        re.compile(r"\b(?:eyes?|eyelids?|cataract|lasik|lens(?:es)?|augen?|lid\w*|katarakt)\b"),
        re.compile(r"\b(?:ears?|ohr|ohren|nose|nase)\b"),
        "eye-drops",
        {"en": ("drops",), "de": ("tropfen",)},
    ),
)
"""What a sheet is about, by its words, and the phrases that then name a topic."""
_MANY = 2
_NO_TAILS = ("rot",)
_LISTED = re.compile(r",|\b(?:and|or|und|oder)\b")
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
    phrase: str = ""


class Finder:
    """The phrases of the tree and of the sheets in one language."""

    def __init__(self, tree: TopicTree, language: str, phrases: Mapping[str, str]) -> None:
        self.tree = tree
        self.language = language
        self.treated: frozenset[str] = frozenset()  # the words of the sheet's title
        self.places: frozenset[str] = frozenset()  # the areas and parts of the body that the sheet is about
        self.exact: dict[str, _Entry] = {}
        self.stems: dict[str, _Entry | None] = {}
        self.entries: dict[tuple[str, ...], _Entry | None] = {}  # looked up before
        self.openings: set[str] = set()  # the first letters of the phrases of several words
        for topic in tree.topics.values():
            if topic.id not in NOT_ASKED:
                for phrase in topic.words.get(language, ()):
                    self._add(phrase.removeprefix("~"), topic.id, weak=phrase.startswith("~"))
        for phrase, topic_id in phrases.items():
            if topic_id in tree:
                self._add(phrase, topic_id, weak=False, replace=True)

    def _add(self, phrase: str, topic_id: str, *, weak: bool, replace: bool = False) -> None:
        parts = self._parts(phrase)
        if (
            not parts
            or NEGATIONS.intersection(parts)
            or (not replace and "".join(parts) in NOT_WORDS[self.language])
        ):
            return
        self.entries.clear()
        entry = _Entry(topic_id, SYMPTOM in self.tree.ancestors(topic_id), weak, parts[-1])
        if len(parts) > 1:
            self.openings.add(parts[0][:_OPENING])
        key = "".join(parts)
        if replace or key not in self.exact or self.exact[key].is_weak:
            self.exact[key] = entry
        stem = self._stem(parts)
        known = self.stems.get(stem, entry)
        self.stems[stem] = entry if replace or (known and known.topic == topic_id) else None

    def _parts(self, phrase: str) -> list[str]:
        """Return the words of a phrase without the articles inside it: "sleep on my back" is "sleep on back"."""
        parts = _PARTS.findall(folded(phrase))
        inner = [part for part in parts[1:-1] if part not in ARTICLES[self.language]]
        return [*parts[:1], *inner, *parts[-1:]] if len(parts) > 1 else parts

    def _stem(self, parts: list[str]) -> str:
        if self.language == "de":
            return "".join(_stemmed(part, "de") for part in parts)
        return "".join([*parts[:-1], _stemmed(parts[-1], self.language)]) if parts else ""

    def read_about(self, text: str) -> None:
        """Understand a bare "brush" in a sheet about teeth, and "the drops" in one about eyes."""
        for about, other, topic, phrases in _ABOUT:
            if topic in self.tree and len(about.findall(text)) >= _MANY and not other.search(text):
                for phrase in phrases[self.language]:
                    self._add(phrase, topic, weak=False, replace=True)

    def find(self, text: str) -> tuple[Subject, ...]:
        """Return the topics in order; the longest phrase wins."""
        subjects: list[Subject] = []
        listed = words_in(text)
        keys = ["".join(_PARTS.findall(folded(word.text))) for word in listed]
        at = 0
        while at < len(listed):
            subject = self._longest(text, listed, keys, at)
            if subject is None:
                at += 1
                continue
            subjects.append(subject[0])
            at = subject[1]
        return tuple(subjects)

    def _longest(
        self, text: str, listed: tuple[Word, ...], keys: list[str], at: int
    ) -> tuple[Subject, int] | None:
        longest = _LONGEST if keys[at][:_OPENING] in self.openings else 1
        for end in range(min(len(listed), at + longest), at, -1):
            between = text[listed[at].start : listed[end - 1].end]
            if any(sign in between for sign in ",;:.()\x00") and end - at > 1:
                continue
            window = [
                keys[at],
                *(key for key in keys[at + 1 : end - 1] if key not in ARTICLES[self.language]),
            ]
            entry = self._entry([*window, keys[end - 1]] if end - at > 1 else window)
            if (
                entry
                and not _is_part(text, listed[end - 1].end)
                and not self._is_site(text, listed[at], end - at)
                and not is_other_sense(text, listed[at].start, listed[end - 1].end, self.language)
            ):
                start, stop = listed[at].start, listed[end - 1].end
                return Subject(entry.topic, start, stop, entry.is_symptom, entry.is_weak), end
        return None

    def _is_site(self, text: str, word: Word, count: int) -> bool:
        """Return True for "the tattoo" or "die Wunde": the treated place, not what is done to it."""
        before = text[: word.start].split()[-1:]
        return count == 1 and word.text in SITES and bool(before) and before[0] in DEFINITE

    def _entry(self, parts: list[str]) -> _Entry | None:
        key = tuple(parts)
        if key not in self.entries:
            self.entries[key] = self._look_up(parts)
        return self.entries[key]

    def _look_up(self, parts: list[str]) -> _Entry | None:
        entry = self.exact.get("".join(parts)) or self._inflected(parts)
        if entry is None and len(parts) > 1 and self.language == "en" and parts[0].endswith("ing"):
            return self.exact.get("".join([parts[0].removesuffix("ing"), *parts[1:]]))  # "sleeping on …"
        if entry or len(parts) > 1:
            return entry
        return self._compound(parts[0]) if parts else None

    def _inflected(self, parts: list[str]) -> _Entry | None:
        """Return the topic of another form of a phrase; "rein" is no form of "Reis", nor "tupfen" of "Tupfer"."""
        stem = self._stem(parts)
        entry = self.stems.get(stem)
        if entry is None or len(parts) > 1 or self.language != "de":
            return entry
        is_verb = entry.phrase.endswith("er") and parts[0].endswith("en")
        return None if len(stem) <= _OPENING or is_verb else entry

    def _compound(self, word: str) -> _Entry | None:
        """Match a compound such as Retinolcreme or Saunabesuche by the part before its tail.

        Any other German compound is matched weakly by its last part: a Langstreckenflug is a flight.
        """
        for form in dict.fromkeys((word, _stemmed(word, self.language))):
            for tail in self.tree.index.tails:
                head = form.removesuffix(tail)
                if head != form and len(head) > 4:
                    entry = self.exact.get(head) or self.exact.get(head.removesuffix("s"))
                    if entry and not entry.is_weak:
                        return entry
        return self._last_part(word) if self.language == "de" and len(word) > 8 else None

    def _last_part(self, word: str) -> _Entry | None:
        for at in range(3, len(word) - 4):
            stem = _stemmed(word[at:], "de")
            entry = self.exact.get(word[at:]) or (self.stems.get(stem) if len(stem) > 3 else None)
            if entry and entry.is_symptom and entry.topic in _COMPOUNDED and word[at:] not in _NO_TAILS:
                return entry
            if entry and not entry.is_weak and not entry.is_symptom and entry.topic != "food":
                return replace(entry, is_weak=True)
        return None

    def symptom(self, text: str) -> str | None:
        """Return the symptom that a short text names."""
        return next((subject.topic for subject in self.find(text) if subject.is_symptom), None)


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Return the text without accents, umlauts and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("'", ""))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _stemmed(word: str, language: str) -> str:
    if language == "en" and word.endswith("ings") and len(word) > 6:
        word = word[:-1]
    for ending in _ENDINGS[language]:
        if (
            word.endswith(ending)
            and not (ending == "s" and word.endswith("ss"))
            and len(word) - len(ending) >= 3
        ):
            stem = word[: -len(ending)]
            return stem + "y" if ending == "ies" else stem
    return word


def _is_part(text: str, end: int) -> bool:
    """Return True for the first part of a compound that is not a topic: "oil-based"."""
    return (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()) or text[
        end : end + 5
    ] == " free"


def most_specific(
    subjects: list[Subject], tree: TopicTree, text: str, *, all_families: bool
) -> list[Subject]:
    """Return the subjects without a family that only leads to its member: "antiviral tablets".

    `all_families`: a duty is about the member, wherever the family appears, unless both are listed. A ban keeps
    its families.
    """
    remaining = []
    for subject in subjects:
        members = [
            each
            for each in subjects
            if each.topic != subject.topic and subject.topic in tree.ancestors(each.topic)
        ]
        near = any(_gap(subject, each) <= 1 for each in members)
        leads = all_families and any(not _are_listed(subject, each, text) for each in members)
        if not (near or leads or (members and subject.topic == "sleep")):
            remaining.append(subject)
    return remaining


def _gap(first: Subject, second: Subject) -> int:
    return max(second.start - first.end, first.start - second.end)


def _are_listed(first: Subject, second: Subject, text: str) -> bool:
    between = text[min(first.end, second.end) : max(first.start, second.start)]
    return _LISTED.search(between) is not None
