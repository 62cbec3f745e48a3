# ruff: noqa: E501 - patterns stay on one line
"""Decide what a clause means below a heading such as "Don't", "You may" or "Call us if"."""

import re

from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import State
from server.domain.sheet_import.telegraphic import telegraphic_verb
from server.domain.vocabulary import Verb

_CONTRAST = re.compile(r"[ ,;-]*(?:but|however|though|although|whereas|aber|jedoch|allerdings|sondern)\b")


def is_contrast(words: str) -> bool:
    """Return True for a clause that opens with "but"."""
    return _CONTRAST.match(words) is not None


def under_heading(state: State, clause: Clause, own: Verb) -> Verb | None:
    """Return what a clause says below a heading such as "Don't" or "You may"."""
    heading = state.context.verb
    offers = heading is Verb.ALLOW and state.context.is_sure and _is_bare_use(state, clause)
    if own is Verb.DO and (offers or (state.last_verb is Verb.ALLOW and _goes_on(state, clause))):
        return Verb.ALLOW
    if own is Verb.DO and "do" not in clause.kinds and (state.context.is_phrase or heading is Verb.ALLOW):
        if state.context.is_sure or heading is Verb.ALLOW:
            return heading
        state.outcome.doubts.add("window")
        return None  # "Take paracetamol.", behind the end of a list of don'ts
    if own in (Verb.DO, Verb.ALLOW) and _says_only(state, clause):
        return Verb.ONLY
    if own is Verb.DO and heading is Verb.AVOID:
        state.outcome.doubts.add("no-verb")
    if own is Verb.EXPECT:
        return _foretold(state)
    return own


_USE = re.compile(
    r"(?:verwenden|benutzen|nutzen|tragen|auftragen|nehmen|einnehmen|trinken|essen|anwenden|waschen|duschen|baden|schlafen|kühlen|cremen|use|wear|apply|take|put|drink|eat)(?: (?:auf|ein|an|on))?"
)
_ANY_TIME = re.compile(r"jederzeit|(?:at )?any ?time")
_ASKED = re.compile(r"\b(?:bitte|please|immer|always|unbedingt|mindestens|at least)\b")


def _is_bare_use(state: State, clause: Clause) -> bool:
    """Return True for "ab morgen ein mildes Waschgel benutzen", which only names what may be done."""
    if clause.of("every") or _ASKED.search(state.words(clause)):
        return False
    duties = [state.words_of(span) for span in clause.spans if span.kind == "frame" and span.value == "do"]
    return bool(duties) and all(_USE.fullmatch(words.strip()) for words in duties)


def _foretold(state: State) -> Verb | None:
    """Return what a symptom means below a heading such as "Call us if" or "Don't"."""
    heading = state.context.verb
    if heading is Verb.CALL:
        return heading
    return None if heading is Verb.AVOID and state.context.is_sure else Verb.EXPECT


def _goes_on(state: State, clause: Clause) -> bool:
    """Return True for "in Woche 3 dürfen Sie Retinol, in Woche 4 Säuren verwenden": the modal is said of both."""
    words = state.words(clause)
    infinitive = _INFINITIVE.search(words) is not None and not is_contrast(words)
    return (
        state.language.name == "de" and words.startswith(",") and infinitive and not _ADDRESSED.search(words)
    )


_INFINITIVE = re.compile(r"en[ .!]*$")
_ADDRESSED = re.compile(r"\b(?:sie|du|sollte\w*|muss|müssen|bitte)\b")


def _says_only(state: State, clause: Clause) -> bool:
    """Return True if the word is part of a topic: "water only"."""
    topic_texts = (state.marked.whole[thing.start : thing.end] for thing in clause.things)
    return any(state.language.only_when.search(words) for words in topic_texts)


def from_heading(state: State, clause: Clause) -> Verb | None:
    if state.context.verb is None:
        return telegraphic_verb(state, clause)
    if state.context.verb is Verb.ALLOW and any(
        not _ANY_TIME.fullmatch(state.words_of(span)) for span in clause.of("every")
    ):  # "You may:" and below it "SPF 50 every day"
        return None
    if clause.subjects and not state.context.is_sure:
        state.outcome.doubts.add("window")
    return state.context.verb if clause.subjects else None
