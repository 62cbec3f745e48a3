"""`make mutants`: exit 1 if the tests detect less than 85 % of the planted faults on either side.

A sample that is smaller than requested fails too.

Environment: MUTANTS_SEED and MUTANTS_SAMPLE (mutants per side) choose the sample, MUTANTS_WORKERS limits the
processes. Arguments: the sides to run, `server` and `phone`; both if none is given.
"""

import os
import sys

from tests.mutants import phone, server
from tests.mutants.outcome import Outcome
from tests.mutants.sampling import Plan
from tests.mutants.survivors import ids_with_a_reason, line_for

SIDES = {"server": server.run, "phone": phone.run}
WANTED = 85.0


def main(chosen: list[str]) -> int:
    plan = Plan(
        seed=os.environ.get("MUTANTS_SEED", "1"),
        size=int(os.environ.get("MUTANTS_SAMPLE", "400")),
        workers=int(os.environ.get("MUTANTS_WORKERS", os.cpu_count() or 1)),
    )
    outcomes = {side: SIDES[side](plan) for side in chosen or SIDES}
    for side, outcome in outcomes.items():
        report(side, plan, outcome)
    enough = all(outcome.score >= WANTED and outcome.size >= plan.size for outcome in outcomes.values())
    return 0 if enough else 1


def report(side: str, plan: Plan, outcome: Outcome) -> None:
    """Print the score of a side and the survivors that tests/MUTANTS.md does not explain."""
    print(f"\n{side}, seed {plan.seed}: {outcome.summary()}; wanted {WANTED:.0f} % of {plan.size}")
    known = ids_with_a_reason()
    unexplained = [survivor for survivor in outcome.survivors if survivor.id not in known]
    if unexplained:
        print(
            f"Survivors without a reason in tests/MUTANTS.md, {len(unexplained)} of {len(outcome.survivors)}:"
        )
    for survivor in sorted(unexplained, key=lambda survivor: survivor.path):
        print(line_for(survivor))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
