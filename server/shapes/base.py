"""The base of every shape: closed, frozen, and free of values that a database refuses."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, TypeVar
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)

from server.domain.errors import ProblemCode
from server.domain.limits import MAX_JSON_BYTES, MAX_LINE, MAX_LINK_NAME, MAX_NAME, MAX_NOTE, MAX_PHONE
from server.domain.vocabulary import MAX_CLOCK_OFFSET_MS

Value = TypeVar("Value")


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)
    max_bytes: ClassVar[int] = MAX_JSON_BYTES
    """How large a request body of this shape may be."""
    max_objects: ClassVar[int | None] = None
    """How many objects (opening braces) it may hold. Both limits are checked before anything is parsed."""
    too_large: ClassVar[ProblemCode] = "too-large"
    """The code of the refusal."""


class Acknowledged(Shape):
    """The answer of a call that has nothing else to return."""

    done: Literal[True] = True


def _is_region(name: str) -> bool:
    """Return whether browsers know the name. An operating system also has `localtime`, `posixrules`, `Factory`."""
    return name[:1].isupper() and name != "Factory" and not name.startswith("SystemV/")


TIME_ZONES = frozenset(filter(_is_region, available_timezones()))


def _storable(text: str) -> str:
    """Refuse NUL and lone surrogates, which make each database fail in a different way."""
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


def keyed_by(keys: type[StrEnum], values: Any) -> WithJsonSchema:
    """Describe a dictionary by its closed set of keys, so that the phone's type names each of them."""
    value = TypeAdapter(values).json_schema()
    properties = {key.value: value for key in keys}
    return WithJsonSchema({"type": "object", "properties": properties, "additionalProperties": False})


def _without_repeats(values: list[Value]) -> list[Value]:
    return list(dict.fromkeys(values))


Once = AfterValidator(_without_repeats)
"""For a list in which a repeated value means nothing: it is stored once."""


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("must carry its offset from UTC")
    try:
        return moment.astimezone(UTC)  # SQLite stores text: only instants of one offset can be compared
    except OverflowError as error:
        raise ValueError("must lie within the calendar") from error


Text = Annotated[str, AfterValidator(_storable)]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_NAME, strip_whitespace=True),
    AfterValidator(_storable),
]
LinkName = Annotated[
    str, StringConstraints(max_length=MAX_LINK_NAME, strip_whitespace=True), AfterValidator(_storable)
]
Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_LINE, strip_whitespace=True),
    AfterValidator(_storable),
]
PhoneNumber = Annotated[
    str, StringConstraints(max_length=MAX_PHONE, strip_whitespace=True), AfterValidator(_storable)
]
Line = Annotated[str, StringConstraints(max_length=MAX_LINE), AfterValidator(_storable)]
Note = Annotated[str, StringConstraints(max_length=MAX_NOTE), AfterValidator(_storable)]
TimeZoneName = Annotated[str, StringConstraints(max_length=64), AfterValidator(known_time_zone)]
"""For input only. Views use `str`, so that a document stored with an unusual name can still be read."""
Instant = Annotated[datetime, AfterValidator(_aware)]
ClockOffset = Annotated[int, Field(ge=-MAX_CLOCK_OFFSET_MS, le=MAX_CLOCK_OFFSET_MS)]
"""The phone's clock minus the server's, in milliseconds, as measured at their last exchange."""
VersionNumber = Annotated[int, Field(ge=0, le=2**31 - 1)]
"""For input only: the number of a version. The database has four bytes for it."""
Flag = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
"""A flag of the sheet that is known when a treatment is recorded, such as `retinol-layer`."""
Language = Literal["en", "de"]
Token = Annotated[str, StringConstraints(min_length=20, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]
Cursor = Annotated[str, StringConstraints(max_length=400)]
"""Where the next page of a list begins: as the previous page has named it."""
