"""What a single rule says about a topic at a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal

from server.domain.timeline import FORBIDDING, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, Certainty, States, certainty, leaves

RulingKind = Literal["no", "only", "not-yet", "over", "yes"]


class Force(IntEnum):
    IN_FORCE = 0
    PENDING = 1  # a permission that has not begun: until then the sheet does not permit it
    ENDED = 2  # a ban that is over


@dataclass(frozen=True, slots=True)
class Ruling:
    kind: RulingKind
    window: Window
    bound: Bound | None  # the end of a ban, or the beginning of a permission
    force: Force
    place: int  # steps from the topic up to the one that the rule names; 0: the topic itself
    sibling: bool = False  # an `only` rule, seen from a topic that it closes
    beside: bool = False  # a permission of other kinds: "a gentle cleanser", when soap is asked about

    @property
    def permits(self) -> bool:
        """True if the rule is in force and lets the topic be done. The topic of an `only` is permitted by it."""
        return self.force is Force.IN_FORCE and (
            self.kind == "yes" or (self.kind == "only" and not self.sibling)
        )

    @property
    def restricts(self) -> bool:
        return self.force is not Force.ENDED and not self.permits


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that may apply to the topic, and how it is related to it."""

    window: Window
    place: int
    sibling: bool = False
    beside: bool = False


def judge(candidate: Candidate, now: datetime, states: States) -> Ruling | None:
    """Return the ruling of a rule that restricts, permits or repeats; None if it is silent at `now`."""
    verb = candidate.window.rule.verb
    if verb in FORBIDDING:
        return _ban(candidate, now, states, kind="no" if verb is Verb.AVOID else "only")
    if verb in (Verb.ALLOW, Verb.DO):
        return _permission(candidate, now, states)
    return _repetition(candidate, now, states)


def _ruling(candidate: Candidate, kind: RulingKind, force: Force, bound: Bound | None) -> Ruling:
    return Ruling(kind, candidate.window, bound, force, candidate.place, candidate.sibling, candidate.beside)


def _ban(candidate: Candidate, now: datetime, states: States, *, kind: RulingKind) -> Ruling | None:
    window = candidate.window
    condition = _condition(window, states)
    opened = _opened(window, now, states, early=True)
    if Certainty.NOT_REACHED in (condition, opened):
        return None
    closed = certainty(window.closes, now, states) if window.closes else Certainty.NOT_REACHED
    if closed is Certainty.REACHED:
        ended = condition is Certainty.REACHED and not window.rule.exception
        return _ruling(candidate, "over", Force.ENDED, window.closes) if ended else None
    sure = closed is Certainty.NOT_REACHED and min(opened, condition) is Certainty.REACHED
    named = window.rule.verb is Verb.ONLY and not candidate.sibling  # the end does not restrict its own topic
    return _ruling(candidate, kind if sure or named else "not-yet", Force.IN_FORCE, window.closes)


def _permission(candidate: Candidate, now: datetime, states: States) -> Ruling | None:
    window = candidate.window
    condition = _condition(window, states, unless_must_be_reported=True)
    over = window.closes is not None and certainty(window.closes, now, states) is Certainty.REACHED
    if condition is Certainty.NOT_REACHED or over:
        return None
    opened = _opened(window, now, states)
    if _waits_for_an_act(window, states):
        opened = Certainty.REACHED
    if opened is not Certainty.REACHED:
        return _not_begun(candidate, opened, states)
    sure = condition is Certainty.REACHED and not _closing(window, now, states)
    return _ruling(candidate, "yes" if sure else "not-yet", Force.IN_FORCE, window.opens)


def _not_begun(candidate: Candidate, opened: Certainty, states: States) -> Ruling | None:
    """A pending permission is a ban until it begins. A duty that has not begun says nothing."""
    rule, opens = candidate.window.rule, candidate.window.opens
    waiting = any(leaf.gate and leaf.report(states) is None for leaf in leaves(opens))
    duty = rule.verb is Verb.DO and (opened is Certainty.NOT_REACHED or waiting)
    if rule.exception or duty:
        return None
    kind: RulingKind = "not-yet" if opened is Certainty.UNCERTAIN else "no"
    return _ruling(candidate, kind, Force.PENDING, opens)


def _repetition(candidate: Candidate, now: datetime, states: States) -> Ruling | None:
    """Rule on a further treatment: it is not permitted before its window. A rule without `from` does not say when."""
    window = candidate.window
    if window.opens is None or _condition(window, states) is not Certainty.REACHED:
        return None
    opened = _opened(window, now, states)
    if opened is Certainty.REACHED:
        return _ruling(candidate, "over", Force.ENDED, window.opens)
    return _not_begun(candidate, opened, states)


def _opened(window: Window, now: datetime, states: States, *, early: bool = False) -> Certainty:
    return certainty(window.opens, now, states, early=early) if window.opens else Certainty.REACHED


def _waits_for_an_act(window: Window, states: States) -> bool:
    """Return True for a duty that starts with an act and not by the clock: "when you get home"."""
    acts = leaves(window.opens)
    duty = window.rule.verb is Verb.DO and bool(acts)
    return duty and all(leaf.act is not None and leaf.report(states) is None for leaf in acts)


def _closing(window: Window, now: datetime, states: States) -> bool:
    """Return True between the earliest and the latest end of a permission, when it may already have ended."""
    if window.closes is None:
        return False
    return certainty(window.closes, now, states, early=True) is Certainty.REACHED


def _condition(window: Window, states: States, *, unless_must_be_reported: bool = False) -> Certainty:
    """Return whether the now-flags hold.

    A ban applies until an `unless` flag is confirmed. A permission stays uncertain until it is reported.
    """
    if not window.needs and not window.unless:
        return Certainty.REACHED
    if any(states.get(flag, False) for flag in window.unless):
        return Certainty.NOT_REACHED
    if any(states.get(flag) is False for flag in window.needs):
        return Certainty.NOT_REACHED
    unknown = any(flag not in states for flag in window.needs)
    unknown = unknown or (unless_must_be_reported and any(flag not in states for flag in window.unless))
    return Certainty.UNCERTAIN if unknown else Certainty.REACHED
