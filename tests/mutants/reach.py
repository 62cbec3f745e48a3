"""What the tests need without a fault: their seconds, and the lines of the server that they run."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reach:
    seconds: dict[str, float]
    """How long each test took while it was measured, by its id."""
    tests: dict[str, dict[str, list[str]]]
    """The tests that run a line, by path and line number; "" stands for the import of a module."""

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Reach":
        return cls(**json.loads(file.read_text(encoding="utf-8")))

    def tests_of(self, path: str, lines: range) -> dict[str, float]:
        """Return the seconds of the tests that run one of the lines, the fastest first; of all if an import does."""
        names = {name for line in lines for name in self.tests.get(path, {}).get(str(line), ())}
        if "" in names:
            names = set(self.seconds)
        return {
            name: self.seconds[name] for name in sorted(names, key=lambda name: (self.seconds[name], name))
        }
