"""What a made-up person is and tells, as values."""

from dataclasses import dataclass
from typing import Any

from server.ports import Portrait

Told = dict[str, Any]
"""Fields of shapes.diary.EntryDocument."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check-in. `flush` and `spots` say what the drawn face shows; no `angles`: no photo."""

    hour: float
    told: Told
    angles: tuple[str, ...] = ()
    flush: float = 0.0
    spots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTreatment:
    """One treatment. `share`: None keeps the diary closed, else whether photos are shown."""

    hours_ago: float
    sheet: str
    record: Told
    checks: tuple[Check, ...] = ()
    next_in_days: float | None = None
    share: bool | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPatient:
    """A patient. `face` None: has not opened the invitation yet."""

    key: str
    name: str
    label: str
    language: str = "en"
    cues: tuple[str, ...] = ("red",)
    face: Portrait | None
    treatments: tuple[DemoTreatment, ...]
