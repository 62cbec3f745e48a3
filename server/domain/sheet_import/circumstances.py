"""Find things that only say when a symptom is felt, or when another thing is done: "pain when chewing"."""

import re

from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import Marked

_CIRCUMSTANCE = re.compile(
    r"\b(?:beim|bei(?: der| dem)?|während(?: der| des)?|when|while|during) (?:the |your |you )?(?:\w+ )?$"
)


_SITES = frozenset({"stitches", "dressing", "plaster", "nails", "hair", "piercing", "tattoo", "braces"})
_SITE = re.compile(
    r"\b(?:around|near|along|beside|behind|under|underneath|at|an|am|um|neben|entlang|unter|rund um|im bereich)"
    r"(?: (?:the|your|der|den|dem|die|das|ihrer|ihren|deiner|deinen))* $"
)


def is_site(marked: Marked, thing: Subject) -> bool:
    """Return True for "swelling around the stitches": the thing says only where the symptom is."""
    return thing.topic in _SITES and _SITE.search(marked.whole, 0, max(thing.start, 0)) is not None


def is_circumstance(marked: Marked, thing: Subject) -> bool:
    """Return True for "pain when chewing": the thing says only when the symptom is felt."""
    return _CIRCUMSTANCE.search(marked.whole, 0, max(thing.start, 0)) is not None
