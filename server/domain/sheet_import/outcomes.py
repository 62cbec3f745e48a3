"""Decide how a sentence is read (as a call, as a repetition, or clause by clause) and which state it gets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.domain.sheet_import.calls import call_part, is_call, read_call, without_called
from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.language import Language
from server.domain.sheet_import.layout import Line, Sentence
from server.domain.sheet_import.model import ImportedSentence, Position, Reason, SentenceState
from server.domain.sheet_import.reading import read_sentence
from server.domain.sheet_import.repeats import read_repeat
from server.domain.sheet_import.state import Context, Memory, Outcome
from server.domain.sheet_import.subjects import Finder
from server.domain.sheet_import.text import Span, words_in
from server.domain.sheets import Rule
from server.domain.vocabulary import Verb
from server.domain.when import parse_time

_CONDITION = re.compile(r"\b(?:if|when|that|which|wenn|falls|sobald)\b.*|, (?:die|der|das)\b.*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence is read with, whatever the headings above it say."""

    language: Language
    finder: Finder
    treatment: str


_PHONE = re.compile(
    r"[ ,:(-]*(?:\b(?:on|at|under|unter|tel|telefon|telephone|phone|notfallnummer|hotline|nummer|call|mobil)\b[ .:]*)*"
    r"\(?\+?\d[\d ()/.-]{5,}\d\)?(?=[.!)]*$)"
)
_DIGITS = 7
"""At least as many digits has a telephone number."""


def outcome_of(text: str, reading: Reading, context: Context, memory: Memory) -> Outcome:
    """Read a sentence; a telephone number at its end says nothing of its rules."""
    number = _PHONE.search(text)
    if number is None or sum(letter.isdigit() for letter in number.group()) < _DIGITS or not number.start():
        return _outcome_of(text, reading, context, memory)
    plain = text[: number.start()] + "."
    called = context.verb is None and _only_names_signs(text, number.start(), reading)
    outcome = (
        _call_of(plain, reading, memory, earlier=())
        if called
        else _outcome_of(plain, reading, context, memory)
    )
    outcome.spans.append(Span(number.start(), number.end(), "aside"))
    return outcome


_FOR = re.compile(r"(?:at |in case of |with |for |bei |im falle? von )")


def _only_names_signs(text: str, end: int, reading: Reading) -> bool:
    """Return True for "Fever or severe pain:" before a telephone number, which is whom to call then."""
    named = reading.finder.find(text[:end])
    if not named or not all(each.is_symptom for each in named) or reading.language.expects.search(text[:end]):
        return False
    return text[end:].lstrip().startswith((":", "- ")) or _FOR.match(text) is not None


def _outcome_of(text: str, reading: Reading, context: Context, memory: Memory) -> Outcome:
    language = reading.language
    if is_call(text, language):
        return _called(text, reading, context, memory)
    outcome = Outcome()
    if read_repeat(text, language, reading.finder, reading.treatment, outcome):
        return outcome
    return _clauses(text, reading, context, memory)


def _called(text: str, reading: Reading, context: Context, memory: Memory) -> Outcome:
    outcome = Outcome()
    start, end = call_part(text, reading.language)
    if text[:start].endswith(" - ") and not any(
        each.is_symptom for each in reading.finder.find(text[start:end])
    ):
        start = 0  # "fever or pus - phone at once"
    if start or end < len(text):
        at = 0 if start else end
        outcome = _clauses(text[:start] or text[end:], reading, context, memory)
        outcome = outcome if not at else _together(Outcome(), outcome, at=at)
    call = _call_of(text[start:end], reading, memory, earlier=_symptoms(outcome.rules))
    outcome.rules = without_called(outcome.rules, call.rules)
    return _together(outcome, call, at=start)


def _call_of(text: str, reading: Reading, memory: Memory, *, earlier: tuple[str, ...]) -> Outcome:
    """Read a call, with the question before it: "Swelling for more than 3 days? Call us."."""
    call = Outcome()
    asked = f"{memory.asked.text}: " if memory.asked and _asked_symptoms(memory) else ""
    if not asked or any(each.is_symptom for each in reading.finder.find(text)):
        asked = ""
    read_call(asked + text, reading.language, reading.finder, call, earlier=earlier)
    call.spans = [
        replace(span, start=span.start - len(asked), end=span.end - len(asked))
        for span in call.spans
        if span.start >= len(asked)
    ]
    return call


def _clauses(text: str, reading: Reading, context: Context, memory: Memory) -> Outcome:
    if context.verb is Verb.CALL and _names_no_sign(text, reading):
        context = replace(context, verb=None)
    elif context.verb is Verb.CALL and not _asks_otherwise(text, reading.language):
        outcome = Outcome()
        read_call(text, reading.language, reading.finder, outcome, earlier=())
        return outcome
    return read_sentence(text, reading.language, reading.finder, context=context, memory=memory)


def _names_no_sign(text: str, reading: Reading) -> bool:
    """Return True for "Apply sunscreen every day", which is no sign to call about, whatever heading is above it."""
    named = reading.finder.find(text)
    signs = any(word.text in reading.language.signs for word in words_in(text))
    return bool(named) and not signs and not any(each.is_symptom for each in named)


def _asks_otherwise(text: str, language: Language) -> bool:
    """Return True for a ban or a permission below "When to call us": it is not a sign to call about."""
    return any(
        kind in ("avoid", "allow", "only") and match.group().strip()
        for kind, pattern in language.frames
        for match in pattern.finditer(_CONDITION.sub("", text))
    )


def _asked_symptoms(memory: Memory) -> tuple[str, ...]:
    """Return the symptom of "Fever? Call us."."""
    if memory.asked is None:
        return ()
    return tuple(subject.topic for subject in memory.asked.subjects if subject.is_symptom)


def _symptoms(rules: list[DraftRule]) -> tuple[str, ...]:
    return tuple(topic for rule in rules if rule.verb is Verb.EXPECT for topic in rule.topics)


def _together(first: Outcome, second: Outcome, *, at: int) -> Outcome:
    moved = [replace(span, start=span.start + at, end=span.end + at) for span in second.spans]
    first.spans += moved
    first.rules += second.rules
    first.doubts.reasons += second.doubts.reasons
    first.topics += second.topics
    first.unexplained |= frozenset(start + at for start in second.unexplained)
    first.asks = first.asks or second.asks
    return first


def plain_sentence(
    sentence: Sentence,
    line: Line,
    reason: Reason,
    *,
    is_heading: bool = False,
    state: SentenceState = "reading-only",
) -> ImportedSentence:
    return ImportedSentence(
        sentence.text, sentence.start, sentence.end, line.number, state, reason=reason, is_heading=is_heading
    )


def read_as(
    sentence: Sentence, line: Line, outcome: Outcome, rules: tuple[Rule, ...], language: Language
) -> ImportedSentence:
    used, unused = _positions(sentence, outcome, language)
    base = ImportedSentence(
        sentence.text, sentence.start, sentence.end, line.number, "read", rules, used, unused
    )
    if rules and not outcome.doubts:
        return base
    if rules:
        return replace(base, state="decide", reason=outcome.doubts.reasons[0])
    if not outcome.asks:
        return replace(base, state="reading-only", reason="no-rule", used=(), unused=())
    reason: Reason = outcome.doubts.reasons[0] if outcome.doubts else "no-verb"
    return replace(base, state="decide", reason=reason)


def _positions(
    sentence: Sentence, outcome: Outcome, language: Language
) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """Return the words that rules use, and those that no rule uses, as positions in the whole text."""
    covered = bytearray(len(sentence.text))
    for span in outcome.spans:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    used: list[Position] = []
    unused: list[Position] = []
    for word in words_in(sentence.plain):
        position = (sentence.start + word.start, sentence.start + word.end)
        small = word.text in language.small and not language.traps.fullmatch(word.text)
        if covered[word.start] or (small and word.start not in outcome.unexplained):
            used.append(position)
        else:
            unused.append(position)
    return tuple(used), tuple(unused)


def joined(sentences: list[ImportedSentence], tails: Mapping[int, str]) -> tuple[ImportedSentence, ...]:
    """Give "this settles within 3 days" to the rule of the sentence before it."""
    for at in range(1, len(sentences)):
        tail, before = tails.get(sentences[at].start), sentences[at - 1]
        if tail is None or not before.rules or sentences[at].line - before.line > 1:
            continue
        if all(rule.verb is Verb.EXPECT and not rule.ends for rule in before.rules):
            rules = tuple(replace(rule, ends=parse_time(tail)) for rule in before.rules)
            sentences[at - 1] = replace(before, rules=rules)
            sentences[at] = replace(sentences[at], state="read", reason="")
    return tuple(sentences)
