"""A sheet on the wire: the whole document (docs/sheet-format.md) and its entry in a list.

The documents are typed dictionaries, not models: a field that is not set is absent, as in the file, and a stored
document is served as it is.
"""

from typing import Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict  # pydantic rejects typing.TypedDict before Python 3.12

from server.domain.sheets.model import Grade, Mark, Trend, UpTo
from server.domain.vocabulary import Area, TreatmentKind, Verb
from server.shapes.base import Shape, Text

CLOSED = ConfigDict(extra="forbid", use_enum_values=True)


@with_config(CLOSED)
class SheetOrigin(TypedDict):
    """Where the text of the sheet comes from."""

    file: Text
    place: NotRequired[Text]


TextByLanguage = Text | dict[str, Text]
"""A text in the sheet's own language, or in all languages of the sheet."""
ListByLanguage = list[Text] | dict[str, list[Text]]

# The fields whose names are Python keywords.
_RuleKeywords = TypedDict(
    "_RuleKeywords",
    {"from": NotRequired[Text], "if": NotRequired[list[Text]], "with": NotRequired[list[Text]]},
)
_DraftKeywords = TypedDict(
    "_DraftKeywords", {"from": Text, "if": list[Text] | Text, "with": list[Text] | Text}, total=False
)
_TopicKeywords = TypedDict("_TopicKeywords", {"in": NotRequired[list[Text] | Text]})


@with_config(CLOSED)
class SheetRule(_RuleKeywords):
    """One rule as the file has it. `from` and `until` are TIMEs."""

    id: Text
    verb: Verb
    topics: list[Text]
    says: TextByLanguage
    cite: NotRequired[TextByLanguage]
    until: NotRequired[Text]
    every: NotRequired[Text]
    amount: NotRequired[TextByLanguage]
    unless: NotRequired[list[Text]]
    area: NotRequired[Area]
    using: NotRequired[ListByLanguage]
    trend: NotRequired[Trend]
    grade: NotRequired[Grade]
    exception: NotRequired[bool]
    family: NotRequired[list[Text]]
    why: NotRequired[TextByLanguage]
    up_to: NotRequired[UpTo]
    mark: NotRequired[Mark]


@with_config(CLOSED)
class SheetTopic(_TopicKeywords):
    """A topic that only this sheet has, with its words by language."""

    parent: NotRequired[Text]
    words: dict[str, list[Text] | Text]


@with_config(CLOSED)
class SheetDocument(TypedDict):
    """A sheet without faults: what the server stores and returns."""

    id: Text
    title: TextByLanguage
    publisher: Text
    treatment: Text
    language: Text
    version: int
    day_one: Literal[0, 1]
    source: SheetOrigin
    languages: NotRequired[list[Text]]
    topics: NotRequired[dict[str, SheetTopic]]
    conditions: NotRequired[dict[str, dict[str, Text]]]
    rules: list[SheetRule]


@with_config(CLOSED)
class RuleDraft(_DraftKeywords, total=False):
    """A rule as an author sends it: any field may be missing or wrong; `SheetReport.faults` says which."""

    id: str
    verb: str
    topics: list[str] | str
    says: str | dict[str, str]
    cite: str | dict[str, str]
    until: str
    every: str
    amount: str | dict[str, str]
    unless: list[str] | str
    area: str
    using: list[str] | str | dict[str, list[str] | str]
    trend: str
    grade: str
    exception: bool
    family: list[str] | str
    why: str | dict[str, str]
    up_to: str
    mark: str


@with_config(CLOSED)
class OriginDraft(TypedDict, total=False):
    file: str
    place: str


@with_config(CLOSED)
class SheetDraft(TypedDict, total=False):
    """A sheet as an author sends it: any field may be missing or wrong; `SheetReport.faults` says which."""

    id: str
    title: str | dict[str, str]
    publisher: str
    treatment: str
    language: str
    languages: list[str]
    version: int
    day_one: int
    source: OriginDraft
    topics: dict[str, SheetTopic]
    conditions: dict[str, dict[str, str]]
    rules: list[RuleDraft]


class SheetRef(Shape):
    """The sheet version that a treatment follows. `pasted`: the patient's own, read by the program from its text."""

    key: str
    version: int
    title: str
    pasted: bool


class PlainSentence(Shape):
    """A sentence of a sheet's own text that no rule expresses, and the heading that it stands under.

    `unread`: it may ask for something, and the program could not read it. Only sheets of patients have such sentences.
    """

    text: Text
    heading: Text | None
    language: str
    unread: bool


class SheetSummary(Shape):
    """A published sheet to choose from. `kind` is that of the treatment record, which asks for the `flags`.

    `default`: the clinic has chosen it for new treatments. `titles` are
    those in other languages than its own, and `conditions` the names of its own flags, both by language.
    """

    key: str
    version: int
    title: str
    titles: dict[str, str]
    publisher: str
    language: str
    kind: TreatmentKind
    built_in: bool
    default: bool
    flags: list[str]
    conditions: dict[str, dict[str, str]]
    begins: dict[str, list[Text]]
    """Its first rules in words, by language: a person recognises their sheet."""


class SheetList(Shape):
    sheets: list[SheetSummary]
