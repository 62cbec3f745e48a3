"""Run the parts of `make test` one after another and print the slowest: `parts.py MAKE PART…`.

Standard library only: it runs before there is a virtual environment. A part is a target of the Makefile. The
first failure ends the run, unless make was called with -k. Processor time counts all processes of a part that
end within it. It leaves out a PostgreSQL server, which keeps running.
"""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass

SHOWN = 10


@dataclass(frozen=True)
class Part:
    """A part that has run. Times are in seconds."""

    name: str
    passed: bool
    wall: float
    processor: float


def run(make: str, name: str) -> Part:
    started, used = time.monotonic(), processor_seconds()
    print(f"\n── {name} ──", flush=True)
    passed = subprocess.run([make, name], check=False).returncode == 0  # noqa: S603 - our own targets
    return Part(name, passed, time.monotonic() - started, processor_seconds() - used)


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def keeps_going() -> bool:
    """Return whether make was called with -k: its one-letter options are the first word of MAKEFLAGS."""
    first = os.environ.get("MAKEFLAGS", "").partition(" ")[0]
    return not first.startswith("-") and "=" not in first and "k" in first


def report(parts: list[Part]) -> str:
    slowest = sorted(parts, key=lambda part: part.wall, reverse=True)[:SHOWN]
    lines = [f"The slowest {len(slowest)} of {len(parts)} parts (seconds: wall clock, processor):"]
    lines += [f"  {part.name:<20}{part.wall:>8.1f}{part.processor:>8.1f}" for part in slowest]
    total, processor = sum(part.wall for part in parts), sum(part.processor for part in parts)
    lines.append(f"  {'all parts':<20}{total:>8.1f}{processor:>8.1f}")
    lines += [f"FAILED: {part.name}" for part in parts if not part.passed]
    return "\n".join(lines)


def main(make: str, names: list[str]) -> int:
    parts: list[Part] = []
    for name in names:
        parts.append(run(make, name))
        if not parts[-1].passed and not keeps_going():
            break
    left = names[len(parts) :]
    print(f"\n{report(parts)}", flush=True)
    if left:
        print(f"Not run after the failure: {', '.join(left)}. `make -k test` runs all parts.", flush=True)
    return 0 if all(part.passed for part in parts) and not left else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
