"""Words that leave a line open, or join it to another line."""

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_TIME = re.compile(
    r"\d\s*-?\s*(?:hour|hr|h\b|day|week|month|min|year)"
    r"|\b(?:until|till|weeks?|months?|hours?|days?|tonight|morning|overnight|evening|night|bedtime|tomorrow"
    r"|before|once|while|few|couple|day \d|prior)\b",
    re.IGNORECASE,
)
_CONDITION = _words(
    "if", "unless", "should you", "in case", "when", "whenever",
    "(?:patients|clients|those|people|anyone|women|men|individuals) (?:with|who|on|taking|having)",
)  # fmt: skip
_EXCEPTION = _words(
    "without",
    "other than",
    "except",
    "apart from",
    "instead of",
    "rather than",
    "excluding",
    "with the exception",
)
UNLESS_DIRECTED = re.compile(
    r",?\s*\bunless (?:otherwise )?(?:directed|instructed|advised|told)(?: otherwise)?"
    r"(?: by (?:your|the|a) [a-z]+)?,?\s*",
    re.IGNORECASE,
)
BEFOREHAND = re.compile(
    r"\b(?:before|prior to) (?:the|your|any|each) (?:next )?(?:treatment|appointment|procedure|session|visit)"
    r"|\bprior to treatment|\bbefore treatment|\bpre-?treatment\b|\bbefore and after\b",
    re.IGNORECASE,
)
LASTING = _words(
    "persists?", "continues?", "does not (?:go|settle|subside)", "worsens?", "lasts?", "prolonged", "extended"
)
LONGER = re.compile(r"\b(?:for )?(?:longer|more) than (?P<q>\d{1,3} (?:hours|days|weeks))\b", re.IGNORECASE)
PRONOUN = _words("this", "it", "these", "they", "them")
NEGATED = _words("not", "never", "no")
CONTINUES = re.compile(r"^(?:this|it|these|they) (?:is|are|may|might|can|will|should|could)\b", re.IGNORECASE)
SUBSIDES = _words("subside", "settle", "last", "go", "resolve", "disappear", "fade")
PRESCRIBED = _words("prescribed")
LEADING = re.compile(r"^(?:after|for|from|during|once|on|within|until|when|starting)\b", re.IGNORECASE)
ALSO = re.compile(r"^(?:in addition|also|additionally)\b", re.IGNORECASE)
OTHER = _words("other", "general", "additional")


def condition_in(clause: str, wanted: str, rest: str) -> bool:
    """Return True if a clause has a condition or an exception.

    `rest` is the clause without its times, so that "if needed" is not a condition; `wanted` also lacks the
    reason.
    """
    conditional = _CONDITION.search(wanted) is not None or _CONDITION.match(rest) is not None
    return conditional or _EXCEPTION.search(clause) is not None


def time_left_in(rest: str) -> bool:
    """Return True if a word of time was not parsed: the line is then not understood."""
    return _TIME.search(rest) is not None
