"""The answer to a question about one topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from server.domain.sheets import Rule

AnswerKind = Literal["no", "only", "not-yet", "tell", "longer", "unsaid", "expected", "over", "yes"]
KINDS: tuple[AnswerKind, ...] = (
    "no", "only", "not-yet", "tell", "longer", "unsaid", "expected", "over", "yes",
)  # fmt: skip
STRICTNESS: Mapping[AnswerKind, int] = MappingProxyType({kind: rank for rank, kind in enumerate(KINDS)})
"""The rank of each kind; the strictest has 0."""

MAX_EXCEPT = 5
"""Stricter members of a family that an answer names."""

PRESCRIBED = "now:prescribed"
"""The report that a doctor prescribed what is asked about."""

ASK_FIRST = "contact-practitioner"
"""The condition of a permission that the practitioner gives."""


@dataclass(frozen=True, slots=True)
class Change:
    """How the answer changes. `at` is None where a report of the patient decides, not time.

    `least_at` and `surely_at` are the ends of the range in which the change lies.
    """

    at: datetime | None
    kind: AnswerKind
    least_at: datetime | None = None
    surely_at: datetime | None = None
    with_: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class StricterMember:
    """A member of the family that was asked about, with an answer of its own."""

    topic: str
    kind: AnswerKind
    until: datetime | None
    rule: Rule | None
    with_: tuple[str, ...] = ()  # a yes, now or after `until`, needs one of these topics
    prescribed: bool = False  # True if a prescription would permit it


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer about doing a topic, from `since` (inclusive) to `until` (exclusive).

    None stands for a moment that is unknown or never comes. `least_at` and `surely_at` are the ends of what
    decides: a ban's end, or a permission's beginning. Of several bans, the latest of each counts.
    """

    kind: AnswerKind
    topic: str | None
    only: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()  # a yes needs one of these topics
    dropped: tuple["Answer", ...] = ()  # topics of `with` that the sheet does not permit now
    except_: tuple[StricterMember, ...] = ()
    others: tuple[StricterMember, ...] = ()  # of a silent answer: members that the sheet permits
    since: datetime | None = None
    until: datetime | None = None
    least_at: datetime | None = None
    surely_at: datetime | None = None
    minimum: bool = False  # True if the sheet says "at least": it gives no later end
    number_missing: bool = False  # True if the number that would decide is missing
    depends_on: tuple[str, ...] = ()
    rule: Rule | None = None
    also: tuple[Rule, ...] = ()  # rules that disagree, are overridden or belong to the answer
    then: tuple[Change, ...] = ()

    @property
    def asked_for(self) -> bool:
        """True for a yes from a duty: the sheet asks for it."""
        return self.kind == "yes" and self.rule is not None and self.rule.verb == "do"
