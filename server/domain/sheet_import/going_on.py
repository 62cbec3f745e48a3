# ruff: noqa: E501 - patterns stay on one line
"""Read a ban on stopping a medicine as what it asks for: to go on with it."""

import re
from dataclasses import replace

from server.domain.sheet_import.conditions import PRESCRIBED, Condition
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import State
from server.domain.vocabulary import Verb

_STOPPING = (
    r"(?:stop(?:s|ping|ped)?|discontinu\w*|com(?:e|ing) off|paus(?:e|ing)|withhold|interrupt\w*|cut out|give up"
    r"|absetz\w*|abzusetzen|abgesetzt|pausier\w*|unterbr\w*|abbrech\w*|weglass\w*|auslass\w*|aussetz\w*|aufhör\w*)\b"
)
_GOES_ON = re.compile(
    r"(?:\b(?:not|never|nicht|nie(?:mals)?|kein\w*|keinesfalls|nur|erst|only)|n't)\b(?! (?:have to|need|nötig|erforderlich))[^,;.]{0,60}?\b"
    + _STOPPING
    + r"|\b(?:setzen?|setzt|brechen?|brichst?|lassen?)\b[^,;.]{0,60}\b(?:nicht|nie(?:mals)?|nur|erst|keinesfalls)\b[^,;.]{0,60}\b(?:ab|weg|aus)\b"
    + r"|\b(?:without|ohne)\b[^,;.]{0,60}\b(?:not|n't|never|nicht|nie(?:mals)?|kein\w*)\b[^,;.]{0,40}\b"
    + _STOPPING
    + r"|\b(?:stop|discontinue|pause|come off)\b[^,;.]{0,60}\bonly (?:if|when|after|once)\b"
)
"""Forbids to stop something, or to stop it alone: "nicht ohne Rücksprache absetzen", "stop … only if we say so"."""
_STOP = re.compile(r"\b" + _STOPPING)
_BAN = re.compile(r"\b(?:not|never|no|nicht|nie(?:mals)?|kein\w*)\b|n't\b")


def goes_on_with(state: State, clause: Clause) -> bool:
    """Return True for "do not stop your blood thinners without asking", which asks to go on with them."""
    return is_medicine(state, clause) and _GOES_ON.search(state.words(clause)) is not None


def continued(state: State, clause: Clause) -> Verb | None:
    words = state.words(clause)
    for span in clause.of("condition"):
        condition = span.value
        if isinstance(condition, Condition) and condition.flag in ("directed", PRESCRIBED):
            turned = replace(condition, kind="unless", is_only=False)
            clause.spans[clause.spans.index(span)] = replace(span, value=turned)
    if (
        len(_BAN.findall(words)) > 1
        or len(_STOP.findall(words)) > 1
        or len({each.topic for each in clause.things}) > 2
    ):
        state.outcome.doubts.add("words")  # of what the stop is said, is not clear
        return None
    return Verb.DO


def is_medicine(state: State, clause: Clause) -> bool:
    """Return True for "do not stop your blood thinners", which asks to go on with them."""
    tree = state.finder.tree
    return bool(clause.things) and all("medicine" in tree.ancestors(thing.topic) for thing in clause.things)
