"""What changed from one version of a sheet to the next, rule by rule."""

from dataclasses import dataclass

from server.domain.protocol import Protocol, Rule


@dataclass(frozen=True, slots=True)
class RuleChange:
    """`before` None: the rule is new. `after` None: it is gone."""

    before: Rule | None
    after: Rule | None


def difference(old: Protocol, new: Protocol) -> tuple[RuleChange, ...]:
    """New and changed rules in the order of the new sheet, then what is gone in the order of the old.

    A rule is the same one by its id. A moved rule and a mended place in the sheet (`cite`) change nothing
    for a patient, but a different text is shown: what is said is what is followed.
    """
    before = {rule.id: rule for rule in old.rules}
    kept = {rule.id for rule in new.rules}
    changed = (RuleChange(before.get(rule.id), rule) for rule in new.rules if before.get(rule.id) != rule)
    gone = (RuleChange(rule, None) for rule in old.rules if rule.id not in kept)
    return (*changed, *gone)
