"""Find the topics of a clause, depending on its verb."""

import re

from server.domain.sheet_import.lengths import LENGTH, length
from server.domain.topics import SYMPTOMS, TopicTree
from server.domain.vocabulary import Verb

_REACTION = re.compile(
    r"\b(?:unexpected|adverse|unusual|severe|allergic|bad) (?:adverse )?(?:reactions?|effects?|symptoms?)\b"
    r"|\b(?:questions?|concerns?|worr(?:y|ied|ies)|problems?|complications?)\b",
    re.IGNORECASE,
)
_INCIDENTAL = {
    "symptom", "contact-practitioner", "microneedling", "session",
}  # fmt: skip
"""Topics mentioned in passing in so many sentences that they are never the topic of one."""
_ACCOMPANYING: dict[str, set[str]] = {
    "rinse": {"cleansing"},
    "water": {"drinking-water"},
    "sleep": {"sleep-on-back", "pillowcase"},
}
_MANNER = {"massage", "touching", "picking"}
"""Topics that describe how a duty is done: "massage the serum in"."""
_EVERY = re.compile(rf"\bevery (?P<q>{LENGTH})|(?P<q2>{LENGTH}) apart\b", re.IGNORECASE)
_COUNT = r"\d{1,2}(?: ?(?:-|to) ?\d{1,2})?"
_SESSIONS = re.compile(
    rf"\b(?:course|series) of (?P<n>{_COUNT})\b|\b(?P<m>{_COUNT}) (?:treatments|sessions)\b", re.IGNORECASE
)


def topics_for(tree: TopicTree, verb: Verb, scope: str) -> tuple[str, ...]:
    """Return the topics of a clause: symptoms for `expect` and `call`, anything else for other verbs."""
    named = tree.named_in(scope, "en")
    symptoms = verb in (Verb.EXPECT, Verb.CALL)
    fitting = tuple(topic for topic in named if (SYMPTOMS in tree.ancestors(topic)) is symptoms)
    if symptoms:
        specific = tuple(topic for topic in fitting if topic != SYMPTOMS)
        if verb is Verb.CALL and not specific and _REACTION.search(scope):
            return ("unexpected-reaction",)
        return specific
    ignored = _INCIDENTAL | (_MANNER if verb is Verb.DO else set())
    relevant = tuple(topic for topic in fitting if topic not in ignored)
    return tuple(topic for topic in relevant if not _is_redundant(tree, topic, relevant))


def _is_redundant(tree: TopicTree, topic: str, named: tuple[str, ...]) -> bool:
    """Return True for words that only accompany a topic: the water to cleanse with, a vitamin's serum."""
    if topic in _ACCOMPANYING:
        return bool(_ACCOMPANYING[topic].intersection(named)) or (topic == "sleep" and len(named) > 1)
    return topic == "serum" and any("active" in tree.ancestors(other) for other in named)


def repeat_window(clause: str) -> str | None:
    """Return S+4-6w for "every 4-6 weeks"; None if the clause names no interval."""
    interval = _EVERY.search(clause)
    value = length(interval["q"] or interval["q2"]) if interval else None
    return f"S+{value}" if value else None


def repeat_amount(clause: str) -> str | None:
    count = _SESSIONS.search(clause)
    return f"{(count['n'] or count['m']).replace(' to ', '-')} sessions" if count else None
