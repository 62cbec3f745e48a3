# ruff: noqa: E501 - patterns stay on one line
"""Read from which size on a sign is meant: "a blister bigger than a coin"."""

import re

from server.domain.sheet_import.conditions import flag_of
from server.domain.sheet_import.text import Marked

_SIZED = re.compile(
    r"\b(?:(?:much|far|deutlich|viel) )?(?:bigger|larger|greater|wider|broader|thicker|deeper|darker|redder|hotter|higher|lower|more \w+|less \w+|smaller|as (?:big|large|wide|dark|red) as|the size of"
    r"|größer|grösser|breiter|dicker|tiefer|dunkler|heißer|röter|höher|so groß wie|so gross wie)"
    r"(?:(?<=as)|(?<=wie)|(?<=of)| (?:than|als))(?! \x00*\d)(?: [\w'-]+){1,6}?(?= ?[.!]*$|,| \x00| bitte\b)"
)


def size_of(marked: Marked) -> tuple[str, ...]:
    """Take "bigger than a coin" as a condition in the words of the sheet."""
    match = _SIZED.search(marked.text)
    if match is None:
        return ()
    words = marked.whole[match.start() : match.end()]
    marked.take(match.start(), match.end(), "condition")
    return (f"now:{flag_of(words)}",)
