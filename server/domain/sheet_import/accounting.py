"""Account for every word: a sentence is read only if each of its words is used by a rule, or carries nothing."""

import re

from server.domain.sheet_import.areas import area_of, is_area
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.qualifiers import is_touching
from server.domain.sheet_import.state import State
from server.domain.sheet_import.text import Word, words_in
from server.domain.sheet_import.timing import HELD
from server.domain.sheet_import.under_headings import is_contrast
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

_ADJECTIVES = {
    "en": re.compile(
        r"(?!(?:new|increasing|worsening|spreading|growing|sudden|persistent|lasting|severe|unexpected)$)"
        r"(?:dull|faint|sharp|bright|clear|pale|deep|short|brief|\w+(?:ing|ish|ous|ful|ic|less|ant|ent|y|al))"
    ),
    "de": re.compile(
        r"(?!(?:neu|zunehmend|plötzlich|anhaltend|ausbreitend|andauernd|unerwartet|stärker|eitrig|übelriechend)\w*$)"
        r"\w{3,}(?:er|es|e|en|em)"
    ),
}
"""Adjectives right before a symptom that do not change whether it is expected."""
_OWNED = re.compile(r"\b(?:your|ihre?|ihren|deine?|deinen) (?:\w+ )?$")
_COMPARES = re.compile(
    r"\b(?:later|sooner|earlier|longer|shorter|too|also|either|neither|same|likewise|ditto|other|others|instead|rather|than"
    r"|später|früher|eher|länger|kürzer|auch|ebenso|ebenfalls|genauso|andere[nrsm]?|stattdessen|dito|als)\b"
)
"""Says of another thing how it differs, which is no comment: "driving from day 7; motorbikes later"."""
_COMMA = re.compile(r"[,(:]")
_ALREADY = frozenset(["already", "schon", "bereits"])
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
    follows = following is not None and _SO.match(state.words(following)) is not None
    if follows and not limits and not clause.kinds:
        own = next((rules for each, rules in state.by_clause if each is following), [])
        return not (others and own and own[0].verb is Verb.DO)  # "ibuprofen calms …, so stick with Tylenol"
    if others or limits or {"avoid", "allow", "only", "open", "not-before"} & set(clause.kinds):
        return False
    if state.language.traps.search(words) or _COMPARES.search(words) or len(words_in(words)) < 2:
        return False
    if following is not None and _SO.match(state.words(following)):
        return True
    before = state.marked.whole[max(0, clause.start - 3) : clause.start + 1]
    return _APART.search(before) is not None or words.lstrip().startswith((";", "- "))


def _is_accounted(state: State, clause: Clause, word: Word, verb: Verb | None) -> bool:
    language = state.language
    if word.text in state.finder.treated or not word.text[0].isalpha():
        return True
    if word.text in language.body or is_area(word.text):
        return verb is not Verb.ALLOW or _is_named_place(state, clause, word)
    if verb is Verb.EXPECT:
        return (
            word.text in language.small
            or word.text in language.foretelling
            or _is_place(state, clause, word)
            or _says_how(state, clause, word)
            or _is_quality(state, clause, word)
        )
    touched = [thing.topic for thing in clause.things]
    if verb is Verb.AVOID and touched and is_touching(state, touched) and "pressure" not in touched:
        return True  # whatever it is that must not be touched
    if word.text in _AWAY:
        return verb is Verb.AVOID or bool(HELD.intersection(touched))
    return word.text in language.asking or _is_already(state, clause, word)


def _is_named_place(state: State, clause: Clause, word: Word) -> bool:
    if word.text in state.language.body:
        return False
    return area_of(state, clause) is not None or word.text in state.finder.places


def _is_already(state: State, clause: Clause, word: Word) -> bool:
    """Return True for "already the next day": the word only stresses the time after it."""
    following = clause.start + word.end + 1
    return word.text in _ALREADY and any(
        span.kind == "time" and following <= span.start <= following + 1 for span in state.marked.spans
    )


def _says_how(state: State, clause: Clause, word: Word) -> bool:
    """Return True for a word behind a symptom, which says where or how it is felt: "swelling may travel down"."""
    at = clause.start + word.start
    behind = any(each.end <= at for each in clause.symptoms)
    return behind and _COMMA.search(state.marked.whole, clause.start, at) is None


def _is_quality(state: State, clause: Clause, word: Word) -> bool:
    """Return True for the adjective of "ein dumpfer Schmerz": it says how a symptom feels."""
    behind = clause.start + word.end + 1
    beside = any(each.start == behind for each in clause.symptoms)
    return beside and _ADJECTIVES[state.language.name].fullmatch(word.text) is not None


def _is_place(state: State, clause: Clause, word: Word) -> bool:
    before = state.marked.text[clause.start : clause.start + word.start]
    owned = _OWNED.search(before) is not None and any(
        each.start > clause.start + word.start for each in clause.symptoms
    )
    return owned or _PLACE.search(before) is not None
