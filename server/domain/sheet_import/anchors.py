# ruff: noqa: E501 - patterns stay on one line
"""Find lengths that are not counted from the treatment: "one week after the stitches are out"."""

import re

from server.domain.sheet_import.lengths import LENGTH
from server.domain.sheet_import.text import words_in

_COUNTED = re.compile(
    rf"\b{LENGTH} ?-?(?P<after>after|following|since|from|nach|seit|before|prior to|vor|of)\b(?P<rest>[^,.;:!?()]*)"
)
_BEFOREHAND = ("before", "prior to", "vor")
_TREATED = re.compile(
    r"\b(?:treatments?|procedures?|sessions?|appointments?|visits?|surgery|operations?|injections?|peels?|extractions?|waxing|removals?|needling"
    r"|micro-?needling|lasers?|facials?|services?|tattoo(?:s|ing)?|transplants?|lift|piercing|fitting|procedure|now|today|home|day"
    r"|behandlung(?:en)?|eingriffs?|sitzung(?:en)?|termin(?:s|en)?|op|operation|unterspritzung|injektion(?:en)?|entfernung|enthaarung|besuch|heute|tag|stechen|peeling|laser\w*|tätowier\w*|sedierung|narkose|vollnarkose|sedation|ana?esthetic)\b"
)
_OTHER = re.compile(
    r"\b(?:stitch(?:es)?|sutures?|dressings?|bandages?|plasters?|drains?|casts?|strips?|gauze|tablets?|antibiotics?|check-?ups?|last|next|meals?|use|using|pressure"
    r"|faden\w*|fäden|verband\w*|pflaster\w*|nahtentfernung|kontroll\w*|tabletten?|letzten|nächsten|einnahme|essen|mahlzeit\w*)\b"
)
_DAILY = re.compile(
    r"\b(?:bed|bedtime|sleep(?:ing)?|meals?|eating|going out(?:side)?|exposure|schlafen\w*|essen|mahlzeit\w*|bett|rausgehen|sonnen\w*)\b"
)
_ACT = re.compile(r" (?:your |the )?\w+ing\b")
_REFERS = re.compile(r"^\W*(?:that|this|it|wards?|which|dem|diesem|danach|each|every|jede\w*)\b|^\W*$")
_TURNED = re.compile(r"^\W*(?:avoid|use|do|you|the (?:redness|swelling)|no\b|keine?\b)")


def other_anchor(text: str, treated: frozenset[str]) -> bool:
    """Return True if a length is counted from something else than the treatment.

    `treated` are the words of the sheet's title: "2 weeks after your vasectomy" counts from the treatment.
    """
    return any(_is_other(match, treated) for match in _COUNTED.finditer(text))


def _is_other(match: re.Match[str], treated: frozenset[str]) -> bool:
    rest = match["rest"]
    if match["after"] in _BEFOREHAND:
        return _DAILY.search(rest) is not None
    first = " ".join(rest.split()[:5])
    if _OTHER.search(first):
        return True
    if match["after"] == "of" and _ACT.match(rest):
        return True  # "not within 30 minutes of brushing"
    if match["after"] in ("of", "from") or _REFERS.search(rest) or _TREATED.search(first):
        return False
    return not treated.intersection(word.text for word in words_in(first))
