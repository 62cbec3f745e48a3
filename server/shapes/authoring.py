"""Writing sheets: drafts, faults, issues, previews, comparisons, and what a new version changes."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from server.domain.sheet_comparison import Outcome
from server.domain.sheet_report import IssueKind
from server.shapes.base import Flag, Instant, Shape, Text, TimeZoneName
from server.shapes.sheets import SheetDocument, SheetDraft, SheetRule, SheetTopic
from server.shapes.timeline import TimelineDocument

SheetKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
SheetToml = Annotated[Text, StringConstraints(max_length=200_000)]


class SheetSource(Shape):
    """A sheet in one of its two forms: the JSON of docs/sheet-format.md, or TOML."""

    document: SheetDraft | None = None
    toml: SheetToml | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.document is None) == (self.toml is None):
            raise ValueError("give either document or toml")
        return self


class SheetFault(Shape):
    """Something that cannot be parsed. `column` counts from 1 in the field, `line` from 1 in the TOML."""

    rule: str | None
    field: str | None
    line: int | None
    column: int | None
    problem: str
    expected: str


class SheetIssue(Shape):
    """An issue that the author must resolve, or mark as written, before publishing."""

    kind: IssueKind
    rule_ids: list[str]
    problem: str
    resolved: bool


class SheetReport(Shape):
    """`document` is None while there are faults; issues are only looked for in a sheet without faults."""

    document: SheetDocument | None
    faults: list[SheetFault]
    issues: list[SheetIssue]


class SheetPreviewNew(SheetSource):
    """A sheet, and the sample treatment whose timeline is shown."""

    treated_at_local: datetime
    time_zone: TimeZoneName
    fold: Literal[0, 1] | None = None
    flags: list[Flag] = []


class SheetPreviewView(Shape):
    timeline: TimelineDocument


class DraftNew(Shape):
    """A new draft of the clinic: from a source, or a copy of an existing sheet."""

    id: UUID
    source: SheetSource | None = None
    copy_of: SheetKey | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.source is None) == (self.copy_of is None):
            raise ValueError("give either source or copy_of")
        return self


class SheetVersionSummary(Shape):
    """`treatments` counts the treatments of this clinic that follow exactly this version."""

    id: UUID
    key: str
    version: int
    title: str
    built_in: bool
    created_at: Instant
    published_at: Instant | None
    treatments: int


class SheetVersionList(Shape):
    versions: list[SheetVersionSummary]


class SheetVersionView(Shape):
    id: UUID
    key: str
    version: int
    title: str
    built_in: bool
    published_at: Instant | None
    document: SheetDocument
    issues: list[SheetIssue]


class SheetTomlView(Shape):
    file_name: str
    toml: str


class SheetText(Shape):
    """The pasted text of a sheet. Without `language` it is recognised."""

    text: Annotated[Text, StringConstraints(min_length=1, max_length=200_000)]
    language: Literal["en", "de"] | None = None


class SheetLine(Shape):
    """One sentence of the pasted text, with its place there, and the words that its rules use and do not use.

    Positions are [start, end), in characters of the text. `rule_ids` are in `rules`; `proposal_ids` are in
    `proposals` and wait for the author, as every sentence in the state `decide` does.
    """

    text: str
    heading: bool
    rule_ids: list[str]
    start: int
    end: int
    state: Literal["read", "decide", "reading-only"]
    reason: str
    proposal_ids: list[str]
    used: list[tuple[int, int]]
    unused: list[tuple[int, int]]


class ImportedSheet(Shape):
    language: str
    lines: list[SheetLine]
    rules: list[SheetRule]
    proposals: list[SheetRule]
    topics: dict[str, SheetTopic]  # the sheet's own, which proposals name; to add with the rule


class ComparedTopic(Shape):
    """What two sheets, `a` and `b`, say about one topic; no rules where a sheet is silent."""

    topic: str
    outcome: Outcome
    a: list[SheetRule]
    b: list[SheetRule]


class SheetComparison(Shape):
    a_title: str
    b_title: str
    topics: list[ComparedTopic]


class SheetComparisonQuery(Shape):
    """Query: the ids of two sheet versions."""

    a: UUID
    b: UUID


class ChangedRule(Shape):
    """A rule before and after. `before` is None for a new rule, `after` for a removed one."""

    before: SheetRule | None
    after: SheetRule | None


class SheetChange(Shape):
    """What a newer version of the sheet would change for one treatment; `to_version` is None if there is none."""

    title: str
    from_version: int
    to_version: int | None
    changes: list[ChangedRule]


class SheetChangeAccepted(Shape):
    to_version: int


class FollowedVersion(Shape):
    """A version that a treatment followed until the patient accepted a newer one."""

    version: int
    until: Instant
    timeline: TimelineDocument


class FollowedVersions(Shape):
    versions: list[FollowedVersion]
