"""Whether a stated healing is only hoped for, partial, or guessed: it then says nothing about now."""

from server.domain.questions.confirmed import is_own_prescription, is_plain
from server.domain.questions.cues import Placed
from server.domain.questions.denials import HEALING, PRESCRIBED, denial_of
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene
from server.domain.topics_words import words

_SHED = "now:shed"
_AM = ("am", "bin")
_HEDGES = frozenset(
    (
        *words(
            "almost nearly mostly most partly pretty sort kind somewhat quite percent think guess maybe perhaps"
        ),
        *words(
            "probably seems hopefully enough fast beinahe ziemlich meisten größtenteils teilweise halbwegs"
        ),
        *words("prozent wie glaub glaube denke vielleicht wohl wahrscheinlich hoffentlich scheint genug"),
    )
)
"""Words beside a stated healing that make it less than complete, or less than certain."""


def is_only_hoped(scene: Scene, roles: Roles, cue: Placed) -> bool:
    """Return True for a state that is stated, but not plainly: it then confirms nothing. A denial is no hope."""
    if cue.value not in (*HEALING, PRESCRIBED) or denial_of(scene, cue):
        return False
    if cue.value == PRESCRIBED:
        return not is_own_prescription(scene, cue)
    return _is_wished(scene, cue) or _is_hedged(scene, roles, cue) or not is_plain(scene, cue)


def _is_wished(scene: Scene, cue: Placed) -> bool:
    clause = scene.clauses[cue.start]
    begins = scene.clauses.index(clause)
    first, second = scene.text.words[begins], scene.text.words[min(begins + 1, cue.start)]
    asks = first in _AM or first in scene.speech.doubtful - scene.speech.subjects
    if asks and second in scene.speech.subjects:
        return True  # "is it healed"
    before = (word for at, word in enumerate(scene.text.words[: cue.start]) if scene.clauses[at] == clause)
    return any(word in scene.speech.hypothetical for word in before)


def _is_hedged(scene: Scene, roles: Roles, cue: Placed) -> bool:
    """Return True for a healing that is partial, guessed, or at odds with a symptom.

    For example: "90% healed", "I think it has healed", "healed apart from my chin", "healed but still peeling".
    """
    clause = scene.clauses[cue.start]
    around = (word for at, word in enumerate(scene.text.words) if scene.clauses[at] == clause)
    limited = any(scene.clauses[each.start] == clause for each in scene.valued("limit"))
    amount = cue.start > 0 and scene.text.words[cue.start - 1].isdigit()
    felt = cue.value != _SHED and any(hit.phrase.symptom for hit in roles.having(Role.ASKED))
    return limited or amount or felt or any(word in _HEDGES for word in around)
