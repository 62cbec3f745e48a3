"""Parse the times of a sentence (from, until, how often) and remove them from its text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from server.domain.sheet_import.lengths import LENGTH, length

_TREATED = (
    r"(?:the |your |this |each |a |any )?"
    r"(?:micro-?needling |skin needling |needling |laser |facial |peel |LED )?"
    r"(?:treatments?|procedures?|sessions?|appointments?|services?|peels?|micro-?needling|needling|visits?)\b"
)
_AFTER = rf"(?:\s*-?(?:after|following|post|from|since)[\s-]*{_TREATED})"
_BOUND = (
    r"(?P<bound>at least |a minimum of |minimum of |minimum |up to |a maximum of |about |approximately"
    r" |around )?"
)
_SIGNS = (
    ("at least", ">="), ("a min", ">="), ("min", ">="), ("up to", "<="), ("a max", "<="),
    ("about", "~"), ("approx", "~"), ("around", "~"),
)  # fmt: skip
_Q = rf"(?P<q>{LENGTH})"
_FIRST = rf"(?:the )?(?:first|next|initial|following) {_BOUND}{_Q}{_AFTER}?"

_SKIN = r"(?:the |your )?(?:treated )?(?:skin|face|area|treatment area)"
_FULLY = r"(?:fully |completely |totally |entirely )*"
_QUIET = r"(?:no longer (?:feels? )?(?:irritated|sensitive|inflamed|red)|calm|settled)"
_STATES = (
    ("healed", rf"{_SKIN} (?:is|has|have)? ?(?:been )?{_FULLY}(?:healed|recovered)(?: from {_TREATED})?"),
    ("calm", rf"{_SKIN} (?:is|feels)? ?{_QUIET}"),
    (
        "shed",
        rf"(?:the )?(?:flaking|peeling|shedding) (?:is|has) ?{_FULLY}"
        r"(?:over|stopped|finished|complete|subsided)",
    ),
    *(
        (
            f"gone({symptom})",
            rf"(?:the |your |all )?{symptom} (?:is |has |have )?"
            r"(?:gone|subsided|subsides|disappeared|resolved|resolves)",
        )
        for symptom in ("redness", "swelling", "itching", "bruising")
    ),
)
_GATES = tuple(gate for gate, _text in _STATES)


@dataclass(frozen=True, slots=True)
class ClauseTimes:
    """The times of a clause. `rest` is its text without the parsed words."""

    rest: str
    starts: str | None = None
    ends: str | None = None
    every: str | None = None
    since: str | None = None  # "24 hours after treatment": the end of a ban, the beginning of anything else
    after_that: bool = False  # "afterwards": begins where the previous line's window ends
    waits: bool = False  # "wait N before …": the length is a ban


Match = re.Match[str]
Step = Callable[[ClauseTimes, Match], ClauseTimes]


def _signed(match: Match, *, sign: str = "") -> str | None:
    """Return the length with its sign; None if they do not fit together ("at least 2-3 days")."""
    value = length(match["q"])
    bound = match.groupdict().get("bound") or ""
    sign = next((each for start, each in _SIGNS if bound.startswith(start)), sign)
    if value is None or (sign in ("<=", ">=") and ("-" in value or value.startswith("~"))):
        return value if sign == "<=" and value and "-" in value else None
    return value if value.startswith("~") else sign + value


def _until(sign: str = "") -> Step:
    def step(times: ClauseTimes, match: Match) -> ClauseTimes:
        value = _signed(match, sign=sign)
        return times if value is None or times.ends else replace(times, ends=value)

    return step


def _from(times: ClauseTimes, match: Match) -> ClauseTimes:
    value = _signed(match)
    if value is None or (times.starts and times.starts not in _GATES):
        return times
    return replace(times, starts=f"{value} & {times.starts}" if times.starts else value)


def _since(times: ClauseTimes, match: Match) -> ClauseTimes:
    value = _signed(match)
    return times if value is None or times.starts or times.ends else replace(times, since=value)


def _wait(times: ClauseTimes, match: Match) -> ClauseTimes:
    if not match["then"]:
        return _from(times, match)
    value = _signed(match)
    return times if value is None else replace(times, ends=value, waits=True)


def _gate(gate: str, *, is_end: bool) -> Step:
    def step(times: ClauseTimes, _match: Match) -> ClauseTimes:
        old = times.ends if is_end else times.starts
        joined = f"{old} & {gate}" if old else gate
        return replace(times, ends=joined) if is_end else replace(times, starts=joined)

    return step


def _day(*, more: int = 0, is_end: bool = False) -> Step:
    def step(times: ClauseTimes, match: Match) -> ClauseTimes:
        day = f"D{int(match['day']) + more}"
        return replace(times, ends=day) if is_end else replace(times, starts=day)

    return step


def _every(often: str) -> Step:
    """Return a step that sets `every`; `often` may refer to groups of the pattern, as in "every {n}h"."""
    return lambda times, match: replace(times, every=often.format(**match.groupdict(default="")))


def _ignore(times: ClauseTimes, _match: Match) -> ClauseTimes:
    """Consume words that add nothing on an aftercare sheet: "after your treatment"."""
    return replace(times)


_STEPS: tuple[tuple[str, Step], ...] = (
    (
        r"^(?:afterwards?|after that|after this|thereafter|then),? ",
        lambda times, _: replace(times, after_that=True),
    ),
    (rf"\(?\bwait(?:ing)? (?:for )?{_BOUND}{_Q}{_AFTER}?\)? ?(?P<then>before|to|until)?", _wait),
    *((rf"\b(?:until|till) {text}", _gate(gate, is_end=True)) for gate, text in _STATES),
    *(
        (rf"(?:\bbut )?\b(?:only )?(?:once|when|after|as soon as) {text}", _gate(gate, is_end=False))
        for gate, text in _STATES
    ),
    (
        r"\b(?:prior to|before) (?:touching|you touch)(?: (?:the|your|treated|treatment|face|skin|area))*",
        _every("each touch"),
    ),
    (r"\bafter (?:cleansing|washing)\b", _every("each cleanse")),
    (r"\bwhen you (?:return|get|arrive|come) home\b", lambda times, _: replace(times, starts="on(home)")),
    (r"\b(?:until|till) (?:at least )?day (?P<day>\d{1,2})\b", _day(is_end=True)),
    (r"\bafter day (?P<day>\d{1,2})\b", _day(more=1)),
    (
        r"\b(?:from|on|starting|beginning|starting on|around|about) day (?P<day>\d{1,2})(?: onwards?)?\b"
        r"(?! ?(?:-|to))",
        _day(),
    ),
    (rf"\bwithin {_FIRST}", _until("<=")),
    (rf"\bat least (?:for|during) {_FIRST}", _until(">=")),
    (rf"\b(?:only )?after {_FIRST}", _from),
    (rf"\b(?:for|over|during|in) {_FIRST}", _until()),
    (rf"\bwithin {_BOUND}{_Q}{_AFTER}?", _until("<=")),
    (rf"\b(?:only )?after {_BOUND}{_Q}(?: (?:following|after|post)[\s-]{_TREATED})?", _from),
    (rf"\b(?:start|starts|begin|begins|appear|appears|occur|occurs) {_BOUND}{_Q}{_AFTER}", _from),
    (rf"\bfor (?:a )?{_BOUND}{_Q}{_AFTER}?", _until()),
    (rf"\b(?:last|lasts|lasting) (?:for |between )?{_BOUND}{_Q}{_AFTER}?", _until()),
    (rf"\bup to {_Q}{_AFTER}?", _until("<=")),
    (rf"\b(?:at least|a minimum of) {_Q}{_AFTER}?", _until(">=")),
    (rf"\b{_FIRST}", _until()),
    (rf"\b{_BOUND}{_Q}{_AFTER}", _since),
    (r"\b(?:twice|two times|2 times|2x) (?:a|per|each|every) day\b|\btwice daily\b", _every("2/day")),
    (r"\b(?P<n>[3-9])(?: times|x) (?:(?:a|per|each|every) day|daily)\b", _every("{n}/day")),
    (r"\bthree times (?:(?:a|per|each|every) day|daily)\b", _every("3/day")),
    (r"\bfour times (?:(?:a|per|each|every) day|daily)\b", _every("4/day")),
    (r"\bevery (?P<n>\d{1,2})(?P<m>-\d{1,2})? hours\b", _every("every {n}{m}h")),
    (r"\b(?:each|every) (?P<part>morning|evening)\b(?! and)", _every("{part}")),
    (r"\b(?:morning and (?:evening|night)|AM and PM)\b", _every("morning+evening")),
    (r"\b(?:every ?day|daily|once a day|each day)\b", _every("1/day")),
    (r"\b(?:as|if|when|where) (?:needed|necessary|required)\b", _every("as needed")),
    (r"\b(?:at all times|constantly|always)\b", _every("always")),
    (rf"\b(?:immediately |straight |right )?{_AFTER}", _ignore),
)
"""Applied in this order, from the most to the least specific pattern."""
_COMPILED = tuple((re.compile(text, re.IGNORECASE), step) for text, step in _STEPS)


def parse_times(sentence: str) -> ClauseTimes:
    times = ClauseTimes(sentence)
    for pattern, step in _COMPILED:
        match = pattern.search(times.rest)
        changed = step(times, match) if match else times
        if match and changed is not times:
            times = replace(changed, rest=_without(times.rest, match))
    return times


def _without(text: str, match: Match) -> str:
    return " ".join((text[: match.start()] + " , " + text[match.end() :]).split())
