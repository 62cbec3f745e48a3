"""The phone's mutants, created and run by Stryker; `sample.js` draws the sample in the same run."""

import json
import sys
from pathlib import Path

from tests.mutants.outcome import Outcome, Survivor
from tests.mutants.sampling import Plan
from tests.mutants.workspace import ROOT, fresh_copy, log_of, run_logged

HERE = Path(__file__).parent
KILLED = {"Killed", "RuntimeError"}  # a mutant that stops the tests from running is detected too


def run(plan: Plan) -> Outcome:
    """Run the sample. Raise SystemExit if Stryker fails."""
    folder = fresh_copy("phone")
    log_of(folder).unlink(missing_ok=True)
    (folder / "pwa" / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    print(f"phone: see {log_of(folder)}", flush=True)
    npm = [sys.executable, "hatch_build.py", "npm", "exec", f"--prefix={HERE}", "--"]
    config = str(HERE / "stryker.config.js")
    if run_logged([*npm, "stryker", "run", config], folder, _environment(plan)):
        raise SystemExit(f"Stryker failed, see {log_of(folder)}")
    report = json.loads((folder / "pwa" / "mutants.json").read_text(encoding="utf-8"))
    return _outcome(report["population"], report["sample"])


def _environment(plan: Plan) -> dict[str, str]:
    return {
        "MUTANTS_SEED": plan.seed,
        "MUTANTS_SAMPLE": str(plan.size),
        "MUTANTS_WORKERS": str(plan.workers),
    }


def _outcome(population: int, sample: list[dict[str, str]]) -> Outcome:
    outcome = Outcome(population)
    for mutant in sample:
        status = mutant["status"]
        if status in KILLED:
            outcome.killed += 1
        elif status == "Timeout":
            outcome.timed_out += 1
        else:
            reached = status != "NoCoverage"
            outcome.survivors.append(Survivor(mutant["path"], mutant["before"], mutant["after"], reached))
    return outcome
