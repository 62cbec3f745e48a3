"""Load sentences.txt: every sentence of the seeds in a few words of our own, its rules and condition words."""

import re
from dataclasses import dataclass
from pathlib import Path

CONDITION_WORDS = {
    "if": r"if|when|once|wherever|provided|as long as",
    "until": r"until",
    "unless": r"unless|except",
    "only": r"only",
    "not": r"not|no|don['’]t|prohibited|without",
    "and-or": r"and ?/? ?or",
    "depending": r"depending|depends",
}
"""Families of words that change what a sentence permits: the name of each, and its words as a pattern."""


@dataclass(frozen=True, slots=True)
class Sentence:
    line: int
    hash: str
    says: str
    rules: tuple[str, ...]
    reason: str  # why the sentence is for reading only; empty if it has rules
    conditions: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"line {self.line}, {self.says}"


def conditions_of(sentence: str) -> tuple[str, ...]:
    """Return the families of condition words in a sentence of a seed, in the order of `CONDITION_WORDS`."""
    return tuple(
        name
        for name, words in CONDITION_WORDS.items()
        if re.search(rf"\b({words})\b", sentence, re.IGNORECASE)
    )


def _load() -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences by the number of their seed."""
    by_seed: dict[str, tuple[Sentence, ...]] = {}
    number = ""
    for row in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            number = row.strip("[]")
            by_seed[number] = ()
        elif row and not row.startswith("#"):
            by_seed[number] += (_sentence(row),)
    return by_seed


def _sentence(row: str) -> Sentence:
    line, mark, says, held, conditions = (cell.strip() for cell in row.split("|"))
    reading = held.startswith("(")
    return Sentence(
        line=int(line),
        hash=mark,
        says=says,
        rules=() if reading else tuple(held.split()),
        reason=held.strip("()") if reading else "",
        conditions=tuple(conditions.split()),
    )


SENTENCES = _load()
