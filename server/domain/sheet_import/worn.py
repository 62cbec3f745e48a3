# ruff: noqa: E501 - patterns stay on one line
"""Read when something that is worn comes off: "the bandage comes off after 2 days"."""

import re

from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.vocabulary import Verb

_PUT_ON = frozenset({"dressing", "plaster", "wound-film", "compression", "eye-shield", "covering"})
_REMOVED = re.compile(
    r"\b(?:remov\w+|take(?:n)? (?:it |them )?off|take (?:the|your) \w+ off|peel(?:ed)? off|abnehmen|abgenommen|entfernen|entfernt|ablösen|abziehen|abmachen|chang(?:e|ed|ing)|disturb(?:ed)?|wechseln|gewechselt|erneuern)\b"
)
_TAKEN_OFF = re.compile(
    r"\b(?:remov(?:e|ed)|(?:comes?|taken|goes|take (?:it|them|(?:the|your) [a-z]+)|take) off|off (?:after|at|on|from|tomorrow|the next)"
    r"|abnehmen|abgenommen|entfernen|entfernt|entferne|ablösen|abmachen|runter)\b|\b(?:darf|kann|können|dürfen|kommt|kommen|nehmen)\b.*\b(?:ab|weg|runter)\b[ .!]*$"
)
"""Says when something that is worn comes off."""
_NEGATED = re.compile(r"\b(?:no|not|never|nicht|kein\w*|nie)\b|n't\b")


def removes(state: State, clause: Clause) -> bool:
    things = [thing.topic for thing in clause.things]
    return bool(things) and set(things) <= _PUT_ON and _REMOVED.search(state.words(clause)) is not None


def comes_off(state: State, clause: Clause, own: Verb | None) -> bool:
    """Return True for "the bandage comes off after 2 days", which asks to wear it until then."""
    things = [thing.topic for thing in clause.things]
    moments = [moment_of(span) for span in clause.of("time") if moment_of(span).role in WINDOW]
    if (
        not things
        or not set(things) <= _PUT_ON
        or clause.symptoms
        or len(moments) != 1
        or "open" in clause.kinds
    ):
        return False
    if moments[0].start is None or moments[0].role not in ("after", "from", "since", "on"):
        return False
    match = _TAKEN_OFF.search(state.marked.whole, clause.start, clause.end)
    if match is None or (own is Verb.AVOID and _NEGATED.search(state.words(clause))):
        return False
    word = _OFF.search(state.marked.text, clause.start, clause.end)
    if word:
        state.marked.take(word.start(), word.end(), "frame", "do")
    return True


def is_taken_off(state: State, clause: Clause) -> bool:
    things = {thing.topic for thing in clause.things}
    return bool(things) and things <= _PUT_ON and _TAKEN_OFF.search(state.words(clause)) is not None


_OFF = re.compile(r"\b(?:abnehmen|abgenommen|entfern\w+|ablösen|abmachen|runter|comes?|remov\w+|taken?)\b")
