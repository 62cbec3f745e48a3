"""Issues an author reviews before publishing a sheet: contradictions, missing numbers, vague wording.

Nothing is corrected here. The author resolves an issue by changing the rule or with `mark = "as-written"`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from server.domain.sheet_clashes import Clash, clashes
from server.domain.sheets import Rule, Sheet
from server.domain.topics import TopicError, TopicTree
from server.domain.when import Lost, terms

IssueKind = Literal["contradiction", "exception", "number-missing", "vague", "unknown-topic"]
"""`exception` asks whether a permission lifts the ban on its family; if it does, there is no contradiction."""


@dataclass(frozen=True, slots=True)
class Issue:
    kind: IssueKind
    rule_ids: tuple[str, ...]
    problem: str
    resolved: bool
    clash: Clash | None = None
    """What two rules disagree about; None for an issue of one rule."""


def report(sheet: Sheet, tree: TopicTree) -> tuple[Issue, ...]:
    """Return every issue in the order of the sheet: those of single rules first, then those of pairs."""
    own = {topic.id for topic in sheet.topics}
    single = (issue for rule in sheet.rules for issue in _alone(rule, tree, own))
    faults: tuple[Issue, ...] = ()
    try:
        extended = tree.extended(sheet.topics)
    except TopicError as error:
        extended, faults = tree, (Issue("unknown-topic", (), str(error), resolved=False),)
    return (*faults, *single, *_of_pairs(sheet, extended))


def unresolved(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    return tuple(issue for issue in issues if not issue.resolved)


def _alone(rule: Rule, tree: TopicTree, own: Collection[str]) -> Iterator[Issue]:
    resolved = rule.mark == "as-written"
    if rule.mark == "number-missing" or _has_lost_number(rule):
        yield Issue("number-missing", (rule.id,), "the number is missing", resolved)
    if rule.mark == "vague":
        yield Issue("vague", (rule.id,), "the words are vague", resolved=False)
    if rule.mark == "contradiction":
        yield Issue("contradiction", (rule.id,), "the sheet contradicts itself here", resolved=False)
    for topic in (*rule.topics, *rule.family, *rule.with_):
        if topic not in tree and topic not in own:
            problem = f"there is no topic {topic!r}: nobody can ask for it"
            yield Issue("unknown-topic", (rule.id,), problem, resolved=False)


def _has_lost_number(rule: Rule) -> bool:
    times = (time for time in (rule.starts, rule.ends) if time is not None)
    return any(isinstance(term, Lost) for time in times for term in terms(time))


def _of_pairs(sheet: Sheet, tree: TopicTree) -> Iterator[Issue]:
    marks = {rule.id: rule.mark for rule in sheet.rules}
    for ids, clash in clashes(sheet, tree).items():
        kind: IssueKind = "exception" if clash.about == "exception" else "contradiction"
        resolved = any(marks[rule_id] == "as-written" for rule_id in ids)
        yield Issue(kind, ids, clash.problem, resolved, clash)
