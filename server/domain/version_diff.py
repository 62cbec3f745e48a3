"""The changes between two versions of one sheet, rule by rule, for patients on the older version."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from server.domain.sheets import Rule, Sheet, rule_document, to_document

ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    kind: ChangeKind
    rule_id: str
    old: Rule | None
    new: Rule | None
    fields: tuple[str, ...] = ()  # the changed fields, by their names in the sheet


@dataclass(frozen=True, slots=True)
class Difference:
    header: tuple[str, ...]  # changed fields of the header, except the version
    changes: tuple[Change, ...]


def difference(old: Sheet, new: Sheet) -> Difference:
    """Return the changes in the order of the new sheet, removed rules last.

    A change in the order of the rules alone is not a difference, and neither is a rule that was split by its topics
    or put together again.
    """
    same = _regrouped(old, new)
    before = {rule.id: rule for rule in old.rules if _content(rule, old.language) not in same}
    after = {rule.id: rule for rule in new.rules if _content(rule, new.language) not in same}
    changes = (_change(before.get(rule_id), rule, new.language) for rule_id, rule in after.items())
    removed = (
        Change("removed", rule_id, rule, None) for rule_id, rule in before.items() if rule_id not in after
    )
    return Difference(_header(old, new), (*(change for change in changes if change), *removed))


def _content(rule: Rule, language: str) -> str:
    """Return a key of what a rule says of its topics: rules that say the same of different topics have the same."""
    document = rule_document(replace(rule, id="", topics=()), language)
    return json.dumps(document, sort_keys=True)


def _regrouped(old: Sheet, new: Sheet) -> set[str]:
    """Return the contents that both sheets have for the same topics, in whatever number of rules."""
    was, now = _topics(old), _topics(new)
    return {content for content, topics in now.items() if was.get(content) == topics}


def _topics(sheet: Sheet) -> dict[str, set[str]]:
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for rule in sheet.rules:
        topics[_content(rule, sheet.language)].update(rule.topics)
    return dict(topics)


def _change(old: Rule | None, new: Rule, language: str) -> Change | None:
    if old is None:
        return Change("added", new.id, None, new)
    if old == new:
        return None
    was, now = rule_document(old, language), rule_document(new, language)
    fields = tuple(name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name))
    return Change("changed", new.id, old, new, fields)


def _header(old: Sheet, new: Sheet) -> tuple[str, ...]:
    was, now = to_document(old), to_document(new)
    names = dict.fromkeys((*was, *now))
    return tuple(
        name for name in names if name not in ("version", "rules") and was.get(name) != now.get(name)
    )
