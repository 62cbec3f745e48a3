"""Find the moments in a question: "tomorrow morning", "on Friday at 6 pm", "in two days", "after 48 hours"."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.question_words import Clock, Speech
from server.domain.questions.moment import PARTS, AskedMoment, Base

IGNORED = "past"
VAGUE = "vague"

_CODES: dict[str, Base] = {"d": "day", "w": "week", "mo": "month"}
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_MOST = {"m": 24 * 60, "h": 60 * 24, "d": 366, "w": 60, "mo": 24}
"""The greatest number that is read with each unit."""


@dataclass(frozen=True, slots=True)
class MomentPhrase:
    start: int
    end: int
    moment: AskedMoment | None  # None: a length or a past moment, which is not asked about
    vague: bool = False
    lasts: int = 0  # hours that something has lasted: "for two days", "seit einer Woche"


def moment_of(code: str) -> AskedMoment | None:
    """Return the moment that a code in the data file stands for: "d1 morning", "w1"; None if it is ignored."""
    base, _, part = code.partition(" ")
    if base in ("now", "weekend", "part"):
        return AskedMoment("part" if base == "part" else "weekend" if base == "weekend" else "now", 0, part)
    letters = base.rstrip("0123456789")
    if letters not in _CODES or letters == base:
        return None
    return AskedMoment(_CODES[letters], int(base[len(letters) :]), part)


def at_phrase(words: tuple[str, ...], start: int, speech: Speech) -> MomentPhrase | None:
    """Return the counted moment, date or time that begins at a word; fixed phrases are cues."""
    for read in (_after_treatment, _course_day, _in_length, _time_of_day, _weekday, _length):
        phrase = read(words, start, speech.clock)
        if phrase:
            return phrase
    return None


def _starts(words: tuple[str, ...], at: int, phrases: tuple[tuple[str, ...], ...]) -> Iterator[int]:
    """Yield the ends of the phrases that begin at a word, longest first."""
    for phrase in phrases:
        if words[at : at + len(phrase)] == phrase:
            yield at + len(phrase)


def _counted(words: tuple[str, ...], at: int, clock: Clock) -> tuple[int, str, int] | None:
    """Read "48 hours", "48h", "a couple of days": (number, unit, end)."""
    number = _number(words, at, clock)
    if number is None:
        return _attached(words, at, clock)
    end = at + 1
    if words[at : at + 2] == ("a", "couple"):
        number, end = 2, at + 2
    while end < len(words) and (words[end],) in clock.lists["filler"]:
        end += 1
    unit = clock.units.get(words[end]) if end < len(words) else None
    return (number, unit, end + 1) if unit and number <= _MOST[unit] else None


def _number(words: tuple[str, ...], at: int, clock: Clock) -> int | None:
    word = words[at] if at < len(words) else ""
    return int(word) if word.isdigit() and len(word) <= 4 else clock.numbers.get(word)


def _attached(words: tuple[str, ...], at: int, clock: Clock) -> tuple[int, str, int] | None:
    word = words[at] if at < len(words) else ""
    letters = word.lstrip("0123456789")
    digits = word[: len(word) - len(letters)]
    unit = clock.units.get(letters)
    if not unit or not digits or len(digits) > 4 or int(digits) > _MOST[unit]:
        return None
    return int(digits), unit, at + 1


def _after_treatment(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "after 48 hours", "48 h after …": hours since the treatment."""
    for begin in _starts(words, at, clock.lists["since"]):
        counted = _counted(words, begin, clock)
        if counted and words[at] not in ("since", "into", "past"):
            return MomentPhrase(at, counted[2], _since(counted[0], counted[1]))
    counted = _counted(words, at, clock)
    if counted:
        for end in _starts(words, counted[2], clock.lists["since"]):
            return MomentPhrase(at, end, _since(counted[0], counted[1]))
    return None


def _since(number: int, unit: str) -> AskedMoment:
    if unit == "mo":
        return AskedMoment("since", number * 31 * 24)
    return AskedMoment("since", number * _MINUTES[unit] // 60)


def _course_day(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "day 4", "Tag 4", "on the third day"."""
    if clock.units.get(words[at]) == "d" and len(words[at]) > 1:
        number = _number(words, at + 1, clock)
        if number is not None and number <= _MOST["d"] and words[at + 1] not in ("a", "an"):
            return MomentPhrase(at, at + 2, AskedMoment("course-day", number))
    ordinal = clock.ordinals.get(words[at], 0) or _ordinal(words, at, clock)
    if ordinal and at + 1 < len(words) and clock.units.get(words[at + 1]) == "d":
        return MomentPhrase(at, at + 2, AskedMoment("course-day", ordinal))
    return None


def _ordinal(words: tuple[str, ...], at: int, clock: Clock) -> int:
    """Return the number of "3rd", or of "3." before a day in the singular."""
    digits = words[at].removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    singular = at + 1 < len(words) and words[at + 1] in ("tag", "day")
    suits = digits.isdigit() and len(digits) <= 3 and (digits != words[at] or (singular and int(digits) > 1))
    return int(digits) if suits and singular else 0


def _in_length(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "in two days", "2 days from now"."""
    for begin in _starts(words, at, clock.lists["in"]):
        counted = _counted(words, begin, clock)
        if counted:
            ends = (*_starts(words, counted[2], clock.lists["later"]), counted[2])
            return MomentPhrase(at, ends[0], _ahead(counted[0], counted[1]))
    counted = _counted(words, at, clock)
    if counted:
        for end in _starts(words, counted[2], clock.lists["later"]):
            return MomentPhrase(at, end, _ahead(counted[0], counted[1]))
    return None


def _ahead(number: int, unit: str) -> AskedMoment:
    if unit in ("m", "h"):
        return AskedMoment("minutes" if unit == "m" else "hours", number)
    if unit == "mo":
        return AskedMoment("month", number)
    return AskedMoment("day", number * (7 if unit == "w" else 1))


def _time_of_day(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "at 6 pm", "6pm", "at 18:30", "um 18 Uhr"."""
    begins = (*_starts(words, at, clock.lists["at"]), at)
    begin = begins[0]
    hour, suffix = _hour(words, begin)
    if hour is None or hour > 23:
        return None
    minute, end = 0, begin + 1
    if (
        not suffix
        and end < len(words)
        and len(words[end]) == 2
        and words[end].isdigit()
        and int(words[end]) < 60
    ):
        minute, end = int(words[end]), end + 1
    afternoon = suffix == "pm" or next(_starts(words, end, clock.lists["pm"]), 0)
    morning = suffix == "am" or next(_starts(words, end, clock.lists["am"]), 0)
    plain_time = (
        begin > at and words[at] in ("at", "um") and words[end : end + 1] not in (("days",), ("tage",))
    )
    if not afternoon and not morning and not plain_time and end != begin + 2:
        return None
    end = max(end, 0 if afternoon in (True, False) else afternoon, 0 if morning in (True, False) else morning)
    hour += 12 if afternoon and hour < 12 else 0
    return MomentPhrase(at, end, AskedMoment("part", 0, f"{hour:02d}:{minute:02d}"))


def _hour(words: tuple[str, ...], at: int) -> tuple[int | None, str]:
    word = words[at] if at < len(words) else ""
    letters = word.lstrip("0123456789")
    digits = word[: len(word) - len(letters)]
    if not digits or len(digits) > 2 or letters not in ("", "am", "pm"):
        return None, ""
    return int(digits), letters


def _weekday(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "on Friday", "Friday", "Freitagabend"; short names only after "on", "next", "am"."""
    begins = tuple(_starts(words, at, clock.lists["before_weekday"]))
    begin = begins[0] if begins else at
    word = words[begin] if begin < len(words) else ""
    day = clock.weekdays.get(word, clock.weekdays.get(word.removesuffix("s")))
    if day is None and begins:
        day = clock.short_weekdays.get(word)
    if day is not None:
        after_today = any((word,) in clock.lists["next"] for word in words[at:begin])
        return MomentPhrase(at, begin + 1, AskedMoment("weekday", day + 7 * after_today))
    for name, number in clock.weekdays.items():
        part = clock.parts.get(word.removeprefix(name), "") if word.startswith(name) else ""
        if part:
            return MomentPhrase(at, begin + 1, AskedMoment("weekday", number, part))
    return None


def _length(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "for 5 days", "2 days ago", "seit über einer Woche": a length of time and not a moment."""
    counted = _counted(words, _after_ignored(words, at, clock), clock)
    if not counted:
        return None
    ends = (*_starts(words, counted[2], clock.lists["ignored"]), counted[2])
    is_length = (words[at],) not in clock.lists["every"]
    since = _since(counted[0], counted[1]) if is_length else None
    return MomentPhrase(at, ends[0], None, lasts=since.amount if since else 0)


def _after_ignored(words: tuple[str, ...], at: int, clock: Clock) -> int:
    """Return the place after "for", "for over", "seit gut": the words that may come before the number."""
    while at < len(words):
        end = next(_starts(words, at, clock.lists["ignored"]), at)
        if end == at and (words[at],) in clock.lists["filler"]:
            end = at + 1
        if end == at:
            break
        at = end
    return at


def joined(phrases: list[MomentPhrase], words: tuple[str, ...], clock: Clock) -> list[MomentPhrase]:
    """Join a day and a time that occur together: "tomorrow" and "at 6 pm", "on Friday" and "evening"."""
    result: list[MomentPhrase] = []
    for each in sorted(phrases, key=lambda one: one.start):
        before = result[-1] if result else None
        together = _together(before, each, words, clock) if before else None
        if together:
            result[-1] = together
        else:
            result.append(each)
    return [_with_part(each, words, clock) for each in result]


def _together(
    first: MomentPhrase, second: MomentPhrase, words: tuple[str, ...], clock: Clock
) -> MomentPhrase | None:
    between = words[first.end : second.start]
    if any((word,) not in clock.lists["link"] for word in between) or not first.moment or not second.moment:
        return None
    for day, part in ((first.moment, second.moment), (second.moment, first.moment)):
        if part.base == "part" and day.base in ("day", "weekday", "course-day") and day.part in ("", *PARTS):
            return MomentPhrase(first.start, second.end, AskedMoment(day.base, day.amount, part.part))
    return None


def _with_part(phrase: MomentPhrase, words: tuple[str, ...], clock: Clock) -> MomentPhrase:
    """Read the part of the day directly after a day: "friday night"."""
    moment = phrase.moment
    part = clock.parts.get(words[phrase.end]) if phrase.end < len(words) else None
    if not part or not moment or moment.part or moment.base not in ("day", "weekday", "course-day"):
        return phrase
    return MomentPhrase(phrase.start, phrase.end + 1, AskedMoment(moment.base, moment.amount, part))
