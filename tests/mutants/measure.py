"""Run the tests once without a fault, and record what each of them needs.

`python -m tests.mutants.measure FILE ARGUMENTS...` writes `Reach` as JSON and returns pytest's exit code.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

from tests.mutants.reach import Reach
from tests.mutants.trials import PYTEST


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
    Reach(contexts.seconds, lines).save(Path(target))
    return int(code)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
