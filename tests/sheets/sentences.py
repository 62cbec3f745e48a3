"""Every sentence of the seeds, in a few words of ours, and the rules that stand for it: sentences.txt."""

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


def _read() -> dict[str, tuple[Sentence, ...]]:
    """By the number of the seed."""
    listed: dict[str, tuple[Sentence, ...]] = {}
    number = ""
    for row in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            number = row.strip("[]")
            listed[number] = ()
        elif row and not row.startswith("#"):
            listed[number] += (_sentence(row),)
    return listed


def _sentence(row: str) -> Sentence:
    line, mark, says, rules = (cell.strip() for cell in row.split("|"))
    return Sentence(int(line), mark, says, tuple(rules.split()))


SENTENCES = _read()
