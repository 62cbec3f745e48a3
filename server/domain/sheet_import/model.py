"""A pasted sheet after reading: the original text, every sentence with its state, and the draft rules."""

from dataclasses import dataclass
from typing import Literal

from server.domain.sheets import OwnTopic, Rule

SentenceState = Literal["read", "decide", "reading-only"]
Reason = Literal[
    "",
    "heading",
    "no-rule",  # nothing in it asks for anything
    "practical",  # prices, opening hours, the practitioner, the time before the treatment
    "no-verb",
    "no-topic",
    "condition",  # a condition or a negation that no rule carries
    "time",  # a time that was not understood, or fits more than one thing
    "window",  # it is not clear whether the heading's time still applies
    "words",  # words that no rule uses change what is meant
    "long",
]
Position = tuple[int, int]
"""Start and end in the text of the sheet, end excluded."""


@dataclass(frozen=True, slots=True)
class ImportedSentence:
    """One sentence. The rules of a sentence `decide` are proposals until the author has accepted them."""

    text: str
    start: int
    end: int
    line: int
    state: SentenceState
    rules: tuple[Rule, ...] = ()
    used: tuple[Position, ...] = ()
    unused: tuple[Position, ...] = ()  # words that no rule uses
    reason: Reason = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ImportedSheet:
    text: str
    title: str
    language: str
    treatment: str  # a topic of the tree
    sentences: tuple[ImportedSentence, ...]
    topics: tuple[OwnTopic, ...] = ()  # of things that the tree does not name, for the rules that name them

    @property
    def draft(self) -> tuple[Rule, ...]:
        """Return the rules of the sentences that were read; proposals are not among them."""
        return tuple(rule for each in self.sentences if each.state == "read" for rule in each.rules)

    @property
    def proposals(self) -> tuple[Rule, ...]:
        return tuple(rule for each in self.sentences if each.state == "decide" for rule in each.rules)

    @property
    def undecided(self) -> tuple[ImportedSentence, ...]:
        return tuple(each for each in self.sentences if each.state == "decide")
