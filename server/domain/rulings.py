"""The ruling of a single rule on a topic at a moment, and the precedence between several rulings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Literal

from server.domain.timeline import FORBIDDING, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, Certainty, certainty, least_moment, sure_moment

RulingKind = Literal["no", "not-yet", "yes", "only"]
States = Mapping[str, bool]

STRICTNESS: Mapping[RulingKind, int] = {"no": 0, "only": 0, "not-yet": 1, "yes": 2}
_NEVER = datetime.max.replace(tzinfo=UTC)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


class Strength(IntEnum):
    IN_FORCE = 0
    IMPLIED = 1  # a permission that has not begun implies that the sheet does not permit it yet
    ENDED = 2  # a ban that has ended


class Level(IntEnum):
    EXCEPTION = 0
    EXACT = 1
    WIDER_EXCEPTION = 2  # an exception for a family does not lift a ban on the topic itself
    ONLY = 3
    GENERAL = 4


@dataclass(frozen=True, slots=True)
class Ruling:
    kind: RulingKind
    window: Window
    bound: Bound | None
    strength: Strength
    exact: bool

    @property
    def level(self) -> tuple[int, Level]:
        """Return the level of precedence; the smallest decides.

        An instruction of the practitioner comes first while it is in force. On the very topic that it names
        it comes first also before it begins and after it has ended.
        """
        in_force = self.strength is Strength.IN_FORCE
        directed = self.window.rule.source == "practitioner" and (in_force or self.exact)
        return (0 if directed else 1), self._level_in_sheet(in_force=in_force)

    def _level_in_sheet(self, *, in_force: bool) -> Level:
        if self.window.rule.exception and in_force:
            return Level.EXCEPTION if self.exact else Level.WIDER_EXCEPTION
        if self.exact:
            return Level.EXACT
        return Level.ONLY if self.window.rule.verb is Verb.ONLY and in_force else Level.GENERAL


def judge(window: Window, now: datetime, states: States, *, exact: bool) -> Ruling | None:
    """Return the ruling of a rule on the topic or an ancestor; None if the rule is silent at `now`."""
    verb = window.rule.verb
    if verb is Verb.AVOID:
        return _ban(window, now, states, exact=exact, kind="no")
    if verb in (Verb.ALLOW, Verb.DO, Verb.ONLY):
        return _permission(window, now, states, exact=exact)
    return _repetition(window, now, states, exact=exact) if verb is Verb.REPEAT else None


def judge_only(window: Window, now: datetime, states: States, *, exact: bool) -> Ruling | None:
    """Return the ruling of an `only` rule on a topic of its family that it does not name."""
    return _ban(window, now, states, exact=exact, kind="only")


def _ban(window: Window, now: datetime, states: States, *, exact: bool, kind: RulingKind) -> Ruling | None:
    condition = _condition(window, states)
    opened = _opened(window, now, states, early=True)
    if condition is Certainty.NOT_REACHED or opened is Certainty.NOT_REACHED:
        return None
    closed = certainty(window.closes, now, states) if window.closes else Certainty.NOT_REACHED
    if closed is Certainty.REACHED:
        ended = Ruling("yes", window, window.closes, Strength.ENDED, exact)
        return ended if condition is Certainty.REACHED and not window.rule.exception else None
    sure = closed is Certainty.NOT_REACHED and opened is Certainty.REACHED and condition is Certainty.REACHED
    return Ruling(kind if sure else "not-yet", window, window.closes, Strength.IN_FORCE, exact)


def _permission(window: Window, now: datetime, states: States, *, exact: bool) -> Ruling | None:
    condition = _condition(window, states, unless_must_be_reported=True)
    if condition is Certainty.NOT_REACHED:
        return None
    if _closed(window, now, states):
        return _expired(window, condition, exact=exact)
    opened = _opened(window, now, states)
    if opened is Certainty.REACHED:
        sure = condition is Certainty.REACHED and not _closing(window, now, states)
        return Ruling("yes" if sure else "not-yet", window, window.opens, Strength.IN_FORCE, exact)
    return _not_begun(window, opened, exact=exact)


def _expired(window: Window, condition: Certainty, *, exact: bool) -> Ruling | None:
    """The end of an `only` rule of the sheet does not forbid its topics. Other permissions fall silent."""
    only = window.rule.verb is Verb.ONLY and window.rule.source == "sheet"
    lifted = only and condition is Certainty.REACHED and not window.rule.exception
    return Ruling("yes", window, window.closes, Strength.ENDED, exact) if lifted else None


def _repetition(window: Window, now: datetime, states: States, *, exact: bool) -> Ruling | None:
    """A further treatment is not permitted before its window. A rule without `from` does not say when."""
    if window.opens is None or _condition(window, states) is not Certainty.REACHED:
        return None
    opened = _opened(window, now, states)
    if opened is Certainty.REACHED:
        return Ruling("yes", window, window.opens, Strength.ENDED, exact)
    return _not_begun(window, opened, exact=exact)


def _not_begun(window: Window, opened: Certainty, *, exact: bool) -> Ruling | None:
    """Before a permission begins, the topic is not permitted. A duty that has not begun is silent."""
    pending = window.rule.verb in (Verb.ALLOW, Verb.REPEAT)
    if window.rule.exception or (not pending and opened is Certainty.NOT_REACHED):
        return None
    kind: RulingKind = "not-yet" if opened is Certainty.UNCERTAIN else "no"
    return Ruling(kind, window, window.opens, Strength.IMPLIED, exact)


def _opened(window: Window, now: datetime, states: States, *, early: bool = False) -> Certainty:
    return certainty(window.opens, now, states, early=early) if window.opens else Certainty.REACHED


def _closed(window: Window, now: datetime, states: States) -> bool:
    return window.closes is not None and certainty(window.closes, now, states) is Certainty.REACHED


def _closing(window: Window, now: datetime, states: States) -> bool:
    """Return True between the least and the sure end of a permission, when it may already have ended."""
    if window.closes is None or window.rule.verb in FORBIDDING:
        return False
    return certainty(window.closes, now, states, early=True) is Certainty.REACHED


def _condition(window: Window, states: States, *, unless_must_be_reported: bool = False) -> Certainty:
    """Return whether the now-flags hold.

    A ban applies until an `unless` flag is confirmed. A permission stays uncertain until it is reported.
    """
    if not window.needs and not window.unless:
        return Certainty.REACHED
    for flag in window.unless:
        if states.get(flag, False):
            return Certainty.NOT_REACHED
    if any(states.get(flag) is False for flag in window.needs):
        return Certainty.NOT_REACHED
    unknown = any(flag not in states for flag in window.needs)
    unknown = unknown or (unless_must_be_reported and any(flag not in states for flag in window.unless))
    return Certainty.UNCERTAIN if unknown else Certainty.REACHED


def decide(rulings: Iterable[Ruling], states: States) -> Ruling | None:
    """Return the ruling that decides; None is silence, which is never a yes."""
    candidates = list(rulings)
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    levels = [ruling.level for ruling in candidates]
    first = min(levels)
    return _strictest(
        [ruling for ruling, level in zip(candidates, levels, strict=True) if level == first], states
    )


def _strictest(rulings: list[Ruling], states: States) -> Ruling:
    """Return the strictest ruling of one level: in force, then a pending permission, then an ended ban."""
    pool = [ruling for ruling in rulings if ruling.strength is Strength.IN_FORCE]
    if not any(ruling.kind == "yes" for ruling in pool):
        implied = [ruling for ruling in rulings if ruling.strength is Strength.IMPLIED]
        pool += [max(implied, key=lambda ruling: _first_to_open(ruling, states))] if implied else []
    if pool:
        return min(pool, key=lambda ruling: _rank(ruling, states))
    return max(rulings, key=lambda ruling: sure_moment(ruling.bound, states) or _ALWAYS)


def _first_to_open(ruling: Ruling, states: States) -> tuple[int, float]:
    opens = sure_moment(ruling.bound, states) or least_moment(ruling.bound, states) or _NEVER
    return STRICTNESS[ruling.kind], -opens.timestamp()


def _rank(ruling: Ruling, states: States) -> tuple[int, float, float]:
    """Sort the strictest ruling first, the longest ban among bans, and a duty before a mere permission."""
    if ruling.kind == "yes":
        return STRICTNESS["yes"], 0 if ruling.window.rule.verb is Verb.DO else 1, 0
    surely = sure_moment(ruling.bound, states) or _NEVER
    least = least_moment(ruling.bound, states) or (_ALWAYS if ruling.bound else _NEVER)
    return STRICTNESS[ruling.kind], -surely.timestamp(), -least.timestamp()
