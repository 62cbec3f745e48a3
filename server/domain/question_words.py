"""The words of questions, per language, as read from server/sheets/words/questions.toml.

A *cue* is a phrase with a meaning: it opens a question, negates, states a condition, names a moment … The phone reads
the same data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.topics_words import MAX_LISTED, Halves, halves, spellings, words

LEAST_GUARDED = 3
"""Question, negation and condition words of up to this many letters are too short for their slips to be recognised."""

_SECTIONS = {"openers": "open", "words": "word", "cues": "cue", "moments": "moment", "conditions": "state"}


@dataclass(frozen=True, slots=True)
class Cue:
    words: tuple[str, ...]
    family: str  # open, word, cue, moment, state
    value: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Two words with others between them that mean something together: "peel … off"."""

    first: str
    last: str
    value: str  # a topic, "cue not" or "state now:prescribed"


@dataclass(frozen=True, slots=True)
class Clock:
    """The words for times and dates of one language."""

    weekdays: Mapping[str, int]  # Monday is 0
    short_weekdays: Mapping[str, int]  # count only after one of `before_weekday`
    units: Mapping[str, str]  # word -> m, h, d, w, mo
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]  # names of the months, January is 1
    parts: Mapping[str, str]
    lists: Mapping[
        str, tuple[tuple[str, ...], ...]
    ]  # in, later, since, ignored, every, filler, next, at, am, pm, link, before_weekday


@dataclass(frozen=True, slots=True)
class Speech:
    language: str
    cues: Mapping[str, tuple[Cue, ...]]  # by first word, longest first
    gaps: tuple[Gap, ...]
    clock: Clock
    small: frozenset[str]
    hypothetical: frozenset[str]  # "once it has healed" says nothing about now
    vocabulary: frozenset[str]  # every word of the language that is listed, also inside phrases
    guarded: Halves  # words of questions, negations and conditions, for `near`
    subjects: frozenset[str]  # after "and" or "but", they begin a clause
    adverbs: frozenset[str]  # may come between a negation and the symptom that it denies
    plain: frozenset[str]  # may accompany the topic of a question that is answered with yes or no
    doubtful: frozenset[
        str
    ]  # a text that begins with one of them is a "may I" only with a word of permission
    applying: frozenset[str]  # words of a question about what may go on the skin: "what do I put on now"
    done: frozenset[str]  # verbs that tell of something done: "wore", "benutzt"

    def is_known(self, word: str) -> bool:
        """Return True for a small word, a number, or a word of time; words inside longer phrases do not count."""
        if word in self.small or word in self.hypothetical or word.isdigit():
            return True
        letters = word.lstrip("0123456789")
        clock = self.clock
        if letters != word:
            return letters in clock.units or letters in ("st", "nd", "rd", "th", "x", "am", "pm")
        names = (clock.weekdays, clock.units, clock.numbers, clock.ordinals, clock.parts)
        return any(word in names_of for names_of in names)

    @classmethod
    def from_document(cls, language: str, document: Mapping[str, Any]) -> "Speech":
        """Build the words of one language from its table."""
        cues = tuple(_cues(document))
        plain = frozenset(words(document.get("plain", ""), MAX_LISTED))
        small = plain | frozenset(words(document.get("small", ""), MAX_LISTED))
        clock = _clock(document.get("time", {}))
        gaps = tuple(_gaps(document.get("gaps", {})))
        guarded = {word for cue in cues if cue.family in ("open", "word", "cue") for word in cue.words}
        listed = (word for cue in cues for word in cue.words)
        vocabulary = small | frozenset(listed) | _clock_words(clock)
        hypothetical = frozenset(words(document.get("hypothetical", ""), MAX_LISTED))
        subjects = frozenset(words(document.get("subjects", ""), MAX_LISTED))
        return cls(
            language,
            _by_first_word(cues),
            gaps,
            clock,
            small,
            hypothetical,
            vocabulary,
            halves(word for word in guarded if len(word) > LEAST_GUARDED),
            subjects,
            frozenset(words(document.get("adverbs", ""), MAX_LISTED)),
            plain,
            frozenset(words(document.get("doubtful", ""), MAX_LISTED)),
            frozenset(words(document.get("applying", ""), MAX_LISTED)),
            frozenset(words(document.get("done", ""), MAX_LISTED)),
        )


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of all languages, and the topics that questions treat in a way of their own."""

    speeches: Mapping[str, Speech]
    coverings: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    contact: str = ""
    anything: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    comparable: tuple[str, ...] = ()
    removing: tuple[str, ...] = ()
    conditions: Mapping[str, str] | None = None
    describing: Mapping[str, str] | None = None
    figures: tuple[str, ...] = ()
    sheds: Mapping[str, str] | None = None
    tools: tuple[str, ...] = ()
    picking: str = ""
    applied: str = ""
    alarming: tuple[str, ...] = ()
    related: Mapping[str, str] | None = None
    withheld: tuple[str, ...] = ()
    reacting: tuple[str, ...] = ()

    @classmethod
    def from_document(cls, document: Mapping[str, Any], names: Iterable[str]) -> "QuestionWords":
        """Build the words of all languages; a named language without words of its own gets none."""
        languages: dict[str, Any] = {name: {} for name in names}
        languages |= {name: content for name, content in document.items() if _is_language(content)}
        return cls(
            {name: Speech.from_document(name, content) for name, content in languages.items()},
            tuple(document.get("coverings", ())),
            tuple(document.get("products", ())),
            tuple(document.get("treatments", ())),
            tuple(document.get("signs", ())),
            tuple(document.get("occasions", ())),
            tuple(document.get("carriers", ())),
            document.get("contact", ""),
            tuple(document.get("anything", ())),
            tuple(document.get("reasons", ())),
            tuple(document.get("comparable", ())),
            tuple(document.get("removing", ())),
            dict(document.get("conditions", {})),
            dict(document.get("describing", {})),
            tuple(document.get("figures", ())),
            dict(document.get("sheds", {})),
            tuple(document.get("tools", ())),
            document.get("picking", ""),
            document.get("applied", ""),
            tuple(document.get("alarming", ())),
            dict(document.get("related", {})),
            tuple(document.get("withheld", ())),
            tuple(document.get("reacting", ())),
        )


def _is_language(content: object) -> bool:
    return isinstance(content, Mapping) and "small" in content


def _cues(document: Mapping[str, Any]) -> Iterator[Cue]:
    for section, family in _SECTIONS.items():
        for value, phrases in document.get(section, {}).items():
            for phrase in phrases:
                for spelling in dict.fromkeys(map(words, spellings(phrase))):
                    yield Cue(spelling, family, value)


def _by_first_word(cues: Iterable[Cue]) -> Mapping[str, tuple[Cue, ...]]:
    """Index the cues. Of two with the same words, the one listed first counts."""
    by_words: dict[tuple[str, ...], Cue] = {}
    for cue in cues:
        by_words.setdefault(cue.words, cue)
    by_first: dict[str, list[Cue]] = {}
    for cue in by_words.values():
        by_first.setdefault(cue.words[0], []).append(cue)
    return {
        first: tuple(sorted(listed, key=lambda cue: -len(cue.words))) for first, listed in by_first.items()
    }


def _gaps(document: Mapping[str, Iterable[str]]) -> Iterator[Gap]:
    for value, pairs in document.items():
        for pair in pairs:
            first, *_, last = words(pair)
            yield Gap(first, last, value)


def _clock(document: Mapping[str, Any]) -> Clock:
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks", "mo": "months"}
    lists = (
        *("in", "later", "since", "ignored", "every", "filler"),
        *("next", "at", "am", "pm", "link", "before_weekday"),
    )
    return Clock(
        _numbered(document.get("weekdays", ())),
        _numbered(document.get("short_weekdays", ())),
        {_plain(word): unit for unit, name in units.items() for word in document.get(name, ())},
        {_plain(word): number for word, number in document.get("numbers", {}).items()},
        {_plain(word): number for word, number in document.get("ordinals", {}).items()},
        {word: number + 1 for word, number in _numbered(document.get("month_names", ())).items()},
        {_plain(word): part for word, part in document.get("parts", {}).items()},
        {
            name: tuple(
                sorted((words(phrase) for phrase in document.get(name, ())), key=lambda each: -len(each))
            )
            for name in lists
        },
    )


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {word: number for number, line in enumerate(names) for word in words(line)}


def _plain(word: str) -> str:
    return "".join(words(word))


def _clock_words(clock: Clock) -> frozenset[str]:
    phrases = (word for listed in clock.lists.values() for phrase in listed for word in phrase)
    names = (clock.weekdays, clock.units, clock.numbers, clock.ordinals, clock.months, clock.parts)
    return frozenset(phrases) | frozenset(word for mapping in names for word in mapping)
