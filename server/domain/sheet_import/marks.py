"""Read the signs before a line that say yes or no: ticks and crosses, "+" and "-", "[x]"."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Mark = Literal["", "yes", "no", "plus", "minus", "tick", "unknown"]
"""`tick`: a tick in a sheet without crosses, which may be a mere bullet. `plus`, `minus`: in a sheet that has both, and
below no heading that says what its lines mean.
`unknown`: a sign that was not understood.
"""
Sign = Literal["", "yes", "no", "plus", "minus", "box", "unknown"]
"""What the signs before one line are, whatever the other lines of the sheet hold."""

YES = "✓✔✅☑👍🟢👌🆗🙆"
NO = "✗✘❌✖✕☒🚫⛔👎🔴🛑🙅🚭🚱🚳🚷"
SELECTORS = "\ufe0f\ufe0e\u200d"
"""Follow a sign to say how it is drawn."""
_TICKED = "☑☒"
_BOXES = "☐□"
_PREFIX = re.compile(r"[^\w\"'(]*(?:\[(?P<box>[ x✓✗]?)\])?", re.IGNORECASE)
_PLUS = re.compile(r"[+＋]\s")
_MINUS = re.compile(r"[−-]|[–—]")
_PLAIN_BLOCKS = ((0x2190, 0x21FF), (0x25A0, 0x25FF), (0x2720, 0x274B), (0x2758, 0x27BE), (0x2B00, 0x2BFF))
"""Arrows, shapes, stars and hearts, which are bullets."""
_PLAIN_SIGNS = frozenset("<>=~|±≥≤°©®★☆•·▪")


def sign_of(text: str) -> Sign:
    """Return what the signs before the words of a line say."""
    match = _PREFIX.match(text)
    prefix = match.group() if match else ""
    if match and match["box"] is not None:
        return "unknown" if match["box"].strip() else "box"
    says_yes, says_no = (any(sign in prefix for sign in signs) for signs in (YES, NO))
    if says_yes or says_no:
        return "unknown" if says_yes and says_no else "yes" if says_yes else "no"
    if any(sign in prefix for sign in _BOXES):
        return "box"
    if any(_is_odd(sign) for sign in prefix):
        return "unknown"
    if _PLUS.search(prefix):
        return "plus"
    return "minus" if _MINUS.search(prefix) else ""


def _is_odd(sign: str) -> bool:
    if sign in _PLAIN_SIGNS or sign in SELECTORS or sign in "+＋−":
        return False
    if any(low <= ord(sign) <= high for low, high in _PLAIN_BLOCKS):
        return False
    return unicodedata.category(sign) in ("So", "Sm")


def marks_of(texts: Iterable[str]) -> tuple[Mark, ...]:
    """Return the mark of each line of a sheet; what a sign means depends on the others of the sheet."""
    rows = tuple(texts)
    signs = tuple(map(sign_of, rows))
    forms = "box" in signs and any(sign in row[:8] for row in rows for sign in _TICKED)
    meant: dict[Sign, Mark] = {
        "yes": "yes" if "no" in signs else "tick",
        "no": "no",
        "plus": "plus" if "minus" in signs else "tick",
        "minus": "minus" if "plus" in signs else "",
        "unknown": "unknown",
    }
    if forms:  # a form in which boxes are ticked: a cross may select
        meant |= {"yes": "unknown", "no": "unknown", "box": "unknown"}
    return tuple(meant.get(sign, "") for sign in signs)


def marks_in(text: str) -> int:
    """Return how many signs of yes or no a text holds."""
    return sum(letter in YES + NO for letter in text)
