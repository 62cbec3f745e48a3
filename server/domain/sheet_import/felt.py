"""Tell the warmth that is felt from the heat that is banned."""

import re
from collections.abc import Iterable
from dataclasses import replace

from server.domain.sheet_import.subjects import Subject

_WARMTH = frozenset(["heat", "warmth", "wärme", "hitze"])
_LISTED = re.compile(r" ?(?:,|and|or|und|oder)(?: (?:and|or|und|oder))? ")


def felt(text: str, subject: Subject, subjects: Iterable[Subject]) -> Subject:
    """Return the heat of "swelling and heat" as the warmth that is felt."""
    beside = (
        each.is_symptom
        and (
            _LISTED.fullmatch(text[each.end : subject.start])
            or _LISTED.fullmatch(text[subject.end : each.start])
        )
        for each in subjects
    )
    is_felt = subject.topic == "heat" and text[subject.start : subject.end] in _WARMTH and any(beside)
    return replace(subject, topic="warmth", is_symptom=True) if is_felt else subject
