"""Find the moments in a question: "tomorrow morning", "on Friday at 6 pm", "in two days", "after 48 hours"."""

from server.domain.question_words import Clock, Speech
from server.domain.questions.counted import MOST, after_ignored, counted, least_counted, number_at, starts
from server.domain.questions.moment import AskedMoment
from server.domain.questions.moment_phrase import MomentPhrase
from server.domain.questions.word_sets import NUMBERED

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_EXACTLY = ("at", "um")
"""Words before a time of day; the others of the list may stand before a length, too."""
_AT_LENGTH = ("at", "by")
"""Words before a length that count it from the treatment: "at 4 weeks"; before a number alone, a time of day."""
_BEING = ("im", "am", "are", "nearly", "almost", "now", "only")
"""Words before "at three days" that tell how far the person is, which is no moment to ask about."""
_ON_DAY = ("am", "zum")
"""Words before a day of the month without its name."""
_FROM = ("from", "after", "nach")
"""Words after a length that count it from the treatment, unless a word of time follows: "from now"."""
_AGO = ("vor",)
"""Words before a length that make it a moment in the past."""


def at_phrase(words: tuple[str, ...], start: int, speech: Speech) -> MomentPhrase | None:
    """Return the counted moment, date or time that begins at a word; fixed phrases are cues."""
    for read in (_after_treatment, _course_day, _date, _in_length, _time_of_day, _weekday, _length):
        phrase = read(words, start, speech.clock)
        if phrase:
            return phrase
    return None


def _after_treatment(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "after 48 hours", "at 4 weeks", "48 h after …": hours since the treatment."""
    for begin in starts(words, at, clock.lists["since"]):
        read = least_counted(words, begin, clock)
        if read and words[at] not in ("since", "into", "past"):
            return MomentPhrase(at, read[2], _since(read[0], read[1]))
    reached = words[at] in _AT_LENGTH and not (at and words[at - 1] in _BEING)
    read = least_counted(words, at + 1, clock) if reached else None
    if read and read[1] not in ("m", "h"):
        return MomentPhrase(at, read[2], _since(read[0], read[1]))
    read = least_counted(words, at, clock)
    if read:
        for end in starts(words, read[2], clock.lists["since"]):
            return MomentPhrase(at, end, _since(read[0], read[1]))
    return None


def _is_from_treatment(words: tuple[str, ...], end: int, clock: Clock) -> bool:
    """Return True for "from treatment" after a length, not for "from now" or "after Friday"."""
    after = words[end : end + 2]
    timed = after[1:] in (("now",), ("today",), ("tomorrow",), ("heute",), ("morgen",))
    return after[:1] != () and after[0] in _FROM and not timed and after[-1] not in clock.weekdays


def _since(number: int, unit: str) -> AskedMoment:
    if unit == "mo":
        return AskedMoment("since", number * 31 * 24)
    return AskedMoment("since", number * _MINUTES[unit] // 60)


def _course_day(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "day 4", "Tag 4", "on the third day"."""
    if clock.units.get(words[at]) == "d" and len(words[at]) > 1:
        number = number_at(words, at + 1, clock)
        if number is not None and number <= MOST["d"] and words[at + 1] not in ("a", "an"):
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
    begin = next(starts(words, at, clock.lists["before_weekday"]), at)
    digits = _date_in_digits(words[begin]) if begin < len(words) else 0
    if digits:
        return MomentPhrase(at, begin + 1, AskedMoment("date", digits))
    for day, month, end in ((begin, begin + 1, begin + 2), (begin + 1, begin, begin + 2)):
        number = _day_number(words[day]) if end <= len(words) else 0
        if number and (name := clock.months.get(words[month])):
            return MomentPhrase(at, end, AskedMoment("date", 100 * name + number))
    return _day_of_month(words, at, clock)


def _date_in_digits(word: str) -> int:
    """Return a date that was written in digits, "d20m11", as its month times 100 plus its day; 0 for another word."""
    day, _, month = word.removeprefix("d").partition("m")
    return 100 * int(month) + int(day) if word[:1] == "d" and day.isdigit() and month.isdigit() else 0


def _day_of_month(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "on the 20th", "am 20.": the next such day, without a month."""
    begin = at + (2 if words[at : at + 2] == ("on", "the") else 1)
    word = words[begin] if begin < len(words) else ""
    german = words[at] in _ON_DAY and word.isdigit()
    english = words[at] in ("on", "the") and not word.isdigit()
    after = words[begin + 1] if begin + 1 < len(words) else ""
    other = after in clock.units or after in clock.parts or after in NUMBERED
    number = _day_number(word) if (german or english) and not other else 0
    return MomentPhrase(at, begin + 1, AskedMoment("date", number)) if number else None


def _day_number(word: str) -> int:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else 0


def _in_length(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "in two days", "2 days from now"."""
    for begin in starts(words, at, clock.lists["in"]):
        read = least_counted(words, begin, clock)
        if read:
            later = (*starts(words, read[2], clock.lists["later"]), 0)[0]
            if not later and _is_from_treatment(words, read[2], clock):
                return MomentPhrase(at, read[2] + 1, _since(read[0], read[1]))
            return MomentPhrase(at, later or read[2], _ahead(read[0], read[1]))
    read = counted(words, at, clock)
    if read:
        for end in starts(words, read[2], clock.lists["later"]):
            return MomentPhrase(at, end, _ahead(read[0], read[1]))
    return None


def _ahead(number: int, unit: str) -> AskedMoment:
    if unit in ("m", "h"):
        return AskedMoment("minutes" if unit == "m" else "hours", number)
    if unit == "mo":
        return AskedMoment("month", number)
    return AskedMoment("day", number * (7 if unit == "w" else 1))


def _time_of_day(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "at 6 pm", "6pm", "at 18:30", "um 18 Uhr", "at four", "um halb fünf"."""
    begin = next(starts(words, at, clock.lists["at"]), at)
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
    afternoon = end if suffix == "pm" else next(starts(words, end, clock.lists["pm"]), 0)
    morning = end if suffix == "am" else next(starts(words, end, clock.lists["am"]), 0)
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
    is_length = least_counted(words, at, clock) is not None
    if spelled and clock.numbers.get(word, 0) > 1 and not is_length:
        return clock.numbers[word], ""
    if not digits or len(digits) > 2 or letters not in ("", "am", "pm") or (spelled and is_length):
        return None, ""
    return int(digits), letters


def _weekday(words: tuple[str, ...], at: int, clock: Clock) -> MomentPhrase | None:
    """Read "on Friday", "Friday", "Freitagabend"; short names only after "on", "next", "am"."""
    begins = tuple(starts(words, at, clock.lists["before_weekday"]))
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
    read = counted(words, after_ignored(words, at, clock), clock)
    if not read:
        return None
    ends = (*starts(words, read[2], clock.lists["ignored"]), read[2])
    is_length = (words[at],) not in clock.lists["every"]
    since = _since(read[0], read[1]) if is_length else None
    is_over = words[at] in _AGO or "ago" in words[read[2] : ends[0]]
    ago = _ahead(-read[0], read[1]) if is_over else None
    return MomentPhrase(at, ends[0], None, lasts=since.amount if since else 0, ago=ago)
