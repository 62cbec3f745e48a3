"""Raise doubts about what was read where the sentence says more than its rules, or something else."""

import re

from server.domain.sheet_import.accounting import unaccounted
from server.domain.sheet_import.anchors import other_anchor
from server.domain.sheet_import.areas import names_lost_place
from server.domain.sheet_import.choosing import is_alarm, is_of_another_thing
from server.domain.sheet_import.clause_verbs import has_circumstance
from server.domain.sheet_import.draft import BANS, DraftRule, contradict
from server.domain.sheet_import.evidence import doubt_unexplained
from server.domain.sheet_import.frames import Clause, has_alternative
from server.domain.sheet_import.grammar import doubt_grammar
from server.domain.sheet_import.qualifiers import has_unknown_words, is_no_duty, is_qualified
from server.domain.sheet_import.state import State, moment_of
from server.domain.sheet_import.structure import is_unplain, shares_no_time
from server.domain.sheet_import.under_headings import is_contrast
from server.domain.vocabulary import Verb

_LEFT_TIME = re.compile(
    r"\b(?:minutes?|hours?|days|weeks?|months?|fortnight|minuten?|stunden?|tagen?|tage|wochen?|monate?n?)\b"
    r"(?! (?:cream|crème))"
)
_TO_THE_END = re.compile(
    r"\b(?:finish|complete)\b|\bto the (?:end|last)\b|\buntil (?:it is|they are) (?:finished|used up)\b"
    r"|\bzu ende\b|\bbis zum ende\b|\baufbrauchen\b"
)


def doubt_sentence(state: State) -> None:
    """Add the doubts about a sentence whose clauses were read."""
    text, rules, doubts = state.marked.whole, state.outcome.rules, state.outcome.doubts
    if not rules:
        return
    if _has_odd_time(state):
        doubts.add("time")
    if contradict(rules) or has_alternative(
        state.marked, frozenset(clause.start for clause in state.clauses)
    ):
        doubts.add("words")
    if state.context.moments and _TO_THE_END.search(text):
        doubts.add("window")  # "finish the antibiotics" may outlast the heading's time
    if state.language.traps.search(state.marked.text):
        doubts.add("condition")
    asked = state.memory.asked
    if asked and asked.conditions and any(rule.verb in BANS for rule in rules):
        doubts.add("condition")  # below "What if it bleeds?", and perhaps about something else
    left = unaccounted(state)
    doubt_unexplained(state)
    doubt_grammar(state)
    if is_unplain(state):
        doubts.add("words")
    if left:
        state.outcome.unexplained = frozenset(word.start for word in left)
        doubts.add("words")


def _has_odd_time(state: State) -> bool:
    """Return True for a time that is joined with an "or", counted from another event, not understood or not shared."""
    text = state.marked.whole
    return (
        state.language.or_until.search(text) is not None
        or other_anchor(text, state.finder.treated)
        or _LEFT_TIME.search(state.marked.text) is not None
        or shares_no_time(state)
    )


def doubt_clause(state: State, clause: Clause, verb: Verb, rules: list[DraftRule]) -> None:
    """Add the doubts about one clause."""
    doubts = state.outcome.doubts
    if _is_doubtful(state, clause, verb, rules):
        doubts.add("words")
    if "only" in clause.kinds and clause.of("condition"):  # "only use the cream if the skin is dry"
        doubts.add("condition")
    if verb is not Verb.EXPECT and names_lost_place(state, clause):
        doubts.add("words")
    if verb is not Verb.EXPECT and has_circumstance(state.marked, clause):
        doubts.add("time")  # "pat dry after showering"


def _is_doubtful(state: State, clause: Clause, verb: Verb, rules: list[DraftRule]) -> bool:
    topics = tuple(topic for rule in rules for topic in rule.topics)
    negates_permission = "allow" in clause.kinds and state.language.name == "en"  # German: "darf nicht"
    if "avoid" in clause.kinds and (negates_permission or "only" in clause.kinds):
        return True
    delayed = any(moment_of(span).role == "not-before" for span in clause.of("time"))
    if delayed and "avoid" in clause.kinds and len(clause.things) > 1:
        return True  # "sauna after 24 hours at the earliest and steam never"
    if verb is Verb.EXPECT:
        return is_of_another_thing(state, clause) or is_alarm(state, topics)
    if any(rule.verb is Verb.DO and is_no_duty(rule.topics, state.finder.tree) for rule in rules):
        return True
    if verb in (Verb.DO, Verb.ONLY) and _permitted_before(state) and is_contrast(state.words(clause)):
        return True  # "you can swim, but put a plaster on first": the duty is a condition
    return has_unknown_words(state, clause, verb) or is_qualified(state, clause, verb)


def _permitted_before(state: State) -> bool:
    before = [rule.verb for _clause, rules in state.by_clause[:-1] for rule in rules]
    return Verb.ALLOW in before
