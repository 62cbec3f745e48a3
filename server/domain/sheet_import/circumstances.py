"""Find things that only say when a symptom is felt, or when another thing is done: "pain when chewing"."""

import re

from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import Marked

_CIRCUMSTANCE = re.compile(
    r"\b(?:beim|bei(?: der| dem)?|während(?: der| des)?|when|while|during) (?:the |your |you )?(?:\w+ )?$"
)


def is_circumstance(marked: Marked, thing: Subject) -> bool:
    """Return True for "pain when chewing": the thing says only when the symptom is felt."""
    return _CIRCUMSTANCE.search(marked.whole, 0, max(thing.start, 0)) is not None
