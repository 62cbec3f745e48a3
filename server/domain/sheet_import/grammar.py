# ruff: noqa: E501 - patterns stay on one line
"""Doubt a sentence whose grammar joins, contrasts or limits what its rules would state apart."""

import re
from collections.abc import Callable
from itertools import pairwise

from server.domain.sheet_import.choosing import is_placed
from server.domain.sheet_import.circumstances import is_circumstance
from server.domain.sheet_import.details import means_of, shielding
from server.domain.sheet_import.draft import BANS, DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.lengths import LENGTH
from server.domain.sheet_import.model import Reason
from server.domain.sheet_import.onsets import dates_one_of_many
from server.domain.sheet_import.state import State, moment_of
from server.domain.sheet_import.subjects import Subject
from server.domain.vocabulary import Verb

_JOINED = re.compile(
    r"\b(?:in|with|on|onto|into|over|under|underneath|through|near|at|without|while|during"
    r"|im|ins|mit|auf|unter|über|durch|bei|beim|ohne|an|am|aus|während|zum|zur|als)\b"
)
"""Joins two things to one act, of which neither is said alone: "sleep in your lenses", "rinse with tap water"."""
_FOLLOWS = re.compile(
    r"\b(?:increase|cause|worsen|aggravate|lead to|trigger|prevent|reduce|relieve)s?(?: (?!for\b|in\b|on\b|and\b)\w+){0,2} $|\bführ\w+ zu(?: \w+){0,2} $"
    r"|\b(?:verstärk|verursach|verhinder|linder|erhöh|begünstig)(?:en|t)(?: \w+){0,2} $"
)
_ASKED = re.compile(
    r"\b(?:muss|müssen|must|needs? to|has to|have to)\b(?!.*\b(?:rechnen|gerechnet|expect|reckon|be prepared)\b)(?! (?:sie|du) .*\brechnen)"
)
"""Asks for something about a symptom: "yellow discharge must be seen"."""
_THEIRS = re.compile(r"\b(?:we|i|he|she|wir|ich|er) $")
_FOLLOWED = re.compile(
    r" (?:\w+ ){0,2}(?:verstärken|verursachen|auslösen|verhindern|lindern|erhöhen|begünstigen)\b"
)
_BEFORE = re.compile(
    r"\b(?:auf|in|im|mit|unter|über|ohne|durch|bei|beim|aus|als|an|am|zum)(?: (?:dem|den|der|die|das|einem|einer|ihrem|ihrer|ihren|deinem|deiner))?(?: \w+)? $"
)
_LISTED = re.compile(r"[,;:/&]| - |\b(?:and|or|nor|und|oder|sowie|noch)\b")
_WHERE = frozenset({"outdoors", "sun", "session", "sleep", "treatment-plan"})
"""Topics that after a preposition only say where or when: "a hat in the sun"."""
_ALL_BUT = re.compile(
    r"\b(?:can't|cannot|can not)\b[^.;]*\btoo\b|\bnicht (?:\w+ )?genug\b|\bso (?:wenig|selten|kurz) wie möglich\b|\bmöglichst (?:wenig|selten|kurz)\b"
    r"|\b(?:kein muss|keine pflicht|kein zwang|freiwillig|optional|(?:not|no) (?:a )?must|not (?:compulsory|mandatory))\b|\b(?:any|every)(?:thing|one|body)? (?:but|except|save|apart from)\b|\ball (?:\w+ ){0,2}(?:but|except|apart from)\b"
    r"|\balle[sn]? (?:\w+ )?(?:außer|bis auf)\b|^(?:außer|bis auf)\b.*\balle[sn]?\b"
)
"""Names what is not meant: "anything but swimming is fine"."""
_NO_MORE = re.compile(
    r"[,-] ?(?:and |und |but |aber )?(?:(?:no|not) (?:more|longer|less)|nicht (?:mehr|länger|öfter)|mehr nicht|länger nicht)\b(?! (?:als|than))|\bat the (?:outside|most)\b"
)
"""Limits how much or how long something is done at a time: "4 hours, no more"."""
_NOT_PAST = re.compile(r"\b(?:no|not|never|nicht|nie|keinesfalls) (?:for )?(?:longer|more|länger|mehr)\b")
_FIRST = re.compile(r"(?:your |the )?first \w+")
_TOGETHER = re.compile(
    r"\bat the same time\b|\btogether\b|\bin combination\b|\bgleichzeitig\b|\bzugleich\b|\bzusammen\b"
)
_AND_OR = re.compile(r"\b(?:und|oder) $")
_ADDRESSED = re.compile(r" (?:sie|du)\b")
_DAYTIME = re.compile(r"\b(?:in|at|during) the (?:evening|morning|afternoon|night|day)s?\b")
_ONLY_AFTER = re.compile(r" (?:only|nur)\b")
_ONLY_BEFORE = re.compile(r"\b(?:only|nur) $")
_PAST = re.compile(r"\b(?:longer than|more than|länger als|mehr als)\b")

_JOKE = re.compile(
    r"\W*(?:(?:kleiner |nur ein |nur )?(?:scherz|witz|spaß)|(?:just |only |we are |we're )?(?:kidding|joking)|just a joke|a joke)\b"
)
_LIMIT = re.compile(
    r"\W*(?:not|no|only|but|except|unless|though|however|well|or|nicht|nein|nur|aber|außer|jedoch|allerdings|es sei denn|bis auf|oder|na ja|naja)\b"
)
"""Opens a sentence that may limit the one before it."""

_SINCE_THAT = re.compile(
    rf"\b{LENGTH} (?:after (?:that|this|it)|afterwards?|later|danach|darauf|später|im anschluss)\b"
)
"""A length that is counted from what was named before, not from the treatment: "four days after that"."""


def doubt_grammar(state: State) -> None:
    if _ALL_BUT.search(state.marked.whole):
        state.outcome.doubts.add("words")
    if _SINCE_THAT.search(state.marked.whole):
        state.outcome.doubts.add("time")
    checks: tuple[tuple[Reason, Callable[[State, Clause, list[DraftRule]], bool]], ...] = (
        ("words", _joins_two_acts),
        ("time", _limits),
        ("time", _lasts_past),
        ("time", _is_only_then),
        ("time", dates_one_of_many),
        ("words", _negates_manner),
        ("time", _dates_a_stop),
        ("words", _is_consequence),
    )
    for clause, rules in state.by_clause:
        for reason, holds in checks:
            if rules and holds(state, clause, rules):
                state.outcome.doubts.add(reason)


def _joins_two_acts(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    verb = rules[0].verb
    if verb in (Verb.EXPECT, Verb.CALL):
        return False
    things = sorted((thing for thing in clause.things if thing.start >= 0), key=lambda thing: thing.start)
    means = [*means_of(state, clause, verb), *shielding(state, clause, verb)]
    carried = {topic for rule in rules for topic in (*rule.topics, *rule.with_)}
    for first, second in pairwise(things):
        between = state.marked.whole[first.end : second.start]
        joins = (
            _is_place_of(state, first, between, verb)
            or _JOINED.search(between)
            or _JOINED.match(state.marked.whole, second.start)
        )  # "ins Bett"
        if second in means or _LISTED.search(between) or not joins:
            continue
        if second.topic in _WHERE and verb is not Verb.ALLOW and not {first.topic, second.topic} <= carried:
            continue
        if is_circumstance(state.marked, second) or (verb is Verb.DO and is_placed(state, second)):
            continue
        if not _are_related(state, first, second) and {first.topic, second.topic} <= carried:
            return True
    return False


def _is_place_of(state: State, first: Subject, between: str, verb: Verb) -> bool:
    """Return True for German "auf dem Piercing schlafen", whose preposition comes before both."""
    if state.language.name != "de" or between.strip():
        return False
    before = _BEFORE.search(state.marked.whole, 0, first.start)
    return before is not None and not (verb is Verb.DO and before.group().startswith("mit "))


def _are_related(state: State, first: Subject, second: Subject) -> bool:
    tree = state.finder.tree
    return first.topic in tree.ancestors(second.topic) or second.topic in tree.ancestors(first.topic)


def _limits(state: State, clause: Clause, _rules: list[DraftRule]) -> bool:
    """Return True for "4 hours, no more": the time may be how long at a time, or a maximum."""
    return (
        bool(clause.of("time") or clause.of("every"))
        and _NO_MORE.search(state.marked.whole, clause.start) is not None
    )


def _lasts_past(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for what lasts longer than a time, which is no end of it: "do not shower longer than 10 minutes"."""
    if rules[0].verb is Verb.CALL:
        return False
    permits = rules[0].verb in (Verb.ALLOW, Verb.DO)
    times = (state.marked.whole[max(clause.start, span.start - 18) : span.end] for span in clause.of("time"))
    return any(_PAST.search(words) and not (permits and _NOT_PAST.search(words)) for words in times)


def _is_only_then(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "ice helps on the first day only": the word limits the time, not the thing."""
    if rules[0].verb is not Verb.ONLY or not clause.of("time"):
        return False
    return any(
        _ONLY_AFTER.match(state.marked.whole, span.end)
        or (state.language.name == "de" and _ONLY_BEFORE.search(state.marked.whole, 0, span.start))
        for span in clause.of("time")
    )


def _negates_manner(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "not on an empty stomach": the ban is on how, and not on the thing."""
    if rules[0].verb is not Verb.AVOID:
        return False
    if _DAYTIME.search(state.marked.whole, clause.start, clause.end):
        return True
    if _TOGETHER.search(state.marked.whole, clause.start) or _begins_anew(state, clause):
        return True
    weighs = "heavy-lifting" in rules[0].topics or "lifting-child" in rules[0].topics
    return any(span.kind == "using" or (span.kind == "amount" and not weighs) for span in clause.spans)


def _begins_anew(state: State, clause: Clause) -> bool:
    """Return True for "meiden Sie die Sonne oder bedecken Sie die Stelle": the second is no part of the ban."""
    whole = state.marked.whole
    return any(
        _AND_OR.search(whole, clause.start, thing.start) and _ADDRESSED.match(whole, thing.end)
        for thing in clause.things
        if thing.start > clause.start and any(at < thing.start for at in clause.frames_at)
    )


def _is_consequence(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "aspirin may increase bruising": what follows from a thing is not foretold."""
    whole = state.marked.whole
    if rules[0].verb is Verb.EXPECT and _ASKED.search(state.words(clause)):
        return True
    return rules[0].verb is Verb.EXPECT and any(
        _FOLLOWS.search(whole, clause.start, each.start)
        or _THEIRS.search(whole, clause.start, each.start)
        or _FOLLOWED.match(whole, each.end)
        for each in clause.symptoms
    )


def _dates_a_stop(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "do not stop the drops on day 3": the time is that of the stop, which no rule holds."""
    if rules[0].verb is Verb.DO and _FIRST.match(state.marked.whole):
        return True  # "first shower on day 2"
    if not {"go-on", "never-stop"}.intersection(clause.kinds) or rules[0].verb in BANS:
        return False
    return any(moment_of(span).role in ("on", "after", "from", "since") for span in clause.of("time"))


def is_joke(text: str) -> bool:
    """Return True for "(Just kidding.)", which takes back the sentence before it."""
    return _JOKE.match(text) is not None


_TIME_FIRST = re.compile(rf"\W*(?:for |für |at least |mindestens |about |etwa |another )?{LENGTH}\b")
_TIMED = re.compile(rf"\b{LENGTH}\b")


def limits_before(text: str, rules: list[DraftRule]) -> bool:
    """Return True for a sentence that may date the one before it: "Do not rub! 4 weeks.", "… Farm work: 2 weeks."."""
    if all(rule.verb is Verb.ALLOW for rule in rules):
        return _TIMED.search(text) is not None
    timeless = any(rule.verb is not Verb.CALL and not rule.has_window for rule in rules)
    return timeless and _TIME_FIRST.match(text) is not None


def is_limit(text: str) -> bool:
    """Return True for "Not the wound, though.", which may limit the sentence before it."""
    return _LIMIT.match(text) is not None
