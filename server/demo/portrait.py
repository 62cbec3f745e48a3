"""What there is to say about a drawn face."""

from dataclasses import dataclass
from typing import Literal

Tone = tuple[int, int, int]
HairStyle = Literal["long", "short", "round", "bun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One drawing. `flush`: 0 settled to 1 freshly needled."""

    tone: Tone
    flush_tone: Tone
    hair: Tone
    hair_style: HairStyle
    eyes: Tone
    lips: Tone
    shirt: Tone
    wall: Tone
    angle: Literal["front", "left", "right", "close-up"] = "front"
    flush: float = 0.0
    spots: int = 0
