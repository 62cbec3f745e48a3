"""`afterglow ask`, `timeline` and `check-sheet`: an aftercare sheet at the terminal, without a server."""

import json
from typing import Any

import click

from server.cli import sheet_options as options
from server.cli.plain import PlainCommand, refuse
from server.cli.reply_document import length_in, reply_document
from server.cli.reply_text import Renderer, language_of
from server.cli.sheet_files import get_checked_sheet, get_sheet
from server.cli.wording import check_lines, quotes, timeline_lines, unknown_flags
from server.domain.errors import Invalid
from server.domain.milestone_filter import announced
from server.domain.questions import read_question
from server.domain.replies import ReplyTo, reply
from server.domain.sheet_report import report, unresolved
from server.domain.sheets import NOW, Sheet
from server.domain.timeline import Timeline, TreatmentFacts, compile, instant_text
from server.domain.timeline import to_document as timeline_document
from server.domain.topics import TopicError, TopicTree
from server.sheets import load_topics


@click.command(cls=PlainCommand)
@options.SHEET
@click.option("--hours", type=float, required=True, help="Hours since the treatment.")
@click.option("--treated-at", help="Local time of the treatment: 2026-03-27T19:00. Needs --time-zone.")
@options.TIME_ZONE
@options.FOLD
@options.FLAG
@options.STATE
@options.LANGUAGE
@options.JSON
@click.argument("words", nargs=-1, required=True)
def ask(*, sheet: str, hours: float, words: tuple[str, ...], as_json: bool, **rest: Any) -> None:
    """Ask a sheet "can I …?" about WORDS, a number of hours after the treatment.

    Without --treated-at, the time of day is unknown: calendar days and parts of days become ranges that hold
    for any time of day, and moments are lengths such as "72h" instead of instants.
    """
    asked = options.question_from(words)
    parsed, treated = get_sheet(sheet), options.treated_at_from(rest)
    flags, now = options.flags_from(rest["flags"]), treated.plus(hours)
    facts = TreatmentFacts(treated.instant, treated.time_zone, flags, clock_known=treated.clock_known)
    states = options.states_from(rest["states"]) | {flag: True for flag in flags if flag.startswith(NOW)}
    language = rest["language"] or parsed.language
    to = ReplyTo(_compile(parsed, facts), _topics_of(parsed), states)
    question = read_question(asked, language, to.tree)
    answered = reply(question, [to], now=now, time_zone=treated.time_zone)
    renderer = Renderer(language_of(language), to.timeline, to.tree, treated.clock_known)
    if as_json:
        written = instant_text if treated.clock_known else length_in(to.timeline)
        click.echo(json.dumps(reply_document(answered, renderer, written=written), ensure_ascii=False))
        return
    click.echo(renderer.text(answered))
    for line in (*quotes(answered, language), *unknown_flags(flags, parsed)):
        click.echo(line)


@click.command(cls=PlainCommand)
@options.SHEET
@click.option("--treated-at", required=True, help="Local time of the treatment: 2026-03-27T19:00.")
@options.TIME_ZONE
@options.FOLD
@options.FLAG
@click.option(
    "--next-treatment", "--next-session", "next_treatment", help="Local time of the next treatment."
)
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


def _topics_of(sheet: Sheet) -> TopicTree:
    try:
        return load_topics().extended(sheet.topics)
    except TopicError as error:
        refuse(f"{sheet.id}: {error}")


def _compile(sheet: Sheet, facts: TreatmentFacts) -> Timeline:
    try:
        return compile(sheet, facts)
    except Invalid as error:
        refuse(error.detail)
