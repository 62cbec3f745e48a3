"""Find the moments in a question: "tomorrow morning", "on Friday at 6 pm", "in two days", "after 48 hours"."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.question_words import Clock, Speech
from server.domain.questions.moment import PARTS, AskedMoment, Base

IGNORED = "past"
VAGUE = "vague"

_CODES: dict[str, Base] = {"d": "day", "w": "week", "mo": "month"}
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_EXACTLY = ("at", "um")
"""Words before a time of day; the others of the list may stand before a length, too."""
_DAYS: tuple[Base, ...] = ("day", "weekday", "course-day", "date", "part")
"""Moments that a time of day or a part of the day makes more exact."""
_LATE = 6
"""From this hour on, a time of the night is in its first half: 22:00 for "at 10 at night"."""
_AGO = ("vor",)
"""Words before a length that make it a moment in the past."""
_MOST = {"m": 24 * 60, "h": 60 * 24, "d": 366, "w": 60, "mo": 24}
"""The greatest number that is read with each unit."""


@dataclass(frozen=True, slots=True)
class MomentPhrase:
    start: int
    end: int
    moment: AskedMoment | None  # None: a length or a past moment, which is not asked about
    vague: bool = False
    lasts: int = 0  # hours that something has lasted: "for two days", "seit einer Woche"
    ago: AskedMoment | None = None  # when something was done that is over: "yesterday", "two days ago"


def moment_of(code: str) -> AskedMoment | None:
    """Return the moment of a code of the data file: "d1 morning", "w1", "part evening"; None if it is ignored."""
    base, _, part = code.removeprefix(IGNORED).strip().partition(" ")
    if base in ("now", "weekend", "part"):
        return AskedMoment("part" if base == "part" else "weekend" if base == "weekend" else "now", 0, part)
    letters = base.rstrip("0123456789")
    if letters not in _CODES or letters == base:
        return None
    amount = int(base[len(letters) :])
    return AskedMoment(_CODES[letters], -amount if code.startswith(IGNORED) else amount, part)


def fixed_phrase(start: int, end: int, code: str) -> MomentPhrase:
    """Return the moment of a phrase of the data file, of one that is over as `ago`."""
    moment = moment_of(code)
    is_over = code.startswith(IGNORED)
    return MomentPhrase(
        start, end, None if is_over else moment, vague=code == VAGUE, ago=moment if is_over else None
    )


def at_phrase(words: tuple[str, ...], start: int, speech: Speech) -> MomentPhrase | None:
    """Return the counted moment, date or time that begins at a word; fixed phrases are cues."""
    for read in (_after_treatment, _course_day, _date, _in_length, _time_of_day, _weekday, _length):
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


def _date(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "24 March", "March 24th", "am 24. März"."""
    begin = next(_starts(words, at, clock.lists["before_weekday"]), at)
    for day, month, end in ((begin, begin + 1, begin + 2), (begin + 1, begin, begin + 2)):
        number = _day_number(words[day]) if end <= len(words) else 0
        if number and (name := clock.months.get(words[month])):
            return MomentPhrase(at, end, AskedMoment("date", 100 * name + number))
    return None


def _day_number(word: str) -> int:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


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
    """Read "at 6 pm", "6pm", "at 18:30", "um 18 Uhr", "at four", "um halb fünf"."""
    begin = next(_starts(words, at, clock.lists["at"]), at)
    named = begin > at and words[at] in _EXACTLY
    half = named and (words[begin : begin + 1] == ("halb",) or words[begin : begin + 2] == ("half", "past"))
    begin += (2 if words[begin] == "half" else 1) if half else 0
    hour, suffix = _hour(words, begin, clock, spelled=named)
    if hour is None or hour > 23:
        return None
    minute, end = (30 if half else 0), begin + 1
    after = words[end] if end < len(words) else ""
    if not suffix and not half and len(after) == 2 and after.isdigit() and int(after) < 60:
        minute, end = int(after), end + 1
    afternoon = end if suffix == "pm" else next(_starts(words, end, clock.lists["pm"]), 0)
    morning = end if suffix == "am" else next(_starts(words, end, clock.lists["am"]), 0)
    plain_time = named and words[end : end + 1] not in (("days",), ("tage",))
    if not afternoon and not morning and not plain_time and end != begin + 2:
        return None
    hour -= 1 if half and words[begin - 1] == "halb" else 0
    hour += 12 if afternoon and hour < 12 else 0
    sure = afternoon or suffix == "am" or words[begin].startswith("0") or words[end : end + 2] == ("a", "m")
    moment = AskedMoment("part", 0, f"{hour % 24:02d}:{minute:02d}", not sure and 0 < hour < 12)
    return MomentPhrase(at, max(end, afternoon, morning), moment)


def _hour(words: tuple[str, ...], at: int, clock: Clock, *, spelled: bool) -> tuple[int | None, str]:
    word = words[at] if at < len(words) else ""
    letters = word.lstrip("0123456789")
    digits = word[: len(word) - len(letters)]
    is_length = at + 1 < len(words) and words[at + 1] in clock.units
    if spelled and clock.numbers.get(word, 0) > 1 and not is_length:
        return clock.numbers[word], ""
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
    is_over = words[at] in _AGO or "ago" in words[counted[2] : ends[0]]
    ago = _ahead(-counted[0], counted[1]) if is_over else None
    return MomentPhrase(at, ends[0], None, lasts=since.amount if since else 0, ago=ago)


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
        if part.base == "part" and day.base in _DAYS and day.part in ("", *PARTS):
            moment = AskedMoment(day.base, day.amount, *_time_in(day.part, part))
            return MomentPhrase(first.start, second.end, moment)
    return None


def _time_in(part: str, time: AskedMoment) -> tuple[str, bool]:
    """Return the time of day in a part of the day: "this afternoon at 4" is 16:00."""
    if not time.either_half or not part:
        return time.part, time.either_half
    hour, minute = time.part.split(":")
    late = part in ("noon", "afternoon", "evening") or (part == "night" and int(hour) >= _LATE)
    return f"{int(hour) + 12 * late:02d}:{minute}", False


def _with_part(phrase: MomentPhrase, words: tuple[str, ...], clock: Clock) -> MomentPhrase:
    """Read the part of the day directly after a day: "friday night"."""
    moment = phrase.moment
    part = clock.parts.get(words[phrase.end]) if phrase.end < len(words) else None
    if not part or not moment or moment.part or moment.base not in _DAYS[:-1]:
        return phrase
    return MomentPhrase(phrase.start, phrase.end + 1, AskedMoment(moment.base, moment.amount, part))
