"""Try mutants: run the tests that reach each of them, fastest first, until one fails.

`python -m tests.mutants.trials JOBS RESULTS WORKERS` reads `Jobs` as JSON and appends a line with an exit code and a
name to RESULTS after each trial. Every trial starts from a process that has imported libraries but none of our code,
so faults in import-time or cached code count too. No file changes: a trial imports its module from the faulty text.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.machinery import SourceFileLoader
from math import ceil
from pathlib import Path
from statistics import mean
from types import CodeType
from typing import TextIO

import pytest

PYTEST = ("--hypothesis-profile=ci", "-q")  # no random examples, no deadlines
NEVER_IMPORTED = 33
_LIBRARIES = Path(__file__).with_name("preload.txt")
_SPARE = 30
"""Seconds of processor time that a trial may take in addition to four times its tests' own."""
_FIRST = 3
"""Files of the first stage of a trial."""


@dataclass(frozen=True)
class Trial:
    name: str
    path: str
    """The file to replace on import; "" to try the tests themselves, without a fault."""
    source: str
    seconds: Mapping[str, float]
    """The tests to run, by id, and how long each takes."""


@dataclass(frozen=True)
class Jobs:
    arguments: tuple[str, ...]
    """pytest's own, such as -k. They also apply to tests that appear only with the fault."""
    known: frozenset[str]
    """All tests that pytest collects without a fault."""
    trials: tuple[Trial, ...]

    @classmethod
    def load(cls, file: Path) -> "Jobs":
        arguments, known, trials = json.loads(file.read_text(encoding="utf-8"))
        return cls(tuple(arguments), frozenset(known), tuple(Trial(**trial) for trial in trials))

    def save(self, file: Path) -> None:
        document = [self.arguments, sorted(self.known), [asdict(trial) for trial in self.trials]]
        file.write_text(json.dumps(document), encoding="utf-8")


class _Selection:
    def __init__(self, jobs: Jobs, trial: Trial) -> None:
        self.seconds = trial.seconds
        self.others = jobs.known - trial.seconds.keys()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        selected = [item for item in items if item.nodeid not in self.others]
        items[:] = sorted(selected, key=lambda item: self.seconds.get(item.nodeid, 0))


class _Fault:
    """Import one module from a text other than that of its file."""

    def __init__(self, trial: Trial) -> None:
        self.file = str(Path.cwd() / trial.path)
        self.source = trial.source
        self.is_imported = not trial.path

    def plant(self) -> None:
        get_code = SourceFileLoader.get_code

        def get_faulty_code(loader: SourceFileLoader, fullname: str) -> CodeType | None:
            if loader.path != self.file:
                return get_code(loader, fullname)
            self.is_imported = True
            return compile(self.source, self.file, "exec", dont_inherit=True)

        SourceFileLoader.get_code = get_faulty_code  # type: ignore[method-assign, assignment]


def _try(jobs: Jobs, trial: Trial) -> int:
    """Run the tests of a trial in this process and return pytest's exit code."""
    limit = ceil(_SPARE + 4 * sum(trial.seconds.values()))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    signal.alarm(4 * limit)  # a test that waits forever takes no processor time
    fault = _Fault(trial)
    fault.plant()
    codes = set()
    for files in stages(trial.seconds):
        # pytest finds libraries that have been imported before it.
        options = (*PYTEST, "-x", "-W", "ignore::pytest.PytestAssertRewriteWarning", *jobs.arguments)
        code = int(pytest.main([*options, *files], plugins=[_Selection(jobs, trial)]))
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return code
        codes.add(code)
    return min(codes) if fault.is_imported else NEVER_IMPORTED


def stages(seconds: Mapping[str, float]) -> Iterator[list[str]]:
    """Yield the files of the tests: first the few with the fastest tests, as most faults end there.

    Collecting the tests of all files takes longer than running most of them.
    """
    times: dict[str, list[float]] = {}
    for name, time in seconds.items():
        times.setdefault(name.partition("::")[0], []).append(time)
    files = sorted(times, key=lambda file: (mean(times[file]), file))
    yield files[:_FIRST]
    if len(files) > _FIRST:
        yield files[_FIRST:]


def _fork(jobs: Jobs, trial: Trial) -> int:
    process = os.fork()
    if process:
        return process
    code = -1
    with suppress(BaseException):
        code = _try(jobs, trial)
    os._exit(code & 0xFF)


def _collect(running: dict[int, Trial], results: TextIO) -> None:
    """Wait for one trial to end and write its line."""
    process, status = os.wait()
    if trial := running.pop(process, None):
        results.write(f"{os.waitstatus_to_exitcode(status)} {trial.name}\n")
        results.flush()


def main(jobs_file: str, results_file: str, workers: str) -> None:
    jobs = Jobs.load(Path(jobs_file))
    for line in _LIBRARIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            import_module(line)
    running: dict[int, Trial] = {}
    with Path(results_file).open("a", encoding="utf-8") as results:
        for trial in jobs.trials:
            running[_fork(jobs, trial)] = trial
            while len(running) >= int(workers):
                _collect(running, results)
        while running:
            _collect(running, results)


if __name__ == "__main__":
    main(*sys.argv[1:])
