"""The data of a fictional patient."""

from dataclasses import dataclass
from typing import Any

from server.ports import Portrait

Fields = dict[str, Any]
"""Fields of `shapes.diary.EntryDocument` or of a treatment record."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check-in, `hour` hours after the treatment. `flush` and `spots` are drawn in its photos."""

    hour: float
    fields: Fields
    angles: tuple[str, ...] = ()
    flush: float = 0.0
    spots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTreatment:
    """One treatment. `share`: whether photos are shared with the diary; None if nothing is shared."""

    hours_ago: float
    sheet: str
    record: Fields
    checks: tuple[Check, ...] = ()
    next_in_days: float | None = None
    share: bool | None = None
    reply: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPatient:
    """A patient. `face` is None for a patient who has not opened the invitation yet."""

    key: str
    name: str
    label: str
    language: str = "en"
    cues: tuple[str, ...] = ("red",)
    face: Portrait | None
    treatments: tuple[DemoTreatment, ...]
