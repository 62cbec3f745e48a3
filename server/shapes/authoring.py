"""The author's side: drafts, faults, open issues, previews, comparisons, what a new version changes."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from server.shapes.base import Instant, Shape, Text, TimeZoneName

SheetKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
SheetToml = Annotated[Text, StringConstraints(max_length=200_000)]


class SheetSource(Shape):
    """A sheet in one of its two forms: the JSON of docs/sheet-format.md, or TOML."""

    document: dict[str, Any] | None = None
    toml: SheetToml | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.document is None) == (self.toml is None):
            raise ValueError("give either document or toml")
        return self


class SheetFault(Shape):
    """What cannot be read. `column` counts from 1 in the field, `line` in the TOML."""

    rule: str | None
    field: str | None
    line: int | None
    column: int | None
    problem: str
    expected: str


class SheetIssue(Shape):
    """What the author has to settle, or to mark as written, before publishing."""

    kind: Literal["contradiction", "number-missing", "vague", "unknown-topic"]
    rule_ids: list[str]
    problem: str
    resolved: bool


class SheetReport(Shape):
    """`document` is None while there are faults; issues are looked for only then when there are none."""

    document: dict[str, Any] | None
    faults: list[SheetFault]
    issues: list[SheetIssue]


class SheetPreviewNew(SheetSource):
    """One imagined treatment to see the sheet's timeline by."""

    treated_at_local: datetime
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None
    flags: list[Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]] = []


class SheetPreviewView(Shape):
    timeline: dict[str, Any]


class DraftNew(Shape):
    """A draft of the practice's own: from a source, or a copy of a sheet that is there already."""

    id: UUID
    source: SheetSource | None = None
    copy_of: SheetKey | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.source is None) == (self.copy_of is None):
            raise ValueError("give either source or copy_of")
        return self


class SheetVersionSummary(Shape):
    """`patients`: treatments of this practice that follow exactly this version."""

    id: UUID
    key: str
    version: int
    title: str
    built_in: bool
    created_at: Instant
    published_at: Instant | None
    patients: int


class SheetVersionList(Shape):
    versions: list[SheetVersionSummary]


class SheetVersionView(Shape):
    id: UUID
    key: str
    version: int
    title: str
    built_in: bool
    published_at: Instant | None
    document: dict[str, Any]
    issues: list[SheetIssue]


class SheetTomlView(Shape):
    file_name: str
    toml: str


class SheetText(Shape):
    """A sheet's text as pasted, English."""

    text: Annotated[Text, StringConstraints(min_length=1, max_length=60_000)]


class SheetLine(Shape):
    """One sentence of the pasted text; no `rule_ids`: it could not be read and is left to the author."""

    text: str
    heading: bool
    rule_ids: list[str]


class ImportedSheet(Shape):
    lines: list[SheetLine]
    rules: list[dict[str, Any]]


class ComparedTopic(Shape):
    """What two sheets say about one topic: rules as JSON, empty where a sheet is silent."""

    topic: str
    outcome: Literal["agreement", "disagreement", "silence"]
    a: list[dict[str, Any]]
    b: list[dict[str, Any]]


class SheetComparison(Shape):
    a_title: str
    b_title: str
    topics: list[ComparedTopic]


class SheetComparisonQuery(Shape):
    """Query: the ids of two sheet versions."""

    a: UUID
    b: UUID


class ChangedRule(Shape):
    """`before` None: new. `after` None: gone."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None


class SheetChange(Shape):
    """What a newer version of the sheet would change for one treatment; `to_version` None: nothing newer."""

    title: str
    from_version: int
    to_version: int | None
    changes: list[ChangedRule]


class SheetChangeAccepted(Shape):
    to_version: int


class FollowedVersion(Shape):
    """A version that a treatment followed until the patient accepted the next one."""

    version: int
    until: Instant
    timeline: dict[str, Any]


class FollowedVersions(Shape):
    versions: list[FollowedVersion]
