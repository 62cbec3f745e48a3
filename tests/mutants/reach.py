"""Run the tests once without a fault, and record the seconds and the lines of the server that each of them needs.

`python -m tests.mutants.reach FILE ARGUMENTS...` writes a JSON file of `Reach` and returns pytest's exit code.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from coverage import Coverage

PYTEST = ("--hypothesis-profile=ci", "-q")  # no random examples, no deadlines


@dataclass(frozen=True)
class Reach:
    seconds: dict[str, float]
    """How long each test took while it was measured, by its id."""
    tests: dict[str, dict[str, list[str]]]
    """The tests that run a line, by path and line number. All of them if the line is run on import."""

    @classmethod
    def load(cls, file: Path) -> "Reach":
        return cls(**json.loads(file.read_text(encoding="utf-8")))

    def tests_of(self, path: str, lines: range) -> dict[str, float]:
        """Return the tests that run one of the lines and their seconds, the fastest first."""
        names = {name for line in lines for name in self.tests.get(path, {}).get(str(line), ())}
        if "" in names:
            names = set(self.seconds)
        return {
            name: self.seconds[name] for name in sorted(names, key=lambda name: (self.seconds[name], name))
        }


class _Contexts:
    """Tell coverage.py which test runs, from the set-up of its fixtures to their end."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration


def main(target: str, *arguments: str) -> int:
    coverage = Coverage(data_file=None, config_file=False, include=["server/*"])
    contexts = _Contexts(coverage)
    coverage.start()
    code = pytest.main([*PYTEST, *arguments], plugins=[contexts])
    coverage.stop()
    data = coverage.get_data()
    root = Path.cwd()
    lines = {
        Path(file).relative_to(root).as_posix(): {
            str(line): names for line, names in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    Path(target).write_text(json.dumps(asdict(Reach(contexts.seconds, lines))), encoding="utf-8")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
