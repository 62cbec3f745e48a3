"""The options of `ask` and `timeline`: parsed, checked, and refused with one clear line."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from server.cli.plain import refuse
from server.domain.errors import Invalid
from server.domain.local_time import local_instant, time_zone_named
from server.domain.sheets import NOW
from server.domain.when import Act, State, TimeError, parse_time

MAX_HOURS = 24 * 366 * 100
SOME_DAY = datetime(2001, 1, 1, tzinfo=UTC)
"""The time of the treatment if only the hours since it are known; it is never printed."""

SHEET = click.option(
    "--sheet", required=True, help="A built-in sheet's id or number (003), or a path to a TOML file."
)
TIME_ZONE = click.option(
    "--time-zone", "--zone", "time_zone", help="Time zone of the treatment, e.g. Europe/Berlin."
)
FOLD = click.option(
    "--fold",
    type=click.IntRange(0, 1),
    help="0 for the first, 1 for the second of two equal local times when the clocks go back.",
)
FLAG = click.option("--flag", "flags", multiple=True, help="A flag that is set: retinol-layer, now:sore.")
STATE = click.option(
    "--state", "states", multiple=True, help="What the patient reported: healed=yes, gone(redness)=no."
)
LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "de"]), help="The language of the question and the answer."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@dataclass(frozen=True, slots=True)
class TreatedAt:
    """The instant of the treatment and its time zone, or an arbitrary day if the clock time is unknown."""

    instant: datetime = SOME_DAY
    time_zone: str = "UTC"
    clock_known: bool = False

    def plus(self, hours: float) -> datetime:
        """Return the instant `hours` hours later. Raises `Refusal`."""
        if not math.isfinite(hours) or abs(hours) > MAX_HOURS:
            refuse(f"--hours: {hours} is not a number of hours since a treatment")
        try:
            return self.instant + timedelta(hours=hours)
        except OverflowError:
            refuse(f"--hours: {hours:g} hours after the treatment is outside the calendar")


def treated_at_from(options: Mapping[str, Any]) -> TreatedAt:
    """Read --treated-at, --time-zone and --fold. Raises `Refusal`."""
    local, time_zone = options["treated_at"], options["time_zone"]
    if local is None:
        if time_zone or options["fold"] is not None:
            refuse("--time-zone (or --zone) and --fold require --treated-at")
        return TreatedAt()
    if time_zone is None:
        refuse("--treated-at needs --time-zone (or --zone), for example Europe/Berlin")
    instant = instant_from(local, time_zone, options["fold"], option="--treated-at")
    return TreatedAt(instant, time_zone, clock_known=True)


def instant_from(local: str, time_zone: str, fold: int | None, *, option: str) -> datetime:
    """Return the instant of a local time such as 2026-03-27T19:00. Raises `Refusal`, naming `option`."""
    try:
        time_zone_named(time_zone)
        return local_instant(datetime.fromisoformat(_with_time(local)), time_zone, fold=fold)
    except Invalid as error:
        hint = " Choose one with --fold 0 or 1." if error.code == "local-time-twice" else ""
        refuse(f"{option}: {error.detail}{hint}")
    except ValueError:
        refuse(f"{option}: {local!r} is not a local time such as 2026-03-27T19:00")


def _with_time(text: str) -> str:
    """Return the text. Raises ValueError for a date without a time, which would silently mean midnight."""
    if ":" not in text:
        raise ValueError(text)
    return text


def question_from(words: tuple[str, ...]) -> str:
    """Return the words as one question. Raises `Refusal` if there are none."""
    question = " ".join(words)
    if not question.strip() or "\x00" in question:
        refuse("ask about something, for example: afterglow ask --sheet 003 --hours 30 mascara")
    return question


def flags_from(flags: tuple[str, ...]) -> frozenset[str]:
    """Return the flags. Raises `Refusal` for a flag that no sheet could have."""
    for flag in flags:
        if not flag.removeprefix(NOW).replace("-", "").isalnum():
            refuse(f"--flag: {flag!r} is not a flag such as retinol-layer or now:sore")
    return frozenset(flags)


def states_from(options: tuple[str, ...]) -> dict[str, bool]:
    """Read `--state NAME=yes|no`. Raises `Refusal`, also for a state that is given as yes and as no."""
    states = dict(map(_state, options))
    if len(states) < len(set(options)):
        refuse("--state: the same state is given as yes and no")
    return states


def _state(option: str) -> tuple[str, bool]:
    name, _, value = option.rpartition("=")
    if value not in ("yes", "no") or not _is_state(name):
        refuse(f"--state: {option!r} is not a state with yes or no, such as healed=yes or gone(redness)=no")
    return name, value == "yes"


def _is_state(name: str) -> bool:
    if name.startswith(NOW):
        return name != NOW
    try:
        return isinstance(parse_time(name), State | Act)
    except TimeError:
        return False
