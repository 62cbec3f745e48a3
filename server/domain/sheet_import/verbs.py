"""Decide the verb of a clause: from its own words, its sentence and the headings above it."""

import re

from server.domain.sheet_import.answers import verb_of_answer
from server.domain.sheet_import.choosing import is_only_if_directed
from server.domain.sheet_import.clause_verbs import verb_of
from server.domain.sheet_import.directions import directed
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.going_on import continued, goes_on_with, is_medicine
from server.domain.sheet_import.qualifiers import has_unknown_words
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.sheet_import.under_headings import from_heading, is_contrast, under_heading
from server.domain.sheet_import.worn import comes_off, is_taken_off, removes
from server.domain.vocabulary import Verb

_BATHING = frozenset({"shower", "lukewarm-shower", "hot-shower", "bath", "soaking", "hair-wash"})
_AS_USUAL = re.compile(r"\bas (?:usual|normal|before)\b|\bwie (?:gewohnt|üblich|sonst|vorher)\b")
"""To do something as usual is no duty of the sheet: "smile as usual"."""


def verb_in(state: State, clause: Clause) -> Verb | None:
    """Return the verb of a clause: from its own words, or as its sentence, its mark and the headings set it."""
    verb = directed(state, clause, _own_or_set(state, clause))
    if (verb is Verb.EXPECT and _is_purpose(state, clause)) or (
        verb is Verb.AVOID and _OR_NOT.search(state.words(clause))
    ):
        state.outcome.doubts.add("words")
        return None
    if verb is Verb.DO and _is_bare_bathing(state, clause):
        return Verb.ALLOW
    return verb


_OR_NOT = re.compile(
    r",? (?:or|oder) (?:at (?:the very )?least|if not|zumindest|wenigstens) (?:not|never|nicht|nie)\b"
)
"""Denies a lesser thing than the one asked for: "sleep on your back, or at least not on that side"."""


def _is_purpose(state: State, clause: Clause) -> bool:
    """Return True for "bei Wunden am Rücken 3 Wochen", which announces no wounds."""
    if "expect" in clause.kinds or not state.by_clause or not clause.symptoms:
        return False
    if state.by_clause[-1][1] and state.by_clause[-1][1][-1].verb is Verb.EXPECT:
        return False
    before = state.marked.whole[clause.start : clause.symptoms[0].start]
    return state.language.purpose.search(before) is not None


def _is_bare_bathing(state: State, clause: Clause) -> bool:
    """Return True for German "Duschen mit Plastiksack", which is no duty."""
    if state.language.name != "de" or {"do", "only"} & set(clause.kinds) or clause.of("every"):
        return False
    opens = state.words(clause).lstrip().startswith(("duschen ", "baden ")) and "sie" not in state.words(
        clause
    )
    return opens and all(thing.topic in _BATHING for thing in clause.things)


def _own_or_set(state: State, clause: Clause) -> Verb | None:
    if goes_on_with(state, clause):
        return continued(state, clause)
    own = _own_verb(state, clause)
    if comes_off(state, clause, own):
        clause.kinds.append("removed")
        return Verb.DO
    if is_taken_off(state, clause) and not _NEGATED.search(state.words(clause)):
        return None  # "take the plaster off at night"
    verb = _stated_or_inherited(state, clause, own)
    if verb is Verb.DO and _may_begin(state, clause):
        return Verb.ALLOW
    as_usual = _AS_USUAL.search(state.words(clause)) and not is_medicine(state, clause)
    return None if verb is Verb.DO and as_usual else verb


def _may_begin(state: State, clause: Clause) -> bool:
    """Return True for "shower from day 3", which asks nobody to shower."""
    moments = [moment_of(span) for span in clause.of("time") if moment_of(span).role in WINDOW]
    begins = bool(moments) and all(
        each.start and "(" not in each.start and each.role in ("from", "after", "since", "on")
        for each in moments
    )
    washes = all(thing.topic in _BATHING for thing in clause.things)
    return begins and washes and bool(clause.things) and not clause.of("every") and "do" not in clause.kinds


def _stated_or_inherited(state: State, clause: Clause, own: Verb | None) -> Verb | None:
    """Return the verb of the clause, or the one that its sentence or heading sets."""
    if own is Verb.AVOID and removes(state, clause):  # "do not remove the dressing for 48 hours"
        return Verb.DO
    is_dry = any(span.value == "dry" for span in clause.spans)
    if is_dry and own in (None, Verb.DO, Verb.ALLOW):  # "keep … dry"
        return Verb.AVOID
    if own is None and is_only_if_directed(state, clause):
        return Verb.AVOID
    if own is not None and not state.language.others.match(state.words(clause)):
        return under_heading(state, clause, own)
    is_open = {"open", "go-on"} & set(clause.kinds) or state.language.others.match(state.words(clause))
    return None if own is not None or is_open else _unsaid(state, clause)


_ELLIPSIS = re.compile(
    r"[ ,;-]*(?:and |but |und |aber )?\x00+ (?:(?:however|though|aber|hingegen|dagegen|jedoch|allerdings|leider) )?"
    r"(?:(?:is|are|may|can|ist|sind|darf|dürfen) )?(?:isn't|aren't|can't|not|nicht)[ .!;]*$"
)
"""A clause that denies what the one before it says: "aspirin is banned, paracetamol is not"."""


def _is_ellipsis(state: State, clause: Clause) -> bool:
    things = [thing for thing in clause.things if thing.start >= clause.start]
    if len(things) != 1 or clause.of("time") or clause.of("condition"):
        return False
    start, end = things[0].start, things[0].end
    text = state.words(clause)
    at = start - clause.start
    return _ELLIPSIS.match(text[:at] + "\x00" * (end - start) + text[at + end - start :]) is not None


def _denied(state: State) -> Verb | None:
    """Return what a denial of the clause before means: a permission after a ban, and a ban after a permission."""
    if not state.by_clause or not state.by_clause[-1][1]:
        return None
    clause, rules = state.by_clause[-1]
    if rules[-1].verb is Verb.AVOID and _NEGATED.search(state.words(clause)):
        state.outcome.doubts.add("words")  # "no sauna, steam not"
        return Verb.AVOID
    return {Verb.AVOID: Verb.ALLOW, Verb.ALLOW: Verb.AVOID, Verb.DO: Verb.AVOID}.get(rules[-1].verb)


_BARE_NOT = re.compile(r"[ ,]*(?:not|nicht) ")


def _turns_a_ban(state: State, clause: Clause) -> bool:
    """Return True for the end of "avoid saunas, not pools"."""
    if not _BARE_NOT.match(state.words(clause)) or clause.of("time"):
        return False
    if not state.by_clause:
        return any(each.subjects for each in state.unread)
    before, rules = state.by_clause[-1]
    bans = bool(rules) and rules[-1].verb is Verb.AVOID
    return bans and _NEGATED.search(state.words(before)) is None


_NEGATED = re.compile(r"\b(?:no|not|never|nicht|kein\w*|nie)\b|n't\b")


def _own_verb(state: State, clause: Clause) -> Verb | None:
    if state.by_clause and _is_ellipsis(state, clause):
        return _denied(state)
    if _turns_a_ban(state, clause):
        state.outcome.doubts.add("words")
        return None
    own = verb_of(state.marked, state.language, clause)
    if _is_off(state, clause):
        return Verb.AVOID if own in (None, Verb.DO) and "open" not in clause.kinds else None
    return None if "go-on" in clause.kinds and not is_medicine(state, clause) else own


def _is_off(state: State, clause: Clause) -> bool:
    """Return True for "stay off work", whose topic says the ban."""
    words = (state.marked.whole[max(thing.start, 0) : thing.end] for thing in clause.things)
    return any(each.startswith("off ") for each in words)


def _unsaid(state: State, clause: Clause) -> Verb | None:
    """Return the verb of a telegraphic line, from its time, its sentence or its heading."""
    if clause.things and any(moment_of(span).role == "not-before" for span in clause.of("time")):
        return Verb.AVOID
    answered = verb_of_answer(state, clause)
    if answered is None and clause.things and clause.of("every") and state.context.verb is None:
        answered = Verb.DO
    if answered is not None:
        return answered
    windows = state.leading or state.context.moments
    if windows and clause.symptoms and _only_names_symptoms(state, clause):
        return state.context.verb or Verb.EXPECT
    contrasts = is_contrast(state.words(clause))
    if state.by_clause and state.last_verb and clause.subjects and clause.of("time") and not contrasts:
        begins = all(moment_of(span).role in ("after", "from", "since") for span in clause.of("time"))
        if (
            state.last_verb is Verb.AVOID and clause.things and begins
        ):  # "no sauna for a week, gym after 3 days"
            return Verb.ALLOW
        return state.last_verb
    return from_heading(state, clause)


def _only_names_symptoms(state: State, clause: Clause) -> bool:
    """Return True for "Swelling", and False for "for bleeding, bite on a handkerchief"."""
    if clause.things or clause.kinds or clause.of("condition") or has_unknown_words(state, clause):
        return False
    before = state.marked.whole[clause.start : clause.symptoms[0].start]
    return state.language.purpose.search(before) is None
