"""The difference between two versions of a sheet as shapes."""

from server.domain.sheets import Rule, Sheet, rule_document
from server.domain.version_diff import difference
from server.shapes.authoring import ChangedRule


def changed_rules(before: Sheet, after: Sheet) -> list[ChangedRule]:
    """Return the changed rules in the order of the newer sheet, removed ones last."""
    return [
        ChangedRule.model_validate({"before": _document(change.old), "after": _document(change.new)})
        for change in difference(before, after).changes
    ]


def _document(rule: Rule | None) -> dict[str, object] | None:
    return None if rule is None else rule_document(rule)
