# ruff: noqa: E501 - patterns stay on one line
"""What a clause asks for: its verb, from the words that say so and from the things it names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from server.domain.sheet_import.language import Language
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import Marked, Span, words_in

_GOES_ON = re.compile(
    r"\b(?:can|may|could|do not|don't|never|must not|should not|dürfen|können|darf|kann|kannst|darfst)\b"
)
"""Words that apply to the acts after them, too: "you can shower and wash your hair"."""
_COLON = re.compile(r": *(?=\S)")
_OR = re.compile(r"\b(?:or|oder)(?: (?:please|bitte|else))?\b")
_ACT = re.compile(r" (?:use|wear|apply|put|take|keep|protect|cover|choose|stay|sit|seek|stick)\b")
_AND = re.compile(r"\s*(?:,|(?:und|and)\b)")
_ACT_BEFORE = re.compile(r"\b(?:auftragen|tragen|verwenden|benutzen|nehmen|schützen|eincremen) $")
_NEGATION = re.compile(r"\b(?:no|not|none|neither|nor|nothing|never|nicht|kein\w*|nie\w*|weder|noch)\b|n't\b")
_ASIDE = re.compile(r"\(([^()]+)\)")
_DENIAL = re.compile(
    r", (?:and |but |und |aber )?(?=(?:please |bitte )?(?:no|not|never|nothing|nie|nicht|nichts|keine?[nmrs]?) "
    r"(?!(?:more|longer|sooner|earlier|later|but|else|except|other|than|before|until|mehr|länger|vor|früher|außer|anderes|als)\b)[\w\x00])"
)
_SENTENCE = re.compile(r"[;:] ?| - ")
_COMMA = re.compile(",")


@dataclass(slots=True)
class Clause:
    """A piece of a sentence with one verb."""

    start: int
    end: int
    kinds: list[str] = field(default_factory=list)
    frames_at: list[int] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def of(self, kind: str) -> list[Span]:
        return [span for span in self.spans if span.kind == kind]

    @property
    def things(self) -> list[Subject]:
        return [subject for subject in self.subjects if not subject.is_symptom]

    @property
    def symptoms(self) -> list[Subject]:
        return [subject for subject in self.subjects if subject.is_symptom]


def clauses_of(marked: Marked, language: Language, subjects: tuple[Subject, ...]) -> list[Clause]:
    """Split a sentence whose times, conditions and topics are marked, and mark the frames of each clause."""
    edges = sorted({0, len(marked.text), *_edges(marked, language, subjects)})
    parts: list[Clause] = []
    for start, end in pairwise(edges):
        clause = Clause(start, end)
        clause.subjects = [subject for subject in subjects if start <= subject.start < end]
        _mark_frames(marked, language, clause)
        parts.append(clause)
    for clause in parts:
        clause.spans = list(marked.between(clause.start, clause.end))
    return parts


def _edges(marked: Marked, language: Language, subjects: tuple[Subject, ...]) -> Iterable[int]:
    for match in language.splits.finditer(marked.text):
        if match.start() > 0:
            yield match.start()
            if match.group().strip() in (";", "-"):
                yield match.end()
    for match in _COLON.finditer(marked.text):
        yield match.end()
    for match in _COMMA.finditer(marked.text):
        sides = ((match.end(), False), (match.start(), True))
        if all(_says_something(marked, language, subjects, at, before=before) for at, before in sides):
            yield match.start()
    yield from _timed_edges(marked, subjects)
    yield from _denied_edges(marked, language, subjects)
    for match in _ASIDE.finditer(marked.text):
        if _says_something(marked, language, subjects, match.start(1), before=False, end=match.end(1)):
            yield match.start()
    yield from _new_verbs(marked, language, subjects)


def _timed_edges(marked: Marked, subjects: tuple[Subject, ...]) -> Iterable[int]:
    """Yield the commas between things that have a time each: "showers from tomorrow, baths after a week"."""
    commas = [match.start() for match in _COMMA.finditer(marked.text)]
    times = [span.start for span in marked.spans if has_window(span)]
    for at, (start, comma, end) in enumerate(
        zip([0, *commas], commas, [*commas[1:], len(marked.text)], strict=False)
    ):
        sides = ((start, comma), (comma, end))
        if at < len(commas) and all(
            any(low <= time < high for time in times)
            and any(low <= subject.start < high for subject in subjects)
            for low, high in sides
        ):
            yield comma


def _denied_edges(marked: Marked, language: Language, subjects: tuple[Subject, ...]) -> Iterable[int]:
    """Yield the comma of "wash with water, no soap": the act before it is no part of the ban."""
    for match in _DENIAL.finditer(marked.text):
        start = max((edge.end() for edge in _SENTENCE.finditer(marked.whole, 0, match.start())), default=0)
        opening = next(iter(words_in(marked.whole[start : match.start()])), None)
        if opening is None or opening.text not in language.imperatives:
            continue
        banned = any(
            kind in ("avoid", "only", "leave")
            for kind, pattern in language.frames
            if pattern.search(marked.text, start, match.start())
        )
        if not banned and not language.turns.search(marked.whole, start, match.start()):
            yield match.start()


def has_window(span: Span) -> bool:
    return span.kind == "time" and getattr(span.value, "role", "then") not in ("then", "beforehand")


def _new_verbs(marked: Marked, language: Language, subjects: tuple[Subject, ...]) -> Iterable[int]:
    """Yield where an act ("and moisturise") or a recurrence ("and always sunscreen") follows an "and"."""
    for span in marked.spans:
        before = marked.text[: span.start].rstrip(" ")
        follows = any(subject.start > span.start for subject in subjects)
        if span.kind == "every" and follows and before.endswith((", and", ", und")):
            yield len(before) - len(", and")
    for subject in subjects:
        before = marked.text[: subject.start].rstrip()
        for word in (" and", " und", ", then", ", so", " so"):
            joined = _GOES_ON.search(marked.text, 0, len(before))
            if before.endswith(word) and not joined and begins_with_verb(marked, language, subject):
                yield len(before) - len(word) + 1


def _says_something(
    marked: Marked,
    language: Language,
    subjects: tuple[Subject, ...],
    at: int,
    *,
    before: bool,
    end: int | None = None,
) -> bool:
    """Return True if the piece up to the next comma names a topic and has a verb of its own."""
    edge = marked.text.rfind(",", 0, at - 1) if before else marked.text.find(",", at)
    if end is None:
        end = at if before else edge if edge >= 0 else len(marked.text)
    start = edge + 1 if before else at
    if not any(start <= subject.start < end for subject in subjects):
        return False
    return any(
        match.group().strip()
        for kind, pattern in language.frames
        if kind in ("avoid", "allow", "only")
        for match in pattern.finditer(marked.text, start, end)
    )


def begins_with_verb(marked: Marked, language: Language, subject: Subject) -> bool:
    """Return True for a topic named as an act: "wash your face", "moisturise"."""
    topic_words = words_in(marked.whole[subject.start : subject.end])
    if not topic_words:  # named by the question above
        return False
    ends = language.name == "de" and topic_words[-1].text in language.imperatives
    return topic_words[0].text in language.imperatives or ends


def _mark_frames(marked: Marked, language: Language, clause: Clause) -> None:
    for kind, pattern in language.frames:
        for match in pattern.finditer(marked.text, clause.start, clause.end):
            if match.group().strip():
                marked.take(match.start(), match.end(), "frame", kind)
                clause.kinds.append(kind)
                clause.frames_at.append(match.start())


def has_alternative(marked: Marked, edges: frozenset[int]) -> bool:
    """Return True for "avoid the sun or use SPF 50": a person may do either, which no rule can express.

    `edges` are where clauses begin: the two of a sentence that was split are apart. A negation also covers what follows the "or": "do not shower or use soap", "keine Sauna oder Bäder nutzen".
    """
    frames = sorted((span for span in marked.spans if span.kind == "frame"), key=lambda span: span.start)
    if any(_differs(marked, frames, joined) for joined in _OR.finditer(marked.whole)):
        return True
    return any(  # "Sonne meiden und LSF 50 verwenden": the clause is not split, and its ban would cover both
        first.value == "avoid"
        and second.value in ("do", "allow")
        and not _NEGATION.search(marked.whole, first.start, first.end)
        and _AND.match(marked.whole, first.end)
        and not any(first.end <= edge <= second.start for edge in edges)
        for first, second in pairwise(frames)
    )


def _differs(marked: Marked, frames: list[Span], joined: re.Match[str]) -> bool:
    before = [span for span in frames if span.end <= joined.start()]
    after = [span for span in frames if span.start >= joined.end()]
    follows = after[0] if after and not marked.whole[joined.end() : after[0].start].strip() else None
    bans = [span for span in before if span.value == "avoid"]
    if follows and follows.value == "avoid" and not bans:  # "wear SPF 50 or stay out of the sun"
        return True
    if not bans and after and after[0].value == "avoid":  # "LSF 50 tragen oder die Sonne meiden"
        return _ACT_BEFORE.search(marked.whole, 0, joined.start()) is not None
    if not bans or bans[-1] is not before[-1]:
        return False
    if _NEGATION.search(marked.whole, bans[-1].start, bans[-1].end):
        return False
    if (follows and follows.value in ("do", "allow")) or _ACT.match(marked.whole, joined.end()):
        return True
    ends = not marked.whole[bans[-1].end : joined.start()].strip(" ,")  # "Sonne meiden oder mit LSF schützen"
    return ends and bool(after) and after[0].value in ("do", "allow")
