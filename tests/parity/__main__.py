"""`make torture`: compare server and phone in many random cases; PARITY_SEED and PARITY_CASES set how many."""

import os
import sys
import time

from tests.parity.running import CannotRun, compare

if __name__ == "__main__":
    seed = os.environ.get("PARITY_SEED") or str(int(time.time()))
    cases = int(os.environ.get("PARITY_CASES") or 50_000)
    print(f"PARITY_SEED={seed} PARITY_CASES={cases}", flush=True)
    try:
        report = compare(seed, cases)
    except CannotRun as reason:
        sys.exit(f"The phone's code cannot run: {reason}.")
    print(report or f"Server and phone agree in all {cases} cases.")
    sys.exit(1 if report else 0)
