"""Publishing a draft and offering sheets: what the author is shown before, and what the clinic decides after."""

from typing import Literal

from server.shapes.authoring import ChangedRule, SheetIssue, SheetKey
from server.shapes.base import Shape


class PublicationNew(Shape):
    """`safety_correction`: the previous version could do harm, so treatments that follow it need this one."""

    safety_correction: bool = False


class ChangedDetail(Shape):
    """A detail of the sheet before and after, as a person reads it; empty: there was none."""

    field: Literal["title", "publisher", "treatment", "languages", "day-one"]
    before: str
    after: str


class PublicationSummary(Shape):
    """What publishing this draft would mean.

    The counts are of the pasted text, without headings; all are 0 if the sheet was not pasted. `changes` are
    against `previous_version`, the newest published one before it (built in or the clinic's own), if there is
    one, and so are `details`. `treatments` of this clinic follow an earlier version and their course has not ended;
    `patients` have them.
    """

    sentences: int
    with_rules: int
    reading_only: int
    left_out: int
    undecided: int
    rules: int
    open_issues: list[SheetIssue]
    previous_version: int | None
    changes: list[ChangedRule]
    details: list[ChangedDetail]
    patients: int
    treatments: int


class SheetVisibility(Shape):
    """Whether this clinic hides a built-in sheet."""

    hidden: bool


class DefaultSheet(Shape):
    """The sheet that a new treatment starts with. Without a key, the clinic has no default."""

    key: SheetKey | None
