# ruff: noqa: E501 - patterns stay on one line
"""Headings: the verb and the time that they set for the lines below them."""

import re
from dataclasses import dataclass

from server.domain.sheet_import.conditions import Condition, mark_conditions, mark_states
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.lengths import LENGTH, UNIT, length_text
from server.domain.sheet_import.state import Context
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import Marked, words_in
from server.domain.sheet_import.times import Moment, hours, mark_times
from server.domain.vocabulary import Verb

LONGEST = 90
"""The maximum number of characters in a heading."""

_VERBS: dict[str, Verb] = {
    "avoid": Verb.AVOID, "allow": Verb.ALLOW, "do": Verb.DO, "expect": Verb.EXPECT, "call": Verb.CALL,
}  # fmt: skip
_SPAN = re.compile(rf"^(?P<length>{LENGTH})(?: (?:after|post|nach) [^,.:;]{{1,40}})?$")
_FROM_ZERO = re.compile(
    rf"^(?P<before>{UNIT})? ?0 ?(?:-|to|bis) ?(?P<end>\d{{1,3}})(?(before)| ?(?P<after>{UNIT}))$"
)
_TIMED = re.compile(
    r"\d|\b(?:minutes?|hours?|days?|nights?|weeks?|months?|today|tonight|tomorrow|morning|evening"
    r"|stunden?|tage?n?|nacht|nächte|wochen?|monate?n?|heute|morgen|abend"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|wochenendes?)\b"
)
_LATER = re.compile(
    r"\b(?:later|afterwards?|thereafter|from then on|long[- ]term|in the long run|meanwhile|eventually|soon"
    r"|später|danach|anschließend|langfristig|auf dauer|inzwischen|bald|dann)\b"
)
_DIRECTS = re.compile(
    r"\b(?:should|can|can't|cannot|may|must|do|dos|don'?ts?|not|no|never|without|skip|leave|left|stop|wait|waits?|hold|pause|instead|yet|okay|ok|fine|taboo|stay|careful|caution"
    r"|sollten?|sollst|soll|sollen|können|kannst|kann|dürfen|darf|darfst|müssen|muss|musst|nicht|nichts|kein\w*|nie|ohne|lassen|lass|lieber|besser|warten|wartet|pause|geduld|tabu\w*|verzicht\w*|statt\w*|finger|hände|weg|vorsicht|gestrichen|schluss|ja|nein|yes)\b"
)
_NEUTRAL = re.compile(
    r"^(?:when|how|can|may|wann|wie|ab wann|darf|dürfen|kann|rules|notes|regeln|hinweise)\b|\b(?:know|remember|bear in mind|expect|consider|look after|care for|beachten|wissen|erwarten|rechnen|pflegen|vorsicht ist|helfen|hilft)\b"
)
_OPENS = re.compile(r"(?:what|which|things?|these|the following|was|das|dinge|folgendes|diese)\b[^.!?;,|]*$")
_DENIES = re.compile(r"\b(?:not|no|never|without|nicht|nichts|kein\w*|nie|ohne|n't|don'?ts?)\b")
_PHRASE = re.compile(r"\b(?:do not|don'?ts?|must not|not|cannot|can'?t)\b[\W\x00]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says as a heading. `is_context`: it states a time or a verb and nothing else."""

    context: Context
    is_context: bool
    is_elsewhere: bool = False  # about the time before the treatment
    is_aside: bool = False  # about prices, the team, how the treatment works
    is_lost: bool = False  # names a time that was not understood
    is_later: bool = False  # "Afterwards": when, it does not say
    is_open: bool = False  # it directs in words that were not understood: "What can wait"


def heading_of(text: str, language: Language, finder: Finder, *, is_title: bool = False) -> Heading:
    """Read a line as a heading, whether or not it is one. A title that holds more than a time sets none."""
    bare = text.strip(" :-.!*#|")
    if language.before.search(bare) or language.beforehand.search(bare):
        return Heading(Context(), is_context=False, is_elsewhere=True)
    if language.elsewhere.search(bare):
        return Heading(Context(), is_context=False, is_aside=True)
    marked = Marked(bare)
    mark_states(marked, language, finder)
    between = _between(bare)
    if between is None:
        mark_times(marked, language.times)
        moments = tuple(span.value for span in marked.spans if isinstance(span.value, Moment))
    else:
        moments = (between,)
    called = _verb(bare, language)[0]
    if called is None and between is None:
        mark_conditions(marked, language, finder)
    windows = tuple(moment for moment in moments if moment.role != "then")
    verb, rest = _verb(marked.text if between is None else "", language)
    conditions = tuple(span.value for span in marked.spans if isinstance(span.value, Condition))
    context = Context(
        verb, tuple(map(_window, windows)), conditions, is_phrase=bool(_PHRASE.search(marked.text))
    )
    if is_title and between is None and any(letter.isalpha() for letter in marked.text):
        windows = ()
    left = language.heading_words.sub("", rest.replace("\x00", " "))
    if len([moment for moment in windows if moment.end]) > 1:
        left = left or "times"
    is_timed = not is_title and _TIMED.search(bare) is not None
    if not all(condition.is_known for condition in conditions):
        return Heading(
            Context(), is_context=False, is_lost=is_timed, is_open=not is_title and is_unclear(bare)
        )
    if conditions and text.rstrip().endswith((".", "!")):  # a sentence: "If it itches, call us."
        return Heading(Context(), is_context=False)
    says = bool(windows or verb or conditions)
    elsewhere = any(moment.role == "beforehand" for moment in moments)
    lost = bool(left or not says) and is_timed
    later = not is_title and bool(left or not says) and _LATER.search(bare) is not None
    unclear = not is_title and bool(left or not says) and is_unclear(bare)
    return Heading(
        context,
        is_open=unclear,
        is_context=says and not left and not elsewhere,
        is_elsewhere=elsewhere,
        is_lost=lost,
        is_later=later,
    )


def is_unclear(heading: str) -> bool:
    """Return True for a heading that directs in words that were not understood: "What can wait"."""
    if _DIRECTS.search(heading) is None:
        return False
    neutral = _NEUTRAL.search(heading)
    return neutral is None or (neutral.start() > 0 and _DENIES.search(heading) is not None)


def opens_a_list(text: str) -> bool:
    """Return True for "What should wait", which names nothing itself."""
    return _OPENS.match(text) is not None


def _between(text: str) -> Moment | None:
    """Read "24-72 hours" as the time between; "First 24-48 hours" and "0-24 hours" are an end."""
    first = _FROM_ZERO.match(text)
    if first:
        return Moment("until", end=length_text(f"{first['end']} {first['before'] or first['after']}"))
    match = _SPAN.match(text)
    return hours(match) if match else None


def _window(moment: Moment) -> Moment:
    """Return the moment as a window: "24 hours after waxing" holds until then."""
    return Moment("until", end=moment.end) if moment.role == "since" else moment


def _verb(text: str, language: Language) -> tuple[Verb | None, str]:
    for kind, pattern in language.headings:
        match = pattern.search(text)
        if match:
            return _VERBS.get(kind), text[: match.start()] + " " + text[match.end() :]
    return None, text


_TIMED_FRAGMENT = 6
"""Words of the longest heading that ends with a full stop: "First 24 hours."."""


def may_head(text: str, heading: Heading) -> bool:
    """Return False for a sentence that only looks like a heading: "6 to 9 months, even if it looks healed."."""
    if not text.endswith((".", "!")):
        return True
    return not heading.context.verb and is_short(text)


def is_short(text: str) -> bool:
    return len(words_in(text)) <= _TIMED_FRAGMENT and "," not in text
