"""The timeline of a treatment as JSON (docs/timeline.md): stored with the treatment, projected on the phone.

Typed dictionaries, not models: `server.domain.timeline` reads and writes the same JSON, a field that is not set
is absent, and the stored document is served as it is. It is validated where it is written; validating one of 100
windows takes less than 1 ms.
"""

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict  # pydantic rejects typing.TypedDict before Python 3.12

from server.domain.sheets.model import Grade, Mark, RuleSource, Trend, UpTo
from server.domain.timeline.model import MilestoneKind
from server.domain.vocabulary import Area, Verb
from server.domain.when.bounds import BoundKind

CLOSED = ConfigDict(extra="forbid", use_enum_values=True)

InstantText = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", json_schema_extra={"format": "date-time"}),
]
"""An instant in UTC as stored in a document; parsing hundreds of them on every read would cost too much."""


@with_config(CLOSED)
class TimelineSheet(TypedDict):
    """The version of the sheet that the timeline was compiled from."""

    id: str
    version: int
    title: str
    publisher: str
    language: str
    titles: NotRequired[dict[str, str]]


@with_config(CLOSED)
class TimelineRuleText(TypedDict):
    """The texts of a rule in a language other than the sheet's own."""

    says: str
    why: NotRequired[str]
    cite: NotRequired[str]
    amount: NotRequired[str]
    using: NotRequired[list[str]]


_WithKeyword = TypedDict("_WithKeyword", {"with": NotRequired[list[str]]})


@with_config(CLOSED)
class TimelineRule(_WithKeyword):
    """A rule as both sides show it; its TIMEs are in the bounds of its window."""

    id: str
    verb: Verb
    topics: list[str]
    says: str
    cite: str
    source: RuleSource
    why: NotRequired[str]
    every: NotRequired[str]
    amount: NotRequired[str]
    area: NotRequired[Area]
    using: NotRequired[list[str]]
    up_to: NotRequired[UpTo]
    translations: NotRequired[dict[str, TimelineRuleText]]
    trend: NotRequired[Trend]
    grade: NotRequired[Grade]
    exception: NotRequired[bool]
    family: NotRequired[list[str]]
    mark: NotRequired[Mark]


@with_config(CLOSED)
class BoundLeaf(TypedDict):
    """One end of a window. A `state` or an `act` is reached when the patient confirms it.

    With an `offset`, it may be reached the first number of minutes after the report, and surely is after the second.
    """

    least_at: InstantText | None
    surely_at: InstantText | None
    state: str | None
    act: str | None
    kind: BoundKind
    text: str
    offset: NotRequired[list[int]]


@with_config(CLOSED)
class AllBound(TypedDict):
    """Reached when every part is."""

    all: "list[Bound]"
    text: str


@with_config(CLOSED)
class FirstBound(TypedDict):
    """Reached when the first part is."""

    first: "list[Bound]"
    text: str


Bound = BoundLeaf | AllBound | FirstBound


@with_config(CLOSED)
class TimelineWindow(TypedDict):
    """When a rule holds. None: open at that end. `needs` and `unless` are flags of the present moment."""

    rule: TimelineRule
    opens: Bound | None
    closes: Bound | None
    needs: list[str]
    unless: list[str]


@with_config(CLOSED)
class TimelineMilestone(_WithKeyword):
    """A moment at which something changes. `gates` are what the patient must also have confirmed.

    "over" is the end of a ban, which is less than a permission; `with` is the condition of a permission.
    """

    at: InstantText
    kind: MilestoneKind
    rule_id: str
    topics: list[str]
    gates: list[str]


@with_config(CLOSED)
class TimelineSeries(TypedDict):
    """When the sheet recommends the next treatment. `treatments`: the minimum and maximum of their usual number."""

    opens_at: InstantText | None
    closes_at: InstantText | None
    treatments: tuple[int, int] | None
    rule_ids: list[str]


_TopicKeywords = TypedDict("_TopicKeywords", {"in": list[str]})


@with_config(CLOSED)
class TimelineTopic(_TopicKeywords):
    """A topic that only this sheet has. `in`: its families. The first word of a language is its name."""

    id: str
    words: dict[str, list[str]]


@with_config(CLOSED)
class TimelineDocument(TypedDict):
    sheet: TimelineSheet
    treated_at: InstantText
    time_zone: str
    day_one: Literal[0, 1]
    windows: list[TimelineWindow]
    milestones: list[TimelineMilestone]
    series: TimelineSeries | None
    topics: NotRequired[list[TimelineTopic]]
    conditions: NotRequired[dict[str, dict[str, str]]]


_TIMELINE: TypeAdapter[TimelineDocument] = TypeAdapter(TimelineDocument)


def check_timeline(document: dict[str, Any]) -> None:
    """Raise pydantic's `ValidationError` unless the document has the shape that the OpenAPI document promises."""
    _TIMELINE.validate_python(document)
