"""Read one sentence into draft rules, and say which of its words they use."""

import re
from dataclasses import replace
from itertools import pairwise

from server.domain.sheet_import.answers import take_question
from server.domain.sheet_import.checks import doubt_clause, doubt_sentence
from server.domain.sheet_import.choosing import topics_of
from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.details import (
    detailed,
    mark_means,
    means_of,
    shielding,
)
from server.domain.sheet_import.directions import mark_label, take_head
from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.frames import Clause, clauses_of
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.listed import with_listed
from server.domain.sheet_import.marking import mark
from server.domain.sheet_import.own_topics import topic_for
from server.domain.sheet_import.qualifiers import has_unknown_words
from server.domain.sheet_import.state import WINDOW, Context, Memory, Outcome, State, moment_of
from server.domain.sheet_import.structure import denies_how
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import Span
from server.domain.sheet_import.times import is_how_long
from server.domain.sheet_import.timing import conditioned, following, grouped, share_trailing_time, timed
from server.domain.sheet_import.trailing import goes_on, tail_of, time_alone
from server.domain.sheet_import.verbs import verb_in
from server.domain.vocabulary import Verb

_SO = re.compile(r",? ?(?:so|therefore|hence|deshalb|daher|darum|deswegen)\b")
_AT_MOST = re.compile(
    r"(?:up to|no more than|at most|höchstens|maximal|max\b|bis (?:zu )?(?:\d|drei|vier|zwei))"
)


def read_sentence(
    text: str, language: Language, finder: Finder, *, context: Context, memory: Memory
) -> Outcome:
    marked, subjects = mark(text, language, finder, memory.marks)
    outcome = Outcome()
    state = State(marked, language, finder, context, memory, outcome)
    mark_label(state)
    clauses = state.clauses = clauses_of(marked, language, subjects)
    take_question(state, clauses)
    for clause in clauses:
        _read_clause(state, clause)
    _finish(state)
    outcome.spans = marked.spans
    outcome.left = marked.text
    doubt_sentence(state)
    outcome.asks = bool(state.asks or language.traps.search(marked.text))
    if not outcome.asks and not outcome.rules and language.traps.search(text):
        outcome.asks = bool(finder.find(text))
    if not outcome.rules:
        outcome.tail = tail_of(marked, language, clauses)
    return outcome


def _read_clause(state: State, clause: Clause) -> None:
    if not state.words(clause).strip(" -;,.!"):
        return
    _take_head(state, clause)
    _take_reason(state, clause)
    moments = [span for span in clause.of("time") if moment_of(span).role in WINDOW]
    if state.head is clause and not (clause.kinds and clause.things):
        _keep_head(state, clause, moments)
        return
    verb = verb_in(state, clause)
    state.asks = state.asks or bool(clause.subjects or clause.kinds or verb)
    if any(moment_of(span).role == "beforehand" for span in clause.of("time")):
        state.outcome.doubts.add("time")
        state.unread.append(clause)
    elif verb is not None and denies_how(state, clause, verb):
        state.outcome.doubts.add("words")
        state.unread.append(clause)
    elif not _is_without_topic(state, clause, verb, moments):
        topics = topics_of(state, clause, verb)
        if verb is None or verb is Verb.REPEAT or not topics:
            _propose(state, clause, verb, moments)
            _leave(state, clause, verb)
        else:
            _add_rules(state, clause, verb, topics, moments=moments)


def _is_without_topic(state: State, clause: Clause, verb: Verb | None, moments: list[Span]) -> bool:
    """Read a clause that only adds a time to the others. Return False if it is another one."""
    if clause.subjects:
        return False
    if not clause.kinds and verb is None and not has_unknown_words(state, clause):
        time_alone(state, clause, moments)
        return True
    return goes_on(state, clause, moments)


def _propose(state: State, clause: Clause, verb: Verb | None, moments: list[Span]) -> None:
    """Propose a rule on a topic of the sheet's own: "No blorking for 2 days"."""
    own = topic_for(state, clause, verb, state.colon)
    if own is None or verb is None:
        return
    state.outcome.doubts.add("no-topic")
    state.outcome.topics.append(own)
    state.by_clause.append((clause, _rules_of(state, clause, verb, (own.id,), moments)))


def _leave(state: State, clause: Clause, verb: Verb | None) -> None:
    if clause.subjects or clause.kinds or has_unknown_words(state, clause):
        state.unread.append(clause)
    if verb is not None:
        state.last_verb = verb
    elif len({thing.topic for thing in clause.things}) == 1 or (
        clause.things and not has_unknown_words(state, clause)
    ):
        state.memory.topics = tuple(dict.fromkeys(subject.topic for subject in clause.things))


def _add_rules(
    state: State, clause: Clause, verb: Verb, topics: tuple[str, ...], *, moments: list[Span]
) -> None:
    mark_means(state, clause, verb)
    rules = _rules_of(state, clause, verb, topics, moments)
    if verb is Verb.AVOID and len(rules) == 1:
        rules = [with_listed(state, clause, rules[0])]
    _keep_leading(state, clause, moments)
    state.by_clause.append((clause, rules))
    state.last_verb = verb
    if verb is not Verb.EXPECT:
        state.memory.topics = tuple(topic for rule in rules for topic in rule.topics)
    doubt_clause(state, clause, verb, rules)


def _keep_head(state: State, clause: Clause, moments: list[Span]) -> None:
    """Remember what comes before a colon for what follows it."""
    state.asks = state.asks or bool(clause.subjects or clause.kinds)
    state.leading += [moment_of(span) for span in moments]
    state.leading_conditions += [
        span.value for span in clause.of("condition") if isinstance(span.value, Condition)
    ]
    if "open" in clause.kinds or ("avoid" in clause.kinds and clause.subjects):
        state.unread.append(clause)
    if clause.subjects:
        state.last_verb = None


def _take_head(state: State, clause: Clause) -> None:
    """Give "make-up: none for 24 hours" its topic, and "avoid: the gym" its verb."""
    head, state.head = state.head, None
    state.colon = head
    if head is None:
        pass
    elif not clause.subjects:
        clause.subjects = list(head.subjects)
    elif not clause.kinds and not head.subjects:
        clause.kinds += head.kinds
    if head is not None:
        take_head(state, head)
    foretells = clause.of("time") and not clause.things  # "blisters may form within 2 days - do not …"
    names = clause.subjects and not clause.kinds and not foretells
    alone = names and state.marked.whole[clause.end : clause.end + 3] == " - "
    if alone or state.words(clause).rstrip().endswith(":"):
        state.head = clause


def _take_reason(state: State, clause: Clause) -> None:
    """Give "smoking slows healing, so not for 3 days" its topic."""
    at = state.clauses.index(clause)
    before = state.clauses[at - 1] if at else None
    if clause.subjects or before is None or not before.things or before.kinds or "avoid" not in clause.kinds:
        return
    if _SO.match(state.words(clause)) and len({thing.topic for thing in before.things}) == 1:
        clause.subjects = before.things
        before.subjects = []


def _keep_leading(state: State, clause: Clause, moments: list[Span]) -> None:
    """Keep a time that opens the sentence for the clauses after it."""
    others = [subject.start for subject in clause.subjects] + clause.frames_at
    opens = len(moments) == 1 and moments[0].start < min(others, default=0)
    if not state.by_clause and opens and not is_how_long(moment_of(moments[0])):
        state.leading.append(moment_of(moments[0]))


def _rules_of(
    state: State, clause: Clause, verb: Verb, topics: tuple[str, ...], moments: list[Span]
) -> list[DraftRule]:
    every = next((str(span.value) for span in clause.of("every") if span.value), None)
    shields = shielding(state, clause, verb)
    aside = {thing.topic for thing in (*shields, *means_of(state, clause, verb))}
    topics = tuple(topic for topic in topics if topic not in aside) or topics
    base = DraftRule(verb, topics, every=every)
    groups = grouped(state, clause, verb, topics, moments)
    if verb is Verb.DO and _is_up_to_the_patient(state, clause):
        base = replace(base, verb=Verb.ALLOW)
    rules = []
    for chosen, times in groups:
        rule = timed(state, replace(base, topics=chosen), times, clause)
        rule = replace(rule, with_=tuple(thing.topic for thing in shields))
        rules.append(conditioned(state, detailed(state, following(state, rule, clause), clause), clause))
    return rules


def _is_up_to_the_patient(state: State, clause: Clause) -> bool:
    """Return True for "as needed" and for "at most three times a day", which nobody has to do."""
    spans = clause.of("every")
    return any(span.value == "as needed" or _AT_MOST.match(state.words_of(span)) for span in spans)


def _finish(state: State) -> None:
    share_trailing_time(state)
    _drop_announced(state)
    for _clause, rules in state.by_clause:
        state.outcome.rules += [rule for rule in rules if rule not in state.outcome.rules]
    state.memory.ends = next(
        (rule.ends for rule in reversed(state.outcome.rules) if rule.ends), state.memory.ends
    )
    unread = [clause for clause in state.unread if not _is_harmless(state, clause)]
    if state.outcome.rules and any(clause.kinds or clause.of("time") for clause in unread):
        pronoun = all(not clause.kinds for clause in unread)
        if not (pronoun and len(state.by_clause) == 1 and _refers_back(state)):
            state.outcome.doubts.add("words")
    if state.outcome.rules and state.leading and not any(rule.has_window for rule in state.outcome.rules):
        state.outcome.doubts.add("time")


def _is_harmless(state: State, clause: Clause) -> bool:
    """Return True for "… and no reason to worry", said of a symptom that is announced before it."""
    announced = all(rule.verb is Verb.EXPECT for rule in state.outcome.rules)
    return announced and set(clause.kinds) == {"expect"} and not clause.subjects and not clause.of("time")


def _drop_announced(state: State) -> None:
    """Drop "washing is a must:" where what follows the colon says when: "daily, from the second day"."""
    for (first, announced), (_second, rules) in pairwise(state.by_clause):
        if not state.words(first).rstrip().endswith(":") or not announced or not rules:
            continue
        same = announced[0].verb is rules[0].verb and set(announced[0].topics) == set(rules[0].topics)
        if same and not announced[0].has_window and (rules[0].has_window or rules[0].every):
            announced.clear()


def _refers_back(state: State) -> bool:
    clause = state.by_clause[0][0]
    return not clause.subjects
