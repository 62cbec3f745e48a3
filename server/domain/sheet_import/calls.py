"""Read "contact us if …", a sentence with a grammar of its own."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from server.domain.sheet_import.anchors import other_anchor
from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.lengths import LENGTH
from server.domain.sheet_import.often import mark_recurrence
from server.domain.sheet_import.sizes import size_of
from server.domain.sheet_import.state import Outcome
from server.domain.sheet_import.subjects import Finder, Subject
from server.domain.sheet_import.text import Marked, Span, words_in
from server.domain.sheet_import.times import Moment, mark_times
from server.domain.vocabulary import Verb

_PARTS = re.compile(r"; ?| - |, (?:and|but|und|aber) (?=you should|please|bitte)|\band (?=you should)")
_DEGREES = re.compile(
    r"\b(?:(?:above|over|of|von|ab|über|more than|mehr als) )?3[789](?:[.,]\d)? ?(?:°|degrees?|grad)?(?: ?[cf]\b)?"
    r"(?: or (?:more|higher|above)| oder (?:mehr|höher))?"
)
_STILL = re.compile(r"\b(?:still|noch|immer noch)\b")
_NEGATED = re.compile(r"\bnot\b|n't\b|\bnicht\b")
_DENIED = re.compile(r"\b(?:is|are|ist|sind) (?:not|no|kein\w*) (?:an? )?$")
_MEMBER = re.compile(r",(?! (?:die|der|das|that|which)\b)|;|\b(?:or|oder)\b")
_RELATIVE = re.compile(r"\b(?:that|which|who)\b|, (?:die|der|das)\b")
_ONLY_OR = re.compile(r"(?: (?:and|or|und|oder|the|any|a|an|your|die|der|das|eine?|ihre?))* ")
_STAYS = re.compile(
    r" (?:is|are|ist|sind|has|have|hat|haben|does|do|persists?|continues?|remains?|nach|after|noch|immer)\b"
)
"""A verb behind two signs, which is said of both: "redness or warmth is still there"."""
_UNSTOPPED = re.compile(
    r"\b(?:does not|do not|doesn't|don't|will not|won't|cannot be|can't be) (?:stop|ease|stopped|controlled)\b"
    r"|\b(?:sich )?nicht (?:aufhört|aufhören|stoppt|stoppen|stillen lässt)\b|\bhört (?:es|sie|die \w+) nicht auf\b"
)
_PRESSED = re.compile(
    rf"\b(?:after|with|despite|within) {LENGTH} (?:of )?(?:firm |continuous |steady |constant )*pressure\b"
    rf"|\b(?:trotz|nach) (?:{LENGTH} )?(?:\w+ )?(?:druck|drücken|drückens|kompression)\b"
)
"""How long to press first, which is no time after the treatment."""
_PAST = re.compile(r"more|longer|over|beyond|mehr|länger")
_QUESTION = re.compile(r"question|frage")
UNEXPECTED = "unexpected-reaction"


def is_call(text: str, language: Language) -> bool:
    return language.calls.search(text) is not None and language.offers.search(text) is None


def call_part(text: str, language: Language) -> tuple[int, int]:
    """Return where the part of a sentence that asks to call begins and ends."""
    edges = [0, *(match.end() for match in _PARTS.finditer(text)), len(text)]
    parts = list(pairwise(edges))
    calling = [part for part in parts if language.calls.search(text[slice(*part)])]
    if len(calling) != 1:
        return 0, len(text)
    return calling[0]


def read_call(
    text: str, language: Language, finder: Finder, outcome: Outcome, *, earlier: tuple[str, ...]
) -> None:
    """Add the rules of a call. `earlier` are the symptoms of the sentence before: "if this persists"."""
    marked = Marked(text)
    marked.take_all(language.reasons, "reason")
    signs = _signs(marked, language, finder)
    marked.take_all(language.calls, "call")
    mark_recurrence(marked)
    marked.take_all(_DEGREES, "amount")
    marked.take_all(_PRESSED, "amount")
    mark_times(marked, language.times)
    for pattern in (language.persists, _UNSTOPPED):
        marked.take_all(pattern, "condition")
    sized = size_of(marked)
    marked.take_all(language.conditions_words, "condition")
    outcome.asks = True
    if other_anchor(_PRESSED.sub(" ", text), finder.treated):
        outcome.doubts.add("time")
    if any(_DENIED.search(text, 0, sign.start) for sign in signs):
        outcome.doubts.add("words")  # "it is not an infection, but let us see it"
    if signs and _loses_a_sign(marked, language, signs):
        outcome.doubts.add("words")
    if len(signs) > 1 and _trails(marked, signs) and _scope(marked, language, signs) == "unclear":
        outcome.doubts.add("time")
    if signs and _dates_another(marked, signs):
        outcome.doubts.add("time")
    if signs:
        outcome.rules += [replace(rule, if_=sized) for rule in _by_member(marked, language, signs)]
        if sized and len(signs) > 1:
            outcome.doubts.add("condition")  # of which sign the size is said, is not clear
        if any(_is_lost(span, outcome.rules) for span in marked.spans):
            outcome.doubts.add("time")
    else:
        _unnamed(marked, language, finder, outcome, earlier)
    outcome.spans += marked.spans


def _signs(marked: Marked, language: Language, finder: Finder) -> list[Subject]:
    """Return the signs in order, and mark them."""
    signs = [each for each in finder.find(marked.text) if each.is_symptom]
    for word, topic in language.signs.items():
        for match in re.finditer(rf"\b{word}\b", marked.text):
            if not any(sign.start <= match.start() < sign.end for sign in signs) and topic in finder.tree:
                signs.append(Subject(topic, match.start(), match.end(), is_symptom=True))
    for sign in signs:
        marked.take(sign.start, sign.end, "topic", sign)
    return sorted(signs, key=lambda sign: sign.start)


def _unnamed(
    marked: Marked, language: Language, finder: Finder, outcome: Outcome, earlier: tuple[str, ...]
) -> None:
    """Add the rule of a call that names no sign: "if this persists", "if you are worried"."""
    topics: tuple[str, ...] = ()
    if earlier and (language.pronouns.search(marked.text) or not has_unknown(marked.text, language)):
        topics = earlier
    elif _only_invites(marked, language):
        outcome.asks = False
        return
    elif language.concerns.search(marked.whole) and UNEXPECTED in finder.tree:
        topics = (UNEXPECTED,)
        marked.take_all(language.concerns, "topic")
    if not topics:
        outcome.doubts.add("no-topic")
        return
    starts = _starts(marked, language, 0, len(marked.whole))
    outcome.rules.append(DraftRule(Verb.CALL, topics, starts=starts))


def _only_invites(marked: Marked, language: Language) -> bool:
    """Return True for "Call us with any questions": it is an invitation to ask, and names no sign."""
    named = [match.group() for match in language.concerns.finditer(marked.whole)]
    return bool(named) and all(_QUESTION.match(word) for word in named)


def _by_member(marked: Marked, language: Language, signs: list[Subject]) -> list[DraftRule]:
    """Return one rule for each beginning that the signs have: two for "pus, or redness that lasts a week".

    A time applies to the signs of its own list item; one that comes before or after all signs applies to all.
    """
    edges = [0, *(match.start() for match in _MEMBER.finditer(marked.whole)), len(marked.whole)]
    times = [span for span in marked.spans if isinstance(span.value, Moment)]
    leads = bool(times) and all(span.end <= signs[0].start for span in times)
    trails = _trails(marked, signs)
    scope = _scope(marked, language, signs)
    shared = leads or (trails and scope == "all")
    groups: dict[tuple[str, ...], list[str]] = {}
    for start, end in pairwise(edges):
        own = [sign.topic for sign in signs if start <= sign.start < end]
        bounds = (0, len(marked.whole)) if shared or len(signs) == 1 else (start, end)
        if own:
            groups.setdefault(_starts(marked, language, *bounds), []).extend(own)
    return [
        DraftRule(Verb.CALL, tuple(dict.fromkeys(topics)), starts=starts) for starts, topics in groups.items()
    ]


def _dates_another(marked: Marked, signs: list[Subject]) -> bool:
    """Return True if a time stands in a member of the list that names no sign, behind the others."""
    edges = [0, *(match.start() for match in _MEMBER.finditer(marked.whole)), len(marked.whole)]
    for start, end in pairwise(edges):
        named = any(start <= sign.start < end for sign in signs)
        timed = any(_is_timed(span) for span in marked.between(start, end))
        if timed and not named and start > signs[0].start and has_letters(marked.text[start:end]):
            return True
    return False


def _is_timed(span: Span) -> bool:
    return isinstance(span.value, Moment) and span.value.role not in ("on", "then")


def has_letters(text: str) -> bool:
    """Return True if a piece holds more than its marks and one short word."""
    return len(words_in(text)) > 2


def _trails(marked: Marked, signs: list[Subject]) -> bool:
    """Return True if each time that could begin a call stands behind the last sign."""
    times = [
        span
        for span in marked.spans
        if isinstance(span.value, Moment) and span.value.role not in ("on", "then")
    ]
    return bool(times) and all(span.start >= signs[-1].end for span in times)


def _scope(marked: Marked, language: Language, signs: list[Subject]) -> Literal["all", "last", "unclear"]:
    """Return to which signs a time behind the last one applies: "redness or warmth is still there after 2 days"."""
    rest = marked.whole[signs[-1].end :]
    if len(signs) == 1:
        return "all"
    gaps = [marked.whole[first.end : second.start] for first, second in pairwise(signs)]
    lasts = any(pattern.search(marked.whole) for pattern in (language.lasts, language.persists, _STILL))
    if _RELATIVE.search(rest):
        return "last"
    if all(_ONLY_OR.fullmatch(gap) for gap in gaps):
        return "all" if not lasts or _STAYS.match(rest) else "last"
    return "last" if lasts else "unclear"


def _starts(marked: Marked, language: Language, start: int, end: int) -> tuple[str, ...]:
    """Return when a call begins, from the times between two places of its sentence."""
    text = marked.whole[start:end]
    lasting = any(pattern.search(text) for pattern in (language.lasts, _STILL, _NEGATED))
    times = [
        span.value
        for span in marked.between(start, end)
        if isinstance(span.value, Moment)
        and (span.value.role not in ("until", "on") or lasting or _PAST.search(text))
        and (not span.value.within or _NEGATED.search(text))  # "bleeding that soaks a pad in 10 minutes"
    ]
    starts = _beginning(times)
    return ("?",) if not starts and language.persists.search(text) else starts


def _loses_a_sign(marked: Marked, language: Language, signs: list[Subject]) -> bool:
    """Return True if a member of the list of signs is not understood: "fever, or if the knot comes undone"."""
    start = 0
    for end in [*(match.start() for match in _MEMBER.finditer(marked.whole)), len(marked.whole)]:
        named = any(start <= sign.start < end for sign in signs)
        if not named and has_unknown(marked.text[start:end], language):
            return True
        start = end
    return False


def _is_lost(span: Span, rules: list[DraftRule]) -> bool:
    """Return True for a time that no rule of the call begins with; one within which something happens is none."""
    moment = span.value
    if not isinstance(moment, Moment) or moment.role in ("then", "beforehand", "on") or moment.within:
        return False
    own = {time.lstrip("<>=~") for time in (moment.start, moment.end) if time}
    rule_times = {time.lstrip("<>=~") for rule in rules for time in rule.starts}
    return bool(own) and not own & rule_times and not own <= {"D1", "D2"}


def has_unknown(text: str, language: Language) -> bool:
    """Return True if a text holds a word that is neither understood nor small."""
    return any(word.text not in language.small and word.text not in language.body for word in words_in(text))


def without_called(rules: list[DraftRule], calls: list[DraftRule]) -> list[DraftRule]:
    """Return the rules without what is named only to be called about: "… is rare; call us if this happens"."""
    called = {topic for call in calls if not call.starts for topic in call.topics}
    return [
        rule
        for rule in rules
        if rule.verb is not Verb.EXPECT or rule.has_window or not called.issuperset(rule.topics)
    ]


def _beginning(times: list[Moment]) -> tuple[str, ...]:
    """Return when a call begins: "after 24 hours", "longer than 5 days", "after day 3"."""
    for moment in times:
        start = moment.start or moment.end
        if (
            start
            and start != "?"
            and not moment.is_state
            and moment.role in ("after", "since", "until", "from", "on")
            and (moment.start or moment.role != "on")  # "the same day": when to call
        ):
            return (start.lstrip("<>=~"),)
    return ()
