"""What a reply is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.answers import Answer, Change
from server.domain.assessment import Finding
from server.domain.questions import Question
from server.domain.replies.manner import is_quoted_alone, is_quoted_beside
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.when.bounds import States, gates

_EASING = frozenset({"only", "expected", "over", "yes"})
"""The kinds of answers that are shown with the open findings: they permit something or reassure the patient."""


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """One treatment whose sheet is asked. `tree` knows the sheet's own topics, too."""

    timeline: Timeline
    tree: TopicTree
    states: States
    name: str = ""  # distinguishes treatments whose courses overlap; empty if there is only one
    findings: tuple[Finding, ...] = ()  # of this treatment's diary


Prescription = Literal["", "as", "unless"]
"""Whether the answer rests on a doctor's prescription, or would be a yes with one."""


@dataclass(frozen=True, slots=True)
class Part:
    """The answer for one topic and one treatment. In a span it is the strictest, with the changes inside it."""

    answer: Answer
    asked_of: ReplyTo
    understood: str  # the phrase of the tree; empty if no topic was understood
    typo: bool = False
    aside: bool = False  # stated as a circumstance of what is asked about
    inside: tuple[Change, ...] = ()
    prescription: Prescription = ""
    unclear: bool = False  # about a symptom that the sheet expects, beside words that were not understood
    denied: bool = False  # about a symptom that the question says is absent
    later: bool = False  # the answer for a moment to come
    ended: datetime | None = None  # the end of a duty, where the sheet says nothing more
    before: Answer | None = None  # what has to come first, and is restricted: cleansing before a serum

    @property
    def is_alarming(self) -> bool:
        """True for a symptom that may be an emergency, whatever the sheet says."""
        return self.answer.topic in self.asked_of.tree.index.questions.alarming

    @property
    def is_gated(self) -> bool:
        """True for a permission that began with a report about the skin: its sentence names that condition."""
        rule, windows = self.answer.rule, self.asked_of.timeline.windows
        own = (window for window in windows if rule is not None and window.rule.id == rule.id)
        return self.answer.kind == "yes" and any(gates(window.opens) for window in own)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The open findings that the sheet asks patients to report, for an answer that lets or makes them go ahead."""
        eased = self.answer.kind in _EASING
        return tuple(each for each in self.asked_of.findings if eased and each.open and each.by_call)


@dataclass(frozen=True, slots=True)
class Reply:
    question: Question
    now: datetime
    from_at: datetime  # the moment that was asked about, or the beginning of the span
    until_at: datetime | None  # the end of the span; None: one moment
    parts: tuple[Part, ...]  # strictest first, at least one

    @property
    def answer(self) -> Answer:
        return self.parts[0].answer

    @property
    def verdict_first(self) -> bool:
        """True if Yes or No may stand before the statement: "may I", one topic, nothing unclear, no condition."""
        asked, answer = self.question, self.answer
        plain = asked.kind == "may" and not asked.negated and not asked.statement_only
        return (
            plain
            and len(self.parts) == 1
            and answer.kind in ("yes", "no")
            and not answer.with_
            and not answer.depends_on
            and not answer.except_
            and not answer.number_missing
            and self.parts[0].prescription != "unless"
            and not self.parts[0].is_gated
            and not (answer.kind == "yes" and (is_quoted_alone(answer) or is_quoted_beside(answer)))
            and not (answer.kind == "no" and answer.least_at is None and answer.surely_at is None)
            and self.parts[0].before is None
            and not self.parts[0].inside
            and not self.parts[0].typo
            and not self.parts[0].findings
        )
