"""A moment as it stands in the text, and how a day and a time that occur together are joined."""

from dataclasses import dataclass, replace

from server.domain.question_words import Clock
from server.domain.questions.moment import PARTS, AskedMoment, Base, Reach
from server.domain.questions.word_sets import BEFORE, EARLIER, LEADING, THAN, UNTIL, WAITING

IGNORED = "past"
VAGUE = "vague"

_CODES: dict[str, Base] = {"d": "day", "w": "week", "mo": "month"}
_DAYS: tuple[Base, ...] = ("day", "weekday", "course-day", "date", "part")
"""Moments that a time of day or a part of the day makes more exact."""
_LATE = 6
"""From this hour on, a time of the night is in its first half: 22:00 for "at 10 at night"."""


@dataclass(frozen=True, slots=True)
class MomentPhrase:
    start: int
    end: int
    moment: AskedMoment | None  # None: a length or a past moment, which is not asked about
    vague: bool = False
    lasts: int = 0  # hours that something has lasted: "for two days", "seit einer Woche"
    ago: AskedMoment | None = None  # when something in the past was done: "yesterday", "two days ago"


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
    """Return the moment of a phrase of the data file; a moment in the past is its `ago`."""
    moment = moment_of(code)
    is_over = code.startswith(IGNORED)
    return MomentPhrase(
        start, end, None if is_over else moment, vague=code == VAGUE, ago=moment if is_over else None
    )


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
    return [_with_reach(_with_part(each, words, clock), words) for each in _without_limits(result, words)]


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


def _with_reach(phrase: MomentPhrase, words: tuple[str, ...]) -> MomentPhrase:
    reach = _reach_of(phrase, words)
    if phrase.moment is None or not reach:
        return phrase
    return replace(phrase, moment=replace(phrase.moment, reach=reach))


def _reach_of(phrase: MomentPhrase, words: tuple[str, ...]) -> Reach:
    """Return how a moment limits the time: "before Friday"; "wait until Friday" asks about Friday itself."""
    at = phrase.start - (words[phrase.start] not in UNTIL)
    while at > 0 and words[at] in LEADING:
        at -= 1
    if at < 0:
        return ""
    before = words[at - 1] if at else ""
    if words[at] in THAN:
        return "before" if before in EARLIER else ""
    if words[at] in BEFORE:
        return "before"
    return "until" if words[at] in UNTIL and before not in WAITING else ""


def _without_limits(phrases: list[MomentPhrase], words: tuple[str, ...]) -> list[MomentPhrase]:
    """Leave out a time that only limits the day before it: "on Friday before noon" is answered for Friday."""
    return [
        each
        for at, each in enumerate(phrases)
        if not (
            at
            and each.moment
            and each.moment.base == "part"
            and phrases[at - 1].moment is not None
            and phrases[at - 1].end >= each.start - 2
            and _reach_of(each, words) == "before"
        )
    ]
