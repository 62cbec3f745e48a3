"""Find the cues of a question: the phrases that open it, negate it, state something or name a moment."""

from dataclasses import dataclass

from server.domain.question_words import Cue, Gap, Speech

MAX_GAP = 6
"""Words between the two halves of a split phrase ("peel … off")."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cue at the words [start, end)."""

    start: int
    end: int
    family: str
    value: str

    @property
    def is_past(self) -> bool:
        """True for words of the past: "had", and the moments that are over, "yesterday"."""
        return self.value == "past" or self.value.startswith("past ")

    def covers(self, at: int) -> bool:
        return self.start <= at < self.end


PlacedGap = tuple[int, int, Gap]
"""The first and the last word of a split phrase, and what it means."""


def placed_cues(words: tuple[str, ...], breaks: tuple[int, ...], speech: Speech) -> list[Placed]:
    """Return the longest cue at each word, left to right, without overlaps. A cue never spans a break."""
    cues: list[Placed] = []
    at = 0
    while at < len(words):
        cue = _cue_at(words, breaks, at, speech)
        if cue:
            cues.append(Placed(at, at + len(cue.words), cue.family, cue.value))
        at += len(cue.words) if cue else 1
    return cues


def _cue_at(words: tuple[str, ...], breaks: tuple[int, ...], at: int, speech: Speech) -> Cue | None:
    for cue in speech.cues.get(words[at], ()):
        end = at + len(cue.words)
        if words[at:end] == cue.words and not any(breaks[at + 1 : end]):
            return cue
    return None


def placed_gaps(words: tuple[str, ...], breaks: tuple[int, ...], speech: Speech) -> list[PlacedGap]:
    """Return the split phrases as (first word, last word, gap), each word in one at most."""
    present = set(words)
    gaps: list[PlacedGap] = []
    for gap in speech.gaps:
        if gap.first in present and gap.last in present:
            place = _gap_at(words, breaks, gap)
            if place and all(place[0] != other[0] and place[1] != other[1] for other in gaps):
                gaps.append((*place, gap))
    return gaps


def _gap_at(words: tuple[str, ...], breaks: tuple[int, ...], gap: Gap) -> tuple[int, int] | None:
    for start, word in enumerate(words):
        if word != gap.first:
            continue
        for end in range(start + 1, min(len(words), start + MAX_GAP + 2)):
            if breaks[end]:
                break
            if words[end] == gap.last:
                return start, end
    return None
