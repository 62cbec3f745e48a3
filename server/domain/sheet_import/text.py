"""Text as the patterns see it: lower case and plain punctuation, at the same length as the original."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

TAKEN = "\x00"
"""Replaces a character that some pattern has consumed."""

_PLAIN = {ord(sign): plain for signs, plain in (("’‘´`ʼ", "'"), ("“”„«»‟", '"'), ("–—‐−‑‒", "-"), ("×", "x"))
          for sign in signs}  # fmt: skip
_PLAIN |= dict.fromkeys((9, 160, 8239, 8201, 8203, 65279), " ")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+(?:[.,]\d+)?")

SpanKind = Literal[
    "time",
    "every",
    "condition",
    "reason",
    "idiom",
    "area",
    "frame",
    "topic",
    "quote",
    "call",
    "aside",
    "amount",
    "using",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a sentence that was understood; positions count from the start of the sentence."""

    start: int
    end: int
    kind: SpanKind
    value: object = None


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """Return the text in lower case, with plain quotes, dashes and spaces, character by character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_PLAIN)


@lru_cache(maxsize=4_096)
def words_in(text: str) -> tuple[Word, ...]:
    return tuple(Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(text))


@dataclass(slots=True)
class Marked:
    """A sentence of which patterns consume pieces; what they consumed is hidden from the later ones."""

    whole: str
    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.text or self.whole

    def take(self, start: int, end: int, kind: SpanKind, value: object = None) -> Span:
        span = Span(start, end, kind, value)
        self.spans.append(span)
        self.text = self.text[:start] + TAKEN * (end - start) + self.text[end:]
        return span

    def take_all(self, pattern: re.Pattern[str], kind: SpanKind, value: object = None) -> bool:
        any_match = False
        for match in pattern.finditer(self.text):
            if match.end() > match.start():
                self.take(match.start(), match.end(), kind, value)
                any_match = True
        return any_match

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(sorted((span for span in self.spans if start <= span.start < end), key=_start))


def _start(span: Span) -> int:
    return span.start
