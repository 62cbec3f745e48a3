"""Turn draft rules into rules of a sheet, through the parser of sheets, so that each is valid by construction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from server.domain.sheet_import.draft import DraftRule, is_time
from server.domain.sheets import Rule, SheetError, directed_rule

MAX_SAYS = 500
MAX_CITE = 200


@dataclass(slots=True)
class RuleMaker:
    language: str
    ids: dict[str, int] = field(default_factory=dict)

    def rule(self, draft: DraftRule, *, says: str, cite: str) -> Rule | None:
        """Return the rule; None if the sheet format cannot express it."""
        if not is_time(draft.from_text) or not is_time(draft.until_text):
            return None
        document = {
            "id": self._id(draft),
            "verb": draft.verb.value,
            "topics": list(draft.topics),
            "says": says[:MAX_SAYS],
            "cite": cite[:MAX_CITE],
            **_filled(draft),
        }
        try:
            return replace(directed_rule(document, language=self.language), source="sheet")
        except SheetError:
            return None

    def _id(self, draft: DraftRule) -> str:
        name = f"{draft.verb.value}-{draft.topics[0]}"[:50]
        count = self.ids[name] = self.ids.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


def _filled(draft: DraftRule) -> Mapping[str, Any]:
    fields: dict[str, Any] = {
        "from": draft.from_text,
        "until": draft.until_text,
        "every": draft.every,
        "amount": draft.amount,
        "using": [words[:200] for words in draft.using],
        "with": list(draft.with_),
        "up_to": draft.up_to,
        "area": draft.area.value if draft.area else None,
        "if": list(draft.if_),
        "unless": list(draft.unless),
        "trend": draft.trend,
    }
    return {name: value for name, value in fields.items() if value}
