"""Lay a question out: its topics, cues and moments at their words, its clauses, and the words nothing explains."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.question_words import Speech
from server.domain.questions.cues import Placed, PlacedGap, placed_cues, placed_gaps
from server.domain.questions.moment_phrase import MomentPhrase, fixed_phrase, joined
from server.domain.questions.moments import at_phrase
from server.domain.questions.overlaps import ACTS, SHADES, without_overlaps, without_weak
from server.domain.questions.removal import with_removal, with_rinsing
from server.domain.questions.tokens import Text
from server.domain.questions.word_sets import ASKING
from server.domain.topics_index import Index, Phrase
from server.domain.topics_match import Hit, hits_in
from server.domain.topics_words import is_one_slip, near


@dataclass(frozen=True, slots=True)
class Scene:
    text: Text
    speech: Speech
    hits: tuple[Hit, ...]
    cues: tuple[Placed, ...]
    moments: tuple[MomentPhrase, ...]
    clauses: tuple[int, ...]  # the number of the clause of each word
    unknown: tuple[str, ...]

    def valued(self, *values: str) -> Iterator[Placed]:
        return (cue for cue in self.cues if cue.family == "cue" and cue.value in values)

    def opens(self) -> Iterator[Placed]:
        return (cue for cue in self.cues if cue.family == "open")

    def hit_at(self, at: int) -> Hit | None:
        return next((hit for hit in self.hits if hit.start <= at < hit.end), None)

    def cue_at(self, at: int) -> Placed | None:
        """Return the cue at a word. Words of strength, spread and removal may stand in phrases and do not count."""
        return next((cue for cue in self.cues if cue.covers(at) and cue.value not in (*SHADES, *ACTS)), None)

    def asks(self, clause: int) -> bool:
        """Return True if a clause opens a question or begins like one: "is the redness gone"."""
        first = self.text.words[self.clauses.index(clause)]
        begins = first in self.speech.doubtful and first not in self.speech.subjects
        return begins or any(self.clauses[cue.start] == clause for cue in self.opens())

    def is_past(self, at: int) -> bool:
        """Return True for a word about the past: after "had", or in a clause that asks nothing."""
        clause = self.clauses[at]
        past_cues = [cue for cue in self.cues if self.clauses[cue.start] == clause and cue.is_past]
        asks = any(self.clauses[cue.start] == clause for cue in self.opens())
        return any(cue.start < at for cue in past_cues) or (bool(past_cues) and not asks)


def lay_out(text: Text, index: Index, language: str) -> Scene:
    """Lay out a text in one language. Words that it does not explain are looked up in the others."""
    speech = index.questions.speeches[language]
    words, breaks = text.words, text.breaks
    gaps = placed_gaps(words, breaks, speech)
    hits = [hit for hit in _own_hits(index, speech, words) if not any(breaks[hit.start + 1 : hit.end])]
    hits = _with_gaps(hits, gaps, index, language)
    hits, cues = without_overlaps(hits, _with_gap_cues(placed_cues(words, breaks, speech), gaps), words)
    moments, cues = _moments(text, speech, hits, cues)
    explained = {at for at, word in enumerate(words) if speech.is_known(word)} | {
        at for gap in gaps for at in gap[:2]
    }
    placed: tuple[Hit | Placed | MomentPhrase, ...] = (*hits, *cues, *moments)
    explained |= {at for each in placed for at in range(each.start, each.end)}
    hits = sorted([*hits, *_foreign(index, language, text, explained)], key=lambda hit: hit.start)
    explained |= {at for hit in hits for at in range(hit.start, hit.end)}
    hits, unknown = without_weak(hits, cues, words, explained, applying=speech.applying)
    hits = with_removal(hits, cues, index.questions, _phrase_of(index, language, index.questions.picking))
    hits = with_rinsing(hits, words, breaks, _phrase_of(index, language, "rinse"))
    ordered = tuple(sorted(cues, key=lambda cue: cue.start))
    return Scene(
        text, speech, tuple(hits), ordered, tuple(moments), _clauses(text, hits, ordered, speech), unknown
    )


def _own_hits(index: Index, speech: Speech, words: tuple[str, ...]) -> tuple[Hit, ...]:
    language = index.languages[speech.language]
    fixed = frozenset(
        word
        for word in words
        if word in speech.vocabulary or (not language.knows(word) and _is_guarded(word, speech))
    )
    return hits_in(index, speech.language, words, uncorrected=fixed)


def _is_guarded(word: str, speech: Speech) -> bool:
    """Return True for a slip of a question, negation or condition word, which must stay unknown."""
    return any(is_one_slip(word, meant) for meant in near(word, speech.guarded))


def _with_gaps(hits: list[Hit], gaps: list[PlacedGap], index: Index, language: str) -> list[Hit]:
    """Add the topics of split phrases, "peel it off": they replace what only one of their words names."""
    for first, last, gap in gaps:
        phrase = None if " " in gap.value else _phrase_of(index, language, gap.value)
        inside = any(
            hit.start <= first < hit.end and (last < hit.end or hit.phrase.topic == gap.value) for hit in hits
        )
        if phrase and not inside:
            hits = [
                hit for hit in hits if not hit.start <= first < hit.end and not hit.start <= last < hit.end
            ]
            hits.append(Hit(phrase, last, last + 1, "phrase"))
    return sorted(hits, key=lambda hit: hit.start)


def _with_gap_cues(cues: list[Placed], gaps: list[PlacedGap]) -> list[Placed]:
    """Add the split phrases that are cues, "lasse … weg", unless their first word is part of a longer cue."""
    for first, last, gap in gaps:
        whole = any(cue.covers(first) and cue.covers(last) for cue in cues)
        family, _, value = gap.value.partition(" ")
        if value and not whole:
            cues = [cue for cue in cues if cue.start != last or cue.end != last + 1]
            cues = [*cues, Placed(last, last + 1, family, value)]
    return cues


def _phrase_of(index: Index, language: str, topic: str) -> Phrase | None:
    return next(
        (phrase for phrase in index.languages[language].phrases.values() if phrase.topic == topic), None
    )


def _moments(
    text: Text, speech: Speech, hits: list[Hit], cues: list[Placed]
) -> tuple[list[MomentPhrase], list[Placed]]:
    """Return the moments of a text, and the cues without those that a longer moment replaces."""
    moments = [fixed_phrase(cue.start, cue.end, cue.value) for cue in cues if cue.family == "moment"]
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    at = 0
    while at < len(text.words):
        counted = None if at in taken else at_phrase(text.words, at, speech)
        if counted and _is_free(counted, taken, text.breaks) and _outweighs(counted, cues):
            cues = [cue for cue in cues if not _overlap(cue, counted)]
            moments = [each for each in moments if each.end <= counted.start or counted.end <= each.start]
            moments.append(counted)
            at = counted.end
        else:
            at += 1
    return joined(moments, text.words, speech.clock), cues


def _is_free(phrase: MomentPhrase, taken: set[int], breaks: tuple[int, ...]) -> bool:
    return not any(at in taken for at in range(phrase.start, phrase.end)) and not any(
        breaks[phrase.start + 1 : phrase.end]
    )


def _outweighs(phrase: MomentPhrase, cues: list[Placed]) -> bool:
    rivals = [cue for cue in cues if _overlap(cue, phrase)]
    return all(
        cue.end - cue.start < phrase.end - phrase.start and cue.start >= phrase.start for cue in rivals
    )


def _overlap(cue: Placed, phrase: MomentPhrase) -> bool:
    return cue.start < phrase.end and phrase.start < cue.end


def _foreign(index: Index, language: str, text: Text, explained: set[int]) -> Iterator[Hit]:
    """Find topics of the other languages in the words that this one does not explain."""
    runs = _runs(text, explained)
    for name in sorted(index.languages):
        if name == language:
            continue
        for start, end in runs:
            for hit in hits_in(index, name, text.words[start:end], uncorrected=frozenset(), exact_only=True):
                if not hit.phrase.weak and hit.how == "exact":
                    yield Hit(hit.phrase, start + hit.start, start + hit.end, hit.how)
        return


def _runs(text: Text, explained: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in range(len(text.words)):
        if at in explained:
            continue
        if runs and runs[-1][1] == at and not text.breaks[at]:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _clauses(text: Text, hits: list[Hit], cues: tuple[Placed, ...], speech: Speech) -> tuple[int, ...]:
    """Number the clauses: one begins after a break, with a phrase that opens a question, and with "and I …".

    After something past, one begins with "is … ok", too: "forgot my hat is sun ok now".
    """
    begins = {cue.start for cue in cues if cue.family == "open"}
    joins = (cue for cue in cues if cue.value in ("and", "but") and cue.end < len(text.words))
    begins |= {cue.start for cue in joins if text.words[cue.end] in speech.subjects}
    begins |= {at for at in range(1, len(text.words)) if _asks_anew(text, at, hits, cues)}
    number, numbers = 0, []
    for at in range(len(text.words)):
        number += 1 if at and (text.breaks[at] or at in begins) else 0
        numbers.append(number)
    return tuple(numbers)


def _asks_anew(text: Text, at: int, hits: list[Hit], cues: tuple[Placed, ...]) -> bool:
    """Return True for the "is" of "is sun ok" behind words of the past, without a mark between them."""
    if text.words[at] not in ASKING or text.breaks[at]:
        return False
    first = max((each for each in range(1, at) if text.breaks[each]), default=0)
    last = next((each for each in range(at, len(text.words)) if text.breaks[each]), len(text.words))
    past = any(first <= cue.start < at and cue.is_past for cue in cues)
    named = [hit for hit in hits if at < hit.start <= at + 3 and hit.end <= last]
    return past and any(
        cue.family == "word" and cue.value == "may" and named[0].end <= cue.start < last
        for cue in (cues if named else ())
    )
