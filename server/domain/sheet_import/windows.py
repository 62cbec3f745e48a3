"""What a sentence says about time: from when, until when, how often. What is read is taken out of it."""

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
class Said:
    """`rest`: the sentence without what was read from it."""

    rest: str
    from_: str | None = None
    until: str | None = None
    every: str | None = None
    since: str | None = None  # "24 hours after treatment": an end for a ban, a beginning for anything else
    after_that: bool = False  # "afterwards": from where the line before ended
    waits: bool = False  # "wait N before …": the length is a ban


Found = re.Match[str]
Read = Callable[[Said, Found], Said]


def _signed(found: Found, *, sign: str = "") -> str | None:
    """The length with its sign; None where the two do not go together ("at least 2-3 days")."""
    value = length(found["q"])
    bound = found.groupdict().get("bound") or ""
    sign = next((each for start, each in _SIGNS if bound.startswith(start)), sign)
    if value is None or (sign in ("<=", ">=") and ("-" in value or value.startswith("~"))):
        return value if sign == "<=" and value and "-" in value else None
    return value if value.startswith("~") else sign + value


def _until(sign: str = "") -> Read:
    def read(said: Said, found: Found) -> Said:
        value = _signed(found, sign=sign)
        return said if value is None or said.until else replace(said, until=value)

    return read


def _from(said: Said, found: Found) -> Said:
    value = _signed(found)
    if value is None or (said.from_ and said.from_ not in _GATES):
        return said
    return replace(said, from_=f"{value} & {said.from_}" if said.from_ else value)


def _since(said: Said, found: Found) -> Said:
    value = _signed(found)
    return said if value is None or said.from_ or said.until else replace(said, since=value)


def _wait(said: Said, found: Found) -> Said:
    if not found["then"]:
        return _from(said, found)
    value = _signed(found)
    return said if value is None else replace(said, until=value, waits=True)


def _gate(gate: str, *, ends: bool) -> Read:
    def read(said: Said, _found: Found) -> Said:
        old = said.until if ends else said.from_
        joined = f"{old} & {gate}" if old else gate
        return replace(said, until=joined) if ends else replace(said, from_=joined)

    return read


def _day(*, more: int = 0, ends: bool = False) -> Read:
    def read(said: Said, found: Found) -> Said:
        day = f"D{int(found['day']) + more}"
        return replace(said, until=day) if ends else replace(said, from_=day)

    return read


def _every(often: str) -> Read:
    """`often` may hold groups of the pattern: "every {n}h"."""
    return lambda said, found: replace(said, every=often.format(**found.groupdict(default="")))


def _nothing(said: Said, _found: Found) -> Said:
    """Words of time that say nothing beside what the whole sheet is about: "after your treatment"."""
    return replace(said)


_STEPS: tuple[tuple[str, Read], ...] = (
    (
        r"^(?:afterwards?|after that|after this|thereafter|then),? ",
        lambda said, _: replace(said, after_that=True),
    ),
    (rf"\(?\bwait(?:ing)? (?:for )?{_BOUND}{_Q}{_AFTER}?\)? ?(?P<then>before|to|until)?", _wait),
    *((rf"\b(?:until|till) {text}", _gate(gate, ends=True)) for gate, text in _STATES),
    *(
        (rf"(?:\bbut )?\b(?:only )?(?:once|when|after|as soon as) {text}", _gate(gate, ends=False))
        for gate, text in _STATES
    ),
    (
        r"\b(?:prior to|before) (?:touching|you touch)(?: (?:the|your|treated|treatment|face|skin|area))*",
        _every("each touch"),
    ),
    (r"\bafter (?:cleansing|washing)\b", _every("each cleanse")),
    (r"\bwhen you (?:return|get|arrive|come) home\b", lambda said, _: replace(said, from_="on(home)")),
    (r"\b(?:until|till) (?:at least )?day (?P<day>\d{1,2})\b", _day(ends=True)),
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
    (rf"\b(?:immediately |straight |right )?{_AFTER}", _nothing),
)
"""In this order: what is more particular comes first."""
_COMPILED = tuple((re.compile(text, re.IGNORECASE), read) for text, read in _STEPS)


def read_times(sentence: str) -> Said:
    said = Said(sentence)
    for pattern, read in _COMPILED:
        found = pattern.search(said.rest)
        changed = read(said, found) if found else said
        if found and changed is not said:
            said = replace(changed, rest=_without(said.rest, found))
    return said


def _without(text: str, found: Found) -> str:
    return " ".join((text[: found.start()] + " , " + text[found.end() :]).split())
