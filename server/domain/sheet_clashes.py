"""Pairs of rules of a sheet that cannot both be followed, and what they disagree about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, islice
from typing import Literal

from server.domain.answers.rulings import Candidate, judge
from server.domain.limits import MAX_CLASH_PAIRS
from server.domain.sheet_reach import Reach, Relation, disputed
from server.domain.sheets import Rule, Sheet
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline, TreatmentFacts, Window, compile
from server.domain.timeline.series import next_treatment_closes_at, next_treatment_opens_at
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, gates, least_moment, leaves, sure_moment

# A calendar day such as D3 begins 24 to 48 hours after the treatment. An early and a late time of day
# cover both ends of that range.
_TREATED_AT = tuple(datetime(2001, 1, 10, hour, tzinfo=UTC) for hour in (9, 20))
_VERBS = (*FORBIDDING, *PERMITTING, Verb.EXPECT, Verb.REPEAT)

About = Literal["permission", "exception", "gap", "ends", "begins", "sessions"]
"""What two rules disagree about.

`permission`: one forbids what the other permits. `exception`: one permits a member of the family that the other
forbids. `gap`: a ban ends before the permission begins. `ends`, `begins`: two ends or two beginnings of the
same thing. `sessions`: no moment is left for the next treatment.
"""


@dataclass(frozen=True, slots=True)
class Clash:
    """A disagreement on `topics` in the hours after the treatment; None for a bound that has no moment."""

    about: About
    problem: str
    topics: tuple[str, ...] = ()
    first_hour: int | None = None
    last_hour: int | None = None
    stricter: str | None = None
    """The id of the rule that holds if the author takes the stricter one; None if neither is."""


def clashes(sheet: Sheet, tree: TopicTree) -> dict[tuple[str, str], Clash]:
    """Return the clash of each pair of rules that has one.

    A ban and a permission must clash at both times of day: if the treatment was late, a permission that begins
    with a calendar day overlaps a ban of a few hours, which no author means.
    """
    clash_of: dict[tuple[str, str], Clash] = {}
    pairs = dict(islice(_pairs(sheet, tree), MAX_CLASH_PAIRS))
    for known in dict.fromkeys((frozenset[str](), frozenset(sheet.flags))):
        early, late = (_Course.of(sheet, TreatmentFacts(at, "UTC", known)) for at in _TREATED_AT)
        for ids, related in pairs.items():
            first, second = _clash(early, ids, related), _clash(late, ids, related)
            clash = first or second
            if clash and ((first and second) or clash.about not in ("permission", "exception")):
                clash_of.setdefault(ids, clash)
    return clash_of


@dataclass(frozen=True, slots=True)
class _Course:
    timeline: Timeline
    window_of: dict[str, Window]

    @classmethod
    def of(cls, sheet: Sheet, facts: TreatmentFacts) -> "_Course":
        timeline = compile(sheet, facts)
        return cls(timeline, {window.rule.id: window for window in timeline.windows})

    def hour(self, at: datetime | None) -> int | None:
        hours = self.timeline.hours_until(at)
        return None if hours is None else int(hours)


@dataclass(frozen=True, slots=True)
class _Related:
    relation: Relation
    topics: tuple[str, ...]


def _pairs(sheet: Sheet, tree: TopicTree) -> Iterator[tuple[tuple[str, str], _Related]]:
    """Yield each pair of rules that may contradict each other, except with rules that are explicit exceptions."""
    spoken = [Reach.of(rule, tree) for rule in sheet.rules if not rule.exception and rule.verb in _VERBS]
    for first, second in combinations(spoken, 2):
        relation = first.relation_to(second) if first.rule.area == second.rule.area else None
        if relation:
            yield (first.rule.id, second.rule.id), _Related(relation, disputed(first, second, tree))


def _clash(course: _Course, ids: tuple[str, str], related: _Related) -> Clash | None:
    first, second = (course.window_of.get(rule_id) for rule_id in ids)
    if first is None or second is None or (first.needs, first.unless) != (second.needs, second.unless):
        return None
    verbs = {first.rule.verb, second.rule.verb}
    if verbs & set(FORBIDDING) and verbs & set(PERMITTING):
        return _of_ban_and_permission(first, second, course, related)
    if related.relation != "same" or len(verbs) > 1:
        return None  # of two bans on a family and its member, the stricter holds
    return _of_one_verb(first, second, course, related.topics)


def _of_ban_and_permission(first: Window, second: Window, course: _Course, related: _Related) -> Clash | None:
    ban, permission = (first, second) if first.rule.verb in FORBIDDING else (second, first)
    if related.relation == ("member" if ban is first else "family"):
        return None  # the family is permitted, apart from the member that is banned
    at = _forbidden_and_permitted_at(ban, permission, course.timeline)
    same = related.relation == "same"
    if at is None:
        return _gap(ban, permission, course, related.topics) if same and ban.rule.verb is Verb.AVOID else None
    about: About = "permission" if same or ban.rule.verb is Verb.ONLY else "exception"
    problem = (
        f"{ban.rule.id} forbids it at {course.timeline.hours_until(at)} h, {permission.rule.id} permits it"
    )
    ends = [end for bound in (ban.closes, permission.closes) if (end := sure_moment(bound, {}))]
    last = course.hour(min(ends, default=None))
    return Clash(about, problem, related.topics, course.hour(at), last, stricter=ban.rule.id)


def _gap(ban: Window, permission: Window, course: _Course, topics: tuple[str, ...]) -> Clash | None:
    """Return the clash of a ban that ends before a permission for the same topic begins."""
    if permission.rule.verb is not Verb.ALLOW or gates(ban.closes) != gates(permission.opens):
        return None
    ends, begins = sure_moment(ban.closes, {}), sure_moment(permission.opens, {})
    if ban.closes is None or permission.opens is None or ends is None or begins is None or begins <= ends:
        return None
    problem = (
        f"{ban.rule.id} ends at {ban.closes.text}, {permission.rule.id} begins at {permission.opens.text}"
    )
    return Clash("gap", problem, topics, course.hour(ends), course.hour(begins), permission.rule.id)


def _forbidden_and_permitted_at(ban: Window, permission: Window, timeline: Timeline) -> datetime | None:
    """Return the first moment at which one rule forbids and the other permits, all states confirmed."""
    bounds = (ban.opens, ban.closes, permission.opens, permission.closes)
    moments = {
        at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at) if at
    }
    confirmed = {gate: True for bound in bounds for gate in gates(bound)}
    for at in sorted({timeline.treated_at, *moments}):
        forbids = judge(Candidate(ban, 0, sibling=ban.rule.verb is Verb.ONLY), at, confirmed)
        permits = judge(Candidate(permission, 0), at, confirmed)
        if forbids and forbids.kind in ("no", "only") and permits and permits.permits:
            return at
    return None


def _of_one_verb(first: Window, second: Window, course: _Course, topics: tuple[str, ...]) -> Clash | None:
    """Return the clash of two rules with the same verb on the same topic."""
    match first.rule.verb:
        case Verb.AVOID | Verb.ONLY if _begin_alike(first, second):
            return _two_times("ends", (first, second), course, topics)
        case Verb.EXPECT if _begin_alike(first, second) and _alike(first.rule, second.rule):
            return _two_times("ends", (first, second), course, topics)
        case Verb.ALLOW:
            return _two_times("begins", (first, second), course, topics)
        case Verb.REPEAT if _leave_no_moment(first, second):
            return Clash("sessions", "together they leave no moment for the next session", topics)
    return None


def _begin_alike(first: Window, second: Window) -> bool:
    """Return True if both begin at the same TIME. Rules that follow each other do not contradict each other."""
    return (first.opens.text if first.opens else "") == (second.opens.text if second.opens else "")


def _alike(first: Rule, second: Rule) -> bool:
    return (first.grade, first.every) == (second.grade, second.every)


def _two_times(
    about: Literal["ends", "begins"],
    windows: tuple[Window, Window],
    course: _Course,
    topics: tuple[str, ...],
) -> Clash | None:
    first, second = (window.closes if about == "ends" else window.opens for window in windows)
    if first is None or second is None or first.text == second.text or _equal(first, second):
        return None
    hours = [course.hour(sure_moment(bound, {})) for bound in (first, second)]
    timed = sorted(
        (hour, window.rule.id) for hour, window in zip(hours, windows, strict=True) if hour is not None
    )
    earlier, later = (timed[0][0], timed[1][0]) if len(timed) == 2 else (None, None)
    ordered = earlier != later and windows[0].rule.verb is not Verb.EXPECT
    problem = f"one {about} at {first.text}, the other at {second.text}"
    return Clash(about, problem, topics, earlier, later, timed[1][1] if ordered else None)


def _equal(first: Bound, second: Bound) -> bool:
    moments = (least_moment(first, {}), sure_moment(first, {}), gates(first))
    return moments == (least_moment(second, {}), sure_moment(second, {}), gates(second))


def _leave_no_moment(first: Window, second: Window) -> bool:
    if first.rule.every or second.rule.every:
        return False
    opens = [at for window in (first, second) if (at := next_treatment_opens_at(window.opens))]
    closes = [at for window in (first, second) if (at := next_treatment_closes_at(window))]
    return bool(opens and closes and max(opens) > min(closes))
