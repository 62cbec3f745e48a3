"""`afterglow ask | timeline | check-sheet`: the aftercare sheet at the terminal, without a server."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import click

from server.adapters.builtin_sheets import load_sheets, load_topics
from server.cli.wording import answer_lines, check_lines, timeline_lines, unknown_flags
from server.domain import answers
from server.domain.errors import Invalid
from server.domain.local_time import local_instant, time_zone_named
from server.domain.milestone_filter import announced
from server.domain.sheet_report import report, unresolved
from server.domain.sheets import NOW, Sheet, SheetError, parse_toml_bytes
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.timeline import to_document as timeline_document
from server.domain.when import Act, State, TimeError, parse_time

MAX_HOURS = 24 * 366 * 100
MOST_BYTES = 10_000_000
SOME_DAY = datetime(2001, 1, 1, tzinfo=UTC)
"""Stands for the treatment when only the hours since it are known; nothing of it is ever shown."""


class Refusal(click.ClickException):
    """Bad input: one clear line on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"afterglow: {self.message}", file=file, err=file is None)


class PlainCommand(click.Command):
    """A command whose usage errors are one line, too."""

    def make_context(self, *args: Any, **named: Any) -> click.Context:
        try:
            return super().make_context(*args, **named)
        except click.UsageError as error:
            refuse(error.format_message())


def refuse(message: str) -> NoReturn:
    raise Refusal(message)


@dataclass(frozen=True, slots=True)
class Treated:
    """When the treatment was: an instant and its zone, or nothing but the hours since."""

    at: datetime = SOME_DAY
    time_zone: str = "UTC"
    clock_known: bool = False


_SHEET = click.option(
    "--sheet", required=True, help="A built-in sheet's id or number (003), or a path to a TOML file."
)
_ZONE = click.option("--zone", help="Time zone of the treatment, e.g. Europe/Berlin.")
_FOLD = click.option(
    "--fold", type=click.IntRange(0, 1), help="Which of two, where the clocks show it twice."
)
_FLAG = click.option("--flag", "flags", multiple=True, help="A flag that holds: retinol-layer, now:sore.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command(cls=PlainCommand)
@_SHEET
@click.option("--hours", type=float, required=True, help="Hours since the treatment.")
@click.option("--treated-at", help="Local time of the treatment: 2026-03-27T19:00. Needs --zone.")
@_ZONE
@_FOLD
@_FLAG
@click.option("--state", "states", multiple=True, help="What the patient told: healed=yes, gone(redness)=no.")
@_JSON
@click.argument("words", nargs=-1, required=True)
def ask(*, sheet: str, hours: float, words: tuple[str, ...], as_json: bool, **rest: Any) -> None:
    """Ask "can I …?" WORDS, so many hours after the treatment.

    Without --treated-at the time of day is not known: calendar days and parts of days become ranges that hold
    for any, and "since" and "until" are lengths since the treatment such as "72h" instead of instants.
    """
    asked = _words(" ".join(words))
    parsed, treated, flags = _load_sheet(sheet), _treated(rest), _flags(rest["flags"])
    now = _moment(treated.at, _hours(hours))
    timeline = _compile(
        parsed, TreatmentFacts(treated.at, treated.time_zone, flags, clock_known=treated.clock_known)
    )
    match = load_topics().find(asked, parsed.language)
    told = _states(rest["states"]) | {flag: True for flag in flags if flag.startswith(NOW)}
    found = answers.answer(timeline, load_topics(), match.topic if match else None, now=now, states=told)
    if as_json:
        document = answers.to_document(found)
        click.echo(json.dumps(document if treated.clock_known else document | _lengths(found, timeline)))
        return
    said = answer_lines(found, match, asked=asked, timeline=timeline, tree=load_topics())
    for line in (*said, *unknown_flags(flags, parsed)):
        click.echo(line)


@click.command(cls=PlainCommand)
@_SHEET
@click.option("--treated-at", required=True, help="Local time of the treatment: 2026-03-27T19:00.")
@click.option("--zone", required=True, help="Time zone of the treatment, e.g. Europe/Berlin.")
@_FOLD
@_FLAG
@click.option("--next-session", help="Local time of the next session, if there is one.")
@_JSON
def timeline(*, sheet: str, next_session: str | None, as_json: bool, **rest: Any) -> None:
    """Print what a sheet means for one treatment, moment by moment."""
    parsed, treated = _load_sheet(sheet), _treated(rest)
    coming = _local(next_session, treated.time_zone, None, "--next-session") if next_session else None
    if coming is not None and coming <= treated.at:
        refuse("--next-session: the next session comes after the treatment")
    facts = TreatmentFacts(treated.at, treated.time_zone, _flags(rest["flags"]), next_treatment_at=coming)
    compiled = announced(_compile(parsed, facts), load_topics())
    if as_json:
        click.echo(json.dumps(timeline_document(compiled), ensure_ascii=False))
        return
    for line in timeline_lines(compiled):
        click.echo(line)


@click.command("check-sheet", cls=PlainCommand)
@click.argument("file")
@_JSON
def check_sheet(*, file: str, as_json: bool) -> None:
    """Report what contradicts itself, lost its number or is vague in a sheet; exit 1 while unresolved."""
    sheet = _checked(file)
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


COMMANDS: tuple[click.Command, ...] = (ask, timeline, check_sheet)


def _load_sheet(name: str) -> Sheet:
    """By id, by the number of its file in seeds/, or by path; a path may also be told apart by its ending."""
    sheets = load_sheets()
    if name in sheets:
        return sheets[name]
    if name.isdecimal():
        for sheet in sheets.values():
            if sheet.source.file.startswith(f"{name.zfill(3)}_"):
                return sheet
    return _sheet_file(name)


def _sheet_file(name: str) -> Sheet:
    path = Path(name)
    try:
        return parse_toml_bytes(_bytes_of(path), name=path.name)
    except (OSError, ValueError) as error:
        if isinstance(error, SheetError):
            refuse(_first_fault(error))
        built_in = ", ".join(load_sheets())
        refuse(f"there is no sheet {name!r}: not a file, and the built-in ones are {built_in}")


def _bytes_of(path: Path) -> bytes:
    """Not much more than a sheet may have, however much there is: the parser says that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _checked(file: str) -> Sheet:
    """As `_load_sheet`, but every fault of a file is told, a line each."""
    try:
        return parse_toml_bytes(_bytes_of(Path(file)), name=Path(file).name)
    except SheetError as error:
        refuse(str(error))
    except (OSError, ValueError):
        return _load_sheet(file)


def _first_fault(error: SheetError) -> str:
    more = len(error.faults) - 1
    return f"{error.faults[0]}" + (f" (and {more} more: afterglow check-sheet)" if more else "")


def _compile(sheet: Sheet, facts: TreatmentFacts) -> Timeline:
    try:
        return compile(sheet, facts)
    except Invalid as error:
        refuse(error.detail)


def _hours(hours: float) -> float:
    if not math.isfinite(hours) or abs(hours) > MAX_HOURS:
        refuse(f"--hours: {hours} is not a number of hours since a treatment")
    return hours


def _moment(treated_at: datetime, hours: float) -> datetime:
    try:
        return treated_at + timedelta(hours=hours)
    except OverflowError:
        refuse(f"--hours: {hours:g} hours after the treatment is outside the calendar")


def _words(words: str) -> str:
    if not words.strip() or "\x00" in words:
        refuse("ask about something, for example: afterglow ask --sheet 003 --hours 30 mascara")
    return words


def _treated(given: Mapping[str, Any]) -> Treated:
    at, zone = given["treated_at"], given["zone"]
    if at is None:
        if zone or given["fold"] is not None:
            refuse("--zone and --fold go with --treated-at")
        return Treated()
    if zone is None:
        refuse("--treated-at needs --zone, for example Europe/Berlin")
    return Treated(_local(at, zone, given["fold"], "--treated-at"), zone, clock_known=True)


def _local(text: str, time_zone: str, fold: int | None, option: str) -> datetime:
    try:
        time_zone_named(time_zone)
        return local_instant(datetime.fromisoformat(_with_time(text)), time_zone, fold=fold)
    except Invalid as error:
        hint = " Say which with --fold 0 or 1." if error.code == "local-time-twice" else ""
        refuse(f"{option}: {error.detail}{hint}")
    except ValueError:
        refuse(f"{option}: {text!r} is not a local time such as 2026-03-27T19:00")


def _with_time(text: str) -> str:
    """A date alone would silently mean midnight."""
    if ":" not in text:
        raise ValueError(text)
    return text


def _flags(flags: tuple[str, ...]) -> frozenset[str]:
    for flag in flags:
        if not flag.removeprefix(NOW).replace("-", "").isalnum():
            refuse(f"--flag: {flag!r} is not a flag such as retinol-layer or now:sore")
    return frozenset(flags)


def _states(told: tuple[str, ...]) -> dict[str, bool]:
    states = dict(map(_state, told))
    if len(states) < len(set(told)):
        refuse("--state: the same state is told yes and no")
    return states


def _state(told: str) -> tuple[str, bool]:
    name, _, value = told.rpartition("=")
    if value not in ("yes", "no") or not _can_be_told(name):
        refuse(f"--state: {told!r} is not a state with yes or no, such as healed=yes or gone(redness)=no")
    return name, value == "yes"


def _can_be_told(name: str) -> bool:
    if name.startswith(NOW):
        return name != NOW
    try:
        return isinstance(parse_time(name), State | Act)
    except TimeError:
        return False


def _lengths(found: answers.Answer, timeline: Timeline) -> dict[str, str | None]:
    hours = {"since": timeline.hours_until(found.since), "until": timeline.hours_until(found.until)}
    return {name: None if length is None else f"{length:g}h" for name, length in hours.items()}
