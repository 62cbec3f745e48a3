"""Check a rule's window: it must not count from a day below the sheet's first, nor close before it opens."""

from datetime import UTC, datetime

from server.domain.sheets.model import Faults, Rule
from server.domain.when import Act, Day, Term, Time, terms
from server.domain.when.bounds import least_moment, sure_moment
from server.domain.when.resolve import Anchor, resolve

# Whether `24h` is before or after `D2` depends on the time of day. A window is faulty only if it can open at
# no time of day.
_TIMES_OF_DAY = tuple(datetime(2001, 1, 10, hour, 30, tzinfo=UTC) for hour in (0, 12, 23))


def window_faults(rule: Rule, day_one: int, faults: Faults) -> None:
    faults.rule = f"rule {rule.id}"
    for name, time in (("from", rule.starts), ("until", rule.ends)):
        if name == "until" and time is not None and any(_has_no_end(term) for term in terms(time)):
            faults.add(name, "an act that lasts has no moment", 'from = "while(…)", or after(…)')
        if time is not None and _counts_below(time, day_one):
            faults.add(name, f"this sheet counts from day {day_one}", f"D{day_one} or later")
    if rule.starts is not None and rule.ends is not None and not _can_open(rule.starts, rule.ends, day_one):
        faults.add("until", "until comes before from", "a TIME after `from`")
    faults.rule = None


def _has_no_end(term: Term) -> bool:
    return isinstance(term, Act) and term.name == "while"


def _counts_below(time: Time, day_one: int) -> bool:
    return any(isinstance(term, Day) and term.first < day_one for term in terms(time))


def _can_open(starts: Time, ends: Time, day_one: int) -> bool:
    return any(_opens(starts, ends, Anchor(treated_at, "UTC", day_one)) for treated_at in _TIMES_OF_DAY)


def _opens(starts: Time, ends: Time, anchor: Anchor) -> bool:
    opens, closes = resolve(starts, anchor), resolve(ends, anchor)
    earliest, latest = least_moment(opens, {}), sure_moment(closes, {})
    return earliest is None or latest is None or earliest < latest
