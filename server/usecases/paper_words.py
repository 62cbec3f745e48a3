"""Words, dates and foreign text on paper: for documents that leave the product, as PDF or CSV."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from server.domain.local_time import stored_time_zone
from server.ports import Messages

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that reorder the text around them: a name must not rearrange the sentence that it stands in."""
_PICTOGRAM = re.compile("[\u2600-\u27bf\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]+")
NOT_SHOWN = "▯"
"""Stands for what no font of ours can draw."""


def harmless(text: str) -> str:
    """Return a person's text without what could disguise it.

    Marks that change the direction are shown by their numbers; control characters are left out, line breaks stay.
    """
    visible = _BIDI.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", text)
    return "".join(
        letter for letter in visible if letter == "\n" or unicodedata.category(letter) != "Cc"
    ).strip()


def shown(text: str) -> str:
    """Return a person's text as it can be printed: harmless, and one box for pictograms, which our fonts lack."""
    return _PICTOGRAM.sub(NOT_SHOWN, harmless(text))


def shortened(text: str, most: int) -> str:
    """Return the text with at most `most` characters, cut at a blank where there is one."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of one reader for one treatment."""

    language: str
    time_zone: str
    messages: Messages

    def text(self, key: str, **values: object) -> str:
        return self.messages(self.language, key, **values)

    def date(self, moment: datetime) -> str:
        local = moment.astimezone(stored_time_zone(self.time_zone))
        month = self.text("server.months").split()[local.month - 1]
        return self.text("server.date", day=local.day, month=month, year=local.year)

    def date_and_time(self, moment: datetime) -> str:
        local = moment.astimezone(stored_time_zone(self.time_zone))
        return f"{self.date(moment)}, {local:%H:%M}"

    def number(self, number: float) -> str:
        """Format a number with at most one decimal."""
        return f"{round(number, 1):g}".replace(".", self.text("server.decimal-mark"))
