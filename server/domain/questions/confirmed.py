"""Whether a stated state is said plainly: of the person's own skin, and for now.

A healing that is supposed, past, to come, partial or somebody else's confirms nothing. People have endless words for
these, so that a state of the skin counts only among words that are known to be harmless.
"""

from server.domain.questions.cues import Placed
from server.domain.questions.scene import Scene
from server.domain.questions.word_sets import (
    DOCTORS,
    HARMLESS,
    MANNERS,
    OPENING,
    OTHERS,
    OWN_SUBJECTS,
    SKIN,
    STALE,
    UNSURE,
    YEAS,
)

_QUESTION = 3
"""The break of a question mark."""


def is_plain(scene: Scene, state: Placed) -> bool:
    """Return True if a state of the skin is said plainly. In doubt, it is not."""
    doubted = _is_asked(scene, state) or _is_still_going_on(scene, state)
    return not doubted and _is_plain_before(scene, state) and _is_plain_after(scene, state)


def _is_still_going_on(scene: Scene, state: Placed) -> bool:
    """Return True for "Haut verheilt gut", which is healing, and for "is healed skin ok", which states nothing."""
    after = scene.text.words[state.end] if state.end < len(scene.text.words) else ""
    if not after or scene.text.breaks[state.end]:
        return False
    clause = scene.clauses[state.start]
    own = {word for at, word in enumerate(scene.text.words) if scene.clauses[at] == clause}
    goes_on = scene.text.words[state.end - 1] == "verheilt" and after in MANNERS
    return after in SKIN or (goes_on and own.isdisjoint(("ist", "sind")))


def _is_plain_before(scene: Scene, state: Placed) -> bool:
    """Return True if only harmless words lead up to a state, from the start of its clause or a topic before it."""
    text, has_subject = scene.text, False
    for at in range(state.start - 1, -1, -1):
        if text.breaks[at + 1] or scene.clauses[at] != scene.clauses[state.start]:
            return True
        if scene.hit_at(at):
            return has_subject
        cue = scene.cue_at(at)
        if cue and cue.family == "word" and cue.value == "may":
            return True
        if not _is_harmless(scene, at):
            return False
        has_subject = has_subject or text.words[at] in OWN_SUBJECTS
    return True


def _is_plain_after(scene: Scene, state: Placed) -> bool:
    text = scene.text
    for at in range(state.end, len(text.words)):
        cue = scene.cue_at(at)
        if text.breaks[at] or scene.clauses[at] != scene.clauses[state.start] or scene.hit_at(at):
            return True
        if cue and (cue.family == "open" or (cue.family == "word" and cue.value == "may")):
            return True
        if cue and cue.value in ("not", "no") and _is_of_symptom(scene, cue):
            return True
        if not _is_harmless(scene, at):
            return False
    return True


def _is_of_symptom(scene: Scene, negation: Placed) -> bool:
    """Return True for the negation in "healed and no longer red"."""
    ahead = next((hit for hit in scene.hits if hit.start >= negation.end), None)
    if ahead is None or not ahead.phrase.symptom or ahead.start > negation.end + 1:
        return False
    return not any(scene.text.breaks[negation.end : ahead.start + 1])


def _is_harmless(scene: Scene, at: int) -> bool:
    """Return True for a word that makes a state no less certain, and for a moment that is over or now."""
    for phrase in scene.moments:
        if phrase.start <= at < phrase.end:
            since = phrase.start > 0 and scene.text.words[phrase.start - 1] in ("since", "seit")
            is_present = phrase.moment is not None and phrase.moment.base in ("now", "day")
            is_near = is_present and phrase.moment is not None and phrase.moment.amount == 0
            return phrase.moment is None or is_near or since
    cue = scene.cue_at(at)
    if cue is not None and cue.family == "state":
        return not cue.value.startswith("area:") or cue.value == "area:full-face"
    return scene.text.words[at] in HARMLESS


def _is_asked(scene: Scene, state: Placed) -> bool:
    """Return True for a state in a sentence of its own that ends in a question mark: "healed? can I wear make-up"."""
    breaks = scene.text.breaks
    ends = [at for at in range(state.end, len(breaks)) if breaks[at] > 1]
    if not ends or breaks[ends[0]] != _QUESTION or scene.text.words[ends[0]] in YEAS:
        return False
    begins = max((at for at in range(state.start + 1) if breaks[at] > 1), default=0)
    named = any(begins <= hit.start < ends[0] for hit in scene.hits)
    asks = any(cue.family in ("open", "word") and begins <= cue.start < ends[0] for cue in scene.cues)
    return not named and not asks


def is_own_prescription(scene: Scene, state: Placed) -> bool:
    """Return True if what is prescribed is the person's own, for now; not "my mum's cream", "is it prescribed only"."""
    text, clause = scene.text.words, scene.clauses[state.start]
    own = [at for at, number in enumerate(scene.clauses) if number == clause]
    beside = {text[at] for at in own if scene.hit_at(at) is None}
    permits = any(
        cue.value == "may" and cue.family in ("open", "word") and scene.clauses[cue.start] == clause
        for cue in scene.cues
    )
    asks = text[own[0]] in OPENING and not permits
    others = not (OTHERS | STALE).isdisjoint(text) or _is_of_another(scene)
    unsure = not UNSURE.isdisjoint(beside) or not beside.isdisjoint(scene.unknown)
    return not (asks or others or unsure or _is_asked(scene, state))


def _is_of_another(scene: Scene) -> bool:
    """Return True for "my cousins cream": a word in the possessive between "my" and a topic."""
    text = scene.text.words
    return any(
        word == "my"
        and text[at + 1].endswith("s")
        and text[at + 1] not in DOCTORS
        and scene.hit_at(at + 1) is None
        and any(at + 2 <= hit.start <= at + 3 for hit in scene.hits)
        for at, word in enumerate(text[:-1])
    )
