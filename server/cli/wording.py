"""How the aftercare sheet speaks at the terminal: short, warm, and always with the rule and its place."""

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
    "resolved": "should have resolved",
    "call-after": "if it is still there, tell your practitioner",
    "session": "the next session can be",
}


def answer_lines(
    found: Answer, match: Match | None, *, asked: str, timeline: Timeline, tree: TopicTree
) -> Iterator[str]:
    if match is None:
        yield f"Your sheet does not say: it has no word for {asked!r}. Best ask your practitioner."
        return
    language = timeline.sheet.language
    name = tree.label(match.topic, language)
    yield f"{name[:1].upper()}{name[1:]}: {_verdict(found, timeline, tree)}"
    if match.how == "typo":
        yield f"(I read {match.understood!r}.)"
    yield from _reasons(found, timeline)
    if found.rule:
        yield _quote(found.rule)


def _verdict(found: Answer, timeline: Timeline, tree: TopicTree) -> str:
    until = timeline.hours_until(found.until)
    ending = "" if until is None else f", until {_hours(until)} after the treatment"
    match found.kind:
        case "no":
            return f"no{ending}."
        case "only":
            labels = (tree.label(topic, timeline.sheet.language) for topic in found.only)
            return f"only {' or '.join(labels)}{ending}."
        case "yes":
            return "yes, and your sheet asks for it." if found.asked_for else f"yes{_since(found, timeline)}."
        case "not-yet":
            return "not yet for sure."
    return "your sheet does not say. Best ask your practitioner."


def _since(found: Answer, timeline: Timeline) -> str:
    since = timeline.hours_until(found.since)
    return f", since {_hours(since)} after the treatment" if since else ""


def _reasons(found: Answer, timeline: Timeline) -> Iterator[str]:
    least, surely = found.least_hours, found.surely_hours
    if found.kind in ("no", "not-yet") and least is not None and surely is not None and least < surely:
        yield f"Your sheet says {_hours(least)} to {_hours(surely)}."
    if found.kind == "not-yet" and surely is None and not found.depends_on:
        yield "The number is missing in your sheet: ask your practitioner."
    if found.kind == "yes" and isinstance(found.bound, Leaf) and found.bound.kind == "minimum":
        yield "The least time that your sheet gives has passed."
    if found.kind in ("not-yet", "no") and found.depends_on:
        yield _hangs_on(found)


def _hangs_on(found: Answer) -> str:
    what = ", ".join(gate.removeprefix(NOW) for gate in found.depends_on)
    if found.kind == "no":
        return f"It also hangs on: {what}." if found.until else f"It hangs on: {what}."
    if found.least_hours:
        return f"{_hours(found.least_hours)} have passed, but it also hangs on: {what}. Is it so?"
    return f"It hangs on: {what}. Is it so?"


def unknown_flags(flags: frozenset[str], sheet: Sheet) -> Iterator[str]:
    """A slip in a flag would silently change nothing."""
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
    standing = [window.rule for window in timeline.windows if not (window.opens or window.closes)]
    if standing:
        yield "All the time:"
        yield from (f"  {rule.verb}: {rule.says} ({rule.cite})" for rule in standing)


def _milestone_line(milestone: Milestone, timeline: Timeline, rule: Rule) -> str:
    day = day_number(
        milestone.at, timeline.treated_at, time_zone=timeline.time_zone, day_one=timeline.day_one
    )
    gates = f" (if {' and '.join(milestone.gates)})" if milestone.gates else ""
    topics = ", ".join(milestone.topics)
    told = f"{_MILESTONES[milestone.kind]}{gates}. {rule.says}"
    return f"  {_clock(milestone.at, timeline)}  day {day:<4} {topics}: {told}"


def _clock(moment: datetime, timeline: Timeline) -> str:
    return f"{moment.astimezone(time_zone_named(timeline.time_zone)):%a %Y-%m-%d %H:%M}"


def check_lines(sheet: Sheet, issues: tuple[Issue, ...]) -> Iterator[str]:
    open_issues = unresolved(issues)
    counted = f"{len(sheet.rules)} rules, {len(open_issues)} unresolved"
    yield f"{sheet.title}, version {sheet.version}: {counted}."
    for issue in issues:
        resolved = "as written" if issue.resolved else "unresolved"
        yield f"  {resolved}: {issue.kind}, {' and '.join(issue.rule_ids)}: {issue.problem}"
    if open_issues:
        yield 'Settle each by changing the rule, or with mark = "as-written".'
