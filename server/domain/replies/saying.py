"""A sentence: a key of the message catalogue with typed values, rendered on each side in the person's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from server.domain.sheets import Rule


@dataclass(frozen=True, slots=True)
class Topics:
    """Names of topics, joined by "or" if there are several."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A moment of which only the day matters: a treatment weeks away."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Gates:
    """States and acts: "your skin has fully healed"."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """A symptom or a sign of the diary, by its name in the vocabulary."""

    name: str


@dataclass(frozen=True, slots=True)
class Says:
    """The sentence of a rule, in the person's language if the sheet has it."""

    rule: Rule


Value = Topics | Moment | Day | Gates | Noticed | Says | str


@dataclass(frozen=True, slots=True)
class Sentence:
    key: str  # of the message catalogue
    values: Mapping[str, Value] = field(default_factory=dict)
