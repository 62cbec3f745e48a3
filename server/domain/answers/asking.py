"""Answer a question about doing one topic, at one moment (CARE_PROTOCOL.md, "Questions and answers")."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.domain.answers.candidates import Candidates, Line
from server.domain.answers.members import Members
from server.domain.answers.model import Answer, Change
from server.domain.answers.outcome import SILENCE, Outcome, Snapshot, answered, ends
from server.domain.answers.precedence import Decision, decide
from server.domain.answers.rulings import Candidate, judge
from server.domain.answers.rulings_index import Spans, moments_of, sweep
from server.domain.sheets import NOW
from server.domain.timeline import Timeline
from server.domain.topics import TopicTree
from server.domain.when.bounds import States

_LONG_BEFORE = timedelta(days=3_650)
"""How long ago a state is assumed to have been confirmed, to find the answer that this would lead to."""
_JUST_BEFORE = timedelta(microseconds=1)

_Decide = Callable[[str, datetime], Decision | None]


@dataclass(slots=True)
class Asking:
    """Everything that is asked of one timeline with the same reports. What a topic needs is computed once."""

    timeline: Timeline
    tree: TopicTree
    states: States
    end: datetime
    _candidates: Candidates = field(init=False)
    _spans: dict[Line, Spans] = field(default_factory=dict)
    _courses: dict[str, "_Course"] = field(default_factory=dict)
    _now: datetime | None = None
    _in_full: dict[Line, Decision | None] = field(default_factory=dict)
    _given: dict[frozenset[tuple[str, bool | datetime]], "Asking"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._candidates = Candidates(self.timeline, self.tree)

    def given(self, states: States) -> "Asking":
        """Return the same with other reports."""
        key = frozenset(states.items())
        if key not in self._given:
            self._given[key] = Asking(self.timeline, self.tree, states, self.end)
            self._given[key]._candidates = self._candidates
        return self._given[key]

    def answer(self, topic: str, now: datetime) -> Answer:
        if topic not in self._courses:
            self._courses[topic] = _Course(self, topic, self._moments(topic))
        course = self._courses[topic]
        outcome = self.outcome(topic, now)
        snapshot = outcome.snapshot(now, self.states) if outcome else SILENCE
        since, until = course.around(now, snapshot)
        except_, others = Members(self, topic, snapshot, now).listed()
        return answered(
            topic,
            snapshot,
            outcome,
            now=now,
            states=self.states,
            since=since,
            until=until,
            then=course.changes(now, snapshot),
            except_=except_,
            others=others,
        )

    def decide(self, topic: str, now: datetime) -> Decision | None:
        """Return the decision with the ends of its bans. Of several equal rulings, it may name only one."""
        line = self._candidates.line(topic)
        if line not in self._spans:
            self._spans[line] = sweep(self._candidates.on(line), self.states)
        return self._spans[line].decide(now)

    def decide_in_full(self, topic: str, now: datetime) -> Decision | None:
        """Return the decision with every ruling that belongs to it."""
        line = self._candidates.line(topic)
        if (spans := self._spans.get(line)) and spans.in_full:
            return spans.decide(now)
        if self._now != now:  # the members of a family are asked about for one moment
            self._now, self._in_full = now, {}
        if line not in self._in_full:
            rulings = (judge(candidate, now, self.states) for candidate in self._candidates.on(line))
            self._in_full[line] = decide([ruling for ruling in rulings if ruling], self.states)
        return self._in_full[line]

    def snapshot(self, topic: str, now: datetime) -> Snapshot:
        decision = self.decide(topic, now)
        outcome = self._outcome(topic, decision, now, self.decide) if decision else None
        return outcome.snapshot(now, self.states) if outcome else SILENCE

    def outcome(self, topic: str, now: datetime) -> Outcome | None:
        decision = self.decide_in_full(topic, now)
        return self._outcome(topic, decision, now, self.decide_in_full) if decision else None

    def candidates(self, topic: str) -> tuple[Candidate, ...]:
        return self._candidates.on(self._candidates.line(topic))

    def _outcome(self, topic: str, decision: Decision, now: datetime, decide_on: _Decide) -> Outcome:
        ruling = decision.ruling
        needed = ruling.window.rule.with_ if ruling.kind == "yes" else ()
        if not set(needed).isdisjoint(self.tree.ancestors(topic)):
            needed = ()  # the topic itself is what the permission needs
        conditions = ((name, decide_on(name, now)) for name in needed)
        closed = {name: own for name, own in conditions if own and own.ruling.restricts}
        return Outcome(decision, needed, closed)

    def _moments(self, topic: str) -> list[datetime]:
        """Return every moment at which time alone may change the answer, including those of its conditions."""
        own = self.candidates(topic)
        needed = {name for candidate in own for name in candidate.window.rule.with_}
        all_of_them = (*own, *(each for name in needed for each in self.candidates(name)))
        by_window = {id(candidate.window): candidate for candidate in all_of_them}
        return sorted({at for each in by_window.values() for at in moments_of(each, self.states)})

    def change_at(self, topic: str, at: datetime, after: Snapshot) -> Change:
        former, decision = self.decide(topic, at - _JUST_BEFORE), self.decide(topic, at)
        least, surely = ends(former, self.states) if former else (at, at)
        inside = least is not None and surely is not None and least <= at <= surely
        rule = decision.ruling.window.rule if decision else None
        around = (least, surely) if inside else (at, at)
        return Change(at, after.kind, *around, after.with_, after.depends_on, rule)

    def change_by_report(self, topic: str, at: datetime, last: Snapshot) -> Change | None:
        """Return the change that a report would bring to a "not yet"; None if it would bring none."""
        if last.kind != "not-yet" or not last.depends_on:
            return None
        confirmed = self.given(self._confirmed(last.depends_on))
        decision = confirmed.decide_in_full(topic, at)
        if decision is None:
            return Change(None, SILENCE.kind, None, None, (), last.depends_on)
        outcome = confirmed._outcome(topic, decision, at, confirmed.decide_in_full)
        snapshot = outcome.snapshot(at, confirmed.states)
        rule = decision.ruling.window.rule
        change = Change(None, snapshot.kind, None, None, snapshot.with_, last.depends_on, rule)
        return change if snapshot.kind != last.kind else None

    def _confirmed(self, gates_open: tuple[str, ...]) -> States:
        long_ago = self.timeline.treated_at - _LONG_BEFORE
        confirmed = {gate: long_ago for gate in gates_open if not gate.startswith(NOW)}
        flags = {gate: False for gate in gates_open if gate.startswith(NOW)}
        return {**self.states, **confirmed, **flags}


@dataclass(frozen=True, slots=True)
class _Course:
    """The answers on one topic from one moment to the next; `_snapshots` are by their span, 0 before the first."""

    asking: Asking
    topic: str
    moments: list[datetime]
    _snapshots: dict[int, Snapshot] = field(default_factory=dict)

    def at(self, moment: datetime) -> Snapshot:
        span = bisect_right(self.moments, moment)
        if span not in self._snapshots:
            self._snapshots[span] = self.asking.snapshot(self.topic, moment)
        return self._snapshots[span]

    def around(self, now: datetime, own: Snapshot) -> tuple[datetime | None, datetime | None]:
        """Return the moments at which the answer became what it is and at which it next changes."""
        treated_at = self.asking.timeline.treated_at
        until = next((at for at in self.moments if at > now and self.at(at).kind != own.kind), None)
        past = [treated_at, *(at for at in self.moments if treated_at < at <= now)]
        since = past.pop()
        while past and self.at(past[-1]).kind == own.kind:
            since = past.pop()
        return since, until

    def changes(self, now: datetime, first: Snapshot) -> tuple[Change, ...]:
        """Return the changes up to the end of the course, and last the one that a report would bring."""
        changes: list[Change] = []
        latest, at = first, now
        for moment in self.moments:
            if now < moment <= max(self.asking.end, now):
                snapshot, at = self.at(moment), moment
                if snapshot != latest:
                    changes.append(self.asking.change_at(self.topic, moment, snapshot))
                latest = snapshot
        by_report = self.asking.change_by_report(self.topic, at, latest)
        return (*changes, by_report) if by_report else tuple(changes)
