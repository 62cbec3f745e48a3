"""Two sheets side by side, topic by topic: where they agree, where they differ, where one is silent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from server.domain.protocol import Protocol, Rule
from server.domain.timeline import TreatmentFacts, Window, compile
from server.domain.topics import TopicTree
from server.domain.when.bounds import Bound, Joined

Verdict = Literal["agreement", "disagreement", "silence"]

_TREATED_AT = datetime(2001, 1, 10, 14, tzinfo=UTC)
"""Any treatment will do, as long as it is the same for both: `24h` and `1d` are one then."""


@dataclass(frozen=True, slots=True)
class ComparedTopic:
    """`a` and `b`: what each sheet says about the topic or, where it does not name it, about its families."""

    topic: str
    verdict: Verdict
    a: tuple[Rule, ...]
    b: tuple[Rule, ...]


def compare(a: Protocol, b: Protocol, tree: TopicTree) -> tuple[ComparedTopic, ...]:
    """Every topic that either sheet names, in the order of the topic tree; unknown topics come last."""
    one, other = _spoken(a), _spoken(b)
    named = {*one, *other}
    ordered = [topic for topic in tree.topics if topic in named]
    unknown = sorted(named.difference(ordered))
    return tuple(_compared(topic, one, other, tree) for topic in (*ordered, *unknown))


Spoken = Mapping[str, tuple[Window, ...]]


def _spoken(protocol: Protocol) -> Spoken:
    """What a sheet says about each topic it names, whatever the flags of the session."""
    facts = (
        TreatmentFacts(_TREATED_AT, "UTC", flags) for flags in (frozenset[str](), frozenset(protocol.flags))
    )
    written = {rule.id: rule for rule in protocol.rules}  # a compiled rule has its flags applied and gone
    found: defaultdict[str, dict[str, Window]] = defaultdict(dict)
    for timeline in (compile(protocol, each) for each in facts):
        for topic, windows in timeline.by_topic.items():
            found[topic].update({w.rule.id: replace(w, rule=written[w.rule.id]) for w in windows})
    return {topic: tuple(windows.values()) for topic, windows in found.items()}


def _compared(topic: str, a: Spoken, b: Spoken, tree: TopicTree) -> ComparedTopic:
    one, other = _about(topic, a, tree), _about(topic, b, tree)
    return ComparedTopic(topic, _verdict(one, other), _rules(one), _rules(other))


def _about(topic: str, spoken: Spoken, tree: TopicTree) -> tuple[Window, ...]:
    """The nearest that is said: on the topic itself, else on the nearest of its families."""
    return next((spoken[name] for name in tree.ancestors(topic) if name in spoken), ())


def _verdict(a: Iterable[Window], b: Iterable[Window]) -> Verdict:
    one, other = {_meaning(window) for window in a}, {_meaning(window) for window in b}
    if not one or not other:
        return "silence"
    return "agreement" if one == other else "disagreement"


def _meaning(window: Window) -> tuple[object, ...]:
    """What a rule asks for, without its words and its place."""
    rule = window.rule
    conditions = (rule.if_, rule.unless, rule.zone, rule.exception)
    return (rule.verb, _moments(window.opens), _moments(window.closes), rule.every, rule.amount, *conditions)


def _moments(bound: Bound | None) -> object:
    if bound is None:
        return None
    if isinstance(bound, Joined):
        return (bound.how, *(_moments(part) for part in bound.parts))
    return (bound.least_at, bound.surely_at, bound.gate)


def _rules(windows: Iterable[Window]) -> tuple[Rule, ...]:
    return tuple(window.rule for window in windows)
