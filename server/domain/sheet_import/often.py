# ruff: noqa: E501 - patterns stay on one line
"""Find how often a sentence asks for something: "twice a day", "alle 2 Stunden", "morgens und abends"."""

import re

from server.domain.sheet_import.lengths import NUMBER, number, unit_of
from server.domain.sheet_import.text import Marked

_PER_DAY = r"(?:(?:a|per|each|every|/) ?day|daily|täglich|am tag|pro tag|(?:a|per) night)"
_PER_WEEK = r"(?:(?:a|per|each|every|/) ?week|weekly|wöchentlich|(?:in der|pro|die) woche)"
_TIMES = rf"(?:(?P<n>{NUMBER})(?: ?(?:-|to|or|bis|oder) ?(?P<m>{NUMBER}))? ?-?(?:times|x|mal)|(?P<w>once|twice|einmal|zweimal|dreimal|viermal|fünfmal|sechsmal))"
_LEAST = r"(?P<least>(?:at least|no (?:fewer|less) than|never (?:fewer|less) than|not (?:fewer|less) than|nie weniger als|nicht weniger als) |mindestens |wenigstens |a minimum of )?(?:bis (?:zu )?|up to |maximal |max\.? |höchstens |no more than |at most )?"
_WORDS = {
    "once": 1,
    "twice": 2,
    "einmal": 1,
    "zweimal": 2,
    "dreimal": 3,
    "viermal": 4,
    "fünfmal": 5,
    "sechsmal": 6,
}
_MORNING = r"(?:mornings?|morgens|am morgen|früh)"
_NIGHT = r"(?:evenings?|nights?|abends|am abend)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"\b(?:(?:several|many|a few|a number of) times (?:a|per|each) (?:day|week)|several times daily|(?:mehrmals|mehrere male|mehrfach|öfter|häufiger|einige male|ein paar mal) (?:täglich|am tag|pro tag|in der woche|pro woche)|immer wieder|mehrmals|mehrfach|regularly|regelmäßig|frequently|often|from time to time)\b", ""),
    (rf"\b{_LEAST}{_TIMES} {_PER_DAY}(?![a-zäöü])", "day"),
    (rf"\b{_LEAST}{_TIMES} {_PER_WEEK}(?![a-zäöü])", "week"),
    (r"\b(?P<n>\d) ?x ?1\b(?! ?(?:mg|ml|g)\b)", "day"),
    (r"\b(?:every (?:other|second|2nd)|jeden (?:zweiten|2\.)) (?:day|tag)\b", "every 2d"),
    (r"\b(?:every third|jeden dritten|jeden 3\.) (?:day|tag)\b", "every 3d"),
    (rf"\b(?:every|alle) (?P<n>{NUMBER})(?: ?(?:-|to|bis) ?(?P<m>{NUMBER}))? (?P<unit>days|tage)\b", "every"),
    (rf"\b(?:every|alle) (?P<n>{NUMBER})(?: ?(?:-|to|bis) ?(?P<m>{NUMBER}))? (?P<unit>hours?|hrs?|h|std|stunden|minutes|minuten)\b", "every"),
    (r"\b(?:every (?:single )?hour|hourly|stündlich|jede stunde)\b", "every 1h"),
    (r"\b(?:day and night|night and day|around the clock|round the clock|24/7|tag und nacht|rund um die uhr)\b", "always"),
    (rf"\b(?:(?:in the |every |each |both )?{_MORNING} (?:and|und) (?:in the |every |at )?{_NIGHT})\b", "morning+evening"),
    (r"\b(?:am and pm)\b", "morning+evening"),
    (r"\b(?:(?:every|each|jeden) morning|jeden morgen|morgens)\b", "morning"),
    (r"\b(?:(?:every|each) (?:evening|night)|jeden abend|abends|jede nacht|nightly|at night|nachts|at bedtime)\b", "evening"),
    (r"\b(?:before (?:you go to )?bed(?:time)?|vor dem (?:schlafengehen|schlafen|zubettgehen)|zur nacht)\b", "evening"),
    (r"\b(?:every day|everyday|each day|daily|once a day|täglich|jeden tag|tagtäglich)\b", "1/day"),
    (r"\b(?:as often as (?:needed|necessary|you like)|so oft wie nötig|as and when (?:needed|required))\b", "as needed"),
    (r"\b(?:as|if|when|where|whenever) (?:needed|necessary|required)\b|\b(?:bei|nach) bedarf\b|\b(?:wenn|falls) nötig\b", "as needed"),
    (r"\b(?:for life|for ?ever|lifelong|für immer|lebenslang|ein leben lang|at all times|constantly|always|immer|stets|jederzeit|throughout|dauerhaft|permanently)\b", "always"),
    (r"\b(?:after|following) (?:every|each) meal\b|\bnach (?:jeder mahlzeit|jedem essen|den mahlzeiten)\b|\bafter meals\b", "each meal"),
    (r"\b(?:after|following) (?:cleansing|washing|each wash)\b|\bnach (?:der reinigung|dem waschen|jeder reinigung)\b", "each cleanse"),
    (r"\b(?:before|prior to) (?:you )?(?:touch(?:ing)?|treating)(?: (?:the|your|treated|treatment|face|skin|area|tattoo|wound|it))*\b|\bvor (?:dem|jedem|jeder) (?:berühren|anfassen|kontakt|berührung)\b|,? ?\bbevor (?:sie|du|man) [^,.;]{0,40}(?:berühr|anfass|reinig|behandel)\w+", "each touch"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), how) for pattern, how in _PATTERNS)


_OFTEN = re.compile(
    r"x ?1|every|each|clock|24/7|fewer|weniger|/ ?day|day|daily|week|hour|night|morning|evening|bed|needed|necessary|required|always|times|constant|throughout|perman|often"
    r"|regular|life|leben|ever|für immer|frequen|meal|clean|wash|touch|treating|täglich|alle |jed|mahlzeit|stünd|am tag|pro tag|abend|morgens|nacht|bedarf|nötig|immer|stets"
    r"|dauer|mehrmals|mahlzeit|reinig|berühr|anfass|kontakt|schlaf|oft|zubett|wöch|pro woche|der woche"
)
"""At least one of these is part of every recurrence."""


def mark_recurrence(marked: Marked) -> None:
    if not _OFTEN.search(marked.text):
        return
    for pattern, how in _COMPILED:
        for match in pattern.finditer(marked.text):
            marked.take(match.start(), match.end(), "every", _every(match, how))


def _every(match: re.Match[str], how: str) -> str:
    if how not in ("day", "week", "every"):
        return how
    groups = match.groupdict()
    if how == "every":
        unit, _times = unit_of(groups["unit"])
        return f"every {number(groups['n'])}{_to(groups)}{unit}"
    count = _WORDS[groups["w"]] if groups.get("w") else number(groups["n"])
    least = ">=" if groups.get("least") else ""
    return f"{least}{count}{_to(groups)}/{how}"


def _to(groups: dict[str, str | None]) -> str:
    last = groups.get("m")
    return f"-{number(last)}" if last else ""
