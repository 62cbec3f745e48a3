"""How a clinic can be reached: its telephone number and its opening hours. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

FEWEST_DIGITS, MOST_DIGITS = 3, 16
"""An international number has at most 15 digits (E.164); a zero in brackets may come on top."""
_PHONE = re.compile(r"\+?[0-9 ()/.\-]+")


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """On `weekday` (1 is Monday, 7 is Sunday), from `opens` to `closes`, both "HH:MM" in the clinic's time zone."""

    weekday: int
    opens: str
    closes: str


def is_phone_number(text: str) -> bool:
    """Return whether a telephone can dial it: digits, a plus sign in front, and what people put between digits."""
    digits = sum(character.isdigit() for character in text)
    return _PHONE.fullmatch(text) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS


def are_opening_hours(openings: Iterable[Opening]) -> bool:
    """Return whether every span ends after it begins, and none begins before another of the same day has ended."""
    ordered = sorted(openings)
    return all(each.opens < each.closes for each in ordered) and not any(
        one.weekday == next_one.weekday and next_one.opens < one.closes for one, next_one in pairwise(ordered)
    )
