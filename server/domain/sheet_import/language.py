"""What the import must know about a language: its patterns and its small words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from server.domain.sheet_import.times import Reader

Frame = tuple[str, re.Pattern[str]]
"""What a piece of text says, and its pattern: avoid, only, allow, do, repeat, not-before, never-stop, or open
for what is neither ban nor permission ("you need not …")."""


class Steps:
    """Patterns of times, each with the function that reads what it has found.

    They are compiled when the first sheet is read, which takes half a second: most processes read none.
    """

    def __init__(self, pairs: tuple[tuple[str, Reader], ...]) -> None:
        self._pairs = pairs

    @cached_property
    def _compiled(self) -> tuple[tuple[re.Pattern[str], Reader], ...]:
        return tuple((compiled(pattern), read) for pattern, read in self._pairs)

    def __iter__(self) -> Iterator[tuple[re.Pattern[str], Reader]]:
        return iter(self._compiled)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    name: str
    times: Steps
    until: str  # patterns of the words before a state of the skin
    once: str
    while_: str
    states: tuple[tuple[str, str], ...]  # a state, and a pattern of the words that express it
    open_states: tuple[tuple[str, str], ...]  # states that are not reached yet: "the skin has not healed"
    no_longer: str  # words after the name of a symptom that say that it is gone
    lead_gone: str  # words before its name that say so: "nach Abklingen der …"
    conditions: re.Pattern[str]  # groups: unless, if, concession, until, rest
    conditions_words: re.Pattern[str]  # the words that open a condition, and negations inside it
    clause_opens: re.Pattern[str]  # opens a condition that is a clause with a verb: "if", not "except for"
    timely: re.Pattern[str]  # a word or number of a time
    during: re.Pattern[str]  # opens a condition that lasts: "while", "as long as"
    ends: re.Pattern[str]  # opens what ends something: "until"
    known: tuple[tuple[str, re.Pattern[str]], ...]  # kind of a condition, by its words
    negation: re.Pattern[str]
    reasons: re.Pattern[str]
    not_only: re.Pattern[str]  # "not only on sunny days": not a negation
    expects: re.Pattern[str]  # words that announce a symptom
    holds: re.Pattern[str]  # directly after a product: "with retinol"
    or_until: re.Pattern[str]
    such_as: re.Pattern[str]
    only_when: re.Pattern[str]
    idioms: re.Pattern[str]  # words that change nothing: "gently", "at the treated sites"
    beforehand: re.Pattern[str]
    before: re.Pattern[str]  # opens a heading on the time before the treatment
    splits: re.Pattern[str]
    frames: tuple[Frame, ...]
    imperatives: frozenset[str]
    refers: re.Pattern[str]  # an opening that refers to the sentence before
    persists: re.Pattern[str]
    turns: re.Pattern[str]  # particles that reverse an imperative
    again: re.Pattern[str]
    lighter: re.Pattern[str]  # directly before a thing: only this kind of it is meant
    others: re.Pattern[str]  # an opening with which the clinic says what it does itself
    pronouns: re.Pattern[str]
    subsides: re.Pattern[str]
    lasts: re.Pattern[str]
    starts: re.Pattern[str]
    peaks: re.Pattern[str]
    purpose: re.Pattern[str]  # directly before a symptom that is only the reason: "for pain"
    calls: re.Pattern[str]
    signs: Mapping[str, str]  # words for a sign where a sentence asks to call
    not_repeated: re.Pattern[str]
    offers: re.Pattern[str]
    concerns: re.Pattern[str]
    traps: re.Pattern[str]
    small: frozenset[str]
    asking: frozenset[str]  # words that carry nothing in a clause that asks for a thing
    foretelling: frozenset[str]  # words that carry nothing in a clause that announces a symptom
    body: frozenset[str]  # parts of the body
    manner: re.Pattern[str]  # "without rubbing"
    dry: re.Pattern[str]  # "keep … dry": a ban on water
    phrases: Mapping[str, str]  # phrases for topics of the tree that only sheets use
    headings: tuple[Frame, ...]
    heading_words: re.Pattern[str]
    elsewhere: re.Pattern[str]
    prices: re.Pattern[str]  # prices and opening hours: a rule beside them is for the author
    practical: re.Pattern[str]  # sentences for the staff, or presented as a myth


_CLASS = re.compile(r"(\[[^\]]*\])")


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that also finds the Swiss spelling: "ausser" for "außer"."""
    pieces = _CLASS.split(pattern)
    return re.compile(
        "".join(each if each.startswith("[") else each.replace("ß", "(?:ß|ss)") for each in pieces)
    )


def swiss(words: frozenset[str]) -> frozenset[str]:
    """Return the words with their Swiss spelling."""
    return words | frozenset(word.replace("ß", "ss") for word in words)


def small_words(text: str) -> frozenset[str]:
    return swiss(frozenset(text.split()))
