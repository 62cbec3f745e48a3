"""Words, dates and foreign text on paper: for documents that leave the product, as PDF or CSV."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from server.domain.local_time import stored_time_zone
from server.ports import Messages

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that reorder the text around them: a name must not rearrange the sentence that it stands in."""
_SEVERAL_WORDS = re.compile(r"\w+ \w")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_JOINERS = "\n\u200c\u200d"
"""The joiners form letters of Persian and Indic scripts."""
_PICTOGRAM = re.compile("(?:[\u2600-\u27bf\ufe0e\ufe0f\u20e3\U0001f000-\U0001faff]\u200d?)+")
NOT_SHOWN = "▯"
"""Stands for what no font of ours can draw."""


def harmless(text: str) -> str:
    """Return a person's text without what could disguise it.

    Marks that change the direction are shown by their numbers. Control characters and invisible ones are left out, but
    for those that join letters; line breaks stay.
    """
    visible = _BIDI.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", _LINE_END.sub("\n", text))
    return "".join(
        letter for letter in visible if letter in _JOINERS or unicodedata.category(letter) not in ("Cc", "Cf")
    ).strip()


def shown(text: str, most: int | None = None) -> str:
    """Return a person's text as it can be printed: harmless, with one box for pictograms, which our fonts lack, and
    with at most `most` characters.

    A text with letters that run from right to left is isolated: it does not reorder what stands beside it.
    """
    printed = _PICTOGRAM.sub(NOT_SHOWN, harmless(text))
    if most is not None:
        printed = shortened(printed, most)
    return "\n".join(map(isolated, printed.split("\n")))


def isolated(line: str) -> str:
    """Return a line in isolates (Unicode UAX 9) if any of its letters runs from right to left."""
    from_right = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in line)
    return f"\u2068{line}\u2069" if from_right else line


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

    def day_and_month(self, moment: datetime) -> str:
        """Return a date without its year, for a page on which another date has it."""
        local = moment.astimezone(stored_time_zone(self.time_zone))
        month = self.text("server.months").split()[local.month - 1]
        return self.text("server.date.short", day=local.day, month=month)

    def time(self, moment: datetime) -> str:
        return f"{moment.astimezone(stored_time_zone(self.time_zone)):%H:%M}"

    def date_and_time(self, moment: datetime) -> str:
        return f"{self.date(moment)}, {self.time(moment)}"

    def mid_sentence(self, label: str) -> str:
        """Return a label of the catalogue as it is written inside a sentence: a German noun keeps its capital."""
        if self.language.startswith("de") and not _SEVERAL_WORDS.match(label):
            return label
        return label[:1].lower() + label[1:]

    def symptom_or_sign(self, symptom: str | None, sign: str | None, area: str | None) -> str:
        """Return the name of a symptom or sign, with its area."""
        name = self.text(f"common.sign.{sign}" if sign else f"common.symptom.{symptom}")
        return f"{name} ({self.text(f'common.area.{area}')})" if area else name


def sentence(parts: Iterable[str]) -> str:
    """Join what is said into one sentence. "8. Okt." ends a sentence, too."""
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
