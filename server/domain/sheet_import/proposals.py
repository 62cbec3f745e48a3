# ruff: noqa: E501 - patterns stay on one line
"""Leave out of the proposals what would do harm if an author took it without reading."""

import re
from collections.abc import Iterable
from dataclasses import replace

from server.domain.sheet_import.anchors import other_anchor
from server.domain.sheet_import.draft import BANS, DraftRule
from server.domain.sheet_import.lengths import is_short
from server.domain.sheet_import.qualifiers import is_no_duty
from server.domain.sheet_import.state import Outcome
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

_LIMITS = re.compile(
    r"\b(?:but|only|unless|except|without|once|than|otherwise|with|if|as soon as|though|if not"
    r"|aber|jedoch|nur|ohne|außer|allerdings|als|sofern|mit|wer|sobald)\b"
)
"""Words that limit a permission. Where it was not understood how, only a ban is proposed."""
_RULED_OUT = re.compile(
    r"\b(?:never|nie(?:mals)?|not|n't|no reason|nicht|kein\w*|nimmer|nope|none|nor|neither|hardly|weder|kaum|isn't|aren't|can't|don't)\b|n't\b"
)
_AT_MOST = re.compile(
    r"\b(?:no|not) (?:longer|more)\b|\bat most\b|\bnicht (?:länger|mehr) als\b|\bhöchstens\b|\bmaximal\b|\bmehr nicht\b"
)
"""Limits how long or how often a thing is used, so that a ban up to then would say the opposite."""
_NOR = re.compile(r"\b(?:weder|neither|nor|geschweige|erst recht nicht|auch nicht|let alone)\b")
"""Goes on to another time for which a ban holds, too: "neither today nor during the whole series"."""
_COUNTED_ON = re.compile(
    r"\b(?:after (?:that|this|it)|afterwards?|danach|darauf|im anschluss|more|weitere[nrs]?|another)\b"
)
_DENIES_LAST = re.compile(
    r"[,;] (?:[\w']+ ){1,4}(?:isn't|aren't|is not|are not|ist nicht|sind nicht|nicht)[ .!]*$"
)
"""Ends a sentence of bans with what is none: "pools are off limits, your own bathtub isn't"."""
_ALARMS = frozenset({"fever", "pustules", "severe-pain", "infection", "unexpected-reaction"})
"""What no sheet foretells as harmless."""
_CONDITIONS = ("condition", "reason")


def proposed(rules: Iterable[DraftRule], text: str, tree: TopicTree, outcome: Outcome) -> list[DraftRule]:
    """Return the rules of a doubted sentence that are worth proposing."""
    outside = _without_conditions(text, outcome)
    return [_unconditional(rule) for rule in rules if not _is_risky(rule, text, outside, tree)]


def _without_conditions(text: str, outcome: Outcome) -> str:
    for span in outcome.spans:
        if span.kind in _CONDITIONS:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _is_risky(rule: DraftRule, text: str, outside: str, tree: TopicTree) -> bool:
    if rule.verb is Verb.EXPECT:
        return any(_ALARMS.intersection(tree.ancestors(topic)) for topic in rule.topics if topic in tree)
    if rule.verb in (Verb.ALLOW, Verb.DO):
        return _permits_too_much(rule, text, outside, tree)
    return rule.verb in BANS and _ends_a_ban_early(rule, text)


def _permits_too_much(rule: DraftRule, text: str, outside: str, tree: TopicTree) -> bool:
    if rule.verb is Verb.DO and is_no_duty(rule.topics, tree):
        return True
    if rule.verb is Verb.ALLOW and rule.ends and not rule.is_inherited:
        return True  # what a length says of a permission, was not understood
    if rule.starts and (other_anchor(text, frozenset()) or _COUNTED_ON.search(text)):
        return True
    carries = rule.if_ or rule.unless or rule.with_
    words = outside if carries else text
    return _RULED_OUT.search(words) is not None or (not carries and _LIMITS.search(text) is not None)


def _ends_a_ban_early(rule: DraftRule, text: str) -> bool:
    recurs = rule.every not in (None, "", "always", "1/day", "evening", "morning")
    if recurs or any(is_short(end) for end in rule.ends):
        return True
    if rule.ends and (other_anchor(text, frozenset()) or _NOR.search(text) or _COUNTED_ON.search(text)):
        return True
    if not rule.has_window and _DENIES_LAST.search(text):
        return True
    return _AT_MOST.search(text) is not None and (
        rule.every is not None or not rule.ends or any(end.startswith("<=") for end in rule.ends)
    )


def _unconditional(rule: DraftRule) -> DraftRule:
    """Propose a ban with an end and a condition without the condition: it may belong to another end."""
    return replace(rule, if_=()) if rule.verb in BANS and rule.ends and rule.if_ else rule
