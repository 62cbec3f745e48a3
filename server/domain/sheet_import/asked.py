# ruff: noqa: E501 - patterns stay on one line
"""Questions on a sheet: never rules of their own, but what the answer below them is about."""

import re
from dataclasses import dataclass
from typing import Literal

from server.domain.sheet_import.conditions import Condition, mark_conditions
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.subjects import Finder, Subject
from server.domain.sheet_import.text import Marked, Word, words_in
from server.domain.sheet_import.times import Moment, mark_times

Kind = Literal["may", "must", "normal", "fragment", "other"]

_ANSWERS = {
    "yes": re.compile(
        r"^\W*(?:yes|yep|sure|of course|certainly|absolutely|definitely|by all means|ja|jein|klar|natürlich|selbstverständlich|gern(?:e)?|sicher|unbedingt|doch)\b(?=\W|$)"
    ),
    "no": re.compile(r"^\W*(?:no(?=[,.!;:]| -|$)|nope|nein|leider nein|leider nicht)(?!\w)"),
}
_MAY = re.compile(
    r"^(?:(?:and|und|but|aber|so|also) )?(?:(?:when|how soon|how long before|how quickly|wann|ab wann|wie bald) )?(?:can|may|could|am i|are we|is it (?:ok|okay|fine|safe|all right|alright|allowed|possible)|darf|dürfen|kann|können|ist .*(?:erlaubt|möglich|in ordnung|ok)\b)"
    r"|^(?:when|how soon|wann|ab wann)\b"
)
_MUST = re.compile(
    r"^(?:do (?:i|we|you) (?:need|have)|must|should|shall|muss|müssen|soll|sollte|sollten|brauche|how (?:often|should|do)|wie (?:oft|pflege|soll))\b"
)
_NORMAL = re.compile(
    r"\b(?:normal|common|usual|typical|to be expected|üblich|zu erwarten)\b|^(?:will|does|wird|tut)\b"
)
_TURNED = re.compile(
    r"\b(?:avoid|stop|skip|without|not|n't|no|never|forbidden|wrong|bad|harm|vermeiden|meiden|verzichten|aufhören|absetzen|ohne|nicht|kein\w*|verboten|schlimm|schad\w*)\b|n't\b"
)
_WHAT_IF = re.compile(
    r"^(?:and |und )?(?:what (?:if|happens|should|do|can)|was (?:tun|mache|ist|soll|kann|passiert|wenn)|und wenn)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks, for the answer to it."""

    kind: Kind
    subjects: tuple[Subject, ...]
    conditions: tuple[Condition, ...]
    is_negated: bool
    text: str = ""
    moments: tuple[Moment, ...] = ()


def is_question(text: str) -> bool:
    return text.rstrip(" \"')*").endswith("?")


def asked_in(text: str, language: Language, finder: Finder) -> Asked:
    """Read a question. Its topics apply to the answer, as those before a colon do."""
    conditions: tuple[Condition, ...] = ()
    bare = text.strip(" \"'*?-")
    marked = Marked(bare)
    if _WHAT_IF.search(bare):
        mark_conditions(marked, language, finder)
        conditions = tuple(span.value for span in marked.spans if isinstance(span.value, Condition))
    mark_times(marked, language.times)
    moments = tuple(span.value for span in marked.spans if isinstance(span.value, Moment))
    subjects = tuple(
        Subject(each.topic, -1, -1, each.is_symptom, each.is_weak) for each in finder.find(marked.text)
    )
    kind = _kind(bare, language)
    symptoms = [each for each in subjects if each.is_symptom]
    if kind == "fragment" and symptoms and len(symptoms) == len(subjects):
        known = len(symptoms) == 1 and all(word.text in language.small for word in _others(bare, finder))
        conditions = (Condition("if", f"now:{symptoms[0].topic}", known),)
    return Asked(kind, subjects, conditions, _TURNED.search(bare) is not None, bare, moments)


def _others(text: str, finder: Finder) -> tuple[Word, ...]:
    marked = Marked(text)
    for subject in finder.find(text):
        marked.take(subject.start, subject.end, "topic")
    return words_in(marked.text)


def _kind(text: str, language: Language) -> Kind:
    if _NORMAL.search(text):
        return "normal"
    if _MAY.search(text):
        return "may"
    if _MUST.search(text):
        return "must"
    small = sum(word.text in language.small for word in words_in(text))
    return "fragment" if len(words_in(text)) - small <= 3 and small <= 1 else "other"


def answer_of(text: str) -> tuple[str, re.Match[str]] | None:
    """Return yes or no with the place of the word, if a sentence opens with one."""
    for kind, pattern in _ANSWERS.items():
        match = pattern.search(text)
        if match:
            return kind, match
    return None
