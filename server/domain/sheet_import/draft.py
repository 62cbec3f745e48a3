"""A rule in the making: what one clause says, before it becomes a rule of a sheet."""

from dataclasses import dataclass, field, replace
from itertools import combinations

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.model import Reason
from server.domain.sheet_import.times import Moment
from server.domain.sheets import UpTo
from server.domain.vocabulary import Area, Verb
from server.domain.when import TimeError, parse_time

BANS = (Verb.AVOID, Verb.ONLY)


@dataclass(frozen=True, slots=True)
class DraftRule:
    verb: Verb
    topics: tuple[str, ...]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    every: str | None = None
    amount: str | None = None
    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    why: str | None = None
    trend: str | None = None
    using: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    up_to: UpTo | None = None
    area: Area | None = None
    is_inherited: bool = False  # its window is the heading's, not its own

    @property
    def from_text(self) -> str | None:
        return joined(self.starts)

    @property
    def until_text(self) -> str | None:
        return joined(self.ends)

    @property
    def has_window(self) -> bool:
        return bool(self.starts or self.ends)


@dataclass(slots=True)
class Doubts:
    """Why a sentence waits for its author; the first reason is shown."""

    reasons: list[Reason] = field(default_factory=list)

    def add(self, reason: Reason) -> None:
        self.reasons.append(reason)

    def __bool__(self) -> bool:
        return bool(self.reasons)


def contradict(rules: list[DraftRule]) -> bool:
    """Return True if one sentence permits and bans the same thing at the same time, or announces two ends for it."""
    for first, second in combinations(rules, 2):
        if not set(first.topics) & set(second.topics):
            continue
        if first.verb is second.verb is Verb.EXPECT and first.ends != second.ends:
            return True
        verbs = {first.verb, second.verb}
        if verbs == {Verb.ONLY, Verb.AVOID}:  # "only wine, no spirits"
            return True
        if Verb.AVOID in verbs and verbs & {Verb.ALLOW, Verb.DO}:
            ban, other = (first, second) if first.verb is Verb.AVOID else (second, first)
            if not ban.ends or ban.ends != other.starts:
                return True
    return False


def joined(times: tuple[str, ...]) -> str | None:
    """Return one TIME of which every part must be reached."""
    return " & ".join(dict.fromkeys(times)) or None


def is_time(text: str | None) -> bool:
    if text is None:
        return True
    try:
        parse_time(text)
    except TimeError:
        return False
    return True


def with_moment(rule: DraftRule, moment: Moment, *, begins: bool = False) -> DraftRule:
    """Add a time to a rule, as its verb reads it. `begins`: the clause says that something starts then."""
    if moment.role in ("after", "since"):
        return _counted(rule, moment, begins=begins)
    bans, allows = rule.verb in BANS, rule.verb is Verb.ALLOW
    starts, ends = moment.start, moment.end
    if moment.role == "until" and moment.within and rule.verb is Verb.EXPECT:
        ends = f"<={moment.end}"
    elif moment.role == "not-before":
        starts, ends = (None, moment.end) if bans else (moment.end, None)
    elif moment.role in ("range", "on") and allows:
        ends = None
    elif moment.role in ("beforehand", "then"):
        starts = ends = None
    return _starting(_ending(rule, ends), starts)


def _counted(rule: DraftRule, moment: Moment, *, begins: bool) -> DraftRule:
    """Add "after 24 hours" or "24 hours after treatment"."""
    if rule.verb in BANS:
        return _ending(rule, moment.end) if moment.role == "since" else _starting(rule, moment.start)
    if rule.verb is Verb.EXPECT and (moment.within or not begins):
        return _ending(rule, moment.start)
    return _starting(rule, moment.start)


def _starting(rule: DraftRule, start: str | None) -> DraftRule:
    first_day = start == "D1"  # every sheet begins on its first day
    return rule if start is None or first_day else replace(rule, starts=(*rule.starts, start))


def _ending(rule: DraftRule, end: str | None) -> DraftRule:
    if end is None:
        return rule
    if end.startswith("D") and end[1:] == "1":
        return rule
    return replace(rule, ends=(*rule.ends, end))


def with_condition(rule: DraftRule, condition: Condition, doubts: Doubts) -> DraftRule:
    """Add a condition. What no field can carry leaves the sentence to its author."""
    if not condition.is_known or (condition.is_only and rule.verb in BANS and condition.kind == "if"):
        doubts.add("condition")
    if condition.kind in ("if", "during") or not _carries(rule, condition):
        if not _carries(rule, condition):
            doubts.add("condition")
        return replace(rule, if_=tuple(dict.fromkeys((*rule.if_, condition.flag))))
    return _carrying(rule, condition)


def _carries(rule: DraftRule, condition: Condition) -> bool:
    """Return True if a field of the rule can express the condition."""
    match condition.kind:
        case "with":
            return rule.verb is Verb.ALLOW
        case "while":
            return rule.verb not in BANS and not rule.starts
        case "gone":
            return rule.verb not in BANS
        case "until":
            return rule.verb is not Verb.ALLOW and not rule.ends
        case "during":
            return rule.verb in (*BANS, Verb.ALLOW)
        case _:
            return True


def _carrying(rule: DraftRule, condition: Condition) -> DraftRule:
    match condition.kind:
        case "with":
            return replace(rule, with_=(*rule.with_, condition.flag))
        case "while":
            return replace(rule, starts=(f"while({condition.flag})",))
        case "gone":
            return replace(rule, starts=(*rule.starts, f"gone({condition.flag})"))
        case "until":
            return replace(rule, ends=("?",))
        case _:
            return replace(rule, unless=(*rule.unless, condition.flag))
