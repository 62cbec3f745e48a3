"""The words of `ask`, `timeline` and `check-sheet`. An answer always quotes its rule and cites the sheet."""

from collections.abc import Iterator
from datetime import datetime

from server.domain.answers import Answer
from server.domain.local_time import day_number, time_zone_named
from server.domain.sheet_report import Issue, unresolved
from server.domain.sheets import NOW, Rule, Sheet
from server.domain.timeline import Milestone, Timeline
from server.domain.topics import Match, TopicTree
from server.domain.when.bounds import Leaf

_MILESTONES = {
    "allowed": "allowed from now on",
    "begins": "begins",
    "ends": "ends",
    "resolved": "should be gone",
    "call-after": "if it is still there, tell your practitioner",
    "next-treatment": "the next session is possible",
}


def answer_lines(
    answer: Answer, match: Match | None, *, asked: str, timeline: Timeline, tree: TopicTree
) -> Iterator[str]:
    if match is None:
        yield f"Your sheet does not mention {asked!r}. Please ask your practitioner."
        return
    language = timeline.sheet.language
    name = tree.label(match.topic, language)
    yield f"{name[:1].upper()}{name[1:]}: {_verdict(answer, timeline, tree)}"
    if match.how == "typo":
        yield f"(Showing results for {match.understood!r}.)"
    yield from _reasons(answer, timeline)
    if answer.rule:
        yield _quote(answer.rule)


def _verdict(answer: Answer, timeline: Timeline, tree: TopicTree) -> str:
    until = timeline.hours_until(answer.until)
    ending = "" if until is None else f", until {_hours(until)} after the treatment"
    match answer.kind:
        case "no":
            return f"no{ending}."
        case "only":
            labels = (tree.label(topic, timeline.sheet.language) for topic in answer.only)
            return f"only {' or '.join(labels)}{ending}."
        case "yes":
            return (
                "yes, and your sheet asks for it." if answer.asked_for else f"yes{_since(answer, timeline)}."
            )
        case "not-yet":
            return "not clear yet."
    return "your sheet does not say. Please ask your practitioner."


def _since(answer: Answer, timeline: Timeline) -> str:
    since = timeline.hours_until(answer.since)
    return f", since {_hours(since)} after the treatment" if since else ""


def _reasons(answer: Answer, timeline: Timeline) -> Iterator[str]:
    least, surely = answer.least_hours, answer.surely_hours
    if answer.kind in ("no", "not-yet") and least is not None and surely is not None and least < surely:
        yield f"Your sheet says {_hours(least)} to {_hours(surely)}."
    if answer.kind == "not-yet" and surely is None and not answer.depends_on:
        yield "Your sheet gives no number. Please ask your practitioner."
    if answer.kind == "yes" and isinstance(answer.bound, Leaf) and answer.bound.kind == "minimum":
        yield "The minimum time in your sheet has passed."
    if answer.kind in ("not-yet", "no") and answer.depends_on:
        yield _depends_on(answer)


def _depends_on(answer: Answer) -> str:
    what = ", ".join(gate.removeprefix(NOW) for gate in answer.depends_on)
    if answer.kind == "no":
        return f"It also depends on: {what}." if answer.until else f"It depends on: {what}."
    if answer.least_hours:
        return f"{_hours(answer.least_hours)} have passed, but it also depends on: {what}. Is that the case?"
    return f"It depends on: {what}. Is that the case?"


def unknown_flags(flags: frozenset[str], sheet: Sheet) -> Iterator[str]:
    """Name the flags that no rule uses: otherwise, a misspelt flag would silently change nothing."""
    known = {flag for rule in sheet.rules for flag in (*rule.if_, *rule.unless)}
    for flag in sorted(flags - known):
        yield f"(This sheet has no flag {flag!r}.)"


def _quote(rule: Rule) -> str:
    whose = "Your practitioner" if rule.source == "practitioner" else "Your sheet"
    return f"{whose}: “{rule.says}” ({'; '.join(part for part in (rule.cite, f'rule {rule.id}') if part)})"


def _hours(hours: float) -> str:
    if hours >= 72 and hours % 24 == 0:
        return f"{hours / 24:g} days"
    return f"{hours:g} h"


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    header = timeline.sheet
    rules = {window.rule.id: window.rule for window in timeline.windows}
    yield f"{header.title}, version {header.version}: {len(timeline.windows)} rules for this treatment."
    yield f"Treated {_clock(timeline.treated_at, timeline)}, {timeline.time_zone}."
    for milestone in timeline.milestones:
        yield _milestone_line(milestone, timeline, rules[milestone.rule_id])
    unbounded = [window.rule for window in timeline.windows if not (window.opens or window.closes)]
    if unbounded:
        yield "All the time:"
        yield from (f"  {rule.verb}: {rule.says} ({rule.cite})" for rule in unbounded)


def _milestone_line(milestone: Milestone, timeline: Timeline, rule: Rule) -> str:
    day = day_number(
        milestone.at, timeline.treated_at, time_zone=timeline.time_zone, day_one=timeline.day_one
    )
    gates = f" (if {' and '.join(milestone.gates)})" if milestone.gates else ""
    topics = ", ".join(milestone.topics)
    text = f"{_MILESTONES[milestone.kind]}{gates}. {rule.says}"
    return f"  {_clock(milestone.at, timeline)}  day {day:<4} {topics}: {text}"


def _clock(moment: datetime, timeline: Timeline) -> str:
    return f"{moment.astimezone(time_zone_named(timeline.time_zone)):%a %Y-%m-%d %H:%M}"


def check_lines(sheet: Sheet, issues: tuple[Issue, ...]) -> Iterator[str]:
    open_issues = unresolved(issues)
    counts = f"{len(sheet.rules)} rules, {len(open_issues)} unresolved"
    yield f"{sheet.title}, version {sheet.version}: {counts}."
    for issue in issues:
        resolved = "as written" if issue.resolved else "unresolved"
        yield f"  {resolved}: {issue.kind}, {' and '.join(issue.rule_ids)}: {issue.problem}"
    if open_issues:
        yield 'Resolve each by changing the rule, or with mark = "as-written".'
