"""What one rule says about a topic at a moment, and which of several verdicts decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Literal

from server.domain.timeline import FORBIDDING, Window
from server.domain.vocabulary import Verb
from server.domain.when.bounds import Bound, Reading, least_moment, read, sure_moment

Word = Literal["no", "not-yet", "yes", "only"]
Told = Mapping[str, bool]

STRICTNESS: Mapping[Word, int] = {"no": 0, "only": 0, "not-yet": 1, "yes": 2}
_NEVER = datetime.max.replace(tzinfo=UTC)
_ALWAYS = datetime.min.replace(tzinfo=UTC)


class Strength(IntEnum):
    SAID = 0  # the rule is in force
    IMPLIED = 1  # a permission that has not begun: before it the sheet does not permit
    ENDED = 2  # a ban that is over


class Level(IntEnum):
    EXCEPTION = 0
    EXACT = 1
    WIDER_EXCEPTION = 2  # made for a family: it does not lift what the sheet says of the very topic
    ONLY = 3
    GENERAL = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    word: Word
    window: Window
    bound: Bound | None
    strength: Strength
    exact: bool

    @property
    def level(self) -> tuple[int, Level]:
        """Smaller decides first. What the practitioner directed wins while it says something."""
        said = self.strength is Strength.SAID
        directed = self.window.rule.source == "practitioner" and (said or self.exact)
        return (0 if directed else 1), self._level_in_sheet(said)

    def _level_in_sheet(self, said: bool) -> Level:
        if self.window.rule.exception and said:
            return Level.EXCEPTION if self.exact else Level.WIDER_EXCEPTION
        if self.exact:
            return Level.EXACT
        return Level.ONLY if self.window.rule.verb is Verb.ONLY and said else Level.GENERAL


def judge(window: Window, now: datetime, told: Told, *, exact: bool) -> Verdict | None:
    """A rule that names the topic or an ancestor. None: it says nothing about it now."""
    verb = window.rule.verb
    if verb is Verb.AVOID:
        return _ban(window, now, told, exact=exact, word="no")
    if verb in (Verb.ALLOW, Verb.DO, Verb.ONLY):
        return _permission(window, now, told, exact=exact)
    return _session(window, now, told, exact=exact) if verb is Verb.REPEAT else None


def judge_only(window: Window, now: datetime, told: Told, *, exact: bool) -> Verdict | None:
    """An `only` rule, for a topic of its family that it does not name."""
    return _ban(window, now, told, exact=exact, word="only")


def _ban(window: Window, now: datetime, told: Told, *, exact: bool, word: Word) -> Verdict | None:
    condition = _condition(window, told)
    opened = _opened(window, now, told, early=True)
    if condition is Reading.NOT_REACHED or opened is Reading.NOT_REACHED:
        return None
    closed = read(window.closes, now, told) if window.closes else Reading.NOT_REACHED
    if closed is Reading.REACHED:
        ended = Verdict("yes", window, window.closes, Strength.ENDED, exact)
        return ended if condition is Reading.REACHED and not window.rule.exception else None
    sure = closed is Reading.NOT_REACHED and opened is Reading.REACHED and condition is Reading.REACHED
    return Verdict(word if sure else "not-yet", window, window.closes, Strength.SAID, exact)


def _permission(window: Window, now: datetime, told: Told, *, exact: bool) -> Verdict | None:
    condition = _condition(window, told, unless_must_be_told=True)
    if condition is Reading.NOT_REACHED:
        return None
    if _closed(window, now, told):
        return _outlived(window, condition, exact=exact)
    opened = _opened(window, now, told)
    if opened is Reading.REACHED:
        sure = condition is Reading.REACHED and not _closing(window, now, told)
        return Verdict("yes" if sure else "not-yet", window, window.opens, Strength.SAID, exact)
    return _not_begun(window, opened, exact=exact)


def _outlived(window: Window, condition: Reading, *, exact: bool) -> Verdict | None:
    """What alone was permitted is not forbidden by the end of that; any other permission is silent then."""
    of_sheet = window.rule.verb is Verb.ONLY and window.rule.source == "sheet"
    kept = of_sheet and condition is Reading.REACHED and not window.rule.exception
    return Verdict("yes", window, window.closes, Strength.ENDED, exact) if kept else None


def _session(window: Window, now: datetime, told: Told, *, exact: bool) -> Verdict | None:
    """Another session: not before its window. How many there are, or how often a year, says nothing of when."""
    if window.opens is None or _condition(window, told) is not Reading.REACHED:
        return None
    opened = _opened(window, now, told)
    if opened is Reading.REACHED:
        return Verdict("yes", window, window.opens, Strength.ENDED, exact)
    return _not_begun(window, opened, exact=exact)


def _not_begun(window: Window, opened: Reading, *, exact: bool) -> Verdict | None:
    """Before a permission the sheet does not permit. A duty that has not begun says nothing."""
    waits = window.rule.verb in (Verb.ALLOW, Verb.REPEAT)
    if window.rule.exception or (not waits and opened is Reading.NOT_REACHED):
        return None
    word: Word = "not-yet" if opened is Reading.OPEN else "no"
    return Verdict(word, window, window.opens, Strength.IMPLIED, exact)


def _opened(window: Window, now: datetime, told: Told, *, early: bool = False) -> Reading:
    return read(window.opens, now, told, early=early) if window.opens else Reading.REACHED


def _closed(window: Window, now: datetime, told: Told) -> bool:
    return window.closes is not None and read(window.closes, now, told) is Reading.REACHED


def _closing(window: Window, now: datetime, told: Told) -> bool:
    """Between the least and the sure end of a permission: it may be over already."""
    if window.closes is None or window.rule.verb in FORBIDDING:
        return False
    return read(window.closes, now, told, early=True) is Reading.REACHED


def _condition(window: Window, told: Told, *, unless_must_be_told: bool = False) -> Reading:
    """Whether the now-flags hold. A ban stands unless an `unless` was told; a permission waits to hear."""
    if not window.needs and not window.unless:
        return Reading.REACHED
    for flag in window.unless:
        if told.get(flag, False):
            return Reading.NOT_REACHED
    if any(told.get(flag) is False for flag in window.needs):
        return Reading.NOT_REACHED
    waiting = any(flag not in told for flag in window.needs)
    waiting = waiting or (unless_must_be_told and any(flag not in told for flag in window.unless))
    return Reading.OPEN if waiting else Reading.REACHED


def decide(verdicts: Iterable[Verdict], told: Told) -> Verdict | None:
    """None: silence, which is never a yes."""
    standing = list(verdicts)
    if len(standing) < 2:
        return standing[0] if standing else None
    levels = [verdict.level for verdict in standing]
    first = min(levels)
    return _strictest(
        [verdict for verdict, level in zip(standing, levels, strict=True) if level == first], told
    )


def _strictest(verdicts: list[Verdict], told: Told) -> Verdict:
    """Of one level: any rule in force before a permission to come, both before a ban that is over."""
    pool = [verdict for verdict in verdicts if verdict.strength is Strength.SAID]
    if not any(verdict.word == "yes" for verdict in pool):
        implied = [verdict for verdict in verdicts if verdict.strength is Strength.IMPLIED]
        pool += [max(implied, key=lambda verdict: _first_to_open(verdict, told))] if implied else []
    if pool:
        return min(pool, key=lambda verdict: _rank(verdict, told))
    return max(verdicts, key=lambda verdict: sure_moment(verdict.bound, told) or _ALWAYS)


def _first_to_open(verdict: Verdict, told: Told) -> tuple[int, float]:
    opens = sure_moment(verdict.bound, told) or least_moment(verdict.bound, told) or _NEVER
    return STRICTNESS[verdict.word], -opens.timestamp()


def _rank(verdict: Verdict, told: Told) -> tuple[int, float, float]:
    """The strictest first; of bans the one that lasts longest; of permissions what the sheet asks for."""
    if verdict.word == "yes":
        return STRICTNESS["yes"], 0 if verdict.window.rule.verb is Verb.DO else 1, 0
    surely = sure_moment(verdict.bound, told) or _NEVER
    least = least_moment(verdict.bound, told) or (_ALWAYS if verdict.bound else _NEVER)
    return STRICTNESS[verdict.word], -surely.timestamp(), -least.timestamp()
