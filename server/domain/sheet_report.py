"""Issues an author reviews before publishing a sheet: contradictions, missing numbers, vague wording.

Nothing is corrected here. The author resolves an issue by changing the rule or with `mark = "as-written"`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, islice
from typing import Literal

from server.domain.rulings import Strength, judge
from server.domain.sheets import Rule, Sheet
from server.domain.timeline import PERMITTING, Timeline, TreatmentFacts, Window, compile
from server.domain.timeline.series import next_treatment_closes_at, next_treatment_opens_at
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when import Lost, terms
from server.domain.when.bounds import Bound, gates, least_moment, leaves, sure_moment

IssueKind = Literal["contradiction", "number-missing", "vague", "unknown-topic"]

_YES = ("yes", Strength.IN_FORCE)

MAX_PAIRS = 20_000
"""Pairs of rules compared per timeline. It bounds the work; no real sheet comes near it."""

# A calendar day such as D3 begins 24 to 48 hours after the treatment. An early and a late time of day
# cover both ends of that range.
_TREATED_AT = tuple(datetime(2001, 1, 10, hour, tzinfo=UTC) for hour in (9, 20))


@dataclass(frozen=True, slots=True)
class Issue:
    kind: IssueKind
    rule_ids: tuple[str, ...]
    problem: str
    resolved: bool


def report(sheet: Sheet, tree: TopicTree) -> tuple[Issue, ...]:
    """Return every issue in the order of the sheet: those of single rules first, then those of pairs."""
    single = (issue for rule in sheet.rules for issue in _alone(rule, tree))
    return (*single, *_contradictions(sheet))


def unresolved(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    return tuple(issue for issue in issues if not issue.resolved)


def _alone(rule: Rule, tree: TopicTree) -> Iterator[Issue]:
    resolved = rule.mark == "as-written"
    if rule.mark == "number-missing" or _has_lost_number(rule):
        yield Issue("number-missing", (rule.id,), "the number is missing", resolved)
    if rule.mark == "vague":
        yield Issue("vague", (rule.id,), "the words are vague", resolved=False)
    if rule.mark == "contradiction":
        yield Issue("contradiction", (rule.id,), "the sheet contradicts itself here", resolved=False)
    for topic in (*rule.topics, *rule.family):
        if topic not in tree:
            problem = f"there is no topic {topic!r}: nobody can ask for it"
            yield Issue("unknown-topic", (rule.id,), problem, resolved=False)


def _has_lost_number(rule: Rule) -> bool:
    times = (time for time in (rule.starts, rule.ends) if time is not None)
    return any(isinstance(term, Lost) for time in times for term in terms(time))


def _contradictions(sheet: Sheet) -> Iterator[Issue]:
    flags = frozenset(sheet.flags)
    plain = frozenset[str]()
    timelines = [
        compile(sheet, TreatmentFacts(treated_at, "UTC", known))
        for treated_at in _TREATED_AT
        for known in dict.fromkeys((plain, flags))
    ]
    problems: dict[tuple[str, ...], str] = {}
    for timeline in timelines:
        for first, second in islice(_pairs(timeline), MAX_PAIRS):
            problem = _contradict(first, second, timeline)
            if problem:
                problems.setdefault((first.rule.id, second.rule.id), problem)
    marks = {rule.id: rule.mark for rule in sheet.rules}
    for ids, problem in problems.items():
        yield Issue("contradiction", ids, problem, any(marks[rule_id] == "as-written" for rule_id in ids))


def _pairs(timeline: Timeline) -> Iterator[tuple[Window, Window]]:
    """Yield each pair of rules on a common topic once, excluding rules that are explicit exceptions."""
    topics_of = defaultdict(list)
    for topic, windows in timeline.by_topic.items():
        for pair in combinations(windows, 2):
            topics_of[id(pair[0]), id(pair[1])].append(topic)
            if len(topics_of[id(pair[0]), id(pair[1])]) == 1 and _comparable(*pair):
                yield pair


def _comparable(first: Window, second: Window) -> bool:
    plain = not (first.rule.exception or second.rule.exception)
    same_area = first.rule.area == second.rule.area
    return plain and same_area and first.needs == second.needs and first.unless == second.unless


def _contradict(first: Window, second: Window, timeline: Timeline) -> str | None:
    verbs = {first.rule.verb, second.rule.verb}
    if len(verbs) > 1:
        mixed = Verb.AVOID in verbs and verbs & set(PERMITTING)
        return _forbids_and_permits(first, second, timeline) if mixed else None
    return _same_verb_problem(first, second)


def _same_verb_problem(first: Window, second: Window) -> str | None:
    """Describe how two rules with the same verb on the same topic contradict each other."""
    match first.rule.verb:
        case Verb.AVOID | Verb.ONLY if _begin_alike(first, second):
            return _differ("one ends at {}, the other at {}", first.closes, second.closes)
        case Verb.EXPECT if _begin_alike(first, second) and _alike(first.rule, second.rule):
            return _differ("one is over at {}, the other at {}", first.closes, second.closes)
        case Verb.ALLOW:
            return _differ("one begins at {}, the other at {}", first.opens, second.opens)
        case Verb.REPEAT:
            return _no_common_window(first, second)
    return None


def _forbids_and_permits(first: Window, second: Window, timeline: Timeline) -> str | None:
    """Describe the first moment at which one rule forbids and the other permits, all states confirmed."""
    ban, permission = (first, second) if first.rule.verb is Verb.AVOID else (second, first)
    bounds = (ban.opens, ban.closes, permission.opens, permission.closes)
    moments = {
        at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at) if at
    }
    confirmed = {gate: True for bound in bounds for gate in gates(bound)}
    for at in sorted({timeline.treated_at, *moments}):
        forbids = judge(ban, at, confirmed, exact=True)
        permits = judge(permission, at, confirmed, exact=True)
        if forbids and forbids.kind == "no" and permits and (permits.kind, permits.strength) == _YES:
            hours = timeline.hours_until(at)
            return f"{ban.rule.id} forbids it at {hours} h, {permission.rule.id} permits it"
    return None


def _begin_alike(first: Window, second: Window) -> bool:
    """Return True if both begin with the same TIME. Rules that follow each other do not contradict."""
    return (first.opens.text if first.opens else "") == (second.opens.text if second.opens else "")


def _alike(first: Rule, second: Rule) -> bool:
    return (first.grade, first.trend, first.every) == (second.grade, second.trend, second.every)


def _differ(sentence: str, first: Bound | None, second: Bound | None) -> str | None:
    if first is None or second is None or first.text == second.text:
        return None
    same = (least_moment(first, {}), sure_moment(first, {}), gates(first))
    if same == (least_moment(second, {}), sure_moment(second, {}), gates(second)):
        return None
    return sentence.format(first.text, second.text)


def _no_common_window(first: Window, second: Window) -> str | None:
    if first.rule.every or second.rule.every:
        return None
    opens = [at for window in (first, second) if (at := next_treatment_opens_at(window.opens))]
    closes = [at for window in (first, second) if (at := next_treatment_closes_at(window))]
    shut = opens and closes and max(opens) > min(closes)
    return "together they leave no moment for the next session" if shut else None
