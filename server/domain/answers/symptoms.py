"""Answer a question about a symptom or a sign from the sheet's `expect` and `call` rules."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from server.domain.answers.model import Answer, AnswerKind, Change, StricterMember
from server.domain.course import expects_at, is_numberless, is_past
from server.domain.timeline import Timeline, Window
from server.domain.topics import TopicTree
from server.domain.vocabulary import Sign, Symptom, Verb
from server.domain.when.bounds import Certainty, States, certainty, least_moment, leaves, sure_moment

SEVERE_NOW = "now:severe"
"""The report that a symptom is severe, implied by the words of a question."""
LASTING_NOW = "now:lasting"
"""The report that a symptom goes on and on, implied by the words of a question."""
STRONG_NOW, WIDE_NOW = "now:strong", "now:wide"
"""The reports that a symptom is strong, or all over, implied by the words of a question: it is more than slight."""
WORSE_NOW = "now:worse"
"""The report that a symptom gets worse, implied by the words of a question. No sheet describes that."""
_SEVERE = frozenset({"severe-pain"})
_HURTING = frozenset({"burning", "pain"})
"""Symptoms that are severe as soon as they are strong."""
_ANYTHING = frozenset({"symptom", Sign.UNEXPECTED_REACTION.value})
"""Topics that name no symptom: no sheet expects them, and any call may be meant."""
_COLOURS = (Symptom.REDNESS.value, Symptom.DARKENING.value)
_SIGNS = frozenset(sign.value for sign in Sign)


@dataclass(frozen=True, slots=True)
class SymptomQuestion:
    """A symptom or sign, with the rules of one sheet that are about it."""

    topic: str
    timeline: Timeline
    expected: tuple[Window, ...]
    calls: tuple[Window, ...]
    states: States
    end: datetime  # of the course

    @classmethod
    def of(
        cls,
        topic: str,
        timeline: Timeline,
        tree: TopicTree,
        *,
        states: States,
        end: datetime,
        areas: Collection[str] = (),
    ) -> "SymptomQuestion":
        expected = () if topic in _ANYTHING else _speaking(timeline, tree, topic, Verb.EXPECT)
        calls = _speaking(timeline, tree, topic, Verb.CALL)
        unusual = states.get(LASTING_NOW) is True or states.get(WORSE_NOW) is True
        # a symptom that no rule names, or that lasts longer than described, is unexpected
        if not calls and (unusual or not expected):
            calls = tuple(_named(timeline, (Sign.UNEXPECTED_REACTION.value,), Verb.CALL))
        holds = [window for window in expected if _holds(window, states)]
        if areas:  # "two days, four around the eyes": the rule for the area decides there
            holds = [window for window in holds if window.rule.area] or holds
        return cls(topic, timeline, tuple(holds), calls, states, end)

    def answer(self, now: datetime) -> Answer:
        kind, window = self._at(now)
        numberless = tuple(call.rule for call in self.calls if is_numberless(call) and call is not window)
        until = self._until(now, window) if kind == "expected" else None
        dated = kind in ("expected", "longer")
        return Answer(
            kind=kind,
            topic=self.topic,
            until=until,
            least_at=least_moment(window.closes, self.states) if window and dated else None,
            surely_at=sure_moment(window.closes, self.states) if window and dated else None,
            rule=window.rule if window else None,
            also=numberless if kind in ("expected", "longer") else (),
            then=self._changes(now, kind),
            others=tuple(self._elsewhen()) if kind == "unsaid" else (),
        )

    def _elsewhen(self) -> Iterator[StricterMember]:
        """Yield what the sheet expects at another time, for a symptom on which it is silent now."""
        for window in self.expected[:1]:
            yield StricterMember(self.topic, "expected", None, window.rule)

    def _at(self, now: datetime) -> tuple[AnswerKind, Window | None]:
        """Return the answer's kind and the window that decides, in the order of CARE_PROTOCOL.md."""
        worse = self.states.get(WORSE_NOW) is True
        due = next(
            (call for call in self.calls if self._is_due(call, now) or (worse and self._may_be(call, now))),
            None,
        )
        if due:
            return "tell", due
        expecting = [window for window in self.expected if self._expects(window, now)]
        described = [window for window in expecting if self._describes(window)]
        if described:
            return "expected", max(described, key=lambda window: _end(window, self.states))
        if expecting:
            return "longer", max(expecting, key=lambda window: _end(window, self.states))
        past = [window for window in self.expected if window.closes and is_past(window, now, self.states)]
        coming = [window for window in self.expected if not is_past(window, now, self.states)]
        if past and not coming:
            return "longer", max(past, key=lambda window: _end(window, self.states))
        call = next((call for call in self.calls if _applies(call, now, self.states)), None)
        return ("tell", call) if call else ("unsaid", None)

    def _may_be(self, call: Window, now: datetime) -> bool:
        return is_numberless(call) and _applies(call, now, self.states)

    def _is_due(self, call: Window, now: datetime) -> bool:
        """Return True for a call that names the sign, or whose time has come."""
        if not _applies(call, now, self.states):
            return False
        return not is_numberless(call) or (self.topic in _SIGNS and self.topic in call.rule.topics)

    def _expects(self, window: Window, now: datetime) -> bool:
        """An `expect` without a dated end covers a symptom until the end of the course unless it is said to persist."""
        if not expects_at(window, now, self.states):
            return False
        if any(leaf.surely_at for leaf in leaves(window.closes)):
            return True
        lasting = self.states.get(LASTING_NOW) is True
        return not lasting and now < max(self.end, self.timeline.treated_at)

    def _describes(self, window: Window) -> bool:
        """Return False for a symptom that is worse than the sheet describes: severe, or more than slight.

        Where the sheet gives no grade, a symptom that is strong without being severe is described, too.
        """
        reported = any(self.states.get(flag) is True for flag in (SEVERE_NOW, WORSE_NOW))
        strong = any(self.states.get(flag) is True for flag in (STRONG_NOW, WIDE_NOW))
        severe = self.topic in _SEVERE or reported or (strong and self.topic in _HURTING)
        if severe:
            return window.rule.up_to == "severe"
        return not strong or window.rule.up_to not in ("very-mild", "mild")

    def _until(self, now: datetime, window: Window | None) -> datetime | None:
        return next((change.at for change in self._changes(now, "expected")), None) if window else None

    def _changes(self, now: datetime, kind: AnswerKind) -> tuple[Change, ...]:
        changes: list[Change] = []
        latest = kind
        for moment in self._moments():
            if now < moment <= max(self.end, now):
                after, window = self._at(moment)
                if after != latest:
                    changes.append(
                        Change(moment, after, moment, moment, rule=window.rule if window else None)
                    )
                latest = after
        return tuple(changes)

    def _moments(self) -> list[datetime]:
        bounds = (b for window in (*self.expected, *self.calls) for b in (window.opens, window.closes))
        ends = (at for bound in bounds for leaf in leaves(bound) for at in leaf.times(self.states))
        return sorted({self.end, *(at for at in ends if at)})


def is_about_the_skin(topic: str, tree: TopicTree) -> bool:
    """Return True for symptoms and signs, which are not done but noticed."""
    return "symptom" in tree.ancestors(topic)


def _speaking(timeline: Timeline, tree: TopicTree, topic: str, verb: Verb) -> tuple[Window, ...]:
    """Return the rules on the symptom or its families; for a family, also those on its members."""
    # Redness may show as darkening: a sign to report, but no reason to expect it on any skin.
    shown = topic == "redness" or (topic == "darkening" and verb is Verb.CALL)
    line = _COLOURS if shown else tree.ancestors(topic)
    windows = {id(window): window for window in _named(timeline, line, verb)}
    if not windows:
        members = tuple(name for name in timeline.by_topic if topic in tree.ancestors(name))
        windows = {id(window): window for window in _named(timeline, members, verb)}
    return tuple(windows.values())


def _named(timeline: Timeline, topics: tuple[str, ...], verb: Verb) -> Iterator[Window]:
    for topic in topics:
        for window in timeline.by_topic.get(topic, ()):
            if window.rule.verb is verb:
                yield window


def _holds(window: Window, states: States) -> bool:
    return not any(states.get(flag) is False for flag in window.needs)


def _applies(call: Window, now: datetime, states: States) -> bool:
    """A call may come early, never late. One with a missing number or without a beginning always applies."""
    if not _holds(call, states) or is_past(call, now, states):
        return False
    if call.opens is None or is_numberless(call):
        return True
    return certainty(call.opens, now, states, early=True) is Certainty.REACHED


def _end(window: Window, states: States) -> float:
    surely = sure_moment(window.closes, states)
    return surely.timestamp() if surely else float("inf")
