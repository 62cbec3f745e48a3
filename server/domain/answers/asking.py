"""Answer a question about doing one topic, at one moment (CARE_PROTOCOL.md, "Questions and answers")."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from server.domain.answers.model import MAX_EXCEPT, STRICTNESS, Answer, AnswerKind, Change, StricterMember
from server.domain.answers.precedence import Decision, decide
from server.domain.answers.rulings import Candidate, Force, Ruling, judge
from server.domain.sheets import NOW, Rule
from server.domain.timeline import Timeline, Window
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb
from server.domain.when.bounds import States, gates, least_moment, leaves, open_gates, sure_moment

_SPEAKING = (Verb.AVOID, Verb.ONLY, Verb.ALLOW, Verb.DO, Verb.REPEAT)
_LONG_BEFORE = timedelta(days=3_650)
"""How long ago a state is supposed to have been confirmed, to find the answer that this would lead to."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What matters about the answer at one moment; two moments with equal snapshots have the same answer."""

    kind: AnswerKind
    with_: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


_SILENCE = Snapshot("unsaid")


@dataclass(slots=True)
class Asking:
    """Everything that is asked of one timeline with the same reports. Candidates are found once per topic."""

    timeline: Timeline
    tree: TopicTree
    states: States
    end: datetime
    _candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def answer(self, topic: str, now: datetime) -> Answer:
        decision = self.decide(topic, now)
        snapshot, dropped = self._essence(decision, now)
        since, until = self._around(topic, now, snapshot.kind)
        answer = Answer(
            kind=snapshot.kind,
            topic=topic,
            with_=snapshot.with_,
            dropped=dropped,
            except_=self._stricter_members(topic, snapshot.kind, now),
            since=since,
            until=until,
            depends_on=snapshot.depends_on,
            then=self._changes(topic, now, snapshot),
        )
        return _decided(answer, decision, dropped, self.states) if decision else answer

    def decide(self, topic: str, now: datetime, states: States | None = None) -> Decision | None:
        states = self.states if states is None else states
        rulings = (judge(candidate, now, states) for candidate in self.candidates(topic))
        return decide([ruling for ruling in rulings if ruling], states)

    def snapshot(self, topic: str, now: datetime, states: States | None = None) -> Snapshot:
        return self._essence(self.decide(topic, now, states), now, states)[0]

    def candidates(self, topic: str) -> tuple[Candidate, ...]:
        if topic not in self._candidates:
            self._candidates[topic] = tuple(_candidates(self.timeline, self.tree, topic))
        return self._candidates[topic]

    def _essence(
        self, decision: Decision | None, now: datetime, states: States | None = None
    ) -> tuple[Snapshot, tuple[Answer, ...]]:
        states = self.states if states is None else states
        if decision is None:
            return _SILENCE, ()
        ruling = decision.ruling
        needed = ruling.window.rule.with_ if ruling.kind == "yes" else ()
        conditions = {topic: self.decide(topic, now, states) for topic in needed}
        closed = {name: own for name, own in conditions.items() if own and own.ruling.restricts}
        left = tuple(topic for topic in needed if topic not in closed)
        dropped = tuple(self._as_answer(name, own, now, states) for name, own in closed.items())
        if needed and not left:
            easiest = max(dropped, key=lambda answer: STRICTNESS[answer.kind])
            return Snapshot(easiest.kind, needed, easiest.depends_on), dropped
        return Snapshot(ruling.kind, left, _depends_on(ruling, now, states)), dropped

    def _as_answer(self, topic: str, decision: Decision, now: datetime, states: States) -> Answer:
        ruling = decision.ruling
        plain = Answer(kind=ruling.kind, topic=topic, depends_on=_depends_on(ruling, now, states))
        return _decided(plain, decision, (), states)

    def _around(self, topic: str, now: datetime, kind: AnswerKind) -> tuple[datetime | None, datetime | None]:
        """Return the moments at which the answer became `kind` and at which it next changes."""
        moments, treated_at = self._moments(topic), self.timeline.treated_at
        until = next((at for at in moments if at > now and self.snapshot(topic, at).kind != kind), None)
        past = [treated_at, *(at for at in moments if treated_at < at <= now)]
        since = past.pop()
        while past and self.snapshot(topic, past[-1]).kind == kind:
            since = past.pop()
        return since, until

    def _moments(self, topic: str) -> list[datetime]:
        """Return every moment at which time alone may change the answer, including those of its conditions."""
        windows = {id(c.window): c.window for c in self.candidates(topic)}
        for window in tuple(windows.values()):
            for needed in window.rule.with_:
                windows |= {id(c.window): c.window for c in self.candidates(needed)}
        bounds = (bound for window in windows.values() for bound in (window.opens, window.closes))
        ends = (at for bound in bounds for leaf in leaves(bound) for at in leaf.times(self.states))
        return sorted({at for at in ends if at})

    def _changes(self, topic: str, now: datetime, first: Snapshot) -> tuple[Change, ...]:
        """Return the changes up to the end of the course, and last the one that a report would bring."""
        changes: list[Change] = []
        latest, at = first, now
        for moment in self._moments(topic):
            if now < moment <= max(self.end, now):
                snapshot, at = self.snapshot(topic, moment), moment
                if snapshot != latest:
                    changes.append(self._change(topic, moment, snapshot))
                latest = snapshot
        if latest.kind == "not-yet" and latest.depends_on:
            confirmed = self._confirmed(latest.depends_on)
            snapshot = self.snapshot(topic, at, confirmed)
            if snapshot.kind != latest.kind:
                decision = self.decide(topic, at, confirmed)
                rule = decision.ruling.window.rule if decision else None
                changes.append(
                    Change(None, snapshot.kind, None, None, snapshot.with_, latest.depends_on, rule)
                )
        return tuple(changes)

    def _change(self, topic: str, at: datetime, after: Snapshot) -> Change:
        former, decision = self.decide(topic, at - timedelta(microseconds=1)), self.decide(topic, at)
        least, surely = _ends(former, self.states) if former else (at, at)
        inside = least is not None and surely is not None and least <= at <= surely
        rule = decision.ruling.window.rule if decision else None
        ends = (least, surely) if inside else (at, at)
        return Change(at, after.kind, *ends, after.with_, after.depends_on, rule)

    def _confirmed(self, gates_open: tuple[str, ...]) -> States:
        long_ago = self.timeline.treated_at - _LONG_BEFORE
        confirmed = {gate: long_ago for gate in gates_open if not gate.startswith(NOW)}
        flags = {gate: False for gate in gates_open if gate.startswith(NOW)}
        return {**self.states, **confirmed, **flags}

    def _stricter_members(self, topic: str, kind: AnswerKind, now: datetime) -> tuple[StricterMember, ...]:
        if kind == "no":
            return ()
        members = [self._member(name, now) for name in self._members(topic)]
        stricter = [member for member in members if member and STRICTNESS[member.kind] < STRICTNESS[kind]]
        own = [member for member in stricter if not self._is_inherited(member, stricter)]
        own.sort(key=lambda member: (STRICTNESS[member.kind], -_timestamp(member.until)))
        return tuple(own[:MAX_EXCEPT])

    def _members(self, topic: str) -> Iterator[str]:
        """Yield the members that rules name, and those that belong to another family which rules name."""
        line = set(self.tree.ancestors(topic))
        for name in self.tree.topics:
            above = self.tree.ancestors(name)
            if name != topic and topic in above:
                others = (each for each in above if each not in line)
                if any(each in self.timeline.by_topic for each in others):
                    yield name

    def _is_inherited(self, member: StricterMember, others: list[StricterMember]) -> bool:
        """Return True if a rule's own topic, or the first that it covers, stands for this member, too."""
        alike = [other for other in others if other.rule == member.rule]
        if member.topic in self.timeline.by_topic:
            families = self.tree.ancestors(member.topic)[1:]
            return any(other.topic in families for other in alike)
        named = any(other.topic in self.timeline.by_topic for other in alike)
        return named or alike[0].topic != member.topic

    def _member(self, name: str, now: datetime) -> StricterMember | None:
        decision = self.decide(name, now)
        if decision is None or not decision.ruling.restricts:
            return None
        _least, surely = _ends(decision, self.states)
        return StricterMember(name, decision.ruling.kind, surely, decision.ruling.window.rule)


def _timestamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("inf")


def _candidates(timeline: Timeline, tree: TopicTree, topic: str) -> Iterator[Candidate]:
    line = tree.ancestors(topic)
    seen: set[int] = set()
    for place, name in enumerate(line):
        for window in timeline.by_topic.get(name, ()):
            if id(window) not in seen and window.rule.verb in _SPEAKING:
                seen.add(id(window))
                yield Candidate(window, place)
    for window in timeline.only:
        closed = [line.index(name) for name in family(window.rule, tree) if name in line]
        if id(window) not in seen and closed:
            yield Candidate(window, min(closed), sibling=True)


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


def _decided(answer: Answer, decision: Decision, dropped: tuple[Answer, ...], states: States) -> Answer:
    """Add what the deciding rule says. Where no condition is left, the answer for the conditions applies."""
    ruling, rule = decision.ruling, decision.ruling.window.rule
    also = {other.window.rule.id: other.window.rule for other in decision.also}
    also.pop(rule.id, None)
    least, surely = _ends(decision, states)
    if answer.kind != ruling.kind and dropped:
        easiest = max(dropped, key=lambda condition: STRICTNESS[condition.kind])
        least, surely = easiest.least_at, easiest.surely_at
    return replace(
        answer,
        only=rule.topics if answer.kind == "only" else (),
        # The report of a state does not say when the state began.
        since=None if any(gate in states for gate in gates(ruling.bound)) else answer.since,
        least_at=least,
        surely_at=surely,
        number_missing=any(leaf.kind == "unknown" for leaf in leaves(ruling.bound)),
        minimum=any(leaf.kind == "minimum" for leaf in leaves(ruling.bound)),
        rule=rule,
        also=tuple(also.values()),
    )


def _ends(decision: Decision, states: States) -> tuple[datetime | None, datetime | None]:
    """Return the earliest and the latest end of what decides; of several bans, the latest of each."""
    bounds = [ban.bound for ban in decision.bans] or [decision.ruling.bound]
    least = [least_moment(bound, states) for bound in bounds]
    surely = [sure_moment(bound, states) for bound in bounds]
    latest = None if None in surely else max((moment for moment in surely if moment), default=None)
    return max((moment for moment in least if moment), default=None), latest


def _depends_on(ruling: Ruling, now: datetime, states: States) -> tuple[str, ...]:
    """Return what the patient could report to change the answer: states of the bound, unreported flags."""
    if ruling.force is Force.ENDED:
        return ()
    window = ruling.window
    opening = open_gates(window.opens, now, states) if ruling.bound is not window.opens else ()
    if ruling.permits:
        return _awaited_acts(window, states)
    flags = (flag for flag in (*window.needs, *window.unless) if flag not in states)
    return tuple(dict.fromkeys((*open_gates(ruling.bound, now, states), *opening, *flags)))


def _awaited_acts(window: Window, states: States) -> tuple[str, ...]:
    """Return the acts that a duty waits for: "when you get home"."""
    return tuple(leaf.act for leaf in leaves(window.opens) if leaf.act and leaf.report(states) is None)
