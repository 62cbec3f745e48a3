"""Resolve overlaps of topics and cues, and drop topics with too little evidence."""

from server.domain.questions.cues import Placed
from server.domain.topics_match import Hit

_MEANING = ("open", "word")
"""Families of cues that keep their meaning inside a topic's phrase: "how deep" is a topic and asks how."""

SHADES = ("now:strong", "now:wide")
"""States of strength and spread: "very red", "red all over"."""

ACTS = ("remove", "rid")
"""Values of cues: acts that remove a thing, and those that only get rid of it, as a cream does with dryness."""

_BESIDE = ("now:severe", "now:worse", "now:lasting", "now:prescribed", *SHADES, *ACTS)
"""States and acts that the words of a topic may express as well: "zugeschwollen", "prescribed cream"."""

_OWN = ("my", "meine", "mein", "meinen", "meiner", "meinem", "die", "den", "der", "dem", "das")
"""Words before an area that is the person's own."""


_IS = ("is", "are", "ist", "sind")


def without_overlaps(
    hits: list[Hit], cues: list[Placed], words: tuple[str, ...]
) -> tuple[list[Hit], list[Placed]]:
    """Resolve overlaps: the longer of a topic and a cue counts, at equal length the cue."""
    own_hits = [hit for hit in hits if not any(_swallows_hit(cue, hit) for cue in cues)]
    own_cues = [
        cue
        for cue in cues
        if cue.value in _BESIDE
        or _is_own_area(cue, words)
        or not any(_swallows_cue(hit, cue) for hit in own_hits)
    ]
    return own_hits, own_cues


def _is_own_area(cue: Placed, words: tuple[str, ...]) -> bool:
    """Return True for an area inside a topic's phrase, "shave my neck", except in "wash my hands" and the like."""
    own = cue.start > 0 and words[cue.start - 1] in _OWN
    return own and cue.value.startswith("area:") and cue.value not in ("area:hands", "area:body")


def _swallows_hit(cue: Placed, hit: Hit) -> bool:
    inside = cue.start <= hit.start and hit.end <= cue.end
    longer = cue.end - cue.start > hit.end - hit.start
    if cue.value in _BESIDE:
        thing = cue.value == "now:severe" and not hit.phrase.symptom  # "can't sleep"
        return (cue.value == "now:prescribed" or thing) and inside and longer
    return inside and (longer or (cue.family not in _MEANING and not cue.is_past))


def _swallows_cue(hit: Hit, cue: Placed) -> bool:
    if hit.phrase.symptom and cue.value.startswith("area:"):  # "puffy eyes"
        return False
    overlap = hit.start < cue.end and cue.start < hit.end
    whole = cue.family == "word" and cue.start <= hit.start and hit.end <= cue.end
    return overlap and cue.family != "open" and not cue.is_past and not whole


def without_weak(
    hits: list[Hit],
    cues: list[Placed],
    words: tuple[str, ...],
    explained: set[int],
    *,
    applying: frozenset[str],
) -> tuple[list[Hit], tuple[str, ...]]:
    """Drop weak topics beside unknown words, and beside other topics unless something joins them or asks about them.

    "And", "or" and "with" join them; "is" and "ok" ask about the word between them. Return the unknown words too.
    """
    unknown = {at for at in range(len(words)) if at not in explained}
    doubtful = [hit for hit in hits if hit.phrase.weak and _beside(hit, unknown)]
    unknown |= {at for hit in doubtful for at in range(hit.start, hit.end)}
    strong = any(not hit.phrase.weak and not hit.phrase.symptom for hit in hits)
    remaining = [
        hit
        for hit in hits
        if not hit.phrase.weak
        or (hit not in doubtful and (not strong or _is_joined(hit, cues, words, applying)))
    ]
    return remaining, tuple(dict.fromkeys(words[at] for at in sorted(unknown)))


def _is_joined(hit: Hit, cues: list[Placed], words: tuple[str, ...], applying: frozenset[str]) -> bool:
    """Return True for a topic after "and", "and put my" or the like, and for one between "is" and "ok"."""
    joins = {
        at for cue in cues if cue.value in ("and", "or", "with", "instead") for at in (cue.start, cue.end - 1)
    }
    applied = hit.start > 1 and words[hit.start - 2] in applying and hit.start - 3 in joins
    asked = any(cue.start == hit.end and cue.family == "word" and cue.value == "may" for cue in cues)
    named = asked and hit.start > 0 and words[hit.start - 1] in _IS
    return applied or named or not joins.isdisjoint((hit.start - 1, hit.start - 2, hit.end))


def _beside(hit: Hit, unknown: set[int]) -> bool:
    return any(hit.start - 1 <= at <= hit.end for at in unknown)
