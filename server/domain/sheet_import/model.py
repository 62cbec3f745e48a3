"""A draft: the lines of a pasted sheet, each with the rules parsed from it, or marked as open."""

from dataclasses import dataclass
from typing import Literal

from server.domain.sheets import Rule

Kind = Literal["heading", "rules", "open"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence and its context in the sheet. `heading` and `intro` are empty if there is none."""

    line: int  # counted from 1
    text: str
    heading: str = ""
    intro: str = ""  # the line ending in a colon that opens the sentence's list
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class DraftLine:
    line: int
    text: str
    kind: Kind
    rules: tuple[Rule, ...] = ()
    why_open: str = ""  # "no-verb", "no-topic", "time", "condition", "window", "long"


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    title: str
    lines: tuple[DraftLine, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for line in self.lines for rule in line.rules)

    @property
    def open_lines(self) -> tuple[DraftLine, ...]:
        return tuple(line for line in self.lines if line.kind == "open")
