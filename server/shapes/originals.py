"""The pasted text of a sheet as it is stored beside the rules, sentence by sentence."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from server.domain.limits import MAX_ORIGINAL, MAX_ORIGINAL_PLACES, MAX_ORIGINAL_SENTENCES, MAX_RULES
from server.shapes.base import Shape, Text
from server.shapes.sheets import SheetRule

"""Twice as many as are read at once, because the author may split sentences."""
"""The maximum number of places in one sentence; the reader takes sentences of up to 1,000 characters."""

OriginalText = Annotated[Text, StringConstraints(min_length=1, max_length=MAX_ORIGINAL)]
Place = Annotated[int, Field(ge=0, le=MAX_ORIGINAL)]
"""A position in the text, in characters (Unicode code points)."""


class SheetSentence(Shape):
    """One sentence, and what the author has decided about it. Positions are [start, end).

    `rules`: the rules `rule_ids` express it. `reading-only`: it needs no rule, and patients read it in their sheet.
    `left-out`: patients do not see it at all. `decide`: the author has not decided yet; `proposals` are the rules
    that the reader offers, and `reason` is why it did not take them.
    """

    start: Place
    end: Place
    heading: bool
    state: Literal["rules", "reading-only", "left-out", "decide"]
    rule_ids: Annotated[list[Text], Field(max_length=MAX_RULES)] = []
    proposals: Annotated[list[SheetRule], Field(max_length=MAX_RULES)] = []
    reason: Annotated[Text, StringConstraints(max_length=40)] = ""
    used: Annotated[list[tuple[Place, Place]], Field(max_length=MAX_ORIGINAL_PLACES)] = []
    unused: Annotated[list[tuple[Place, Place]], Field(max_length=MAX_ORIGINAL_PLACES)] = []


class SheetOriginal(Shape):
    """The pasted text, and its sentences. It stays with the version for good."""

    text: OriginalText
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    sentences: Annotated[list[SheetSentence], Field(max_length=MAX_ORIGINAL_SENTENCES)]

    @model_validator(mode="after")
    def _within_the_text(self) -> Self:
        for number, sentence in enumerate(self.sentences):
            places = ((sentence.start, sentence.end), *sentence.used, *sentence.unused)
            if not all(start <= end <= len(self.text) for start, end in places):
                raise ValueError(f"sentence {number} lies outside the text")
        return self
