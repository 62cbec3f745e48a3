"""The server's mutants: drawn from mutmut's, and tried with the tests that run the changed statement."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.outcome import Outcome
from tests.mutants.planting import Mutant, mutants_in
from tests.mutants.reach import Reach
from tests.mutants.sampling import Plan, draw
from tests.mutants.trials import NEVER_IMPORTED, Jobs, Trial
from tests.mutants.workspace import fresh_copy, log_of, run_logged

SURVIVED = 0
UNREACHED = {5, NEVER_IMPORTED}
TIMED_OUT = {-24, -14, -9}  # all others: a test failed, or could not even be imported
CONTROL = "without a fault"


@dataclass(frozen=True)
class Part:
    """Files to mutate, as patterns in which * also matches /, and the arguments that select their tests."""

    mutate: tuple[str, ...]
    tests: tuple[str, ...]
    arguments: tuple[str, ...] = ()


PARTS = {
    "domain": Part(mutate=("server/domain/*",), tests=("tests/domain", "tests/sheets")),
    "access": Part(
        mutate=("server/usecases/access*", "server/usecases/sharing*"),
        tests=("tests/usecases", "tests/api"),
        arguments=("-k", "not schemathesis"),  # random requests
    ),
}


def run(plan: Plan) -> Outcome:
    """Draw the sample from all parts and try it. Raise SystemExit if the tests fail without a fault."""
    folder = fresh_copy("server")
    log_of(folder).unlink(missing_ok=True)
    print(f"server: see {log_of(folder)}", flush=True)
    mutants = {name: mutants_in(folder, part.mutate) for name, part in PARTS.items()}
    outcome = Outcome(population=sum(map(len, mutants.values())))
    for name, chosen in draw(plan, mutants).items():
        print(f"{name}: {len(chosen)} of {len(mutants[name])} mutants", flush=True)
        sample = {mutant: mutants[name][mutant] for mutant in chosen}
        codes = _try(folder, name, sample, plan)
        _judge(codes, sample, outcome)
    return outcome


def _try(folder: Path, name: str, sample: Mapping[str, Mutant], plan: Plan) -> dict[str, int]:
    """Return an exit code for each mutant of the sample."""
    part = PARTS[name]
    reach = _measured(folder, name)
    reached = {mutant: reach.tests_of(place.path, place.lines) for mutant, place in sample.items()}
    trials = [
        Trial(mutant, sample[mutant].path, sample[mutant].source(), tests)
        for mutant, tests in reached.items()
        if tests
    ]
    control = Trial(CONTROL, "", "", reach.seconds)
    jobs, results = (folder.with_name(f"{name}-{file}") for file in ("jobs.json", "results.txt"))
    results.unlink(missing_ok=True)
    Jobs(part.arguments, frozenset(reach.seconds), (control, *trials)).save(jobs)
    _python(folder, "tests.mutants.trials", str(jobs), str(results), str(plan.workers))
    lines = (line.split(" ", 1) for line in results.read_text(encoding="utf-8").splitlines())
    codes = {mutant: int(code) for code, mutant in lines}
    if codes.pop(CONTROL) != SURVIVED:
        raise SystemExit(f"the tests fail in the order of the trials, see {log_of(folder)}")
    return dict.fromkeys(sample, NEVER_IMPORTED) | codes


def _measured(folder: Path, name: str) -> Reach:
    file = folder.with_name(f"{name}-reach.json")
    part = PARTS[name]
    _python(folder, "tests.mutants.measure", str(file), *part.arguments, *part.tests)
    return Reach.load(file)


def _python(folder: Path, module: str, *arguments: str) -> None:
    # The hash seed decides the order of sets, which a fault may depend on.
    if run_logged([sys.executable, "-m", module, *arguments], folder, {"PYTHONHASHSEED": "0"}):
        raise SystemExit(f"{module} failed, see {log_of(folder)}")


def _judge(codes: Mapping[str, int], sample: Mapping[str, Mutant], outcome: Outcome) -> None:
    for name, code in codes.items():
        if code == SURVIVED or code in UNREACHED:
            outcome.survivors.append(sample[name].survivor(reached=code == SURVIVED))
        elif code in TIMED_OUT:
            outcome.timed_out += 1
        else:
            outcome.killed += 1
