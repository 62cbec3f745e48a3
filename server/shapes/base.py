"""The base of every shape: strict, closed, and free of what a database would choke on."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from server.domain.vocabulary import MAX_CLOCK_OFFSET_MS


def _is_region(name: str) -> bool:
    """Whether browsers know the name. The database of a machine also holds `localtime`, `posixrules`, `Factory`."""
    return name[:1].isupper() and name != "Factory" and not name.startswith("SystemV/")


TIME_ZONES = frozenset(filter(_is_region, available_timezones()))


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


def _storable(text: str) -> str:
    """NUL and lone surrogates: each database fails differently on them, so neither gets in."""
    if "\x00" in text:
        raise ValueError("must not contain the NUL character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("must not contain a lone surrogate") from error
    return text


def known_time_zone(name: str) -> str:
    """Raise `ValueError` unless the name is that of a region, for example Europe/Berlin, or UTC."""
    if name not in TIME_ZONES:
        raise ValueError("must be the IANA name of a time zone, for example Europe/Berlin")
    return name


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("must carry its offset from UTC")
    try:
        return moment.astimezone(UTC)  # SQLite keeps text: only instants of one offset can be compared there
    except OverflowError as error:
        raise ValueError("must lie within the calendar") from error


Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True), AfterValidator(_storable)
]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(_storable)]
Note = Annotated[str, StringConstraints(max_length=4_000), AfterValidator(_storable)]
TimeZoneName = Annotated[str, StringConstraints(max_length=64), AfterValidator(known_time_zone)]
Instant = Annotated[datetime, AfterValidator(_aware)]
ClockOffset = Annotated[int, Field(ge=-MAX_CLOCK_OFFSET_MS, le=MAX_CLOCK_OFFSET_MS)]
"""The phone's clock minus the server's, in milliseconds, as measured at their last exchange."""
Language = Literal["en", "de"]
Token = Annotated[str, StringConstraints(min_length=20, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]
