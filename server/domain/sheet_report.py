"""Issues an author reviews before publishing a sheet: contradictions, missing numbers, vague wording.

Nothing is corrected here. The author resolves an issue by changing the rule or with `mark = "as-written"`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, islice
from typing import Literal

from server.domain.answers import family
from server.domain.answers.rulings import Candidate, judge
from server.domain.sheets import Rule, Sheet
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline, TreatmentFacts, Window, compile
from server.domain.timeline.series import next_treatment_closes_at, next_treatment_opens_at
from server.domain.topics import TopicError, TopicTree
from server.domain.vocabulary import Verb
from server.domain.when import Lost, terms
from server.domain.when.bounds import Bound, gates, least_moment, leaves, sure_moment

IssueKind = Literal["contradiction", "number-missing", "vague", "unknown-topic"]

MAX_PAIRS = 4_000
"""The maximum number of pairs of rules that are compared. It bounds the work; no real sheet comes near it."""

# A calendar day such as D3 begins 24 to 48 hours after the treatment. An early and a late time of day
# cover both ends of that range.
_TREATED_AT = tuple(datetime(2001, 1, 10, hour, tzinfo=UTC) for hour in (9, 20))


_VERBS = (*FORBIDDING, *PERMITTING, Verb.EXPECT, Verb.REPEAT)
Relation = Literal["same", "family", "member"]
"""How the topics of a rule are related to those of another: the first names the second's family, or a member."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """A rule with the topics that it names and all their families; an `only` closes families of its own."""

    rule: Rule
    topics: frozenset[str]
    line: frozenset[str]
    closed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rule: Rule, tree: TopicTree) -> "_Reach":
        line = (above for topic in rule.topics for above in _line(topic, tree))
        known = rule.verb is Verb.ONLY and all(topic in tree for topic in rule.topics)
        closed = frozenset(family(rule, tree)) if known else frozenset[str]()
        return cls(rule, frozenset(rule.topics), frozenset(line), closed)

    def relation_to(self, other: "_Reach") -> Relation | None:
        """Return how this rule's topics are related to the other's; a permission is named by what it permits."""
        if self.rule.verb is not other.rule.verb and Verb.ONLY in (self.rule.verb, other.rule.verb):
            only, permission = (self, other) if self.closed else (other, self)
            own = not only.topics.isdisjoint(permission.line) or not permission.topics.isdisjoint(only.line)
            shut = not own and not only.closed.isdisjoint(permission.line)
            return ("family" if only is self else "member") if shut else None
        if not self.topics.isdisjoint(other.topics):
            return "same"
        if not self.topics.isdisjoint(other.line):
            return "family"
        return "member" if not other.topics.isdisjoint(self.line) else None


def _line(topic: str, tree: TopicTree) -> tuple[str, ...]:
    return tree.ancestors(topic) if topic in tree else (topic,)


@dataclass(frozen=True, slots=True)
class Issue:
    kind: IssueKind
    rule_ids: tuple[str, ...]
    problem: str
    resolved: bool


def report(sheet: Sheet, tree: TopicTree) -> tuple[Issue, ...]:
    """Return every issue in the order of the sheet: those of single rules first, then those of pairs."""
    own = {topic.id for topic in sheet.topics}
    single = (issue for rule in sheet.rules for issue in _alone(rule, tree, own))
    faults: tuple[Issue, ...] = ()
    try:
        extended = tree.extended(sheet.topics)
    except TopicError as error:
        extended, faults = tree, (Issue("unknown-topic", (), str(error), resolved=False),)
    return (*faults, *single, *_contradictions(sheet, extended))


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


def _contradictions(sheet: Sheet, tree: TopicTree) -> Iterator[Issue]:
    flags = frozenset(sheet.flags)
    plain = frozenset[str]()
    pairs = dict(islice(_pairs(sheet, tree), MAX_PAIRS))
    problems: dict[tuple[str, str], str] = {}
    for treated_at in _TREATED_AT:
        for known in dict.fromkeys((plain, flags)):
            timeline = compile(sheet, TreatmentFacts(treated_at, "UTC", known))
            windows = {window.rule.id: window for window in timeline.windows}
            for ids, relation in pairs.items():
                if ids not in problems and windows.keys() >= set(ids):
                    problem = _contradict(windows[ids[0]], windows[ids[1]], timeline, relation)
                    problems |= {ids: problem} if problem else {}
    marks = {rule.id: rule.mark for rule in sheet.rules}
    for ids, problem in problems.items():
        yield Issue("contradiction", ids, problem, any(marks[rule_id] == "as-written" for rule_id in ids))


def _pairs(sheet: Sheet, tree: TopicTree) -> Iterator[tuple[tuple[str, str], Relation]]:
    """Yield each pair of rules that may contradict each other, except with rules that are explicit exceptions."""
    spoken = [_Reach.of(rule, tree) for rule in sheet.rules if not rule.exception and rule.verb in _VERBS]
    for first, second in combinations(spoken, 2):
        if first.rule.area == second.rule.area:
            relation = first.relation_to(second)
            if relation:
                yield (first.rule.id, second.rule.id), relation


def _contradict(first: Window, second: Window, timeline: Timeline, relation: Relation) -> str | None:
    if first.needs != second.needs or first.unless != second.unless:
        return None
    verbs = {first.rule.verb, second.rule.verb}
    if verbs & set(FORBIDDING) and verbs & set(PERMITTING):
        ban, permission = (first, second) if first.rule.verb in FORBIDDING else (second, first)
        same = relation == "same" and ban.rule.verb is Verb.AVOID
        if relation == ("member" if ban is first else "family"):
            return None  # the family is permitted, apart from the member that is banned
        problem = _forbids_and_permits(ban, permission, timeline)
        return problem or (_end_against_beginning(ban, permission) if same else None)
    if relation == "same":
        return _same_verb_problem(first, second) if len(verbs) == 1 else None
    wide, narrow = (first, second) if relation == "family" else (second, first)
    return _member_ends_first(wide, narrow) if verbs == {Verb.AVOID} else None


def _end_against_beginning(ban: Window, permission: Window) -> str | None:
    """Describe a ban and a permission for the same topic if the permission begins only after the ban has ended."""
    if permission.rule.verb is not Verb.ALLOW or gates(ban.closes) != gates(permission.opens):
        return None
    ends, begins = sure_moment(ban.closes, {}), sure_moment(permission.opens, {})
    if ban.closes is None or permission.opens is None or ends is None or begins is None or begins <= ends:
        return None
    return f"{ban.rule.id} ends at {ban.closes.text}, {permission.rule.id} begins at {permission.opens.text}"


def _member_ends_first(wide: Window, member: Window) -> str | None:
    """Describe a ban on a topic that ends while its family is still banned; a longer one is a plain exception."""
    if member.closes is None or not _begin_alike(wide, member) or gates(wide.closes) != gates(member.closes):
        return None
    ends, longer = sure_moment(member.closes, {}), sure_moment(wide.closes, {})
    if ends is None or (wide.closes and longer is None) or (longer and longer <= ends):
        return None
    end = f"at {wide.closes.text}" if wide.closes else "never"
    return f"{member.rule.id} ends at {member.closes.text}, {wide.rule.id} on its family ends {end}"


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


def _forbids_and_permits(ban: Window, permission: Window, timeline: Timeline) -> str | None:
    """Describe the first moment at which one rule forbids and the other permits, all states confirmed."""
    bounds = (ban.opens, ban.closes, permission.opens, permission.closes)
    moments = {
        at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at) if at
    }
    confirmed = {gate: True for bound in bounds for gate in gates(bound)}
    for at in sorted({timeline.treated_at, *moments}):
        forbids = judge(Candidate(ban, 0, sibling=ban.rule.verb is Verb.ONLY), at, confirmed)
        permits = judge(Candidate(permission, 0), at, confirmed)
        if forbids and forbids.kind in ("no", "only") and permits and permits.permits:
            hours = timeline.hours_until(at)
            return f"{ban.rule.id} forbids it at {hours} h, {permission.rule.id} permits it"
    return None


def _begin_alike(first: Window, second: Window) -> bool:
    """Return True if both begin at the same TIME. Rules that follow each other do not contradict each other."""
    return (first.opens.text if first.opens else "") == (second.opens.text if second.opens else "")


def _alike(first: Rule, second: Rule) -> bool:
    return (first.grade, first.every) == (second.grade, second.every)


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
