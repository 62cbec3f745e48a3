"""Instruments that are not understood: what the sheet bans for every instrument then counts for them, too."""

from collections.abc import Iterator

from server.domain.questions.scene import Scene
from server.domain.questions.word_sets import FINGERS, INSTRUMENTS, USING

UNREAD_INSTRUMENT = "with:unknown"
"""The condition of a question that names an instrument which the tree does not know."""

_VAGUE = "cleansing-tool"
"""The topic of a sponge, which may be one for make-up."""

_REACH = 3
"""Words from "with" to the instrument ("with my new magic wand")."""


def unread_instruments(scene: Scene) -> Iterator[int]:
    """Yield the places of unknown words that are instruments, or that something is done with."""
    for at, word in enumerate(scene.text.words):
        hit = scene.hit_at(at)
        vague = hit is not None and hit.phrase.topic == _VAGUE and word in INSTRUMENTS
        unread = word in scene.unknown and word not in FINGERS
        if vague or (unread and (word in INSTRUMENTS or _is_used(scene, at))):
            yield at


def _is_used(scene: Scene, at: int) -> bool:
    """Return True for a word after "with" or "using", with no topic between them."""
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if scene.text.breaks[before + 1] or scene.hit_at(before):
            return False
        if scene.text.words[before] in USING:
            return True
    return False
