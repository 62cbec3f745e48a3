"""Compare two sheets topic by topic: where they agree, where they disagree, where one is silent.

The comparison uses what patients read, not the wording: answers over time, the expected course, sessions.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from server.domain.answers import AnswerKind, answer
from server.domain.sheets import Rule, Sheet
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline, TreatmentFacts, Window, compile
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import gates, least_moment, sure_moment

Aspect = Literal["may", "expect", "sessions"]
Outcome = Literal["agreement", "disagreement", "silence"]
Step = tuple[float, AnswerKind]
Hours = float | None

_TREATED_AT = datetime(2001, 1, 10, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Statements:
    """What one sheet says about a topic.

    `answers` holds the answers by hour of their beginning, once with no state reported and once with all
    states confirmed. `spans` holds the hours of the earliest onset, earliest end and latest end; for sessions, the
    window and their usual number.
    """

    rules: tuple[Rule, ...]
    answers: tuple[tuple[Step, ...], ...] = ()
    spans: tuple[tuple[Hours, ...], ...] = ()

    @property
    def silent(self) -> bool:
        return not self.rules


@dataclass(frozen=True, slots=True)
class Comparison:
    topic: str
    aspect: Aspect
    outcome: Outcome
    first: Statements
    second: Statements


def compare(first: Sheet, second: Sheet, tree: TopicTree) -> tuple[Comparison, ...]:
    """Compare every topic that either sheet names, in the order of the first and then the second."""
    one, other = (compile(sheet, TreatmentFacts(_TREATED_AT, "UTC")) for sheet in (first, second))
    compared = (
        *(_may(topic, one, other, tree) for topic in _topics(one, other, (*FORBIDDING, *PERMITTING))),
        *(_expect(topic, one, other) for topic in _topics(one, other, (Verb.EXPECT,))),
        *(_sessions(topic, one, other) for topic in _topics(one, other, (Verb.REPEAT,))[:1]),
    )
    return tuple(comparison for comparison in compared if comparison is not None)


def _topics(one: Timeline, other: Timeline, verbs: tuple[Verb, ...]) -> list[str]:
    windows = (*one.windows, *other.windows)
    rules = (window.rule for window in windows if window.rule.verb in verbs)
    return list(dict.fromkeys(topic for rule in rules for topic in rule.topics))


def _compared(topic: str, aspect: Aspect, first: Statements, second: Statements) -> Comparison | None:
    if first.silent and second.silent:
        return None  # such as a rule that ends before the treatment
    if first.silent or second.silent:
        return Comparison(topic, aspect, "silence", first, second)
    same = (first.answers, first.spans) == (second.answers, second.spans)
    return Comparison(topic, aspect, "agreement" if same else "disagreement", first, second)


def _may(topic: str, one: Timeline, other: Timeline, tree: TopicTree) -> Comparison | None:
    return _compared(topic, "may", _answers(topic, one, tree), _answers(topic, other, tree))


def _answers(topic: str, timeline: Timeline, tree: TopicTree) -> Statements:
    """Collect the answers with no state reported and with all confirmed.

    The two differ for a sheet that waits for healing.
    """
    confirmed = {
        gate: True for w in timeline.windows for bound in (w.opens, w.closes) for gate in gates(bound)
    }
    rules: dict[str, Rule] = {}
    walks = tuple(_walk(topic, timeline, tree, states, rules) for states in ({}, confirmed))
    return Statements(tuple(rules.values()), walks if rules else ())


def _walk(
    topic: str, timeline: Timeline, tree: TopicTree, states: dict[str, bool], rules: dict[str, Rule]
) -> tuple[Step, ...]:
    """Return the successive answers, and add the deciding rules to `rules`."""
    steps: list[Step] = []
    now: datetime | None = timeline.treated_at
    while now is not None:
        result = answer(timeline, tree, topic, now=now, states=states)
        steps.append((timeline.hours_until(now) or 0, result.kind))
        if result.rule is not None:
            rules[result.rule.id] = result.rule
        now = result.until
    return tuple(steps)


def _expect(topic: str, one: Timeline, other: Timeline) -> Comparison | None:
    return _compared(topic, "expect", _course(topic, one), _course(topic, other))


def _course(topic: str, timeline: Timeline) -> Statements:
    windows = [w for w in timeline.by_topic.get(topic, ()) if w.rule.verb is Verb.EXPECT]
    spans = tuple(sorted({_span(window, timeline) for window in windows}, key=str))
    return Statements(tuple(window.rule for window in windows), spans=spans)


def _span(window: Window, timeline: Timeline) -> tuple[Hours, ...]:
    moments = (
        least_moment(window.opens, {}),
        least_moment(window.closes, {}),
        sure_moment(window.closes, {}),
    )
    return tuple(timeline.hours_until(moment) for moment in moments)


def _sessions(topic: str, one: Timeline, other: Timeline) -> Comparison | None:
    return _compared(topic, "sessions", _series(one), _series(other))


def _series(timeline: Timeline) -> Statements:
    rules = tuple(window.rule for window in timeline.windows if window.rule.verb is Verb.REPEAT)
    if timeline.series is None:
        return Statements(())
    window = (timeline.series.opens_at, timeline.series.closes_at)
    return Statements(
        rules, spans=(tuple(map(timeline.hours_until, window)), timeline.series.treatments or ())
    )
