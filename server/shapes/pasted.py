"""A sheet that a patient pastes: their own, for one treatment, read by the program."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from server.domain.limits import MAX_PASTED
from server.shapes.base import Shape, Text

"""Characters. The longest sheet of a clinic known to us has 6,758."""

SheetLanguage = Literal["en", "de"]
SentenceImport = Literal["read", "unread", "reading-only"]


class PastedSheet(Shape):
    """The text of a sheet, English or German. If `language` is missing, it is detected."""

    title: Annotated[Text, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
    text: Annotated[Text, StringConstraints(min_length=1, max_length=MAX_PASTED)]
    language: SheetLanguage | None = None


class PastedSentence(Shape):
    """`read`: rules express it. `unread`: it may ask for something, but could not be read with certainty.

    `reading-only`: it asks for nothing.
    """

    text: Text
    heading: bool
    state: SentenceImport


class PastedImport(Shape):
    """What the program has read. Nothing is stored."""

    language: SheetLanguage
    sentences: list[PastedSentence]
