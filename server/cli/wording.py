"""The words of `ask`, `timeline` and `check-sheet`. An answer always quotes its rule and cites the sheet."""

from collections.abc import Iterator
from datetime import datetime

from server.domain.local_time import day_number, time_zone_named
from server.domain.replies import Reply
from server.domain.sheet_report import Issue, unresolved
from server.domain.sheets import Rule, Sheet
from server.domain.timeline import Milestone, Timeline

_MILESTONES = {
    "allowed": "allowed from now on",
    "over": "the ban ends",
    "begins": "begins",
    "ends": "ends",
    "resolved": "should be gone",
    "call-after": "if it is still there, tell your practitioner",
    "next-treatment": "the next session is possible",
}


def quotes(reply: Reply, language: str) -> Iterator[str]:
    """Quote the rules behind a reply, each once."""
    seen: set[str] = set()
    for part in reply.parts:
        for rule in (part.answer.rule, *part.answer.also):
            if rule is not None and rule.id not in seen:
                seen.add(rule.id)
                yield _quote(rule, language)


def unknown_flags(flags: frozenset[str], sheet: Sheet) -> Iterator[str]:
    """Name the flags that no rule uses: otherwise, a misspelt flag would silently change nothing."""
    known = {flag for rule in sheet.rules for flag in (*rule.if_, *rule.unless)}
    for flag in sorted(flags - known):
        yield f"(This sheet has no flag {flag!r}.)"


def _quote(rule: Rule, language: str) -> str:
    whose = "Your practitioner" if rule.source == "practitioner" else "Your sheet"
    text = rule.text(language)
    place = "; ".join(part for part in (text.cite, f"rule {rule.id}") if part)
    return f"{whose}: “{text.says}” ({place})"


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
    condition = f", only with {' or '.join(milestone.with_)}" if milestone.with_ else ""
    text = f"{_MILESTONES[milestone.kind]}{condition}{gates}. {rule.says}"
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
