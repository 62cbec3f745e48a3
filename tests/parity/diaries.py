"""Random diaries: entries at hours that coincide with those of the windows, and the practitioner's replies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from server.domain.timeline import Timeline
from server.domain.vocabulary import Sign, Symptom

Chosen = TypeVar("Chosen")
_HOURS = (-5, 0, 2, 12, 23, 24, 30, 36, 48, 50, 60, 72, 96, 120, 168, 240, 720)
_SCORED = (Symptom.REDNESS, Symptom.DARKENING, Symptom.SWELLING, Symptom.ITCHING, Symptom.FLAKING)
_SIGNS = (Sign.PUSTULES, Sign.FEVER, Sign.OOZING, Sign.UNEXPECTED_REACTION)
_STATES = ("healed", "calm", "shed")
_ACTS = ("wash", "home", "bruise", "used-up(cream)")
_LINES = ("{0}", "{0} and {1}", "no {0}", "a little {0}, then {1}", "something else")


@dataclass(frozen=True, slots=True)
class Diary:
    entries: tuple[tuple[UUID, datetime, datetime, Mapping[str, Any]], ...]
    """Id, moment, when the server got it, and document."""
    replied_at: tuple[datetime, ...]


def random_diary(random: Random, timeline: Timeline, things: list[str]) -> Diary:
    entries = tuple(_entry(random, timeline, things) for _ in range(random.choice((0, 1, 2, 3, 5, 8))))
    return Diary(entries, tuple(_moment(random, timeline) for _ in range(random.choice((0, 0, 1, 2)))))


def _entry(
    random: Random, timeline: Timeline, things: list[str]
) -> tuple[UUID, datetime, datetime, Mapping[str, Any]]:
    at = _moment(random, timeline)
    received_at = at + timedelta(hours=random.choice((0, 0, 0, 30, 120)))
    return UUID(int=random.getrandbits(128)), at, received_at, _document(random, things)


def _moment(random: Random, timeline: Timeline) -> datetime:
    return timeline.treated_at + timedelta(hours=random.choice(_HOURS), seconds=random.choice((0, 0, 1, -1)))


def _document(random: Random, things: list[str]) -> dict[str, Any]:
    return {
        "scores": {each.value: random.randint(0, 4) for each in _SCORED if random.random() < 0.4},
        "signs": [
            {"sign": sign.value, "area": random.choice((None, "cheeks"))} for sign in _some(random, _SIGNS)
        ],
        "states": {state: random.random() < 0.6 for state in _some(random, _STATES)},
        "acts": list(_some(random, _ACTS)),
        "signs_gone": [sign.value for sign in _some(random, _SIGNS)],
        "products": [_line(random, things) for _ in range(random.choice((0, 0, 1, 2)))],
        "activities": [_line(random, things) for _ in range(random.choice((0, 0, 1)))],
    }


def _some(random: Random, choices: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    return tuple(choice for choice in choices if random.random() < 0.15)


def _line(random: Random, things: list[str]) -> str:
    return random.choice(_LINES).format(random.choice(things), random.choice(things))
