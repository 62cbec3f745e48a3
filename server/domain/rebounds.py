"""Rebounds: a symptom that had fallen by half comes back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from server.domain.diary import Step
from server.domain.vocabulary import Symptom

PEAK = 2
"""The least score ("mild") from which a fall and a return count."""
RISE = 2
"""The least rise above the low that counts as a return."""


@dataclass(slots=True)
class _Wave:
    peak: int = 0
    low: int = 0

    def returns(self, score: int) -> bool:
        """Take the next score; return True if it is a rebound. The wave then begins again at this score."""
        fallen = self.peak >= PEAK and 2 * self.low <= self.peak
        if fallen and score >= self.low + RISE:
            self.peak = self.low = score
            return True
        if not fallen and score >= self.peak:
            self.peak = self.low = score
        self.low = min(self.low, score)
        return False


def rebound_entries(
    entries: tuple[Step, ...],
    cues: tuple[Symptom, ...],
    *,
    is_normal: Callable[[Step, Iterable[Symptom]], bool],
) -> Iterator[int]:
    """Yield the positions of entries at which one of the cues is back after a peak of at least 2.

    If there are several cues, the highest of their last scores counts: redness that has resolved may return as warmth.
    A return is no rebound if `is_normal` says that the sheet expects it.
    """
    wave, last = _Wave(), dict[Symptom, int]()
    for position, step in enumerate(entries):
        scored = {cue: step.entry.scores[cue] for cue in cues if cue in step.entry.scores}
        if not scored:
            continue
        last |= scored
        shown = [cue for cue, score in scored.items() if score > 0]
        if wave.returns(max(last.values())) and not is_normal(step, shown):
            yield position
