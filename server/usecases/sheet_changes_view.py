"""The difference between two versions of a sheet as shapes."""

from collections.abc import Mapping
from typing import Any, Literal

from server.domain.sheets import Rule, Sheet, rule_document
from server.domain.version_diff import difference
from server.shapes.authoring import ChangedRule
from server.shapes.publication import ChangedDetail


def changed_rules(before: Sheet, after: Sheet) -> list[ChangedRule]:
    """Return the changed rules in the order of the newer sheet, removed ones last."""
    return [
        ChangedRule.model_validate({"before": _document(change.old), "after": _document(change.new)})
        for change in difference(before, after).changes
    ]


def _document(rule: Rule | None) -> dict[str, object] | None:
    return None if rule is None else rule_document(rule)


Field = Literal["title", "publisher", "treatment", "languages", "day-one"]


def changed_details(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ChangedDetail]:
    """Return the details of two stored documents that differ, in the order of the desk."""
    was, now = _details(before), _details(after)
    return [
        ChangedDetail(field=field, before=was[field], after=now[field])
        for field in now
        if was[field] != now[field]
    ]


def _details(document: Mapping[str, Any]) -> dict[Field, str]:
    title = document["title"]
    return {
        "title": title if isinstance(title, str) else " / ".join(title.values()),
        "publisher": document["publisher"],
        "treatment": document["treatment"],
        "languages": ", ".join(document.get("languages", [document["language"]])),
        "day-one": str(document["day_one"]),
    }
