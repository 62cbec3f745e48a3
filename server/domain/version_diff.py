"""What changed between two versions of one sheet, rule by rule, for those who follow the older one."""

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
    fields: tuple[str, ...] = ()  # of a changed rule, as the sheet calls them


@dataclass(frozen=True, slots=True)
class Difference:
    header: tuple[str, ...]  # its changed fields, beside the version
    changes: tuple[Change, ...]

    @property
    def nothing(self) -> bool:
        return not (self.header or self.changes)


def difference(old: Sheet, new: Sheet) -> Difference:
    """In the order of the new sheet, what was taken out at the end. The order of rules is no difference."""
    before = {rule.id: rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    kept = (_change(before.get(name), rule) for name, rule in after.items())
    gone = (Change("removed", name, rule, None) for name, rule in before.items() if name not in after)
    return Difference(_header(old, new), (*(change for change in kept if change), *gone))


def _change(old: Rule | None, new: Rule) -> Change | None:
    if old is None:
        return Change("added", new.id, None, new)
    if old == new:
        return None
    was, now = rule_document(old), rule_document(new)
    fields = tuple(name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name))
    return Change("changed", new.id, old, new, fields)


def _header(old: Sheet, new: Sheet) -> tuple[str, ...]:
    was, now = to_document(old), to_document(new)
    return tuple(name for name in now if name not in ("version", "rules") and was[name] != now[name])
