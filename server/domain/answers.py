"""Answer "can I …?" for a topic at a moment.

Every rule on the topic and its ancestors is judged on its own. Precedence then decides between the rulings:
the practitioner's instruction, an exception, a rule on the topic itself, `only`, the strictest of the rest.
Silence is never a yes.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from server.domain.rulings import Ruling, decide, judge, judge_only
from server.domain.sheets import Rule
from server.domain.timeline import Timeline, Window, instant_text
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, gates, least_moment, leaves, open_gates, sure_moment

AnswerKind = Literal["no", "not-yet", "yes", "only", "unsaid"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer from `since` (inclusive) to `until` (exclusive); None if the moment is unknown or never."""

    kind: AnswerKind
    topic: str | None
    only: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    least_hours: float | None = None
    surely_hours: float | None = None
    depends_on: tuple[str, ...] = ()
    rule: Rule | None = None
    bound: Bound | None = None  # the deciding bound: the end of a ban, or the beginning of a permission
    asked_for: bool = False  # True for a yes from a duty: the sheet asks for it


def answer(
    timeline: Timeline,
    tree: TopicTree,
    topic_id: str | None,
    *,
    now: datetime,
    states: Mapping[str, bool],
    flags_now: Collection[str] = (),
) -> Answer:
    """Return the answer at `now`.

    `states` holds the latest reports (`healed`, `now:sore`); a state that was never reported is absent.
    The `flags_now` are confirmed in addition. A `topic_id` of None is an unknown topic: "unsaid".
    """
    if topic_id is None:
        return Answer("unsaid", None)
    states = {**states, **dict.fromkeys(flags_now, True)}
    question = _Question(timeline, topic_id, states, tuple(_candidates(timeline, tree, topic_id)))
    decided = question.at(now)
    since, until = question.around(now, decided.kind if decided else "unsaid")
    if decided is None:
        return Answer("unsaid", topic_id, until=until)
    return _answer(question, decided, now=now, since=since, until=until)


@dataclass(frozen=True, slots=True)
class _Candidate:
    window: Window
    exact: bool
    sibling: bool = False  # an `only` rule that names another topic of the same family


def _candidates(timeline: Timeline, tree: TopicTree, topic_id: str) -> Iterator[_Candidate]:
    line = tree.ancestors(topic_id)
    seen: set[int] = set()
    for topic in line:
        for window in timeline.by_topic.get(topic, ()):
            if id(window) not in seen:
                seen.add(id(window))
                yield _Candidate(window, exact=topic == topic_id)
    for window in timeline.only:
        if id(window) not in seen and not set(line).isdisjoint(family(window.rule, tree)):
            yield _Candidate(window, exact=False, sibling=True)


def family(rule: Rule, tree: TopicTree) -> tuple[str, ...]:
    """Return the families an `only` rule closes: those it names, else the nearest common parents."""
    if rule.family:
        return rule.family
    lines = [tree.ancestors(topic) for topic in rule.topics]
    common = [
        topic for topic in lines[0] if topic not in rule.topics and all(topic in line for line in lines)
    ]
    farther = {above for topic in common for above in tree.ancestors(topic)[1:]}
    return tuple(topic for topic in common if topic not in farther)


@dataclass(frozen=True, slots=True)
class _Question:
    timeline: Timeline
    topic: str
    states: Mapping[str, bool]
    candidates: tuple[_Candidate, ...]

    def at(self, now: datetime) -> Ruling | None:
        rulings = []
        for candidate in self.candidates:
            judged = judge_only if candidate.sibling else judge
            ruling = judged(candidate.window, now, self.states, exact=candidate.exact)
            if ruling is not None:
                rulings.append(ruling)
        return decide(rulings, self.states)

    def around(self, now: datetime, kind: AnswerKind) -> tuple[datetime | None, datetime | None]:
        """Return the moments at which the answer became `kind` and at which it next changes."""
        moments = self._moments()
        until = next((at for at in moments if at > now and self._kind(at) != kind), None)
        past = [self.timeline.treated_at, *(at for at in moments if self.timeline.treated_at < at <= now)]
        since = past.pop()
        while past and self._kind(past[-1]) == kind:
            since = past.pop()
        return since, until

    def _kind(self, at: datetime) -> AnswerKind:
        ruling = self.at(at)
        return ruling.kind if ruling else "unsaid"

    def _moments(self) -> list[datetime]:
        bounds = (bound for c in self.candidates for bound in (c.window.opens, c.window.closes) if bound)
        ends = (at for bound in bounds for leaf in leaves(bound) for at in (leaf.least_at, leaf.surely_at))
        return sorted({at for at in ends if at})


def _answer(
    question: _Question, decided: Ruling, *, now: datetime, since: datetime | None, until: datetime | None
) -> Answer:
    hours = question.timeline.hours_until
    bound, rule = decided.bound, decided.window.rule
    return Answer(
        kind=decided.kind,
        topic=question.topic,
        only=rule.topics if decided.kind == "only" else (),
        # The report of a state does not say when the state began.
        since=None if any(gate in question.states for gate in gates(bound)) else since,
        until=until,
        least_hours=hours(least_moment(bound, question.states)),
        surely_hours=hours(sure_moment(bound, question.states)),
        depends_on=_depends_on(decided, now, question.states),
        rule=rule,
        bound=bound,
        asked_for=decided.kind == "yes" and rule.verb is Verb.DO,
    )


def _depends_on(decided: Ruling, now: datetime, states: Mapping[str, bool]) -> tuple[str, ...]:
    """Return what the patient could report to change the answer: states of the bound, unreported flags."""
    if decided.kind == "yes":
        return ()
    window = decided.window
    opening = open_gates(window.opens, now, states) if decided.bound is not window.opens else ()
    flags = (flag for flag in (*window.needs, *window.unless) if flag not in states)
    return tuple(dict.fromkeys((*open_gates(decided.bound, now, states), *opening, *flags)))


def to_document(result: Answer) -> dict[str, Any]:
    rule = result.rule
    return {
        "answer": result.kind,
        "topic": result.topic,
        "only": list(result.only),
        "since": instant_text(result.since),
        "until": instant_text(result.until),
        "least_hours": result.least_hours,
        "surely_hours": result.surely_hours,
        "depends_on": list(result.depends_on),
        "rule": {"id": rule.id, "says": rule.says, "cite": rule.cite} if rule else None,
    }
