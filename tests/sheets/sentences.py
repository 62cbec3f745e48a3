"""Load sentences.txt: every sentence of the seeds in a few words of our own, with the rules that represent it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sentence:
    line: int
    hash: str
    says: str
    rules: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"line {self.line}, {self.says}"


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
    line, mark, says, rules = (cell.strip() for cell in row.split("|"))
    return Sentence(int(line), mark, says, tuple(rules.split()))


SENTENCES = _load()
