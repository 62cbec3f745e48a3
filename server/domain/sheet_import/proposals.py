"""Leave out of the proposals what would do harm if an author took it without reading."""

import re
from collections.abc import Iterable
from dataclasses import replace

from server.domain.sheet_import.draft import BANS, DraftRule
from server.domain.sheet_import.lengths import is_short
from server.domain.sheet_import.qualifiers import is_no_duty
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

_LIMITS = re.compile(
    r"\b(?:but|only|unless|except|without|once|than|otherwise|with (?:an?|the)|if|as soon as|though|if not"
    r"|aber|jedoch|nur|ohne|außer|allerdings|als|sofern|mit (?:dem|einem|einer)|wer|sobald)\b"
)
"""Words that limit a permission. Where it was not understood how, only a ban is proposed."""
_RULED_OUT = re.compile(r"\b(?:never|nie(?:mals)?|not|n't|no reason|nicht|kein\w*)\b")


def proposed(rules: Iterable[DraftRule], text: str, tree: TopicTree) -> list[DraftRule]:
    """Return the rules of a doubted sentence that are worth proposing."""
    return [_unconditional(rule) for rule in rules if not _is_risky(rule, text, tree)]


def _is_risky(rule: DraftRule, text: str, tree: TopicTree) -> bool:
    if rule.verb is Verb.DO and is_no_duty(rule.topics, tree):
        return True
    if rule.verb in (Verb.ALLOW, Verb.DO):
        carries = rule.if_ or rule.unless or rule.with_
        return not carries and (_LIMITS.search(text) or _RULED_OUT.search(text)) is not None
    return rule.verb in BANS and any(is_short(end) for end in rule.ends)


def _unconditional(rule: DraftRule) -> DraftRule:
    """Propose a ban with an end and a condition without the condition: it may belong to another end."""
    return replace(rule, if_=()) if rule.verb in BANS and rule.ends and rule.if_ else rule
