"""Find the verb of a clause, and the side of the verb on which its topics are."""

import re
from dataclasses import dataclass
from typing import Literal

from server.domain.vocabulary import Verb

Side = Literal["after", "before", "all"]


@dataclass(frozen=True, slots=True)
class Trigger:
    verb: Verb
    scope: str  # the part of the clause that holds the topics


_NOT = (
    r"(?:do not|don't|must not|should not|shouldn't|cannot|can't|can not|please do not|try not to|never"
    r"|not to)"
)
_PASSIVE = (
    r"(?:be |being )?(?:used|applied|worn|resumed|taken|re-?introduced|introduced|started|restarted|continued"
    r"|enjoyed|washed)"
)
_IMPERATIVE = (
    r"(?:use|apply|re-?apply|wash|cleanse|clean|keep|take|sleep|drink|wear|continue|pat|moisturi[sz]e|rinse"
    r"|massage|reach for|stick to|stay hydrated|change|follow|return to)"
)
_LEADING = (
    r"(?:(?:if|when|where)(?:ver)? possible,? |please |always |gently |also |continue to |to cleanse, "
    r"|be sure to |make sure (?:to|you) |remember to |ensure you |do )*"
)
_STARTING = (
    r"(?:start using|start|begin using|begin|resume|return to|go back to|restart|use|apply|wear|take|add"
    r"|re-?introduce|introduce|continue)"
)
_MAY = r"(?:may|can|should slowly|should gradually|are allowed to|are free to)"
_SLOWLY = r"(?:also |then |now |be slowly |be gradually |slowly |gradually |safely )*"
_BANNED = r"(?:to be avoided|prohibited|forbidden|not (?:advisable|recommended|allowed|permitted))"
_STAY_AWAY = (
    r"(?:avoid(?:ing)?|refrain from|stay (?:out of|away from|off)|keep (?:out of|away from)|skip|abstain from"
    r"|stop using|discontinue)"
)
_WISE = r"(?:recommended|advised|important|encouraged|essential)"

_PATTERNS: tuple[tuple[Verb, Side, str], ...] = (
    (Verb.REPEAT, "all", r"\b(?:repeat(?:ed)?|apart|course of|series of|maintenance treatments?)\b"),
    (Verb.ONLY, "after", r"\bonly (?:use|apply|wear)\b|\b(?:use|apply) only\b"),
    (Verb.AVOID, "before", rf"\b(?:should|must) be avoided\b|\b(?:is|are) {_BANNED}\b"),
    (Verb.AVOID, "before", rf"\b(?:should|must|may|can) not {_PASSIVE}\b"),
    (Verb.AVOID, "after", rf"\b{_STAY_AWAY}\b"),
    (Verb.AVOID, "after", rf"\b{_NOT}\b|\byou do not (?:apply|use|wear)\b"),
    (Verb.AVOID, "after", r"^(?:absolutely |strictly )?no\b(?! longer\b| (?:need|problem|downtime))"),
    (Verb.ALLOW, "before", rf"\b(?:may|can) {_SLOWLY}{_PASSIVE}\b"),
    (Verb.ALLOW, "after", rf"\byou {_MAY} {_SLOWLY}{_STARTING}\b"),
    (Verb.ALLOW, "after", r"\byou (?:may|can)\b(?=.* again\b)"),
    (Verb.ALLOW, "after", r"^(?:resume|re-?introduce)\b"),
    (Verb.ALLOW, "after", r"^it is (?:ok|okay|fine|safe) to (?:use|apply|wear|resume)\b"),
    (Verb.DO, "after", rf"^{_LEADING}{_IMPERATIVE}\b"),
    (
        Verb.DO,
        "after",
        rf"\byou (?:should|must|need to|will need to) (?:always |also |continue to )*{_IMPERATIVE}\b",
    ),
    (Verb.DO, "after", rf"\b{_WISE} (?:that you |to )(?:always |continue to )*{_IMPERATIVE}\b"),
    (Verb.DO, "before", r"\b(?:should|must) be (?:worn|applied|used|taken|kept)\b"),
)
"""Ordered from the most to the least certain pattern."""
_COMPILED = tuple((verb, side, re.compile(text, re.IGNORECASE)) for verb, side, text in _PATTERNS)

_TELL = (
    r"(?:contact|call|consult|notify|inform|tell|phone|see|speak to|speak with|seek (?:medical|advice)"
    r"|get in touch with|reach out to|brought to (?:the|your))"
)
_WHOM = (
    r"(?:practitioner|doctor|physician|clinic|office|therapist|us\b|me\b|them\b|medical|attention|advice"
    r"|provider|nurse|dermatologist|professional|salon|studio|team)"
)
_SEEN = (
    r"(?:experience|experienced|notice|feel|expect|expected|appear|look|normal|common|present|occur|see"
    r"|subside|lasts?|start|begins?|develop|become|have|be more|be moderate)"
)
_EXPECTED = (
    r"(?:(?:may|might|can|could|will|should|you'll|usually|often|sometimes|is|are|be|typically)\b.{0,40}?"
    rf"\b{_SEEN}|there (?:may|can|will|could|might) be|you (?:experience|notice))"
)
_CALL = re.compile(rf"\b{_TELL}\b.*\b{_WHOM}", re.IGNORECASE)
_OFFER = re.compile(r"\bto (?:schedule|book|arrange|order|purchase)\b", re.IGNORECASE)
_EXPECT = re.compile(rf"\b{_EXPECTED}\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|no|never|without|rather than)\b", re.IGNORECASE)
_NO_BAN = re.compile(
    r"\b(?:not|n't|no|never) (?:need|have to|be|forget|hesitate|let|allow|worry|panic|required|necessary"
    r"|skip|stop|miss|omit|neglect|discontinue|avoid|go without)\b",
    re.IGNORECASE,
)


def calls(clause: str) -> bool:
    """Return True if a clause asks patients to contact someone; "contact us to book" is an offer."""
    return _CALL.search(clause) is not None and _OFFER.search(clause) is None


def speaks_of_expecting(clause: str) -> bool:
    return _EXPECT.search(clause) is not None and _NEGATIVE.search(clause) is None


def trigger(clause: str) -> Trigger | None:
    """Return the first verb that matches.

    None for "you do not need to …" and "do not forget …", which are neither ban nor permission.
    """
    if _NO_BAN.search(clause):
        return None
    for verb, side, pattern in _COMPILED:
        match = pattern.search(clause)
        if match:
            start = match.start() if verb is Verb.DO else match.end()
            scope = {"after": clause[start:], "before": clause[: match.start()], "all": clause}[side]
            return None if _is_negated(verb, clause[: match.start()]) else Trigger(verb, scope)
    return None


def _is_negated(verb: Verb, before: str) -> bool:
    """Return True if a negation precedes a verb other than a ban."""
    return verb is not Verb.AVOID and _NEGATIVE.search(before) is not None
