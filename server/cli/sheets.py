"""`afterglow ask`, `timeline` and `check-sheet`: an aftercare sheet at the terminal, without a server."""

import json
from typing import Any

import click

from server.cli import sheet_options as options
from server.cli.plain import PlainCommand, refuse
from server.cli.sheet_files import get_checked_sheet, get_sheet
from server.cli.wording import answer_lines, check_lines, timeline_lines, unknown_flags
from server.domain import answers
from server.domain.errors import Invalid
from server.domain.milestone_filter import announced
from server.domain.sheet_report import report, unresolved
from server.domain.sheets import NOW, Sheet
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.sheets import load_topics


@click.command(cls=PlainCommand)
@options.SHEET
@click.option("--hours", type=float, required=True, help="Hours since the treatment.")
@click.option("--treated-at", help="Local time of the treatment: 2026-03-27T19:00. Needs --time-zone.")
@options.TIME_ZONE
@options.FOLD
@options.FLAG
@options.STATE
@options.JSON
@click.argument("words", nargs=-1, required=True)
def ask(*, sheet: str, hours: float, words: tuple[str, ...], as_json: bool, **rest: Any) -> None:
    """Answer "Can I … WORDS?" at a given number of hours after the treatment.

    Without --treated-at, the time of day is unknown: calendar days and parts of days become ranges that hold
    for any time of day, and "since" and "until" are lengths such as "72h" instead of instants.
    """
    question = options.question_from(words)
    parsed, treated = get_sheet(sheet), options.treated_at_from(rest)
    flags, now = options.flags_from(rest["flags"]), treated.plus(hours)
    timeline = _compile(
        parsed, TreatmentFacts(treated.instant, treated.time_zone, flags, clock_known=treated.clock_known)
    )
    match = load_topics().find(question, parsed.language)
    states = options.states_from(rest["states"]) | {flag: True for flag in flags if flag.startswith(NOW)}
    topic = match.topic if match else None
    answer = answers.answer(timeline, load_topics(), topic, now=now, states=states)
    if as_json:
        document = answers.to_document(answer)
        click.echo(json.dumps(document if treated.clock_known else document | _lengths(answer, timeline)))
        return
    lines = answer_lines(answer, match, asked=question, timeline=timeline, tree=load_topics())
    for line in (*lines, *unknown_flags(flags, parsed)):
        click.echo(line)


def _lengths(answer: answers.Answer, timeline: Timeline) -> dict[str, str | None]:
    hours = {"since": timeline.hours_until(answer.since), "until": timeline.hours_until(answer.until)}
    return {name: None if length is None else f"{length:g}h" for name, length in hours.items()}


@click.command(cls=PlainCommand)
@options.SHEET
@click.option("--treated-at", required=True, help="Local time of the treatment: 2026-03-27T19:00.")
@options.TIME_ZONE
@options.FOLD
@options.FLAG
@click.option("--next-treatment", "--next-session", "next_treatment", help="Local time of the next one.")
@options.JSON
def timeline(*, sheet: str, next_treatment: str | None, as_json: bool, **rest: Any) -> None:
    """Print what a sheet means for one treatment, moment by moment."""
    parsed, treated = get_sheet(sheet), options.treated_at_from(rest)
    next_at = None
    if next_treatment:
        next_at = options.instant_from(next_treatment, treated.time_zone, None, option="--next-treatment")
        if next_at <= treated.instant:
            refuse("--next-treatment (or --next-session): it must be after the treatment")
    flags = options.flags_from(rest["flags"])
    facts = TreatmentFacts(treated.instant, treated.time_zone, flags, next_treatment_at=next_at)
    compiled = announced(_compile(parsed, facts), load_topics())
    if as_json:
        click.echo(json.dumps(timeline_document(compiled), ensure_ascii=False))
        return
    for line in timeline_lines(compiled):
        click.echo(line)


@click.command("check-sheet", cls=PlainCommand)
@click.argument("file")
@options.JSON
def check_sheet(*, file: str, as_json: bool) -> None:
    """Report contradictions, missing numbers and vague rules of a sheet; exit 1 while any is unresolved."""
    sheet = get_checked_sheet(file)
    issues = report(sheet, load_topics())
    if as_json:
        rows = [
            {"kind": i.kind, "rules": list(i.rule_ids), "problem": i.problem, "resolved": i.resolved}
            for i in issues
        ]
        click.echo(json.dumps({"sheet": sheet.id, "rules": len(sheet.rules), "issues": rows}))
    else:
        for line in check_lines(sheet, issues):
            click.echo(line)
    if unresolved(issues):
        raise click.exceptions.Exit(1)


def _compile(sheet: Sheet, facts: TreatmentFacts) -> Timeline:
    try:
        return compile(sheet, facts)
    except Invalid as error:
        refuse(error.detail)
