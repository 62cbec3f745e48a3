"""Read clauses that only add a time to what the sentence has already said: "… and settles within 3 days"."""

from dataclasses import replace

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.draft import DraftRule, with_moment
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.sheet_import.text import Marked, Span
from server.domain.sheet_import.times import Moment
from server.domain.sheet_import.timing import timed
from server.domain.vocabulary import Verb


def time_alone(state: State, clause: Clause, moments: list[Span]) -> None:
    """Read a clause without topic and verb: a leading time, or the end of what was just expected."""
    conditions = [span.value for span in clause.of("condition") if isinstance(span.value, Condition)]
    if not state.by_clause:
        state.leading += [moment_of(span) for span in moments]
        state.leading_conditions += conditions
        return
    _last, rules = state.by_clause[-1]
    if (rules and rules[-1].verb is Verb.EXPECT and moments and _may_end(rules[-1], moments)) or (
        rules and _limits(state, rules, moments, conditions)
    ):
        rules[:] = [timed(state, rule, [moment_of(span) for span in moments], clause) for rule in rules]
    elif moments or conditions:
        state.outcome.doubts.add("time")


def _may_end(rule: DraftRule, moments: list[Span]) -> bool:
    """Return True for "peeling starts on day 3 and lasts until day 7"."""
    return not rule.has_window or (not rule.ends and all(moment_of(span).role == "until" for span in moments))


def _limits(state: State, rules: list[DraftRule], moments: list[Span], conditions: list[Condition]) -> bool:
    """Return True for "Shower yes, bath no - for 4 weeks": the end of the ban directly before it."""
    return (
        len(moments) == 1
        and not conditions
        and all(_may_take(rule, moment_of(moments[0])) for rule in rules)
        and not state.context.moments
    )


def _may_take(rule: DraftRule, moment: Moment) -> bool:
    if rule.has_window:
        return False
    if rule.verb is Verb.ALLOW:  # "a hat, yes, after 48 hours"
        return moment.role in ("after", "from", "since")
    return rule.verb is Verb.AVOID and moment.role == "until"


def goes_on(state: State, clause: Clause, moments: list[Span]) -> bool:
    """Read "… and settles within 3 days", which ends what the clause before it has announced."""
    text = state.words(clause)
    if (
        not state.by_clause
        or not moments
        or not (state.language.subsides.search(text) or state.language.lasts.search(text))
    ):
        return False
    _last, rules = state.by_clause[-1]
    if not rules or rules[-1].verb is not Verb.EXPECT or "avoid" in clause.kinds:
        return False
    rules[:] = [
        timed(state, replace(rule, ends=()), [moment_of(span) for span in moments], clause) for rule in rules
    ]
    return True


def tail_of(marked: Marked, language: Language, clauses: list[Clause]) -> str | None:
    """Return the end that "this usually settles within 3 days" gives to the sentence before it."""
    goes_on = language.subsides.search(marked.whole) or language.lasts.search(marked.whole)
    things = any(clause.things for clause in clauses)
    if not goes_on or things or not language.refers.match(marked.whole) or language.traps.search(marked.text):
        return None
    rule = DraftRule(Verb.EXPECT, ())
    for span in marked.spans:
        if span.kind == "time" and moment_of(span).role in WINDOW:
            rule = with_moment(rule, moment_of(span))
    return rule.until_text if len(rule.ends) == 1 else None
