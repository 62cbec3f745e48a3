"""What is known while a sentence is read: its marks, what the headings set, and what was read so far."""

from dataclasses import dataclass, field

from server.domain.sheet_import.asked import Asked
from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.draft import Doubts, DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.marks import Mark
from server.domain.sheet_import.subjects import Finder, Subject
from server.domain.sheet_import.text import Marked, Span
from server.domain.sheet_import.times import Moment
from server.domain.sheets import OwnTopic
from server.domain.vocabulary import Verb

WINDOW = ("until", "from", "after", "since", "on", "range", "not-before")


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a sentence set for it."""

    verb: Verb | None = None
    moments: tuple[Moment, ...] = ()
    conditions: tuple[Condition, ...] = ()
    is_sure: bool = True
    is_phrase: bool = False  # "Don't": its lines complete the sentence, "wear a hat"
    is_lost: bool = False  # the heading names a time that was not understood
    is_later: bool = False  # the heading says "Afterwards"
    mark: Mark = ""  # the tick or cross before the line, or a heading whose direction was not understood


@dataclass(slots=True)
class Memory:
    """What the sentences before it leave for a sentence of the same line."""

    treatment: str = ""
    topics: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # what the line before leaves
    ends: tuple[str, ...] = ()  # of the last window, where "afterwards" begins
    expected: DraftRule | None = None
    asked: Asked | None = None  # the question above the sentence, or before it on its line
    goes_on: bool = False  # other sentences follow on the line
    marks: dict[str, tuple[Marked, tuple[Subject, ...]]] = field(
        default_factory=dict
    )  # sentences marked before


@dataclass(slots=True)
class Outcome:
    rules: list[DraftRule] = field(default_factory=list)
    doubts: Doubts = field(default_factory=Doubts)
    spans: list[Span] = field(default_factory=list)
    left: str = ""  # the sentence with what was understood taken out
    tail: str | None = None  # an end of what the previous sentence announced
    topics: list[OwnTopic] = field(default_factory=list)  # the sheet's own, proposed
    unexplained: frozenset[int] = frozenset()  # where small words begin that no rule explains after all
    asks: bool = False  # it holds a topic, a verb or a time, so it is more than a text for reading


@dataclass(slots=True)
class State:
    """The reading of one sentence, clause by clause."""

    marked: Marked
    language: Language
    finder: Finder
    context: Context
    memory: Memory
    outcome: Outcome
    asks: bool = False
    head: Clause | None = None  # what comes before a colon
    colon: Clause | None = None  # what comes before a colon, once its clause is read
    last_verb: Verb | None = None
    leading: list[Moment] = field(default_factory=list)
    leading_conditions: list[Condition] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    comments: list[Clause] = field(default_factory=list)  # that neither ask for nor limit anything
    unread: list[Clause] = field(default_factory=list)
    by_clause: list[tuple[Clause, list[DraftRule]]] = field(default_factory=list)

    def words(self, clause: Clause) -> str:
        return self.marked.whole[clause.start : clause.end]

    def words_of(self, span: Span) -> str:
        return self.marked.whole[span.start : span.end]

    def last_rule(self, *, with_end: bool = False) -> DraftRule | None:
        """Return the last rule of the sentence so far."""
        rules = (rule for _clause, rules in reversed(self.by_clause) for rule in reversed(rules))
        return next((rule for rule in rules if rule.ends or not with_end), None)


def moment_of(span: Span) -> Moment:
    if not isinstance(span.value, Moment):
        raise TypeError(f"a span of kind {span.kind} has no time")
    return span.value


def is_state(text: str) -> bool:
    """Return True for a time that only the patient knows: healed, gone(redness), on(home)."""
    return text[0].isalpha() and not text.startswith(("D", "morning", "evening", "bedtime", "S"))
