"""Measure which share of the rules that people find in real sheets the language of rules can express.

Every rule annotated in the corpus is built with its topics, times and condition. A topic that the tree lacks is one
that a clinic may add; a condition in the words of a sheet is a flag. What is left out are times without a TIME.
"""

from collections.abc import Iterator

from server.domain.sheets import SheetError, directed_rule
from server.domain.when import TimeError, parse_time
from tests.sheets.corpus import Wanted, sheets

EXPRESSIBLE = 0.98
RULES = 598
"""Rules of the first measurement; the corpus must hold at least as many."""


def annotated() -> Iterator[Wanted]:
    for half in ("seen", "unseen"):
        for sheet in sheets(half):
            for line in sheet.lines:
                yield from (one for one in line.wanted if one.verbs and one.kind != "left out")


def is_expressible(wanted: Wanted) -> bool:
    """Return True if some reading of the annotation is a valid rule."""
    document = {
        "id": "a-rule",
        "verb": wanted.verbs[0],
        "topics": [group[0].replace("*", "session") for group in wanted.groups],
        "says": "A sentence.",
        "cite": "line 1",
        "if": [wanted.flags[0] if wanted.flags else "now:in-the-words-of-the-sheet"]
        if wanted.conditional
        else [],
    }
    for name, texts in (("from", wanted.from_), ("until", wanted.until)):
        valid = [text for text in texts if not text or is_time(text)]
        if not valid:
            return False
        if valid[0]:
            document[name] = valid[0]
    try:
        directed_rule(document, language="en")
    except SheetError:
        return False
    return True


def is_time(text: str) -> bool:
    try:
        parse_time(text)
    except TimeError:
        return False
    return True


def test_real_rules_are_expressible_with_topics_that_a_clinic_may_add() -> None:
    rules = list(annotated())
    lost = [wanted for wanted in rules if not is_expressible(wanted)]
    assert len(rules) >= RULES
    assert 1 - len(lost) / len(rules) >= EXPRESSIBLE, lost
