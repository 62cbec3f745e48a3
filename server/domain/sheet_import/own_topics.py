"""Propose a topic of the sheet's own where a plain rule names a thing that the tree does not have."""

import re

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import folded
from server.domain.sheet_import.text import TAKEN, Word, words_in
from server.domain.sheets import OwnTopic
from server.domain.vocabulary import Verb

_PLAIN_VERBS = (Verb.AVOID, Verb.ALLOW, Verb.DO, Verb.ONLY)
_LONGEST_PHRASE = 4
"""The maximum number of words."""
_LONGEST_NAME = 40
_PARTS = re.compile(r"[a-z0-9]+")


def topic_for(state: State, clause: Clause, verb: Verb | None, head: Clause | None) -> OwnTopic | None:
    """Return a topic for the unknown words of a clause, or for those before its colon, if all else is clear."""
    if verb not in _PLAIN_VERBS or clause.subjects or "open" in clause.kinds:
        return None
    words = state.words(clause).lstrip(" ,")
    if state.language.refers.match(words) or state.language.subsides.search(words):
        return None  # "this should subside"
    conditions = [span.value for span in clause.of("condition")]
    if any(isinstance(each, Condition) and not each.is_known for each in conditions):
        return None
    place = head if head is not None and not head.subjects and not head.kinds else clause
    if place is head and _phrase(state, clause):
        return None
    phrase = _phrase(state, place)
    if not phrase or state.language.traps.search(phrase):
        return None
    return own_topic(state, phrase)


def own_topic(state: State, phrase: str) -> OwnTopic:
    return OwnTopic(_name(state, phrase), (), {state.language.name: (phrase,)})


def unknown_in(state: State, text: str) -> list[str]:
    """Return the words of a text that no topic and no small word explains."""
    return [word.text for word in words_in(text) if _is_unknown(state, word)]


def _phrase(state: State, clause: Clause) -> str:
    """Return the unknown words of a clause if they form one phrase; an empty string if not."""
    text = state.marked.text[clause.start : clause.end]
    unknown = [word for word in words_in(text) if _is_unknown(state, word)]
    if not unknown:
        return ""
    start, end = unknown[0].start, unknown[-1].end
    phrase = text[start:end]
    apart = TAKEN in phrase or any(sign in phrase for sign in ",;:.()")
    if apart or len(words_in(phrase)) > _LONGEST_PHRASE or len(phrase) > _LONGEST_NAME:
        return ""
    return phrase


def _is_unknown(state: State, word: Word) -> bool:
    known = word.text in state.language.small or word.text in state.language.imperatives
    return word.text[0].isalpha() and not known and word.text not in state.language.body


def _name(state: State, phrase: str) -> str:
    name = "-".join(_PARTS.findall(folded(phrase)))
    taken = name in state.finder.tree or not name[:1].isalpha()
    return f"own-{name}" if taken else name
