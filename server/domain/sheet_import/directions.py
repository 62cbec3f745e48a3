# ruff: noqa: E501 - patterns stay on one line
"""Turn what a line says by the tick, the cross, the "Don't:" or the heading above it; assert nothing if that is unclear."""

import re
from dataclasses import replace

from server.domain.sheet_import.clause_verbs import verb_of
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.marks import Mark, marks_in
from server.domain.sheet_import.qualifiers import NO_DUTIES
from server.domain.sheet_import.state import WINDOW, Context, State, moment_of
from server.domain.vocabulary import Verb

_EXPLICIT = frozenset(
    {"avoid", "allow", "only", "expect", "repeat", "leave", "never-stop", "go-on", "not-before"}
)
"""Kinds of a clause that say by themselves whether something is banned or permitted."""
_NEGATED = re.compile(
    r"\b(?:no|not|none|never|nicht|kein\w*|nie(?:mals)?|avoid\w*|meid\w*|vermeid\w*)\b|n't\b"
)
_UNDONE = re.compile(
    r"\b(?:skip\w*|forget\w*|miss(?:ed|ing)?|omit\w*|neglect\w*|leav(?:e|ing) (?:out|off)|stop(?:ping)?|without|go(?:ing)? without|give up|quit\w*|discontinu\w*|come off|delay\w*|postpon\w*"
    r"|vergess\w*|verzicht\w*|weglass\w*|auslass\w*|absetz\w*|vernachlässig\w*|aufhör\w*|unterbrech\w*|abbrech\w*|ohne|verschieb\w*|überspring\w*|unterlass\w*)\b"
)
"""Says that something is not done. Behind a cross, that is what must not happen: "✗ Skip your sunscreen"."""
_LEFT_UNDONE = re.compile(r"\bnicht\b|(?<!do )\bnot\b")
"""Behind a cross, this may deny twice: "✗ Hände nicht waschen"."""
_MODAL = re.compile(
    r"\b(?:should|must|need|needs|have to|recommend\w*|advis\w*|important|essential|soll\w*|müss\w*|muss|wichtig|empf\w+|pflicht|erforderlich)\b"
)
_JOINED = re.compile(r"[ ,]*(?:and|or|und|oder|sowie|,)(?: |$)")
_LABELS = {
    "yes": re.compile(
        r"^[ *]*(?:do|do's|dos|yes|ja|ok|okay|gerne?|please do|thumbs up)(?:,? (?:please|bitte))?(?=\s?(?::| - ))"
    ),
    "no": re.compile(
        r"^[ *]*(?:don't|don'ts|dont|don't's|do not|no|nein|nicht|bitte nicht|please don't|please do not|lieber nicht|not ok|not okay|nicht ok|thumbs down)(?=\s?(?::| - ))"
    ),
}
"""Words before a colon that stand for a tick or a cross: "Do: …", "Nein: …"."""

_FREE = NO_DUTIES | {"shower", "bath", "soaking", "hair-wash", "exercise", "work", "food", "water"}
"""What a tick permits and does not ask for: "✓ Duschen"."""


def under_mark(context: Context, mark: Mark) -> Context:
    """Return what holds for a line with a mark, below the headings above it."""
    if not mark or _is_bullet(context, mark):
        return context
    if mark in ("no", "minus"):
        if context.verb not in (None, Verb.AVOID):
            return replace(context, verb=None, mark="unknown")
        return replace(context, verb=Verb.AVOID, is_phrase=True, mark=mark)
    if mark == "yes" and context.verb is Verb.AVOID:
        return replace(context, verb=None, mark="unknown")
    return replace(context, mark=context.mark or mark)


def mark_label(state: State) -> None:
    """Take "Don't:" or "Ja:" at the beginning of a sentence as the mark of what follows."""
    for mark, pattern in _LABELS.items():
        match = pattern.match(state.marked.text)
        if match and state.memory.asked is None and not state.context.mark:
            state.marked.take(match.start(), match.end(), "frame", "label")
            state.context = under_mark(state.context, "yes" if mark == "yes" else "no")


def _is_bullet(context: Context, mark: Mark) -> bool:
    """Return True for a mark that only opens a line, such as a cross before a sign to call about."""
    if context.verb is Verb.CALL or (mark in ("plus", "minus") and context.verb is not None):
        return True
    return context.verb is Verb.EXPECT and mark in ("yes", "tick")


def take_head(state: State, head: Clause) -> None:
    """Take a ban before a colon, which names nothing itself, as a cross before what follows: "Not allowed: …"."""
    if head.subjects or state.context.mark or verb_of(state.marked, state.language, head) is not Verb.AVOID:
        return
    state.context = under_mark(state.context, "no")


def directed(state: State, clause: Clause, verb: Verb | None) -> Verb | None:
    """Return the verb of a clause as the mark before it means it; doubt it where the two do not agree."""
    mark = state.context.mark
    if marks_in(state.marked.whole) > 1:
        state.outcome.doubts.add("no-verb")
    if not mark and state.context.verb is Verb.AVOID and _is_undone(state, clause):
        return _doubted(state)
    if not mark or verb is Verb.CALL:
        return verb
    if mark in ("no", "minus"):
        return _crossed(state, clause, verb)
    if mark in ("yes", "plus"):
        return _ticked(state, clause, verb)
    is_set = verb is Verb.AVOID and state.context.verb is None
    if verb is None or _is_explicit(state, clause, verb) or not (mark == "unknown" or is_set):
        return verb
    return _doubted(state) or (verb if mark == "tick" or verb is Verb.AVOID else None)


def _doubted(state: State) -> Verb | None:
    state.outcome.doubts.add("no-verb")
    return None


def _is_explicit(state: State, clause: Clause, verb: Verb) -> bool:
    if verb is Verb.EXPECT:
        return state.language.expects.search(state.words(clause)) is not None
    if any(span.value == "dry" for span in clause.spans):
        return True
    return bool(_EXPLICIT & set(clause.kinds)) or (
        "do" in clause.kinds and _MODAL.search(state.words(clause)) is not None
    )


def _is_undone(state: State, clause: Clause) -> bool:
    words = state.words(clause)
    return _UNDONE.search(words) is not None and _NEGATED.search(words) is None


def _crossed(state: State, clause: Clause, verb: Verb | None) -> Verb | None:
    words = state.words(clause)
    if verb is None or _is_undone(state, clause) or _LEFT_UNDONE.search(words):
        return _doubted(state)
    if _begins(clause):
        state.outcome.doubts.add("time")  # "✗ Sport ab Tag 10"
    if verb is Verb.AVOID:
        return verb
    if (
        verb is not Verb.DO
        or _MODAL.search(words)
        or {"never-stop", "go-on"} & set(clause.kinds)
        or state.context.mark == "minus"
    ):
        return _doubted(state)
    at = state.clauses.index(clause)
    if at and state.by_clause and not _JOINED.match(words):
        return _doubted(state)
    return Verb.AVOID


def _ticked(state: State, clause: Clause, verb: Verb | None) -> Verb | None:
    if verb is None:
        return _permitted(state, clause)
    if verb is Verb.AVOID and not _is_explicit(state, clause, verb):
        return _doubted(state)  # "✓ Make-up - 24 h"
    names_no_duty = any(
        _FREE & {each.topic, *state.finder.tree.ancestors(each.topic)} for each in clause.things
    )
    if verb is Verb.DO and not clause.of("every") and "do" not in clause.kinds and names_no_duty:
        return Verb.ALLOW  # "✓ Duschen"
    return verb


def _permitted(state: State, clause: Clause) -> Verb | None:
    """Return the permission that a tick before a bare thing gives: "✓ Showers"."""
    if not clause.things or clause.kinds or clause.symptoms:
        return None
    return Verb.ALLOW if state.context.verb in (None, Verb.ALLOW) else state.context.verb


def _begins(clause: Clause) -> bool:
    return any(
        moment_of(span).role in ("from", "after")
        for span in clause.of("time")
        if moment_of(span).role in WINDOW
    )
