"""The changes between two versions of one sheet, rule by rule, for patients on the older version."""

from dataclasses import dataclass
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

    Rules that merely change places do not count.
    """
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    changes = (_change(before.get(rule_id), rule, new.language) for rule_id, rule in after.items())
    removed = (
        Change("removed", rule_id, rule, None) for rule_id, rule in before.items() if rule_id not in after
    )
    return Difference(_header(old, new), (*(change for change in changes if change), *removed))


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
