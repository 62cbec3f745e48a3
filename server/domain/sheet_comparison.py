"""Compare two sheets topic by topic: where they agree, where they disagree, and where one is silent.

The comparison uses what patients read, not the wording: answers over time, the expected course, sessions. A ban that
has merely ended (`over`) and a plain permission (`yes`) count as the same from then on; a condition or a duty that only
one sheet has counts as a difference.
"""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from server.domain.answers import Answer, answer
from server.domain.sheet_comparison_model import (
    OUTCOMES,
    Aspect,
    ComparedKind,
    ComparedTopic,
    Comparison,
    Hours,
    Statements,
    Step,
)
from server.domain.sheets import OwnTopic, Rule, Sheet
from server.domain.timeline import FORBIDDING, PERMITTING, Timeline, TreatmentFacts, Window, compile
from server.domain.topics import TopicError, TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import gates, least_moment, sure_moment

_TREATED_AT = datetime(2001, 1, 10, 12, tzinfo=UTC)


def compare(first: Sheet, second: Sheet, tree: TopicTree) -> Comparison:
    """Compare every topic that either sheet names; within an outcome, in the order of the sheets."""
    known = known_topics(first, second, tree)
    one, other = (
        replace(compile(sheet, TreatmentFacts(_TREATED_AT, "UTC")), topics=known) for sheet in (first, second)
    )
    compared = (
        *(_may(topic, one, other, tree) for topic in _topics(one, other, (*FORBIDDING, *PERMITTING))),
        *(_expect(topic, one, other) for topic in _topics(one, other, (Verb.EXPECT,))),
        *(_sessions(topic, one, other) for topic in _topics(one, other, (Verb.REPEAT,))[:1]),
    )
    topics = [each for each in compared if each is not None]
    ordered = sorted(topics, key=lambda each: OUTCOMES.index(each.outcome))
    return Comparison(tuple(ordered), silent=len(compared) - len(topics))


def known_topics(first: Sheet, second: Sheet, tree: TopicTree) -> tuple[OwnTopic, ...]:
    """Return the own topics of both sheets, so that a family in one covers a member that only the other adds.

    Topics that do not fit together or into the tree are left out; a draft may have such topics.
    """
    both = {topic.id: topic for topic in (*second.topics, *first.topics)}
    for topics in (tuple(both.values()), first.topics, second.topics):
        try:
            tree.extended(topics)
        except TopicError:
            continue
        return topics
    return ()


def _topics(one: Timeline, other: Timeline, verbs: tuple[Verb, ...]) -> list[str]:
    windows = (*one.windows, *other.windows)
    rules = (window.rule for window in windows if window.rule.verb in verbs)
    return list(dict.fromkeys(topic for rule in rules for topic in rule.topics))


def _compared(topic: str, aspect: Aspect, first: Statements, second: Statements) -> ComparedTopic | None:
    if first.silent and second.silent:
        return None  # such as a rule that ends before the treatment
    if first.silent or second.silent:
        return ComparedTopic(topic, aspect, "only-b" if first.silent else "only-a", first, second)
    same = (first.answers, first.spans) == (second.answers, second.spans)
    return ComparedTopic(topic, aspect, "agreement" if same else "disagreement", first, second)


def _may(topic: str, one: Timeline, other: Timeline, tree: TopicTree) -> ComparedTopic | None:
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
    """Return the successive answers that differ, and add the deciding rules to `rules`."""
    steps: list[Step] = []
    now: datetime | None = timeline.treated_at
    while now is not None:
        result = answer(timeline, tree, topic, now=now, states=states)
        steps.append((timeline.hours_until(now) or 0, _kind(result), result.with_))
        if result.rule is not None:
            rules[result.rule.id] = result.rule
        now = result.until
    return tuple(next(same) for _, same in groupby(steps, key=lambda step: step[1:]))


def _kind(result: Answer) -> ComparedKind:
    if result.asked_for:
        return "asked-for"
    return "ended" if result.kind == "over" or (result.kind == "yes" and not result.with_) else result.kind


def _expect(topic: str, one: Timeline, other: Timeline) -> ComparedTopic | None:
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


def _sessions(topic: str, one: Timeline, other: Timeline) -> ComparedTopic | None:
    return _compared(topic, "sessions", _series(one), _series(other))


def _series(timeline: Timeline) -> Statements:
    rules = tuple(window.rule for window in timeline.windows if window.rule.verb is Verb.REPEAT)
    if timeline.series is None:
        return Statements(())
    window = (timeline.series.opens_at, timeline.series.closes_at)
    return Statements(
        rules, spans=(tuple(map(timeline.hours_until, window)), timeline.series.treatments or ())
    )
