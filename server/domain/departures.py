"""Departures from the sheet: what a patient used or did when the sheet did not permit it.

Products and activities of the diary are topics; each is answered for the hour at which it happened. A
departure is listed for the practitioner, without blame. It is neither a finding nor a reason for a reminder.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Protocol
from uuid import UUID

from server.domain.diary import Logged, Step, steps
from server.domain.sheets import Rule
from server.domain.skin_states import earliest_reports
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.topics_words import words
from server.domain.when.bounds import States

AGAINST = frozenset({"no", "not-yet"})
"""The kinds of an answer that make a departure."""
_NOT_DONE = frozenset({
    "no", "not", "never", "without", "avoided", "skipped", "stopped",
    "kein", "keine", "keinen", "keinem", "nicht", "nie", "ohne", "vermieden",
})  # fmt: skip
"""A line with one of these words may name something that was left out, so it is never read as something done."""


class Answered(Protocol):
    """What is needed of an answer: its kind, and the deciding rule."""

    @property
    def kind(self) -> str: ...
    @property
    def rule(self) -> Rule | None: ...


AnswerAt = Callable[[str, datetime, States], Answered]
"""Answers doing a topic at a moment, with the states that were reported by then."""


@dataclass(frozen=True, slots=True)
class Departure:
    """`words` is the line of the entry in which the topic was found."""

    topic: str
    at: datetime
    entry_id: UUID
    rule: Rule | None
    words: str

    @property
    def rule_id(self) -> str | None:
        return self.rule.id if self.rule else None


def departures(
    timeline: Timeline,
    diary: Iterable[Logged],
    tree: TopicTree,
    *,
    language: str,
    answer_at: AnswerAt,
) -> tuple[Departure, ...]:
    """Return the departures oldest first, each topic once per entry.

    `language` is that of the patient; a line without a topic in it is read in the other languages.
    """
    named = cache(
        partial(_named, tree=tree, language=language)
    )  # a diary repeats its products from day to day
    return tuple(
        Departure(topic, step.entry.occurred_at, step.entry.entry_id, answer.rule, line)
        for step in steps(diary, not_before=earliest_reports(timeline))
        if step.entry.occurred_at >= timeline.treated_at
        for topic, line in _topics(step, named)
        if (answer := answer_at(topic, step.entry.occurred_at, step.states)).kind in AGAINST
    )


def _topics(step: Step, named: Callable[[str], tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for line in (*step.entry.products, *step.entry.activities):
        for topic in named(line):
            if topic not in seen:
                seen.add(topic)
                yield topic, line


def _named(line: str, tree: TopicTree, language: str) -> tuple[str, ...]:
    if not _NOT_DONE.isdisjoint(words(line)):
        return ()
    others = (name for name in tree.index.languages if name != language)
    readings = (tree.named_in(line, name) for name in (language, *others))
    return next((topics for topics in readings if topics), ())
