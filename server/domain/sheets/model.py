"""The data of a sheet: a header and rules. A published version never changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from server.domain.vocabulary import Area, Verb
from server.domain.when import Time

Trend = Literal["peak", "rising", "falling"]
Grade = Literal["usual", "rare", "most"]
Mark = Literal["as-written", "number-missing", "vague", "contradiction", "pointer"]
RuleSource = Literal["sheet", "practitioner"]

TRENDS = ("peak", "rising", "falling")
GRADES = ("usual", "rare", "most")
MARKS = ("as-written", "number-missing", "vague", "contradiction", "pointer")

NOW = "now:"
"""Prefix of a flag that is reported at the moment of asking; others are recorded with the treatment."""


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    verb: Verb
    topics: tuple[str, ...]
    says: str
    cite: str = ""
    starts: Time | None = None  # `from` in files and on the wire; None: open
    ends: Time | None = None  # `until` in files and on the wire; None: open
    every: str | None = None
    amount: str | None = None
    if_: tuple[str, ...] = ()  # flags that must all hold
    unless: tuple[str, ...] = ()  # flags of which none may hold
    area: Area | None = None
    using: tuple[str, ...] = ()
    trend: Trend | None = None
    grade: Grade | None = None
    exception: bool = False
    family: tuple[str, ...] = ()  # families an `only` rule closes; if empty, the parents of its topics
    why: str | None = None
    mark: Mark | None = None
    source: RuleSource = "sheet"


@dataclass(frozen=True, slots=True)
class Source:
    file: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    id: str
    title: str
    publisher: str
    treatment: str
    language: str
    version: int
    day_one: int  # number of the day of the treatment: 1 or 0
    source: Source
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the flags to ask for when a treatment is recorded, in the order of the sheet."""
        named = (flag for rule in self.rules for flag in (*rule.if_, *rule.unless))
        return tuple(dict.fromkeys(flag for flag in named if not flag.startswith(NOW)))


@dataclass(frozen=True, slots=True)
class Fault:
    """One error in a sheet. `column` counts from 1, in the field or in `line`."""

    file: str
    problem: str
    expected: str = ""
    rule: str | None = None  # the id of the rule, or "rule 3" if the id is missing
    field: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else None
        column = f"column {self.column}" if self.column else None
        place = ", ".join(part for part in (self.file, line, self.rule, self.field, column) if part)
        return f"{place}: {self.problem}" + (f"; expected {self.expected}" if self.expected else "")


class SheetError(ValueError):
    """A sheet that cannot be parsed, with every fault in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(slots=True)
class Faults:
    """Collects faults while a sheet is parsed, so that its author sees all of them at once."""

    file: str
    rule: str | None = None
    entries: list[Fault] = field(default_factory=list)

    def add(self, where: str | None, problem: str, expected: str = "", *, column: int | None = None) -> None:
        self.entries.append(Fault(self.file, problem, expected, self.rule, where, None, column))
