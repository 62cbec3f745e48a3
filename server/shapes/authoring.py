"""Writing sheets: drafts, faults, issues, previews, comparisons, and what a new version changes."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from server.domain.limits import MAX_LIST, MAX_SHEET_BYTES, MAX_TOML
from server.domain.sheet_clashes import About
from server.domain.sheet_comparison_model import Aspect, Outcome
from server.domain.sheet_report import IssueKind
from server.shapes.base import Flag, Instant, Once, Shape, Text, TimeZoneName, VersionNumber
from server.shapes.originals import OriginalText, SheetOriginal
from server.shapes.sheets import SheetDocument, SheetDraft, SheetRule, SheetTopic
from server.shapes.timeline import TimelineDocument

SheetKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
SheetToml = Annotated[Text, StringConstraints(max_length=MAX_TOML)]
"""400 rules in two languages: what is exported can be imported."""


class SheetSource(Shape):
    """A sheet in one of its two forms: the JSON of docs/sheet-format.md, or TOML."""

    max_bytes: ClassVar[int] = MAX_SHEET_BYTES
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


class SheetClash(Shape):
    """What two rules disagree about, and from when to when, in hours since the treatment; None for an open end.

    `stricter` is the id of the rule that holds if the author takes the stricter one.
    """

    about: About
    topics: list[str]
    first_hour: int | None
    last_hour: int | None
    stricter: str | None


class SheetIssue(Shape):
    """An issue that the author must resolve, or mark as written, before publishing."""

    kind: IssueKind
    rule_ids: list[str]
    problem: str
    resolved: bool
    clash: SheetClash | None = None


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
    flags: Annotated[list[Flag], Field(max_length=MAX_LIST), Once] = []


class SheetPreviewView(Shape):
    timeline: TimelineDocument


class DraftNew(Shape):
    """A new draft of the clinic: from a source, or a copy of an existing sheet.

    `original` is the pasted text; without it, a copy takes over that of the copied version.
    """

    max_bytes: ClassVar[int] = MAX_SHEET_BYTES
    id: UUID
    source: SheetSource | None = None
    copy_of: SheetKey | None = None
    original: SheetOriginal | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.source is None) == (self.copy_of is None):
            raise ValueError("give either source or copy_of")
        return self


class DraftChange(SheetSource):
    """The new content of a draft. Without `original`, the stored text stays."""

    original: SheetOriginal | None = None


class SheetVersionSummary(Shape):
    """`treatments` counts the treatments of this clinic that follow exactly this version.

    `retired` (a sheet of the clinic) and `hidden` (a built-in one) hold for all versions of a sheet: it is not
    offered for new treatments. `default` marks the version that a new treatment starts with.
    """

    id: UUID
    key: str
    version: int
    title: str
    titles: dict[str, str]  # by language, where the sheet has several
    publisher: str
    treatment: str
    language: str
    languages: list[str]
    built_in: bool
    created_at: Instant
    published_at: Instant | None
    safety_correction: bool
    retired: bool
    hidden: bool
    default: bool
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
    safety_correction: bool
    document: SheetDocument
    original: SheetOriginal | None
    issues: list[SheetIssue]


class SheetTomlView(Shape):
    file_name: str
    toml: str


class SheetText(Shape):
    """The pasted text of a sheet. If `language` is missing, it is detected."""

    max_bytes: ClassVar[int] = MAX_SHEET_BYTES
    text: OriginalText
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
    topics: dict[str, SheetTopic]  # the sheet's own topics that proposals name, to be added with the rule


class ComparedTopic(Shape):
    """What two sheets, `a` and `b`, say about one topic; no rules where a sheet is silent.

    `aspect` is what was compared: the answers to "may I", the expected course, or the sessions.
    """

    topic: str
    aspect: Aspect
    outcome: Outcome
    a: list[SheetRule]
    b: list[SheetRule]


class ComparisonCounts(Shape):
    """Numbers of rows. `silent` counts topics that a rule names but neither sheet says anything about."""

    agree: int
    differ: int
    only_a: int
    only_b: int
    silent: int


class SheetComparison(Shape):
    """Rows in this order: where the sheets differ, only in `a`, only in `b`, where they agree."""

    a_title: str
    b_title: str
    counts: ComparisonCounts
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
    to_version: VersionNumber


class FollowedVersion(Shape):
    """A version that a treatment followed until the patient accepted a newer one."""

    version: int
    until: Instant
    timeline: TimelineDocument


class FollowedVersions(Shape):
    versions: list[FollowedVersion]
