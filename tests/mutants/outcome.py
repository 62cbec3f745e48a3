"""The result of a run on the mutants of one side."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test detected: the changed lines of a file, before and after."""

    path: str
    before: str
    after: str
    reached: bool
    """False if no test runs the changed code at all."""

    @property
    def id(self) -> str:
        """Identify the mutant in tests/MUTANTS.md, independently of line numbers and of the tools' own names."""
        return sha256(f"{self.path}\n{self.before}\n{self.after}".encode()).hexdigest()[:8]


@dataclass
class Outcome:
    """The verdicts on a sample. Killed and timed-out mutants count as detected; survivors do not."""

    population: int
    killed: int = 0
    timed_out: int = 0
    survivors: list[Survivor] = field(default_factory=list)

    @property
    def size(self) -> int:
        return self.killed + self.timed_out + len(self.survivors)

    @property
    def score(self) -> float:
        """Return the percentage of the sample that the tests detected; 0 for an empty sample."""
        return 100 * (self.killed + self.timed_out) / self.size if self.size else 0.0

    def summary(self) -> str:
        reached = Counter(survivor.reached for survivor in self.survivors)
        return (
            f"{self.size} of {self.population} mutants, {self.killed} killed, {self.timed_out} timed out, "
            f"{reached[True]} survived, {reached[False]} reached by no test: {self.score:.1f} %"
        )
