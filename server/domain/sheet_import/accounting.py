"""Account for every word: a sentence is read only if each of its words is used by a rule, or carries nothing."""

import re

from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.qualifiers import is_touching
from server.domain.sheet_import.state import State
from server.domain.sheet_import.text import Word, words_in
from server.domain.sheet_import.timing import HELD
from server.domain.sheet_import.verbs import is_contrast
from server.domain.vocabulary import Verb

_APART = re.compile(r" - |[;:.!]")
_SO = re.compile(r",? ?(?:and |und )?\b(?:so|therefore|hence|deshalb|daher|darum|also)\b")
"""Opens what follows from the clause before it: "alcohol increases swelling, so avoid it"."""
_PLACE = re.compile(
    r"\b(?:on|in|at|around|near|along|inside|beside|behind|above|below|under|of|towards|between"
    r"|an|am|im|in|auf|um|neben|hinter|über|unter|entlang|bei|beim|rund um)"
    r"(?: (?:the|your|an?|each|der|dem|den|die|das|des|ihrer|ihrem|ihren|deiner|deinem|deinen))*(?: \w+)? $"
)
"""Opens the place of a symptom: "redness along the hairline", "Taubheit an der Ohrmuschel"."""

_OWNED = re.compile(r"\b(?:your|ihre?|ihren|deine?|deinen) (?:\w+ )?$")
_COMMA = re.compile(r"[,(:]")
_AWAY = frozenset(["off", "out", "away", "weg"])


def unaccounted(state: State) -> list[Word]:
    """Return the words of a sentence that neither a rule nor the word lists of its language explain."""
    verbs = {clause.start: rules[0].verb for clause, rules in state.by_clause if rules}
    words: list[Word] = []
    before: Verb | None = None
    for at, clause in enumerate(state.clauses):
        verb = verbs.get(clause.start)
        following = state.clauses[at + 1] if at + 1 < len(state.clauses) else None
        if verb is None and _is_comment(state, clause, following):
            state.comments.append(clause)
            continue
        if verb is None and before in (Verb.ALLOW, Verb.DO) and is_contrast(state.words(clause)):
            words += [
                Word(clause.start + each.start, clause.start + each.end, each.text)
                for each in words_in(state.words(clause))
            ]  # "…, but ask us"
            continue
        verb = before = verb or before
        words += [
            Word(clause.start + word.start, clause.start + word.end, word.text)
            for word in words_in(state.marked.text[clause.start : clause.end])
            if not _is_accounted(
                state, clause, word, verbs.get(clause.start) or (verb if verb is Verb.EXPECT else None)
            )
        ]
    return words


def _is_comment(state: State, clause: Clause, following: Clause | None) -> bool:
    """Return True for "chlorine strips the colour": a clause of its own that neither asks for nor limits anything."""
    named = {topic for rule in state.outcome.rules for topic in rule.topics}
    others = [thing for thing in clause.things if thing.topic not in named]
    limits = any(span.kind in ("condition", "time", "every", "amount") for span in clause.spans)
    words = state.words(clause)
    if following is not None and _SO.match(state.words(following)) and not limits and not clause.kinds:
        return True
    if others or limits or {"avoid", "allow", "only", "open", "not-before"} & set(clause.kinds):
        return False
    if state.language.traps.search(words) or len(words_in(words)) < 2:
        return False
    if following is not None and _SO.match(state.words(following)):
        return True
    before = state.marked.whole[max(0, clause.start - 3) : clause.start + 1]
    return _APART.search(before) is not None or words.lstrip().startswith((";", "- "))


def _is_accounted(state: State, clause: Clause, word: Word, verb: Verb | None) -> bool:
    language = state.language
    if word.text in state.finder.treated or not word.text[0].isalpha():
        return True
    if word.text in language.body:
        return verb is not Verb.ALLOW
    if verb is Verb.EXPECT:
        return (
            word.text in language.small
            or word.text in language.foretelling
            or _is_place(state, clause, word)
            or _says_how(state, clause, word)
        )
    touched = [thing.topic for thing in clause.things]
    if verb is Verb.AVOID and touched and is_touching(state, touched) and "pressure" not in touched:
        return True  # whatever it is that must not be touched
    if word.text in _AWAY:
        return verb is Verb.AVOID or bool(HELD.intersection(touched))
    return word.text in language.small and word.text not in language.telling


def _says_how(state: State, clause: Clause, word: Word) -> bool:
    """Return True for a word behind a symptom, which says where or how it is felt: "swelling may travel down"."""
    at = clause.start + word.start
    behind = any(each.end <= at for each in clause.symptoms)
    return behind and _COMMA.search(state.marked.whole, clause.start, at) is None


def _is_place(state: State, clause: Clause, word: Word) -> bool:
    before = state.marked.text[clause.start : clause.start + word.start]
    owned = _OWNED.search(before) is not None and any(
        each.start > clause.start + word.start for each in clause.symptoms
    )
    return owned or _PLACE.search(before) is not None
