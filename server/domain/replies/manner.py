"""The manner of a permission: gentle, slowly, six to eight drops. It is a part of the permission."""

from server.domain.answers import ASK_FIRST, PRESCRIBED, Answer
from server.domain.sheets import NOW, Rule
from server.domain.vocabulary import Verb

_PERMITTING = (Verb.ALLOW, Verb.DO)
_EACH, _PER = "each ", "/"
_WHEN = ("once", "as needed")


def has_manner(rule: Rule) -> bool:
    """Return True if a rule says with what, how much, where or on which occasion."""
    every = rule.every or ""
    return bool(rule.using or rule.amount or rule.area) or every.startswith(_EACH) or every in _WHEN


def is_quoted_alone(answer: Answer) -> bool:
    """Return True if only the rule's own sentence is a true answer.

    That is so where a manner belongs to the permission, where the rule speaks of a family of the topic, and for
    advice that neither permits nor forbids anything.
    """
    rule = answer.rule
    if rule is None or rule.verb not in _PERMITTING or answer.with_ or answer.depends_on:
        return False
    own = answer.topic in rule.topics
    return answer.kind == "yes" and (has_manner(rule) or rule.mark == "pointer" or not own)


def is_open_advice(answer: Answer) -> bool:
    """Return True for a permission whose beginning the sheet does not say, or makes depend on the skin."""
    rule = answer.rule
    if rule is None or rule.verb not in _PERMITTING or answer.kind != "not-yet":
        return False
    flags = bool(answer.depends_on) and all(each.startswith(NOW) for each in answer.depends_on)
    return answer.number_missing or (
        flags and PRESCRIBED not in answer.depends_on and answer.surely_at is None
    )


def is_quoted_beside(answer: Answer) -> bool:
    """Return True if the rule's own sentence belongs beside the answer."""
    rule = answer.rule
    if rule is None:
        return False
    match answer.kind:
        case "tell":
            return True
        case "expected":
            return rule.up_to is not None
        case "no":
            dated = answer.least_at or answer.surely_at or answer.depends_on or answer.number_missing
            return rule.verb is Verb.AVOID and not dated
        case "yes":
            return has_manner(rule) or _PER in (rule.every or "") or answer.with_ == (ASK_FIRST,)
        case _:
            return False
