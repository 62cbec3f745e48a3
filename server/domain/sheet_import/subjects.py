"""Which topics a clause is about, by the verb it speaks with."""

import re

from server.domain.sheet_import.lengths import LENGTH, length
from server.domain.topics import SYMPTOMS, TopicTree
from server.domain.vocabulary import Verb

_REACTION = re.compile(
    r"\b(?:unexpected|adverse|unusual|severe|allergic|bad) (?:adverse )?(?:reactions?|effects?|symptoms?)\b"
    r"|\b(?:questions?|concerns?|worr(?:y|ied|ies)|problems?|complications?)\b",
    re.IGNORECASE,
)
_BESIDE_THE_POINT = {
    "symptom", "contact-practitioner", "microneedling", "session",
}  # fmt: skip
"""Named in passing in so many sentences that alone they are not what a sentence is about."""
_ALONG: dict[str, set[str]] = {
    "rinse": {"cleansing"},
    "water": {"drinking-water"},
    "sleep": {"sleep-on-back", "pillowcase"},
}
_MANNER = {"massage", "touching", "picking"}
"""What a duty says of the how: "massage the serum in"."""
_EVERY = re.compile(rf"\bevery (?P<q>{LENGTH})|(?P<q2>{LENGTH}) apart\b", re.IGNORECASE)
_COUNT = r"\d{1,2}(?: ?(?:-|to) ?\d{1,2})?"
_SESSIONS = re.compile(
    rf"\b(?:course|series) of (?P<n>{_COUNT})\b|\b(?P<m>{_COUNT}) (?:treatments|sessions)\b", re.IGNORECASE
)


def topics_for(tree: TopicTree, verb: Verb, scope: str) -> tuple[str, ...]:
    """What can be expected is a symptom; what can be done or left is none."""
    named = tree.named_in(scope, "en")
    symptoms = verb in (Verb.EXPECT, Verb.CALL)
    fitting = tuple(topic for topic in named if (SYMPTOMS in tree.ancestors(topic)) is symptoms)
    if symptoms:
        found = tuple(topic for topic in fitting if topic != SYMPTOMS)
        if verb is Verb.CALL and not found and _REACTION.search(scope):
            return ("unexpected-reaction",)
        return found
    aside = _BESIDE_THE_POINT | (_MANNER if verb is Verb.DO else set())
    telling = tuple(topic for topic in fitting if topic not in aside)
    return tuple(topic for topic in telling if not _said_already(tree, topic, telling))


def _said_already(tree: TopicTree, topic: str, named: tuple[str, ...]) -> bool:
    """Words that only go along: the water one cleanses with, the serum that a vitamin comes in."""
    if topic in _ALONG:
        return bool(_ALONG[topic].intersection(named)) or (topic == "sleep" and len(named) > 1)
    return topic == "serum" and any("active" in tree.ancestors(other) for other in named)


def repeat_window(clause: str) -> str | None:
    """ "every 4-6 weeks", "one month apart": S+4-6w."""
    found = _EVERY.search(clause)
    value = length(found["q"] or found["q2"]) if found else None
    return f"S+{value}" if value else None


def repeat_amount(clause: str) -> str | None:
    found = _SESSIONS.search(clause)
    return f"{(found['n'] or found['m']).replace(' to ', '-')} sessions" if found else None
