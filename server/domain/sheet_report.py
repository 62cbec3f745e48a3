"""What an author should look at before a sheet is published: what contradicts, is lost or vague.

Nothing is corrected here. An author settles an issue by changing the rule, or by `mark = "as-written"`.
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

_YES = ("yes", Strength.SAID)

MAX_PAIRS = 20_000
"""Of rules compared; more on the same topics than that is not a sheet."""

# A day such as D3 begins 24 to 48 hours after the treatment: an early and a late one show both.
_TREATED_AT = tuple(datetime(2001, 1, 10, hour, tzinfo=UTC) for hour in (9, 20))


@dataclass(frozen=True, slots=True)
class Issue:
    kind: IssueKind
    rule_ids: tuple[str, ...]
    problem: str
    resolved: bool


def report(sheet: Sheet, tree: TopicTree) -> tuple[Issue, ...]:
    """In the order of the sheet: single rules first, then pairs."""
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
    times = (time for time in (rule.from_, rule.until) if time is not None)
    return any(isinstance(term, Lost) for time in times for term in terms(time))


def _contradictions(sheet: Sheet) -> Iterator[Issue]:
    flags = frozenset(sheet.flags)
    plain = frozenset[str]()
    timelines = [
        compile(sheet, TreatmentFacts(treated_at, "UTC", known))
        for treated_at in _TREATED_AT
        for known in dict.fromkeys((plain, flags))
    ]
    found: dict[tuple[str, ...], str] = {}
    for timeline in timelines:
        for one, other in islice(_pairs(timeline), MAX_PAIRS):
            problem = _contradict(one, other, timeline)
            if problem:
                found.setdefault((one.rule.id, other.rule.id), problem)
    marks = {rule.id: rule.mark for rule in sheet.rules}
    for ids, problem in found.items():
        yield Issue("contradiction", ids, problem, any(marks[name] == "as-written" for name in ids))


def _pairs(timeline: Timeline) -> Iterator[tuple[Window, Window]]:
    """Rules that name the same topic, each pair once, without those that are made to differ."""
    topics_of = defaultdict(list)
    for topic, windows in timeline.by_topic.items():
        for pair in combinations(windows, 2):
            topics_of[id(pair[0]), id(pair[1])].append(topic)
            if len(topics_of[id(pair[0]), id(pair[1])]) == 1 and _comparable(*pair):
                yield pair


def _comparable(one: Window, other: Window) -> bool:
    first, second = one.rule, other.rule
    plain = not (first.exception or second.exception)
    return plain and first.area == second.area and one.needs == other.needs and one.unless == other.unless


def _contradict(one: Window, other: Window, timeline: Timeline) -> str | None:
    verbs = {one.rule.verb, other.rule.verb}
    if len(verbs) > 1:
        mixed = Verb.AVOID in verbs and verbs & set(PERMITTING)
        return _forbids_and_permits(one, other, timeline) if mixed else None
    return _twice(one, other)


def _twice(one: Window, other: Window) -> str | None:
    """Two rules with the same verb on the same topic."""
    match one.rule.verb:
        case Verb.AVOID | Verb.ONLY if _together(one, other):
            return _differ("one ends at {}, the other at {}", one.closes, other.closes)
        case Verb.EXPECT if _together(one, other) and _alike(one.rule, other.rule):
            return _differ("one is over at {}, the other at {}", one.closes, other.closes)
        case Verb.ALLOW:
            return _differ("one begins at {}, the other at {}", one.opens, other.opens)
        case Verb.REPEAT:
            return _no_room(one, other)
    return None


def _forbids_and_permits(one: Window, other: Window, timeline: Timeline) -> str | None:
    ban, permission = (one, other) if one.rule.verb is Verb.AVOID else (other, one)
    bounds = (ban.opens, ban.closes, permission.opens, permission.closes)
    moments = {
        at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at) if at
    }
    told = {gate: True for bound in bounds for gate in gates(bound)}
    for at in sorted({timeline.treated_at, *moments}):
        forbids = judge(ban, at, told, exact=True)
        permits = judge(permission, at, told, exact=True)
        if forbids and forbids.kind == "no" and permits and (permits.kind, permits.strength) == _YES:
            hours = timeline.hours_until(at)
            return f"{ban.rule.id} forbids it at {hours} h, {permission.rule.id} permits it"
    return None


def _together(one: Window, other: Window) -> bool:
    """Both begin with the same words: what follows on one another does not contradict."""
    return (one.opens.text if one.opens else "") == (other.opens.text if other.opens else "")


def _alike(one: Rule, other: Rule) -> bool:
    return (one.grade, one.trend, one.every) == (other.grade, other.trend, other.every)


def _differ(sentence: str, one: Bound | None, other: Bound | None) -> str | None:
    if one is None or other is None or one.text == other.text:
        return None
    same = (least_moment(one, {}), sure_moment(one, {}), gates(one))
    if same == (least_moment(other, {}), sure_moment(other, {}), gates(other)):
        return None
    return sentence.format(one.text, other.text)


def _no_room(one: Window, other: Window) -> str | None:
    if one.rule.every or other.rule.every:
        return None
    opens = [at for window in (one, other) if (at := next_treatment_opens_at(window.opens))]
    closes = [at for window in (one, other) if (at := next_treatment_closes_at(window))]
    shut = opens and closes and max(opens) > min(closes)
    return "together they leave no moment for the next session" if shut else None
