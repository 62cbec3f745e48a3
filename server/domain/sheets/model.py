"""The data of a sheet: a header and rules. A published version never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from server.domain.limits import MAX_SHEET_FAULTS
from server.domain.vocabulary import Area, Verb
from server.domain.when import Time

Trend = Literal["peak", "rising", "falling"]
Grade = Literal["usual", "rare", "most"]
Mark = Literal["as-written", "number-missing", "vague", "contradiction", "pointer"]
RuleSource = Literal["sheet", "practitioner"]

UpTo = Literal["very-mild", "mild", "moderate", "severe"]

TRENDS = ("peak", "rising", "falling")
GRADES = ("usual", "rare", "most")
MARKS = ("as-written", "number-missing", "vague", "contradiction", "pointer")

UP_TO: Mapping[UpTo, int] = MappingProxyType({"very-mild": 1, "mild": 2, "moderate": 3, "severe": 4})
"""The score that the strongest word of a sheet stands for."""

NOW = "now:"
"""Prefix of a flag that is reported at the moment of asking; others are recorded with the treatment."""

STATABLE = frozenset({"prescribed"})
"""Recorded flags that a question may state as well, for its own answer: "my doctor prescribed it"."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """The texts of a rule in one language; of `amount` and `using` also those that are the same in all languages."""

    says: str
    why: str | None = None
    cite: str = ""
    amount: str | None = None
    using: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One instruction. Its own texts are in the sheet's language; `translations` holds those in other languages."""

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
    with_: tuple[str, ...] = ()  # topics of which a permission needs at least one
    up_to: UpTo | None = None  # the strongest score that an `expect` describes
    trend: Trend | None = None
    grade: Grade | None = None
    exception: bool = False
    family: tuple[str, ...] = ()  # families an `only` rule closes; if empty, the parents of its topics
    why: str | None = None
    mark: Mark | None = None
    source: RuleSource = "sheet"
    translations: Mapping[str, RuleText] = field(default_factory=dict)

    def text(self, language: str) -> RuleText:
        """Return the texts in that language; those that it lacks are in the sheet's own."""
        text = self.translations.get(language)
        if text is None:
            return RuleText(self.says, self.why, self.cite, self.amount, self.using)
        return replace(
            text,
            cite=text.cite or self.cite,
            amount=text.amount or self.amount,
            using=text.using or self.using,
        )

    def translated(self, language: str) -> "Rule":
        """Return the rule with its texts in that language, as far as it has them, and without translations."""
        text = self.text(language)
        return replace(
            self,
            says=text.says,
            why=text.why,
            cite=text.cite,
            amount=text.amount,
            using=text.using,
            translations={},
        )


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic that only this sheet has. The first word of a language is its name there."""

    id: str
    parents: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]


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
    languages: tuple[str, ...] = ()  # all of them; empty: `language` alone
    titles: Mapping[str, str] = field(default_factory=dict)  # in languages other than `language`
    topics: tuple[OwnTopic, ...] = ()
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What flags of the sheet's own are called, by language. They are asked of the patient unless a record has them."""

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
        if len(self.entries) < MAX_SHEET_FAULTS:
            self.entries.append(Fault(self.file, problem, expected, self.rule, where, None, column))
