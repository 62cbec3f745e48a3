"""What a comparison of two sheets consists of (server/domain/sheet_comparison.py)."""

from dataclasses import dataclass
from typing import Literal, get_args

from server.domain.answers import AnswerKind
from server.domain.sheets import Rule

Aspect = Literal["may", "expect", "sessions"]
Outcome = Literal["disagreement", "only-a", "only-b", "agreement"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ComparedKind = AnswerKind | Literal["ended", "asked-for"]
Step = tuple[float, ComparedKind, tuple[str, ...]]
Hours = float | None


@dataclass(frozen=True, slots=True)
class Statements:
    """What one sheet says about a topic.

    `answers` holds the answers, each with the hour at which it begins and its conditions, once with no state reported
    and once with all states confirmed. `spans` holds the hours of the earliest onset, earliest end and latest end; for
    sessions, the window and their usual number.
    """

    rules: tuple[Rule, ...]
    answers: tuple[tuple[Step, ...], ...] = ()
    spans: tuple[tuple[Hours, ...], ...] = ()

    @property
    def silent(self) -> bool:
        return not self.rules


@dataclass(frozen=True, slots=True)
class ComparedTopic:
    topic: str
    aspect: Aspect
    outcome: Outcome
    first: Statements
    second: Statements


@dataclass(frozen=True, slots=True)
class Comparison:
    """All topics in the order of `OUTCOMES`. `silent` counts topics that are named, but about which both are silent."""

    topics: tuple[ComparedTopic, ...]
    silent: int

    def count(self, outcome: Outcome) -> int:
        return sum(topic.outcome == outcome for topic in self.topics)
