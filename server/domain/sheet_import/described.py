# ruff: noqa: E501 - patterns stay on one line
"""Tell an adjective that describes another thing from a symptom: "a little pink drainage" is no redness."""

import re
from collections.abc import Sequence

from server.domain.sheet_import.language import Language
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import words_in

_LOOKS = {
    "en": re.compile(
        r"(?:bright |dark |pale |light )?(?:red|reddish|pink|pinkish|rosy|ruddy|yellow|brown|brownish|dry|warm|hot|tender|sore|tight)"
    ),
    "de": re.compile(
        r"(?:hell|dunkel|blass)?(?:rote?[nrsm]?|rötliche[nrsm]?|rosa|rosig\w*|gelbe?[nrsm]?|braune?[nrsm]?|trockene[nrsm]?|warme[nrsm]?)(?<!rot)(?<!gelb)(?<!braun)"
    ),
}
"""Adjectives that the tree takes for symptoms, as they stand before a noun."""
_PREDICATE = {
    "en": re.compile(
        r"\b(?:is|are|be|been|was|looks?|feels?|appears?|turns?|goes|becomes?|stays?|remains?|gets?|seems?)\b[^,;.]*$"
    ),
    "de": re.compile(r"\b(?:bleibt|wirkt|aussehen|wird|werden)\b[^,;.]*$"),
}
_NOUNS = frozenset(
    {
        "scabs",
        "bleeding",
        "oozing",
        "discharge",
        "blisters",
        "pustules",
        "bruising",
        "blood-spots",
        "rash",
        "streaks",
    }
)
"""Symptoms that a colour before them describes, so that it is no symptom of its own."""
_ADVERB = re.compile(r"\w+(?:ly|wards?|weise)|underneath|inside|outside|all|afterwards?|nach|noch|danach")


_COMES_OFF = re.compile(r"(?:drop|fall|come)s? off")


def is_described(text: str, subject: Subject, subjects: Sequence[Subject], language: Language) -> bool:
    """Return True for the "pink" of "pink drainage", and for what "the spots … drop off" says of the spots."""
    if _COMES_OFF.match(text[subject.start : subject.end]):
        return any(each.is_symptom and each.start < subject.start for each in subjects)
    if not _LOOKS[language.name].fullmatch(text[subject.start : subject.end]):
        return False
    if _PREDICATE[language.name].search(text, 0, subject.start) or text[subject.end : subject.end + 1] != " ":
        return False
    following = next((each for each in subjects if each.start == subject.end + 1), None)
    if following is not None:
        return following.topic in _NOUNS or not following.is_symptom
    word = next(iter(words_in(text[subject.end + 1 :])), None)
    if word is None or word.start or not word.text[0].isalpha() or _ADVERB.fullmatch(word.text):
        return False
    known = language.small | language.body | language.foretelling | language.asking
    return word.text not in known
