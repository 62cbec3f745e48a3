"""Measure the reading of pasted sheets: `python -m tests.sheets.reader_score [--classes] [--wrong] [--missed]`.

One *unit* is a rule on one of its topics. A unit is right if the line says so: same verb, from and until, on that
topic or a family of it, its condition kept. It is *dangerous* if it permits earlier or wider than the line, ends a
ban early, or loses its condition, or maps it to something else. Precision counts the rules of sentences that are
read; the rules that wait for the author's decision are counted apart. Lines are listed for the seen half only: nobody
may fit the reader to the other one.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from server.domain.sheets import Rule
from server.domain.when import (
    Act,
    Both,
    Day,
    DayPart,
    Length,
    Quantity,
    State,
    Term,
    TimeError,
    parse_time,
    terms,
    time_text,
)
from server.domain.when import Time as TimeValue
from tests.sheets.corpus import Wanted, WrittenSheet, sheets
from tests.sheets.reader_output import ReadRule, read_rules
from tests.sheets.test_sheets import TREE

NEVER = 10**9
PERMITS, BANS = ("allow", "do"), ("avoid", "only")


@dataclass(slots=True)
class Score:
    """The counts of one sheet or of several together."""

    units: Counter[str] = field(default_factory=Counter)  # right, wrong, dangerous; proposed-right …
    wanted: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)  # read, or proposed to the author
    faults: Counter[str] = field(default_factory=Counter)  # wrong units by class
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for mine, theirs in (
            (self.units, other.units),
            (self.wanted, other.wanted),
            (self.read, other.read),
            (self.offered, other.offered),
            (self.faults, other.faults),
        ):
            mine.update(theirs)
        self.notes += other.notes

    @property
    def precision(self) -> float:
        read = self.units["right"] + self.units["wrong"]
        return self.units["right"] / read if read else 1.0

    @property
    def dangerous(self) -> int:
        return self.units["dangerous"]

    def recall(self, kind: str, *, offered: bool = False) -> float:
        counts = self.offered if offered else self.read
        return counts[kind] / self.wanted[kind] if self.wanted[kind] else 1.0


def score_of(sheet: WrittenSheet) -> Score:
    score = Score()
    by_line: dict[int, list[ReadRule]] = {}
    for read in read_rules(sheet.text, sheet.language, TREE):
        by_line.setdefault(read.line, []).append(read)
    for number, line in enumerate(sheet.lines):
        read_here = by_line.pop(number, [])
        if not any(one.kind == "left out" for one in line.wanted):
            _score_line(score, f"{sheet.name}:{line.text}", line.wanted, read_here)
    return score


def _score_line(score: Score, where: str, wanted: list[Wanted], read: list[ReadRule]) -> None:
    for each in read:
        prefix = "" if each.is_read else "proposed-"
        for topic in filter(
            TREE.__contains__, each.rule.topics
        ):  # a topic of the sheet's own is only proposed
            verdict = _verdict(each.rule, topic, wanted)
            score.units[f"{prefix}{'right' if verdict == 'right' else 'wrong'}"] += 1
            if verdict == "dangerous":
                score.units[f"{prefix}dangerous"] += 1
            if verdict != "right":
                score.faults[f"{prefix}{each.rule.verb.value} {_fault(each.rule, topic, wanted)}"] += 1
                score.notes.append(f"{prefix}{verdict:9} {where}\n            {_shown(each.rule, topic)}")
    for one in wanted:
        _score_wanted(score, where, one, read)


def _fault(rule: Rule, topic: str, wanted: list[Wanted]) -> str:
    """Return the class of a wrong unit: how it differs from the nearest thing that the line says."""
    related = [one for one in wanted if any(_related(topic, group) for group in one.groups)]
    same = [one for one in related if rule.verb.value in one.verbs]
    if not wanted or not any(one.verbs for one in wanted):
        return "no-rule-wanted"
    if not related:
        return "other-topic"
    if not same:
        return "other-verb"
    fits = [one for one in same if any(_within(topic, group) for group in one.groups)]
    if not fits:
        return "wider-topic"
    if not any(_same(rule.starts, one.from_) for one in fits):
        return "from"
    return "until" if not any(_same(rule.ends, one.until) for one in fits) else "condition"


def _score_wanted(score: Score, where: str, one: Wanted, read: list[ReadRule]) -> None:
    groups = [group for group in one.groups if "*" in group or any(name in TREE for name in group)]
    if not one.verbs or (one.groups and not groups):
        return
    score.wanted[one.kind] += 1
    if all(_is_read_from(one, group, read, only_read=True) for group in groups):
        score.read[one.kind] += 1
    if all(_is_read_from(one, group, read, only_read=False) for group in groups):
        score.offered[one.kind] += 1
    else:
        score.notes.append(f"missed {one.kind:6} {where}\n            {one.verbs} {one.groups}")


def _is_read_from(one: Wanted, group: tuple[str, ...], read: list[ReadRule], *, only_read: bool) -> bool:
    return any(
        _says(each.rule, one) and any(_within(topic, group) for topic in each.rule.topics)
        for each in read
        if each.is_read or not only_read
    )


def _verdict(rule: Rule, topic: str, wanted: list[Wanted]) -> str:
    if any(_says(rule, one) and any(_within(topic, group) for group in one.groups) for one in wanted):
        return "right"
    related = [one for one in wanted if any(_related(topic, group) for group in one.groups)]
    return "dangerous" if _is_dangerous(rule, topic, related) else "wrong"


def _is_dangerous(rule: Rule, topic: str, related: list[Wanted]) -> bool:
    verb = rule.verb.value
    if verb in PERMITS:
        permits = [
            one
            for one in related
            if set(one.verbs) & set(PERMITS) and any(_within(topic, group) for group in one.groups)
        ]
        return not any(_no_wider(rule, one) for one in permits)
    if verb in BANS:
        bans = [one for one in related if set(one.verbs) & set(BANS)]
        if bans and _flags_of(rule) and not any(_keeps_condition(rule, one) for one in bans):
            return True  # a ban that holds only sometimes
        return any(_bound(rule.ends) < min(map(_latest, one.until)) for one in bans)
    return verb == "expect" and any("call" in one.verbs for one in related)


def _no_wider(rule: Rule, one: Wanted) -> bool:
    return _keeps_condition(rule, one) and _bound(rule.starts, empty=0) >= min(
        _latest(text, empty=0) for text in one.from_
    )


def _flags_of(rule: Rule) -> frozenset[str]:
    return frozenset((*rule.if_, *rule.unless, *rule.with_))


def _keeps_condition(rule: Rule, one: Wanted) -> bool:
    """Return False for a condition that is lost, or mapped to something else."""
    if one.conditional and not _is_conditional(rule):
        return False
    if rule.verb.value in BANS and _flags_of(rule) and not one.conditional:
        return False
    return not one.flags or _flags_of(rule) <= frozenset(one.flags)


def _says(rule: Rule, one: Wanted) -> bool:
    verb = rule.verb.value
    if verb not in one.verbs:
        return False
    if not _keeps_condition(rule, one):
        return False
    starts, ends = one.from_, one.until
    if {"avoid", "allow"} <= set(one.verbs):
        starts = ("",) if verb == "avoid" else tuple(filter(None, starts)) or ("",)
        ends = ("",) if verb == "allow" else tuple(filter(None, ends)) or ("",)
    by_state = one.conditional and isinstance(rule.starts, Act | State)
    if one.conditional and isinstance(rule.starts, Both):  # "5d & gone(bleeding)": the condition as a state
        timed = [part for part in rule.starts.parts if not isinstance(part, Act | State)]
        by_state = len(timed) == 1 and _same(timed[0], starts)
    return (by_state or _same(rule.starts, starts)) and _same(rule.ends, ends)


def _is_conditional(rule: Rule) -> bool:
    times = [term for time in (rule.starts, rule.ends) if time for term in terms(time)]
    by_state = any(not isinstance(term, Length | Day | DayPart) for term in times)
    return bool(rule.if_ or rule.unless or rule.with_ or by_state)


def _within(topic: str, group: tuple[str, ...]) -> bool:
    return "*" in group or any(above in group for above in TREE.ancestors(topic))


def _related(topic: str, group: tuple[str, ...]) -> bool:
    return _within(topic, group) or any(topic in TREE.ancestors(name) for name in group)


def _same(time: TimeValue | None, texts: tuple[str, ...]) -> bool:
    value = time_text(time) if time else ""
    return any(_normal(value) == _normal(text) for text in texts)


def _normal(text: str) -> str:
    if not text:
        return ""
    try:
        return " & ".join(sorted(map(_term, terms(parse_time(text)))))
    except TimeError:
        return text


def _term(term: Term) -> str:
    if isinstance(term, Length):
        return f"{term.kind} {_minutes(term.least)} {_minutes(term.surely)}"
    return time_text(term)


def _minutes(quantity: Quantity) -> str:
    return f"{quantity.count}mo" if quantity.unit == "mo" else str(quantity.minutes)


def _latest(text: str, *, empty: int = NEVER) -> int:
    try:
        return _bound(parse_time(text) if text else None, empty=empty)
    except TimeError:
        return empty


def _bound(time: TimeValue | None, *, empty: int = NEVER) -> int:
    """Return about how many minutes after the treatment a TIME is reached; a state is never."""
    if time is None:
        return empty
    return max(_minute(term) for term in terms(time))


def _minute(term: Term) -> int:
    match term:
        case Length():
            return term.surely.minutes
        case Day():
            return (term.first - 1) * 1_440
        case DayPart():
            return term.days * 1_440 + 360
        case State():
            return NEVER - 1
        case _:
            return NEVER - 2


def _shown(rule: Rule, topic: str) -> str:
    window = f"{time_text(rule.starts) if rule.starts else ''}>{time_text(rule.ends) if rule.ends else ''}"
    return f"{rule.verb.value} {topic} {window} if={rule.if_} unless={rule.unless} with={rule.with_}"


def total(scores: Iterable[Score]) -> Score:
    together = Score()
    for score in scores:
        together.add(score)
    return together


@cache
def _scores(half: str) -> tuple[tuple[str, Score], ...]:
    """Return the language and the score of each sheet. Reading a half takes long, and several tests ask for it."""
    return tuple((sheet.language, score_of(sheet)) for sheet in sheets(half))


def score_of_half(half: str, language: str = "") -> Score:
    """Return the score of the sheets in a language, or of all."""
    return total(score for spoken, score in _scores(half) if language in ("", spoken))


def report(half: str) -> Iterator[str]:
    for language in ("en", "de", ""):
        score = score_of_half(half, language)
        units = score.units
        recall = "  ".join(
            f"{kind} {score.recall(kind):4.0%} ({score.recall(kind, offered=True):4.0%} of {score.wanted[kind]})"
            for kind in ("plain", "medium", "trap")
        )
        yield (
            f"{half:7} {language or 'all':4} precision {score.precision:6.1%} dangerous {score.dangerous}"
            f"  recall {recall}  | read {units['right']}+{units['wrong']}, proposed"
            f" {units['proposed-right']}+{units['proposed-wrong']} ({units['proposed-dangerous']} dangerous)"
        )


def main(arguments: Sequence[str] = ()) -> None:
    for half in ("seen", "unseen"):
        print("\n".join(report(half)))
        if "--classes" in arguments:
            print("        ", dict(score_of_half(half).faults.most_common()))
    shown = tuple(argument.removeprefix("--") for argument in arguments if argument != "--classes")
    if shown:
        for note in score_of_half("seen").notes:
            if note.removeprefix("proposed-").startswith(shown) or (
                "wrong" in shown and "dangerous" in note[:20]
            ):
                print(note)


if __name__ == "__main__":
    main(sys.argv[1:])
