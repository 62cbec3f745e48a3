"""Estimate the reading grade of the sentences in the message catalogue.

English uses the Flesch-Kincaid grade level, German the fourth Vienna formula for non-fiction
("vierte Wiener Sachtextformel"). Both give a school grade, so one bound serves both: grade 6 is the
school year of 11- to 12-year-olds in the United States as well as in Austria and Germany.

A formula only counts words and syllables. It finds sentences that are too long or too heavy; it cannot tell
whether a text is true, kind or clear.

Sources:
    Kincaid, Fishburne, Rogers, Chissom: Derivation of New Readability Formulas for Navy Enlisted Personnel
        (Research Branch Report 8-75), 1975. Grade = 0.39 * words/sentences + 11.8 * syllables/words - 15.59.
    Bamberger, Vanecek: Lesen, Verstehen, Lernen, Schreiben. Wien: Jugend und Volk, 1984.
        Fourth formula: grade = 0.2744 * MS + 0.2656 * SL - 1.693, where MS is the percentage of words with
        three or more syllables and SL the mean number of words in a sentence.
    Flesch: How to Write Plain English. Harper & Row, 1979. A colon or semicolon ends a sentence for the count.
    Gunning: The Technique of Clear Writing. McGraw-Hill, 1952. Proper names and the familiar terms of the
        subject do not count as hard words.
"""

import re
from collections.abc import Sequence

_PLACEHOLDER = re.compile(r"\{\w+\}")
_STAND_IN = "Anna"
"""Read in place of a placeholder: one word of two syllables, like most names and short dates."""

_ABBREVIATIONS = ("z. B.", "d. h.", "u. a.", "e.g.", "i.e.", "ca.", "Dr.", "Std.")
_DOT = "\u2024"  # ONE DOT LEADER: a full stop that does not end a sentence

_END = re.compile(r"[.!?:;]+[\"'»“”’)]*(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")  # "phone's", "check-in" and "48h" are one word each

_FAMILIAR = {
    "en": frozenset(
        {
            "afterglow",
            "aftercare",
            "device",
            "devices",
            "diary",
            "diaries",
            "invitation",
            "passkey",
            "patient",
            "patients",
            "practitioner",
            "practitioners",
            "recovery",
            "reminder",
            "reminders",
            "safari",
            "treatment",
            "treatments",
        }
    ),
    "de": frozenset(
        {
            "afterglow",
            "behandlung",
            "behandlungen",
            "einladung",
            "einstellungen",
            "erinnerung",
            "erinnerungen",
            "freigabe",
            "freigaben",
            "freigegeben",
            "merkblätter",
            "patientin",
            "patientinnen",
            "safari",
            "tagebücher",
            "version",
            "wiederherstellungslink",
        }
    ),
}
"""Proper names, and the words that docs/glossary.md prescribes: an author may not replace them with easier ones."""

_EASY_SYLLABLES = 2
"""The maximum number of syllables that a familiar term counts as."""


def sentences(text: str) -> list[str]:
    """Split `text` into sentences, in order, without the marks that end them.

    A full stop, question mark, exclamation mark, colon or semicolon ends a sentence when a space or the end
    of the text follows, so "0.1 mm" and "14:30" stay whole. An ellipsis ends none ("Can I …?" is one sentence).
    """
    for abbreviation in _ABBREVIATIONS:
        text = text.replace(abbreviation, abbreviation.replace(".", _DOT))
    parts = (part.replace(_DOT, ".").strip() for part in _END.split(text))
    return [part for part in parts if words(part)]


def words(text: str) -> list[str]:
    """Return the words of `text`, with numbers, and with a stand-in for each `{placeholder}`."""
    return _WORD.findall(_PLACEHOLDER.sub(_STAND_IN, text))


def reading_grade(text: str, language: str) -> float:
    """Return the school grade that `text` asks for, rounded to one decimal; it may fall below zero.

    Raises:
        ValueError: `text` has no words, or there is no formula for `language`.
    """
    by_sentence = [words(sentence) for sentence in sentences(text)]
    if not by_sentence:
        raise ValueError("There are no words to grade.")
    if language == "en":
        return _flesch_kincaid(by_sentence)
    if language == "de":
        return _vienna(by_sentence)
    raise ValueError(f"There is no reading formula for the language {language!r}.")


def _flesch_kincaid(by_sentence: Sequence[Sequence[str]]) -> float:
    counts = [syllables(word, "en") for sentence in by_sentence for word in sentence]
    return round(0.39 * len(counts) / len(by_sentence) + 11.8 * sum(counts) / len(counts) - 15.59, 1)


def _vienna(by_sentence: Sequence[Sequence[str]]) -> float:
    counts = [syllables(word, "de") for sentence in by_sentence for word in sentence]
    long_words = 100 * sum(count >= 3 for count in counts) / len(counts)
    return round(0.2744 * long_words + 0.2656 * len(counts) / len(by_sentence) - 1.693, 1)


def syllables(word: str, language: str) -> int:
    """Estimate the syllables of one word (at least 1); a familiar term counts as two at most.

    Each part of a hyphenated word is counted by itself. A number counts as one syllable.
    """
    lower = word.lower().replace("’", "'")
    parts = [part for part in lower.split("-") if part]
    count = _english if language == "en" else _german
    total = sum(max(1, count(part)) for part in parts)
    return min(total, _EASY_SYLLABLES) if lower in _FAMILIAR.get(language, ()) else total


_EXCEPTIONS = {
    "area": 3,
    "areas": 3,
    "being": 2,
    "create": 2,
    "created": 3,
    "creates": 2,
    "evening": 2,
    "every": 2,
    "everyone": 3,
    "everything": 3,
    "eye": 1,
    "eyes": 1,
    "idea": 3,
    "people": 2,
    "quiet": 2,
    "reaction": 3,
    "reactions": 3,
}
_SILENT_HEAD = re.compile(r"^(?:some|there|where|home|life|care)(?=[b-df-hj-np-tvwz])")  # "some-body"
_SILENT_END = re.compile(r"(?:[^laeiouy]|[aeiouy]l)e$|[^aeiouytd]ed$|(?:[^aeiouycghsxz]|[^cs]h)es$")
_TWO_IN_A_GROUP = re.compile(r"(?<![cgstx])i[aou]|(?<=[aeiouy])ing|(?<=[a-z])y[aeou]|u[ae]l")  # "us-u-al"


def _english(word: str) -> int:
    """Count groups of vowels, less the silent ones, plus those that hold two syllables."""
    stem = re.sub(r"'[a-z]*$", "", word)
    if stem in _EXCEPTIONS:
        return _EXCEPTIONS[stem]
    stem = stem.replace("qu", "kw")
    groups = len(re.findall(r"[aeiouy]+", stem)) + len(_TWO_IN_A_GROUP.findall(stem))
    return max(1, groups - len(_SILENT_HEAD.findall(stem)) - len(_SILENT_END.findall(stem)))


_GERMAN_VOWELS = re.compile(r"aa|ai|au|äu|ay|ee|ei|eu|ey|oi|oo|ie(?!n[tz])|[aeiouyäöü]")  # "Pa-ti-ent"


_BORROWED = {"iphone": 2, "offline": 2, "online": 2}


def _german(word: str) -> int:
    """Count vowels; a double vowel or a diphthong is one."""
    return _BORROWED.get(word) or len(_GERMAN_VOWELS.findall(word))
