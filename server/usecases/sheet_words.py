"""What a sheet says in its reader's language, as far as the sheet has it: on paper and in the review.

A published version never changes, so its titles are kept in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from models.treatments import SheetVersion
from server.shapes.timeline import TimelineDocument
from server.usecases.cache import BoundedCache

_titles: BoundedCache[UUID, Mapping[str, str]] = BoundedCache(limit=1_000)


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The sentence of a rule and its place in the sheet. `language` is that of the sentence."""

    says: str
    cite: str
    language: str


def followed_title(timeline: TimelineDocument, language: str) -> str:
    """Return the title of the sheet that a treatment follows."""
    sheet = timeline["sheet"]
    return sheet.get("titles", {}).get(language, sheet["title"])


def rule_words(timeline: TimelineDocument, rule_id: str | None, language: str) -> RuleWords | None:
    """Return the words of a rule of the timeline, or None if it has no such rule."""
    rules = (window["rule"] for window in timeline["windows"])
    rule = next((rule for rule in rules if rule["id"] == rule_id), None)
    if rule is None:
        return None
    translated = rule.get("translations", {}).get(language)
    if translated is None:
        return RuleWords(rule["says"], rule["cite"], timeline["sheet"]["language"])
    return RuleWords(translated["says"], translated.get("cite") or rule["cite"], language)


def version_title(version: SheetVersion, language: str) -> str:
    """Return the title of a version."""
    return _titles_of(version.document).get(language, version.title)


def version_titles(version: SheetVersion) -> dict[str, str]:
    """Return the titles of a version by language, for a reader whose language the server does not know."""
    return dict(_titles_of(version.document))


async def titles_in(language: str, versions: set[UUID]) -> dict[UUID, str]:
    """Return the titles of published versions that have one in this language."""
    unknown = [version for version in versions if _titles.get(version) is None]
    if unknown:
        rows = SheetVersion.filter(id__in=unknown).values_list("id", "document")
        for version, document in await rows:
            _titles.put(version, _titles_of(document))
    known = {version: _titles.get(version) or {} for version in versions}
    return {version: titles[language] for version, titles in known.items() if language in titles}


def _titles_of(document: Mapping[str, object]) -> Mapping[str, str]:
    title = document.get("title")
    return title if isinstance(title, dict) else {}
