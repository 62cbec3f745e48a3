"""Give the rules of a clause their times and conditions."""

import re
from dataclasses import replace
from itertools import pairwise

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.draft import BANS, DraftRule, with_condition, with_moment
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.lengths import days_of
from server.domain.sheet_import.onsets import is_end
from server.domain.sheet_import.state import WINDOW, State, is_state, moment_of
from server.domain.sheet_import.text import Span
from server.domain.sheet_import.times import Moment, is_how_long
from server.domain.vocabulary import Verb

_AFTERWARDS = frozenset(
    {"afterwards", "after that", "after this", "thereafter", "from then on", "then"}
    | {"danach", "anschließend", "im anschluss"}
)


_NOT_EARLIER = re.compile(
    r"\b(?:not|never|nicht|nie|no|keine[nr]?) (?:an? |eine? )?(?:\w+ )?(?:earlier|sooner|before|früher|eher|vorher)\b"
)
_NOW = re.compile(r"\b(?:from now|as of now|ab jetzt|ab sofort)\b")
HELD = frozenset({"dressing", "plaster", "pressure", "covering", "wound-film", "compression"})
"""Things that are held or worn: "bite on the gauze for 30 minutes" says for how long."""


def following(state: State, rule: DraftRule, clause: Clause) -> DraftRule:
    """Read "ointment for 3 days, then lotion for 2 weeks": the second begins where the first ends."""
    opening = state.words(clause).lstrip(" ,").split(" ", 1)[0]
    previous = state.last_rule()
    if opening not in ("then", "dann", "danach") or not previous or not previous.ends or rule.starts:
        return rule
    state.outcome.doubts.add("time")
    return replace(rule, starts=previous.ends, ends=())


def grouped(
    state: State, clause: Clause, verb: Verb, topics: tuple[str, ...], moments: list[Span]
) -> list[tuple[tuple[str, ...], list[Moment]]]:
    """Give each topic its own time where a clause has several: "no sauna for 3 days, no gym for 2"."""
    is_held = HELD.intersection(topics) and not clause.of("every")
    lasting = [
        span
        for span in moments
        if is_held or verb in (*BANS, Verb.EXPECT) or not is_how_long(moment_of(span))
    ]
    times = [moment_of(span) for span in lasting]
    ends = [moment for moment in times if moment.end and not moment.is_state]
    starts = [moment for moment in times if moment.start and not moment.end and not moment.is_state]
    if max(len(ends), len(starts)) < 2 or not clause.subjects:
        if _alternates(clause, topics, lasting):
            state.outcome.doubts.add("time")  # "desk work from day 10, lifting not before week 4"
        return [(topics, times)]
    events = sorted([(subject.start, subject) for subject in clause.subjects if subject.topic in topics]
                    + [(span.start, span) for span in lasting], key=lambda event: event[0])  # fmt: skip
    leads = isinstance(events[0][1], Span)
    if leads == isinstance(events[-1][1], Span):
        state.outcome.doubts.add("time")
        return [(topics, _longest(times) if verb in BANS else times[:1])]
    groups: list[tuple[list[str], list[Moment]]] = [([], [])]
    for _at, event in events if not leads else reversed(events):
        names, held = groups[-1]
        if isinstance(event, Span):
            held.append(moment_of(event))
        else:
            if held:
                groups.append(([], []))
                names, held = groups[-1]
            names.append(event.topic)
    if not all(names and held for names, held in groups):
        state.outcome.doubts.add("time")
    return [(tuple(dict.fromkeys(names)), held) for names, held in groups if names]


def _longest(times: list[Moment]) -> list[Moment]:
    """Return the later of two ends of a ban; minutes are how long something is done at a time."""
    return (
        times[:1]
        if any(map(is_how_long, times))
        else [max(times, key=lambda moment: days_of(moment.end or ""))]
    )


def _alternates(clause: Clause, topics: tuple[str, ...], lasting: list[Span]) -> bool:
    """Return True if each of several topics has a time of its own."""
    places = [(subject.start, "topic") for subject in clause.subjects if subject.topic in topics]
    places += [(span.start, "time") for span in lasting]
    kinds = [kind for _start, kind in sorted(places)]
    turns = sum(first != second for first, second in pairwise(kinds))
    return turns >= 3


def timed(state: State, rule: DraftRule, times: list[Moment], clause: Clause) -> DraftRule:
    """Return the rule with its own times, or with those of the sentence or the heading."""
    text = state.words(clause)
    settles = len(times) > 1 and times[-1].role == "until" and state.language.subsides.search(text)
    if rule.verb is Verb.EXPECT and state.language.peaks.search(text) and settles:
        times = times[-1:]  # "peaks on day 2 and is gone by day 4"
    elif rule.verb is Verb.EXPECT and state.language.peaks.search(text):
        rule = replace(rule, trend="peak")
        if len(times) > 1:
            state.outcome.doubts.add("time")
        times = []
        if not state.context.moments or clause.of("time"):
            return rule
    delayed = "not-before" in clause.kinds or _only_when(state, clause, times)
    begins = not state.language.subsides.search(text)
    rule = replace(rule, is_inherited=not times and not state.leading and bool(state.context.moments))
    if state.context.moments and _NOW.search(text):  # below a heading with a time
        times = [each for each in times if (each.role, each.start) != ("from", "D1")]
    waits = rule.verb in BANS and any(each.role == "not-before" for each in times)
    for each in list(times) or _inherited(state, rule):
        if waits and each.role == "on" and each.start:  # "erst, wenn die Haut zu ist, meist um Tag 7"
            rule = with_moment(rule, Moment("not-before", end=each.start))
            continue
        moment = _meant(state, each, rule, text, delayed=delayed, kinds=tuple(clause.kinds))
        turned = delayed and moment is not each
        rule = with_moment(_delayed(rule, moment, clause, turned=turned), moment, begins=begins)
    rule = _begun(state, rule, times)
    rule = _resumed(state, rule, text, clause_times=bool(times or state.leading))
    if any(_means_then(state, span, clause, rule.verb) for span in clause.of("time")):
        rule = _then(state, rule)
    _doubt_times(state, rule, times)
    if rule.verb is Verb.EXPECT and any(_is_open(state, moment, text) for moment in times):
        state.outcome.doubts.add("time")  # whether it begins or ends then, only a verb says
    lasting = [end for end in rule.ends if not is_state(end)]
    return replace(rule, ends=rule.ends[:1]) if len(lasting) > 1 else rule


def _begun(state: State, rule: DraftRule, times: list[Moment]) -> DraftRule:
    """Keep the beginning that the heading sets for a duty with an end of its own: "from week 2", "for 3 months"."""
    starts = [moment.start for moment in state.context.moments if moment.start and not moment.is_state]
    own = bool(times) and bool(rule.ends) and not rule.starts and not state.leading
    if not own or len(starts) != 1 or rule.verb not in (Verb.DO, Verb.ALLOW) or days_of(starts[0]) <= 1:
        return rule
    if not state.context.is_sure or days_of(rule.ends[0]) <= days_of(starts[0]):
        state.outcome.doubts.add("time")  # from when the length is counted, is not clear
        return rule
    return replace(rule, starts=(starts[0],))


def _is_open(state: State, moment: Moment, text: str) -> bool:
    if moment.role not in ("after", "since"):
        return False
    return not (state.language.starts.search(text) or state.language.subsides.search(text))


def _meant(
    state: State, moment: Moment, rule: DraftRule, text: str, *, delayed: bool, kinds: tuple[str, ...] = ()
) -> Moment:
    """Return a time as the words around it mean it: "only after 3 days", "begins on day 3"."""
    if moment.role == "on" and moment.start and _NOT_EARLIER.search(state.marked.whole):
        return Moment("from", start=moment.start)
    if "removed" in kinds:
        return Moment("until", end=moment.start, is_state=moment.is_state)
    if delayed and moment.role in ("after", "from", "since"):
        return Moment("not-before", end=moment.start, is_state=moment.is_state)
    settles = rule.verb is Verb.EXPECT and is_end(state, moment, text)
    if settles and moment.role in ("on", "range"):
        return Moment("until", end=moment.end)
    begins = moment.role == "on" or (moment.within and moment.role == "after")
    starts = state.language.starts.search(text) and not settles
    if rule.verb in (Verb.EXPECT, Verb.DO) and begins and starts:
        return Moment("from", start=moment.start)
    return moment


def _delayed(rule: DraftRule, moment: Moment, clause: Clause, *, turned: bool) -> DraftRule:
    """Return what may not begin yet as the ban it is, unless the clause permits or demands it."""
    if moment.role != "not-before" or rule.verb in BANS:
        return rule
    if moment.is_state and rule.verb is Verb.DO:  # "shave only when the redness has gone"
        return replace(rule, verb=Verb.ALLOW)
    bans = "allow" not in clause.kinds if turned else rule.verb is Verb.DO
    return replace(rule, verb=Verb.AVOID) if bans else rule


def _resumed(state: State, rule: DraftRule, text: str, *, clause_times: bool) -> DraftRule:
    """Return a duty that begins with a state of the skin, or "again", as the permission it is."""
    waits_for_state = any(
        is_state(start) and ("(" not in start or start.startswith("gone(")) for start in rule.starts
    )
    if rule.every and waits_for_state:  # "once healed, massage twice a day"
        if not clause_times:
            state.outcome.doubts.add("window")
        return rule
    if rule.ends and rule.verb is Verb.DO:  # "once closed, silicone gel for 6 months"
        return rule
    again = rule.starts and state.language.again.search(text)
    return replace(rule, verb=Verb.ALLOW) if rule.verb is Verb.DO and (waits_for_state or again) else rule


def _doubt_times(state: State, rule: DraftRule, times: list[Moment]) -> None:
    """Doubt times that do not fit together: "from day 8, avoid make-up for 24 hours"."""
    lasting = [end for end in rule.ends if not is_state(end)]
    late = any(not is_state(start) for start in rule.starts)
    short = any(not end.startswith("D") for end in lasting)
    opens = any(moment.role in ("from", "after", "range") for moment in state.leading)
    if len(lasting) > 1 or len([start for start in set(rule.starts) if not is_state(start)]) > 1:
        state.outcome.doubts.add("time")
    if rule.verb not in BANS:
        return
    counted_after = any(moment.role == "after" for moment in times)
    if "?" in rule.ends or (
        times and ((opens and rule.ends) or (late and short) or (counted_after and rule.starts))
    ):
        state.outcome.doubts.add("time")


def _only_when(state: State, clause: Clause, times: list[Moment]) -> bool:
    """Return True for "shave only when …", and mark the word."""
    if not any(moment.role in ("from", "after") for moment in times):
        return False
    match = state.language.only_when.search(state.marked.text, clause.start, clause.end)
    if match:
        state.marked.take(match.start(), match.end(), "frame", "not-before")
    return match is not None


def _means_then(state: State, span: Span, clause: Clause, verb: Verb) -> bool:
    """Return True for "afterwards"; before a ban only where it opens the clause."""
    if verb in BANS and state.marked.whole[clause.start : span.start].strip(" ,"):
        return False
    return (
        moment_of(span).role == "then"
        and state.marked.whole[span.start : span.end].strip(" ,") in _AFTERWARDS
    )


def _then(state: State, rule: DraftRule) -> DraftRule:
    previous = state.last_rule(with_end=True)
    ends = previous.ends if previous else state.memory.ends or state.memory.before
    if not ends or (previous is None and not state.memory.ends):
        state.outcome.doubts.add("time")
    return replace(rule, starts=ends or ("?",)) if not rule.starts else rule


def _inherited(state: State, rule: DraftRule) -> list[Moment]:
    if rule.verb in (Verb.CALL, Verb.REPEAT):
        return []
    leading = [
        moment for moment in state.leading if rule.verb not in BANS or moment.role not in ("from", "after")
    ]
    if state.leading:
        return leading
    is_late = state.context.is_later and rule.verb in (Verb.ALLOW, Verb.DO)
    if is_late or state.context.is_lost or (state.context.moments and not state.context.is_sure):
        state.outcome.doubts.add("window")
    return list(state.context.moments)


def conditioned(state: State, rule: DraftRule, clause: Clause) -> DraftRule:
    here = [span.value for span in clause.of("condition")]
    for condition in (*state.leading_conditions, *state.context.conditions, *here):
        if isinstance(condition, Condition):
            lasts = condition.kind in ("during", "until") and condition in here
            if lasts and rule.verb in BANS and not clause.of("time"):
                rule = replace(rule, starts=(), ends=())  # a heading's time does not end it
            rule = with_condition(rule, condition, state.outcome.doubts)
    return rule


def share_trailing_time(state: State) -> None:
    """Extend a final time to the clauses before it: "no sauna and no gym for 2 days"."""
    sharing: set[int] = set()
    for (second, later), (first, rules) in pairwise(reversed(state.by_clause)):
        own = any(
            moment_of(span).role in WINDOW for span in first.of("time")
        )  # "from day 1", which is no start
        if own or not later or not rules or not later[-1].has_window or later[-1].is_inherited:
            continue
        if rules[0].has_window and not rules[0].is_inherited:
            continue
        source = later[-1]
        if source.starts and rules[0].verb is Verb.ALLOW and source.verb is Verb.DO:
            state.outcome.doubts.add("time")  # "you may use moisturiser and apply make-up after 2 days"
        if not _shares(rules[0], source) or _contrasts(state, first, second):
            continue
        times = second.of("time")
        topics = [subject.start for subject in second.subjects]
        if second.start in sharing or (times and topics and times[-1].start > topics[-1]):
            sharing.add(first.start)
            rules[:] = [
                replace(rule, starts=source.starts, ends=source.ends, is_inherited=False) for rule in rules
            ]


def _shares(rule: DraftRule, source: DraftRule) -> bool:
    if source.verb is not rule.verb or source.verb is Verb.EXPECT:
        return False
    return source.verb is not Verb.DO or not (rule.every or source.starts)


def _contrasts(state: State, first: Clause, second: Clause) -> bool:
    between = state.marked.whole[first.end - 6 : second.start + 8]
    return any(sign in between for sign in (";", " - ", "but", "aber", "jedoch"))
