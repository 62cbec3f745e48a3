"""The server's mutants, created and run by mutmut.

mutmut measures which tests reach which function and runs only those against a mutant. Every mutant starts from a
process that has imported libraries but none of our code, so faults in import-time or cached code count too.
"""

import json
import subprocess
import sys
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.outcome import Outcome, Survivor
from tests.mutants.sampling import Plan, draw
from tests.mutants.workspace import fresh_copy, log_of, run_logged

MUTMUT = str(Path(sys.executable).with_name("mutmut"))
SURVIVED = 0
UNREACHED = {5, 33}
TIMED_OUT = {-24, -9, 24, 36, 152}  # all others: a test failed, or could not even be imported


@dataclass(frozen=True)
class Part:
    """Files to mutate, as patterns in which * also matches /, and the arguments that select their tests."""

    mutate: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "domain": Part(mutate=("server/domain/*",), tests=("tests/domain",)),
    "access": Part(
        mutate=("server/usecases/access*", "server/usecases/sharing*"),
        # Excluded: random requests, and the tests that search our source, which holds all mutants at once here.
        tests=("tests/usecases", "tests/api", "-k", "not schemathesis and not problems"),
    ),
}


def run(plan: Plan) -> Outcome:
    """Draw the sample from all parts and run it. Raise SystemExit if mutmut fails."""
    copies = {name: _copy(name, part) for name, part in PARTS.items()}
    for folder in copies.values():
        _measure(folder, plan)
    mutants = {name: list(_exit_codes(folder)) for name, folder in copies.items()}
    outcome = Outcome(population=sum(map(len, mutants.values())))
    for name, chosen in draw(plan, mutants).items():
        folder = copies[name]
        print(f"{name}: {len(chosen)} of {len(mutants[name])} mutants, see {log_of(folder)}", flush=True)
        _test(folder, plan, chosen)
        _judge(folder, chosen, outcome)
    return outcome


def _copy(name: str, part: Part) -> Path:
    folder = fresh_copy(name)
    log_of(folder).unlink(missing_ok=True)
    needed = [entry.name for entry in folder.iterdir() if entry.name not in {"server", "tests"}]
    config = ConfigParser(interpolation=None)
    config["mutmut"] = _configuration(part, needed)
    with (folder / "setup.cfg").open("w", encoding="utf-8") as file:
        config.write(file)
    return folder


def _configuration(part: Part, needed: list[str]) -> dict[str, str]:
    return {
        "source_paths": "server",
        "only_mutate": _lines(*part.mutate),
        "do_not_mutate_patterns": _lines(r"\bcast\("),  # the first argument has no effect
        "also_copy": _lines(*needed),
        "pytest_add_cli_args_test_selection": _lines(*part.tests),
        # No random examples, no deadlines; and pytest may find a library that was imported before it.
        "pytest_add_cli_args": _lines(
            "--hypothesis-profile=ci", "-W", "ignore::pytest.PytestAssertRewriteWarning"
        ),
        "process_isolation": "forkserver",
        "forkserver_warmup": "import",
        "preload_modules_file": "tests/mutants/preload.txt",
        "timeout_multiplier": "4",
        "timeout_constant": "30",  # seconds; the measurement by mutmut excludes the fixtures
        "track_dependencies": "false",
        "use_git_change_detection": "false",
    }


def _lines(*values: str) -> str:
    return "".join(f"\n{value}" for value in values)


def _measure(folder: Path, plan: Plan) -> None:
    """Create all mutants and determine which tests reach them.

    mutmut has no command for this. It does both before it selects the mutants to run, and fails on an unknown name.
    """
    _mutmut(folder, plan, "no_mutant_has_this_name")
    if not (folder / "mutants" / "mutmut-stats.json").exists():
        raise SystemExit(f"mutmut failed, see {log_of(folder)}")


def _test(folder: Path, plan: Plan, names: list[str]) -> None:
    if _mutmut(folder, plan, *names):
        raise SystemExit(f"mutmut failed, see {log_of(folder)}")


def _mutmut(folder: Path, plan: Plan, *names: str) -> int:
    words = [MUTMUT, "run", "--max-children", str(plan.workers), *names]
    return run_logged(
        words, folder, {"PYTHONHASHSEED": "0"}
    )  # the hash seed decides the order of a mutant's tests


def _exit_codes(folder: Path) -> dict[str, int | None]:
    """Return the exit code of pytest for each mutant, by name, as mutmut recorded it; None if it has not run."""
    codes: dict[str, int | None] = {}
    for file in (folder / "mutants" / "server").rglob("*.meta"):
        codes |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def _judge(folder: Path, chosen: list[str], outcome: Outcome) -> None:
    codes = _exit_codes(folder)
    for name in chosen:
        code = codes[name]
        if code is None:
            raise SystemExit(f"mutmut has not run {name}, see {log_of(folder)}")
        if code == SURVIVED or code in UNREACHED:
            outcome.survivors.append(_survivor(folder, name, reached=code == SURVIVED))
        elif code in TIMED_OUT:
            outcome.timed_out += 1
        else:
            outcome.killed += 1


def _survivor(folder: Path, name: str, *, reached: bool) -> Survivor:
    """Read a mutant's change from mutmut's diff."""
    command = [MUTMUT, "show", name]
    shown = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 - our own arguments
    diff = shown.splitlines()
    path = next(line.removeprefix("--- ") for line in diff if line.startswith("--- "))
    changed = [line for line in diff if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
    before, after = ("\n".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+")
    return Survivor(path, before, after, reached)
