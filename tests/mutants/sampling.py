"""The seeded sample. `sample.js` draws the phone's by the same rule."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import ceil


@dataclass(frozen=True)
class Plan:
    """What to run: the seed and size of a side's sample, and the number of processes."""

    seed: str
    size: int
    workers: int


def draw(plan: Plan, parts: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return a sample of `plan.size` names with an equal share for every part.

    A part that is smaller than its share gives all it has, and the larger parts make up the difference.
    """
    sample: dict[str, list[str]] = {}
    left = plan.size
    for drawn, part in enumerate(sorted(parts, key=lambda part: len(parts[part]))):
        share = ceil(left / (len(parts) - drawn))
        sample[part] = sorted(parts[part], key=lambda name: rank(plan.seed, name))[:share]
        left -= len(sample[part])
    return sample


def rank(seed: str, name: str) -> str:
    """Return the sort key of a name. It depends on no other name, so an edit elsewhere keeps the sample."""
    return sha256(f"{seed} {name}".encode()).hexdigest()
